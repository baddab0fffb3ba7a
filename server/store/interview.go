package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mondo/server/interview"
)

// Summary is one interview in a list.
type Summary = interview.Summary

// CreateInterview begins a log with its first record, which holds
// [interview.Planned]. It answers [ErrExists] when the id is taken.
func (s *Store) CreateInterview(ctx context.Context, owner, id string, first interview.Record) error {
	planned, ok := first.Event.(interview.Planned)
	if !ok || first.Seq != 1 {
		return fmt.Errorf("create interview %s: the first record must be the plan", id)
	}
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := insertInterview(ctx, tx, owner, id, first.At, planned); err != nil {
			return err
		}
		return insertEvent(ctx, tx, owner, id, first, 1)
	})
	return s.failed("create interview", id, err)
}

func insertInterview(ctx context.Context, tx *sql.Tx, owner, id string, at int64, p interview.Planned) error {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO interviews (id, owner, sheet_id, sheet_version, title, lang, mode, persona,
			started_at, finished_at, questions, answered, unaided, final)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, 0, 0, 0)
		ON CONFLICT (id) DO NOTHING`,
		id, owner, p.Sheet, p.SheetVersion, storable(p.SheetTitle), string(p.Settings.Lang),
		string(p.Settings.Mode), string(p.Settings.Persona), at, len(p.Questions))
	return oneRow(result, err, ErrExists)
}

const selectInterviews = `
	SELECT id, sheet_id, title, lang, mode, persona, started_at, finished_at, questions, answered, unaided, final
	FROM interviews`

func scanSummary(row scanner) (i Summary, err error) {
	err = row.Scan(&i.ID, &i.Sheet, &i.Title, &i.Lang, &i.Mode, &i.Persona,
		&i.StartedAt, &i.FinishedAt, &i.Questions, &i.Answered, &i.Unaided, &i.Final)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return i, err
}

// Interview reads what lists show of one interview of the owner.
func (s *Store) Interview(ctx context.Context, owner, id string) (Summary, error) {
	row := s.read.QueryRowContext(ctx, selectInterviews+` WHERE owner = $1 AND id = $2`, owner, id)
	summary, err := scanSummary(row)
	return summary, s.failed("load interview", id, err)
}

// Interviews lists the owner's interviews, newest first: all of them, or those
// on one sheet when sheetID is not "".
func (s *Store) Interviews(ctx context.Context, owner, sheetID string) ([]Summary, error) {
	rows, err := s.read.QueryContext(ctx, selectInterviews+`
		WHERE owner = $1 AND ($2 = '' OR sheet_id = $2)
		ORDER BY started_at DESC, id`, owner, sheetID)
	summaries, err := collect(rows, err, scanSummary)
	return summaries, s.failed("list interviews of", owner, err)
}

// DeleteInterview forgets an interview: its events, outcomes and recordings, and the source
// that it was planned from when nothing else stands on it.
func (s *Store) DeleteInterview(ctx context.Context, owner, id string) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		// Events, outcomes and recordings go with it, by their foreign keys.
		result, err := tx.ExecContext(ctx, `DELETE FROM interviews WHERE owner = $1 AND id = $2`, owner, id)
		if err := oneRow(result, err, ErrNotFound); err != nil {
			return err
		}
		return pruneVersions(ctx, tx, owner)
	})
	return s.failed("delete interview", id, err)
}
