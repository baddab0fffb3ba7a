package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/server/interview"
)

func (s *Server) healthz(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.String(http.StatusOK, "ok")
}

// status tells the page what it can count on. It is open to strangers, so it
// says nothing personal.
func (s *Server) status(c echo.Context) error {
	type limits struct {
		SheetBytes  int `json:"sheet_bytes"`
		AnswerBytes int `json:"answer_bytes"`
	}
	type model struct {
		Interviewer string `json:"interviewer"`
		Judge       string `json:"judge"`
	}
	var inUse *model
	if interviewer, judge := s.Models.names(); interviewer != "" {
		inUse = &model{interviewer, judge}
	}
	dictionary := "loading"
	if s.DictionaryReady() {
		dictionary = "ready"
	}
	return writeJSON(c, http.StatusOK, struct {
		Version       string `json:"version"`
		Dictionary    string `json:"dictionary"`
		Authenticated bool   `json:"authenticated"`
		Limits        limits `json:"limits"`
		Model         *model `json:"model"` // null when there is none
	}{
		s.Version, dictionary, s.access.check(c.Request()) == nil,
		limits{s.Limits.SheetBytes, interview.MaxAnswerBytes},
		inUse,
	})
}
