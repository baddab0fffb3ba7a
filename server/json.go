package server

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
)

// bodyBytes bounds the body of a request that carries no sheet: settings with
// the ids of every question of a very large sheet.
const bodyBytes = 256 << 10

// readJSON reads a request's body, one JSON object of at most limit bytes.
// Fields that it does not know are skipped.
func readJSON(c echo.Context, limit int, into any) error {
	r := c.Request()
	if typ, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || typ != "application/json" {
		return errMediaType
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, int64(limit)))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errBodyTooLarge
	case err != nil, !utf8.Valid(body):
		return errBadRequest
	}
	if err := json.Unmarshal(body, into); err != nil {
		return errBadRequest
	}
	return nil
}

// writeJSON answers with v. Text stays as it was written: nothing of it is ever
// read as HTML, because the type is JSON and nosniff is set.
func writeJSON(c echo.Context, status int, v any) error {
	w := c.Response()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// answerError is where every error of a handler ends.
func (s *Server) answerError(err error, c echo.Context) {
	f := faultOf(err)
	c.Set(faultKey, f.code)
	if f.status >= http.StatusInternalServerError {
		s.Logger.Error("request failed", "method", c.Request().Method, "route", c.Path(), "code", f.code, "error", err)
	}
	if c.Response().Committed {
		return
	}
	type body struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	answer := map[string]body{"error": {f.code, f.sentence(langOf(c.Request()))}}
	if werr := writeJSON(c, f.status, answer); werr != nil {
		s.Logger.Debug("error not delivered", "code", f.code, "error", werr)
	}
}

// faultKey is where the request log finds the code of what went wrong.
const faultKey = "fault"
