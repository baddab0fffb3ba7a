package server

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/server/interview"
)

// planInterview writes down what will be asked. The interview begins when
// somebody opens its socket.
func (s *Server) planInterview(c echo.Context) error {
	var in struct {
		Sheet    string             `json:"sheet"`
		Settings interview.Settings `json:"settings"`
	}
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	e, err := s.rehearsable(c, in.Sheet)
	if err != nil {
		return err
	}
	if err := s.roomForInterview(c); err != nil {
		return err
	}
	in.Settings.Model = in.Settings.Model && s.Models.Ready()
	planned, err := s.plan(c.Request().Context(), owner(c), e, in.Settings)
	if err != nil {
		return err
	}
	id, err := s.newID("i_")
	if err != nil {
		return err
	}
	first := interview.Record{Seq: 1, At: s.Now().UnixMilli(), Event: planned}
	if err := s.Store.CreateInterview(c.Request().Context(), owner(c), id, first); err != nil {
		return err
	}
	c.Response().Header().Set("Location", "/api/interviews/"+id)
	return writeJSON(c, http.StatusCreated, map[string]string{"id": id})
}

func (s *Server) plan(ctx context.Context, owner string, e entry, set interview.Settings) (interview.Planned, error) {
	outcomes, err := s.Store.LastOutcomes(ctx, owner, e.id)
	if err != nil {
		return interview.Planned{}, err
	}
	notes, err := s.Store.Notes(ctx, owner, e.id)
	if err != nil {
		return interview.Planned{}, err
	}
	last := map[string]float64{}
	for id, o := range outcomes {
		last[id] = o.Final
	}
	var seed [8]byte
	if _, err := io.ReadFull(s.Random, seed[:]); err != nil {
		return interview.Planned{}, fmt.Errorf("make a seed: %w", err)
	}
	return interview.Plan(e.id, e.sheet.Noted(notes), set, binary.LittleEndian.Uint64(seed[:]), last)
}

// roomForInterview bounds what has been begun and never finished.
func (s *Server) roomForInterview(c echo.Context) error {
	history, err := s.Store.Interviews(c.Request().Context(), owner(c), "")
	if err != nil {
		return err
	}
	running := 0
	for _, h := range history {
		if h.FinishedAt == 0 {
			running++
		}
	}
	if running >= s.Limits.Interviews {
		return errTooManyInterviews.with(running)
	}
	return nil
}

type interviewSummary struct {
	ID         string  `json:"id"`
	Sheet      string  `json:"sheet"`
	Title      string  `json:"title"`
	Lang       string  `json:"lang"`
	Mode       string  `json:"mode"`
	Persona    string  `json:"persona"`
	StartedAt  int64   `json:"started_at"`
	FinishedAt int64   `json:"finished_at"`
	Questions  int     `json:"questions"`
	Answered   int     `json:"answered"`
	Unaided    float64 `json:"unaided"`
	Final      float64 `json:"final"`
}

func (s *Server) listInterviews(c echo.Context) error {
	history, err := s.Store.Interviews(c.Request().Context(), owner(c), c.QueryParam("sheet"))
	if err != nil {
		return err
	}
	list := make([]interviewSummary, len(history))
	for i, h := range history {
		list[i] = interviewSummary(h)
	}
	return writeJSON(c, http.StatusOK, map[string]any{"interviews": list})
}

func (s *Server) showInterview(c echo.Context) error {
	found, err := s.Store.Interview(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return orMissing(err, errNoInterview)
	}
	return writeJSON(c, http.StatusOK, interviewSummary(found))
}

func (s *Server) removeInterview(c echo.Context) error {
	if err := s.Store.DeleteInterview(c.Request().Context(), owner(c), c.Param("id")); err != nil {
		return orMissing(err, errNoInterview)
	}
	s.Host.Forget(owner(c), c.Param("id"))
	s.takes.forget(owner(c), c.Param("id"))
	return c.NoContent(http.StatusNoContent)
}
