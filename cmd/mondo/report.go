package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"mondo/qa"
	"mondo/qa/delivery"
	"mondo/server"
	"mondo/server/interview"
	"mondo/server/store"
)

type reportCmd struct {
	data
	Interview string `arg:"" help:"The interview's id, or last."`
	Format    string `enum:"md,json,csv" default:"md" help:"md, json or csv."`
}

func (reportCmd) Help() string {
	return `Examples:
  mondo report last
  mondo report last --format csv > report.csv`
}

func (c reportCmd) Run(ctx context.Context, w *world) error {
	s, err := c.open(ctx, w, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer s.Close()
	id, err := c.id(ctx, s)
	if err != nil {
		return err
	}
	report, err := loadReport(ctx, s, id)
	if err != nil {
		return err
	}
	return c.print(w, report)
}

func (c reportCmd) id(ctx context.Context, s *store.Store) (string, error) {
	if c.Interview != "last" {
		return c.Interview, nil
	}
	all, err := s.Interviews(ctx, server.Owner, "")
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return "", errors.New("there is no interview yet: begin one with mondo serve or mondo rehearse")
	}
	return all[0].ID, nil
}

func (c reportCmd) print(w *world, r *qa.Report) (err error) {
	var body []byte
	switch c.Format {
	case "json":
		body, err = json.MarshalIndent(r, "", "  ")
		body = append(body, '\n')
	case "csv":
		body = r.CSV()
	default:
		body = r.Markdown()
	}
	if err != nil {
		return err
	}
	_, err = w.stdout.Write(body)
	return err
}

// loadReport folds an interview's log.
func loadReport(ctx context.Context, s *store.Store, id string) (*qa.Report, error) {
	records, err := s.Events(ctx, server.Owner, id, 0)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("there is no interview %q: mondo serve lists them, and last names the newest", id)
	}
	if err != nil {
		return nil, err
	}
	var state interview.State
	for _, r := range records {
		state = state.ApplyRecord(r)
	}
	report := state.Report(id)
	report.Delivery = delivery.OfReport(report)
	return report, nil
}
