package store

import (
	"context"
	"database/sql"
	"errors"
)

// PutRecording keeps the sound of an answer, a WAV file, under the name of its
// take. What is there under the name is replaced. It answers [ErrNotFound] when
// the owner has no such interview. at is Unix milliseconds.
func (s *Store) PutRecording(ctx context.Context, owner, id, take string, wav []byte, at int64) error {
	result, err := s.write.ExecContext(ctx, `
		INSERT INTO recordings (interview_id, take, owner, wav, created_at)
		SELECT id, CAST($1 AS TEXT), owner, $2, CAST($3 AS BIGINT)
		FROM interviews WHERE owner = $4 AND id = $5
		ON CONFLICT (interview_id, take) DO UPDATE SET wav = excluded.wav, created_at = excluded.created_at`,
		take, wav, at, owner, id)
	return s.failed("keep a recording of interview", id, oneRow(result, err, ErrNotFound))
}

// Recording reads the sound of a take.
func (s *Store) Recording(ctx context.Context, owner, id, take string) (wav []byte, err error) {
	err = s.read.QueryRowContext(ctx, `
		SELECT wav FROM recordings WHERE owner = $1 AND interview_id = $2 AND take = $3`,
		owner, id, take).Scan(&wav)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return wav, s.failed("load a recording of interview", id, err)
}

// Recordings lists the takes of an interview whose sound is kept, in no order.
func (s *Store) Recordings(ctx context.Context, owner, id string) (takes []string, err error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT take FROM recordings WHERE owner = $1 AND interview_id = $2`, owner, id)
	takes, err = collect(rows, err, func(row scanner) (take string, err error) {
		return take, row.Scan(&take)
	})
	return takes, s.failed("list recordings of interview", id, err)
}

// DeleteRecording forgets the sound of a take.
func (s *Store) DeleteRecording(ctx context.Context, owner, id, take string) error {
	result, err := s.write.ExecContext(ctx, `
		DELETE FROM recordings WHERE owner = $1 AND interview_id = $2 AND take = $3`, owner, id, take)
	return s.failed("delete a recording of interview", id, oneRow(result, err, ErrNotFound))
}
