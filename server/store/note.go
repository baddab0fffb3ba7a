package store

import (
	"context"
	"encoding/json"
	"fmt"

	"mondo/qa"
)

// Notes lists what the owner has approved about a sheet's key points.
func (s *Store) Notes(ctx context.Context, owner, sheetID string) ([]qa.Note, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT question_id, key_point_id, note FROM notes
		WHERE owner = $1 AND sheet_id = $2 ORDER BY key_point_id`, owner, sheetID)
	notes, err := collect(rows, err, scanNote)
	return notes, s.failed("list notes of sheet", sheetID, err)
}

func scanNote(row scanner) (n qa.Note, err error) {
	var question, keyPoint, text string
	if err := row.Scan(&question, &keyPoint, &text); err != nil {
		return n, err
	}
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		return n, fmt.Errorf("read the note on %s: %w", keyPoint, err)
	}
	n.Question, n.KeyPoint = question, keyPoint
	return n, nil
}

// PutNote keeps a note in the place of the one before on the same key point; an
// empty note takes it away. at is Unix milliseconds.
func (s *Store) PutNote(ctx context.Context, owner, sheetID string, n qa.Note, at int64) error {
	if n.Empty() {
		_, err := s.write.ExecContext(ctx, `
			DELETE FROM notes WHERE owner = $1 AND sheet_id = $2 AND key_point_id = $3`, owner, sheetID, n.KeyPoint)
		return s.failed("delete the note on", n.KeyPoint, err)
	}
	text, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("write the note on %s: %w", n.KeyPoint, err)
	}
	_, err = s.write.ExecContext(ctx, `
		INSERT INTO notes (owner, sheet_id, question_id, key_point_id, note, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (owner, sheet_id, key_point_id) DO UPDATE SET
			question_id = excluded.question_id, note = excluded.note, updated_at = excluded.updated_at`,
		owner, sheetID, n.Question, n.KeyPoint, storable(string(text)), at)
	return s.failed("write the note on", n.KeyPoint, err)
}
