package speech

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Server is how a speech server is reached.
type Server struct {
	// BaseURL is the address up to and with /v1, as OpenAI's clients take it; of
	// an address without a path /v1 is assumed. The whole path of an endpoint
	// does as well, such as http://127.0.0.1:8080/inference.
	BaseURL string
	Key     string // sent as a bearer token, if there is one
	Model   string // may be empty where the server has only one

	// Limit is how long a call may take, with its retries; a transcription gets
	// as long again as its sound lasts. 0 is [DefaultLimit].
	Limit time.Duration
	// Retries is how often a call is tried again that met an overloaded or
	// failing server, or none. 0 is [DefaultRetries], a negative number none.
	Retries int

	Client *http.Client                         // nil is http.DefaultClient
	After  func(time.Duration) <-chan time.Time // waits between tries; nil is time.After
	Now    func() time.Time                     // nil is time.Now
	Random func() float64                       // spreads tries, 0 to 1; nil is rand.Float64
	Logger *slog.Logger                         // nil logs nothing
}

// What a server that says nothing about it gets.
const (
	DefaultLimit   = 2 * time.Minute
	DefaultRetries = 2
)

// defaulted fills in what was not said.
func (s Server) defaulted() Server {
	s.Limit = cmp.Or(s.Limit, DefaultLimit)
	s.Retries = max(0, cmp.Or(s.Retries, DefaultRetries))
	client := *cmp.Or(s.Client, http.DefaultClient)
	client.CheckRedirect = stay
	s.Client = &client
	s.Logger = cmp.Or(s.Logger, slog.New(slog.DiscardHandler))
	if s.After == nil {
		s.After = time.After
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Random == nil {
		s.Random = rand.Float64
	}
	return s
}

// stay follows no redirect: what was said goes to the server that was named, and
// nowhere else.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// url is the address of an endpoint such as /audio/speech. Its errors do not
// repeat the address, which may hold a secret.
func (s Server) url(endpoint string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s.BaseURL))
	switch {
	case s.BaseURL == "":
		return "", errors.New("speech: the speech server has no address")
	case err != nil:
		return "", errors.New("speech: the speech server's address is no URL")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", fmt.Errorf("speech: the speech server's address must begin with http:// or https://, as in http://127.0.0.1:8000/v1")
	}
	path := strings.TrimSuffix(u.Path, "/")
	switch {
	case strings.HasSuffix(path, endpoint), strings.HasSuffix(path, "/inference"): // of whisper.cpp
	case path == "":
		path = "/v1" + endpoint
	default:
		path += endpoint
	}
	u.Path = path
	return u.String(), nil
}
