package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Between two tries, without a word from the server.
const (
	firstRest = 500 * time.Millisecond
	mostRest  = 8 * time.Second
)

// call is one request that may be sent several times.
type call struct {
	url    string
	mime   string
	size   int64
	body   func() io.Reader
	limit  time.Duration // of all tries together
	answer int64         // bytes of the answer at most
}

// reply is a server's answer with 200, or one that refuses the request itself.
type reply struct {
	status int
	mime   string
	body   []byte
}

var errTooSlow = errors.New("the limit is over")

// do sends a call until it has an answer that another try would not change. The
// error is an [Error], or ctx's own when ctx has ended.
func (s Server) do(ctx context.Context, c call) (reply, error) {
	limited, cancel := context.WithTimeoutCause(ctx, c.limit, errTooSlow)
	defer cancel()
	for try := 0; ; try++ {
		r, rest, err := s.try(limited, c, try)
		switch {
		case err == nil:
			return r, nil
		case ctx.Err() != nil:
			return reply{}, fmt.Errorf("speech: ask the server: %w", ctx.Err())
		case limited.Err() != nil:
			return reply{}, &Error{code: CodeTooSlow, detail: "over " + c.limit.String(), err: errTooSlow}
		case try == s.Retries || rest < 0 || s.beyond(limited, rest):
			return reply{}, err
		}
		s.Logger.DebugContext(ctx, "speech server is tried again", "code", CodeOf(err), "after", rest)
		select {
		case <-s.After(rest):
		case <-limited.Done():
		}
	}
}

// beyond reports whether a rest ends after the call's limit.
func (s Server) beyond(ctx context.Context, rest time.Duration) bool {
	end, ok := ctx.Deadline()
	return ok && time.Until(end) < rest
}

// try sends a call once. With an error comes how long to rest before the next
// try, -1 when there is no use in one.
func (s Server) try(ctx context.Context, c call, n int) (reply, time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, c.body())
	if err != nil {
		return reply{}, -1, failed(err)
	}
	req.ContentLength = c.size
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(c.body()), nil }
	req.Header.Set("Content-Type", c.mime)
	if s.Key != "" {
		req.Header.Set("Authorization", "Bearer "+s.Key)
	}
	res, err := s.Client.Do(req)
	if err != nil {
		return reply{}, s.rest(n, ""), failed(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, c.answer+1))
	if err != nil {
		return reply{}, s.rest(n, ""), failed(err)
	}
	if int64(len(body)) > c.answer {
		return reply{}, -1, &Error{code: CodeNonsense, Status: res.StatusCode, detail: "it is endless"}
	}
	r := reply{res.StatusCode, res.Header.Get("Content-Type"), body}
	switch refusal := refused(r.status); {
	case r.status < 300, refusal.code == CodeRejected:
		return r, 0, nil
	case refusal.code == CodeDenied:
		return r, -1, refusal
	default:
		return r, s.rest(n, res.Header.Get("Retry-After")), refusal
	}
}

// rest is how long to wait after try n: as long as the server asks for, else
// twice as long each time, spread so that many do not come back together.
func (s Server) rest(n int, retryAfter string) time.Duration {
	if seconds, err := strconv.Atoi(retryAfter); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 3600)) * time.Second
	}
	if at, err := http.ParseTime(retryAfter); err == nil {
		return max(0, at.Sub(s.Now()))
	}
	rest := min(mostRest, firstRest<<min(n, 10))
	return time.Duration((0.5 + s.Random()/2) * float64(rest))
}
