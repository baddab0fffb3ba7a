package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mondo/server/interview"
)

// Append writes records to the end of an interview's log and, with them, what
// lists show of the interview from then on (nil leaves that as it is): all of
// it or nothing. The records follow after, the last number that the writer has
// seen, without gaps: after+1, after+2 and so on.
//
// It answers [ErrConflict] when another writer was first with one of these
// numbers, or has carried out the same command: read on with [Store.Events], and
// decide again. It answers [ErrNotFound] when the owner has no such interview.
// After any other error the records may be in the log nevertheless (a connection
// that broke in the commit), which the next Append shows as a conflict.
func (s *Store) Append(ctx context.Context, owner, id string, after int64, records []interview.Record, p *interview.Projection) error {
	if len(records) == 0 {
		return nil
	}
	last := after + int64(len(records))
	for n, r := range records {
		if r.Seq != after+1+int64(n) {
			return fmt.Errorf("append to interview %s: record %d cannot follow %d", id, r.Seq, after+int64(n))
		}
	}
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		for _, r := range records {
			if err := insertEvent(ctx, tx, owner, id, r, last); err != nil {
				return err
			}
		}
		if p == nil {
			return nil
		}
		for _, l := range p.Lessons {
			if err := putLesson(ctx, tx, owner, id, records[len(records)-1].At, l); err != nil {
				return err
			}
		}
		return putProjection(ctx, tx, owner, id, *p)
	})
	if errors.Is(err, ErrConflict) && !s.owns(ctx, owner, id) {
		err = ErrNotFound
	}
	return s.failed("append to interview", id, err)
}

// insertEvent writes one event behind the one before it. One statement holds
// three checks: that the log is the owner's and reaches that far (WHERE EXISTS),
// that the number is free, and that the command is new (ON CONFLICT, which fits
// every unique key of the table).
func insertEvent(ctx context.Context, tx *sql.Tx, owner, id string, r interview.Record, last int64) error {
	kind, data, err := interview.MarshalEvent(r.Event)
	if err != nil {
		return err
	}
	command := sql.NullString{String: r.Command, Valid: r.Command != ""}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO events (interview_id, seq, owner, at, command_id, command_last, type, data)
		SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS BIGINT),
			CAST($5 AS TEXT), CAST($6 AS BIGINT), CAST($7 AS TEXT), CAST($8 AS TEXT)
		WHERE $2 = 1 OR EXISTS (
			SELECT 1 FROM events WHERE interview_id = $1 AND seq = $2 - 1 AND owner = $3)
		ON CONFLICT DO NOTHING`,
		id, r.Seq, owner, r.At, command, sql.NullInt64{Int64: last, Valid: command.Valid}, kind, string(data))
	return oneRow(result, err, ErrConflict)
}

func (s *Store) owns(ctx context.Context, owner, id string) bool {
	var one int
	err := s.read.QueryRowContext(ctx, `SELECT 1 FROM interviews WHERE owner = $1 AND id = $2`, owner, id).Scan(&one)
	return !errors.Is(err, sql.ErrNoRows)
}

// Command finds what a command did: the number of the last event that it caused,
// and whether it was carried out at all.
func (s *Store) Command(ctx context.Context, owner, id, commandID string) (seq int64, ok bool, err error) {
	err = s.read.QueryRowContext(ctx, `
		SELECT command_last FROM events WHERE interview_id = $1 AND owner = $2 AND command_id = $3`,
		id, owner, commandID).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return seq, err == nil, s.failed("look up a command of interview", id, err)
}

// Events reads the log behind the number after; 0 reads all of it. It answers
// [ErrNotFound] when the owner has no such interview.
func (s *Store) Events(ctx context.Context, owner, id string, after int64) ([]interview.Record, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT seq, at, COALESCE(command_id, ''), type, data
		FROM events WHERE interview_id = $1 AND owner = $2 AND seq > $3
		ORDER BY seq`, id, owner, after)
	records, err := collect(rows, err, scanRecord)
	if err == nil && len(records) == 0 && !s.owns(ctx, owner, id) {
		err = ErrNotFound
	}
	return records, s.failed("load interview", id, err)
}

func scanRecord(row scanner) (r interview.Record, err error) {
	var kind string
	var data []byte
	if err = row.Scan(&r.Seq, &r.At, &r.Command, &kind, &data); err != nil {
		return r, err
	}
	r.Event, err = interview.UnmarshalEvent(kind, data)
	return r, err
}
