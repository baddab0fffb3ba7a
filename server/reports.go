package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/qa/delivery"
	"mondo/server/interview"
)

// report folds the log: there is no other record of an interview's result.
func (s *Server) report(c echo.Context) (*qa.Report, error) {
	ctx, id := c.Request().Context(), c.Param("id")
	state, err := s.folded(ctx, owner(c), id)
	if err != nil {
		return nil, err
	}
	r := state.Report(id)
	r.Delivery = delivery.OfReport(r)
	return r, s.markSounds(ctx, owner(c), state, r)
}

// folded is an interview as its log says.
func (s *Server) folded(ctx context.Context, owner, id string) (interview.State, error) {
	records, err := s.Store.Events(ctx, owner, id, 0)
	if err != nil {
		return interview.State{}, orMissing(err, errNoInterview)
	}
	var state interview.State
	for _, r := range records {
		state = state.ApplyRecord(r)
	}
	return state, nil
}

func (s *Server) showReport(c echo.Context) error {
	r, err := s.report(c)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, r)
}

func (s *Server) downloadMarkdown(c echo.Context) error {
	return s.download(c, "md", "text/markdown; charset=utf-8", func(r *qa.Report) ([]byte, error) { return r.Markdown(), nil })
}

func (s *Server) downloadCSV(c echo.Context) error {
	return s.download(c, "csv", "text/csv; charset=utf-8", func(r *qa.Report) ([]byte, error) { return r.CSV(), nil })
}

func (s *Server) downloadJSON(c echo.Context) error {
	return s.download(c, "json", "application/json; charset=utf-8", func(r *qa.Report) ([]byte, error) {
		return json.MarshalIndent(r, "", "  ")
	})
}

func (s *Server) download(c echo.Context, ext, typ string, write func(*qa.Report) ([]byte, error)) error {
	r, err := s.report(c)
	if err != nil {
		return err
	}
	body, err := write(r)
	if err != nil {
		return err
	}
	day := time.UnixMilli(r.StartedAt).Format("2006-01-02")
	name := fmt.Sprintf("mondo-%s-%s.%s", day, r.Interview, ext)
	c.Response().Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, typ, body)
}
