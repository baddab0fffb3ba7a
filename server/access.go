package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// access says who may come in, from where, and under which name the server is
// called.
type access struct {
	token    string
	loopback bool
	allowed  map[string]bool // "https://mondo.example", allowed beside the server's own
	now      func() time.Time
	wrong    *attempts
}

func newAccess(cfg Config, origins map[string]bool) *access {
	return &access{
		token: cfg.Token, loopback: cfg.Loopback, allowed: origins,
		now: cfg.Now, wrong: newAttempts(cfg.Now),
	}
}

// parseOrigins reads what --allow-origin was given.
func parseOrigins(list []string) (map[string]bool, error) {
	set := map[string]bool{}
	for _, o := range list {
		u, err := url.Parse(o)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" {
			return nil, fmt.Errorf("allowed origin %q: want a scheme and a host, such as https://mondo.example", o)
		}
		set[strings.ToLower(u.Scheme+"://"+u.Host)] = true
	}
	return set, nil
}

const (
	cookieName = "mondo_session"
	cookieAge  = 30 * 24 * time.Hour
)

// signedIn lets those pass who have the token, in a cookie or by themselves.
func (a *access) signedIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := a.check(c.Request()); err != nil {
			return err
		}
		return next(c)
	}
}

// check answers nil for a request that may see personal things. Guessing by way
// of the Authorization header is held up like guessing at the login.
func (a *access) check(r *http.Request) error {
	if a.token == "" || a.hasSession(r) {
		return nil
	}
	bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return errLoginWanted
	}
	return a.try(r, bearer)
}

// try compares a token that somebody offers.
func (a *access) try(r *http.Request, offered string) error {
	who := remoteHost(r)
	if !a.wrong.may(who) {
		return errTooManyLogins
	}
	if !same(offered, a.token) {
		a.wrong.note(who)
		return errWrongToken
	}
	return nil
}

// same compares in a time that depends on neither text nor length.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

func remoteHost(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// The session is its end and a seal over it, made with the token: nothing needs
// to be stored, every replica knows it, and a new token ends all sessions.
func (a *access) sessionCookie(r *http.Request) *http.Cookie {
	end := a.now().Add(cookieAge)
	value := strconv.FormatInt(end.Unix(), 10)
	return &http.Cookie{
		Name: cookieName, Value: value + "." + a.seal(value), Path: "/",
		Expires: end, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: overTLS(r),
	}
}

func (a *access) hasSession(r *http.Request) bool {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return false
	}
	value, seal, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(seal), []byte(a.seal(value))) {
		return false
	}
	end, err := strconv.ParseInt(value, 10, 64)
	return err == nil && a.now().Unix() < end
}

func (a *access) seal(value string) string {
	mac := hmac.New(sha256.New, []byte(a.token))
	mac.Write([]byte("mondo session " + value))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// overTLS is about the cookie alone: a proxy in front that speaks TLS says so,
// and somebody who claims it falsely only keeps the cookie from themself.
func overTLS(r *http.Request) bool {
	return r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// hosts refuses names that the machine does not have: a page of a stranger whose
// name was made to point at 127.0.0.1 would otherwise count as our own.
func (a *access) hosts(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if a.loopback && !a.knows(c.Request().Host) {
			return errHost
		}
		return next(c)
	}
}

func (a *access) knows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	switch strings.ToLower(strings.Trim(name, "[]")) {
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	return a.allowed["http://"+strings.ToLower(host)] || a.allowed["https://"+strings.ToLower(host)]
}

// origins refuses changes that another site's page asks for. A request without
// an Origin comes from no page; it must then be of a kind that no HTML form can send.
func (a *access) origins(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions:
			return next(c)
		}
		if !a.fromUs(r) {
			return errOrigin
		}
		if r.Header.Get("Origin") == "" && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			return errMediaType
		}
		return next(c)
	}
}

// fromUs reports whether the request comes from a page of ours, or from no page.
func (a *access) fromUs(r *http.Request) bool {
	all := r.Header.Values("Origin")
	if len(all) == 0 {
		site := r.Header.Get("Sec-Fetch-Site") // only browsers send it, and no script can
		return site == "" || site == "same-origin" || site == "none"
	}
	if len(all) > 1 {
		return false
	}
	if a.allowed[strings.ToLower(all[0])] {
		return true
	}
	u, err := url.Parse(all[0])
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// login turns the token into a session.
func (s *Server) login(c echo.Context) error {
	var in struct {
		Token string `json:"token"`
	}
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	if s.Token != "" {
		if err := s.access.try(c.Request(), in.Token); err != nil {
			return err
		}
		c.SetCookie(s.access.sessionCookie(c.Request()))
	}
	return c.NoContent(http.StatusNoContent)
}
