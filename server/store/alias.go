package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"strings"

	"mondo/server/interview"
)

// Alias is words that convey a key point of a sheet, as a tick has taught.
type Alias = interview.Alias

// putLesson keeps what a tick of the interview teaches, or forgets it: one
// interview teaches a key point one alias at most.
func putLesson(ctx context.Context, tx *sql.Tx, owner, id string, at int64, l interview.Lesson) error {
	if l.Words == "" {
		_, err := tx.ExecContext(ctx, `
			DELETE FROM aliases WHERE owner = $1 AND interview_id = $2 AND key_point_id = $3`,
			owner, id, l.KeyPoint)
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO aliases (owner, id, sheet_id, question_id, key_point_id, interview_id, words, created_at)
		SELECT owner, CAST($1 AS TEXT), sheet_id, CAST($2 AS TEXT), CAST($3 AS TEXT), id, CAST($4 AS TEXT), CAST($5 AS BIGINT)
		FROM interviews WHERE owner = $6 AND id = $7
		ON CONFLICT (interview_id, key_point_id) DO UPDATE SET
			words = excluded.words, created_at = excluded.created_at`,
		aliasID(id, l.KeyPoint), l.Question, l.KeyPoint, storable(l.Words), at, owner, id)
	return err
}

// aliasID is the same for the same interview and key point, so that nothing
// random is needed inside a transaction that may be tried again.
func aliasID(interview, keyPoint string) string {
	sum := sha256.Sum256([]byte(interview + "\x00" + keyPoint))
	return "al_" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Aliases lists what the owner's ticks have taught on a sheet, oldest first.
func (s *Store) Aliases(ctx context.Context, owner, sheetID string) ([]Alias, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id, sheet_id, question_id, key_point_id, words, interview_id, created_at
		FROM aliases WHERE owner = $1 AND sheet_id = $2
		ORDER BY created_at, id`, owner, sheetID)
	aliases, err := collect(rows, err, scanAlias)
	return aliases, s.failed("list aliases of sheet", sheetID, err)
}

func scanAlias(row scanner) (a Alias, err error) {
	err = row.Scan(&a.ID, &a.Sheet, &a.Question, &a.KeyPoint, &a.Words, &a.Interview, &a.CreatedAt)
	return a, err
}

// DeleteAlias forgets one alias of a sheet. The tick that taught it stays.
func (s *Store) DeleteAlias(ctx context.Context, owner, sheetID, id string) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM aliases WHERE owner = $1 AND sheet_id = $2 AND id = $3`, owner, sheetID, id)
		return oneRow(result, err, ErrNotFound)
	})
	return s.failed("delete alias", id, err)
}
