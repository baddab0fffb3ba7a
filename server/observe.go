package server

import (
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/labstack/echo/v4"
)

// observe logs and counts every request. The log has the route's pattern in
// place of the address: ids, queries and bodies are nobody's business.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.Now()
		err := next(c)
		if err != nil {
			c.Error(err) // now, so that the status is known below
		}
		took := s.Now().Sub(start)
		r, status := c.Request(), c.Response().Status
		level := slog.LevelInfo
		if c.Path() == "/*" || c.Path() == "/healthz" || c.Path() == "/metrics" {
			level = slog.LevelDebug
		}
		s.metrics.request(methodLabel(r.Method), c.Path(), status, took)
		attrs := []slog.Attr{
			slog.String("method", methodLabel(r.Method)), slog.String("route", c.Path()), slog.Int("status", status),
			slog.Duration("took", took), slog.Int64("bytes", c.Response().Size),
		}
		if code, ok := c.Get(faultKey).(string); ok {
			attrs = append(attrs, slog.String("code", code))
		}
		s.Logger.LogAttrs(r.Context(), level, "request", attrs...)
		return nil
	}
}

// methodLabel keeps made-up methods from making up metrics.
func methodLabel(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// recovered turns a panic into an answer. A panic's value may hold what a person
// wrote; only the runtime's own are logged.
func (s *Server) recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // net/http panics with this very value
				panic(v)
			}
			s.Logger.Error("panic in a handler", "route", c.Path(), "panic", panicWords(v), "stack", string(debug.Stack()))
			err = errInternal
		}()
		return next(c)
	}
}
