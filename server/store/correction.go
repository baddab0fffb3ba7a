package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"strings"
)

// Correction is a term that a recogniser wrote otherwise than the person did.
type Correction struct {
	ID           string // made by the store
	Heard, Meant string
}

// maxCorrections bounds those of one sheet: more than a recogniser can be told.
// The newest stay.
const maxCorrections = 200

// PutCorrections keeps corrections with a sheet. at is Unix milliseconds.
func (s *Store) PutCorrections(ctx context.Context, owner, sheetID string, all []Correction, at int64) error {
	if len(all) == 0 {
		return nil
	}
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		for _, c := range all {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO corrections (owner, id, sheet_id, heard, meant, updated_at)
				VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (owner, sheet_id, id) DO UPDATE SET updated_at = excluded.updated_at`,
				owner, correctionID(c), sheetID, storable(c.Heard), storable(c.Meant), at)
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `
			DELETE FROM corrections WHERE owner = $1 AND sheet_id = $2 AND id NOT IN (
				SELECT id FROM corrections WHERE owner = $1 AND sheet_id = $2
				ORDER BY updated_at DESC, id LIMIT CAST($3 AS BIGINT))`,
			owner, sheetID, maxCorrections)
		return err
	})
	return s.failed("keep corrections of sheet", sheetID, err)
}

// correctionID is the same for the same correction, so that one made twice is
// kept once.
func correctionID(c Correction) string {
	sum := sha256.Sum256([]byte(c.Heard + "\x00" + c.Meant))
	return "co_" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Corrections lists those of a sheet, the newest first.
func (s *Store) Corrections(ctx context.Context, owner, sheetID string) ([]Correction, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id, heard, meant FROM corrections WHERE owner = $1 AND sheet_id = $2
		ORDER BY updated_at DESC, id`, owner, sheetID)
	all, err := collect(rows, err, func(row scanner) (c Correction, err error) {
		return c, row.Scan(&c.ID, &c.Heard, &c.Meant)
	})
	return all, s.failed("list corrections of sheet", sheetID, err)
}

// DeleteCorrection forgets one correction of a sheet.
func (s *Store) DeleteCorrection(ctx context.Context, owner, sheetID, id string) error {
	result, err := s.write.ExecContext(ctx, `
		DELETE FROM corrections WHERE owner = $1 AND sheet_id = $2 AND id = $3`, owner, sheetID, id)
	return s.failed("delete correction", id, oneRow(result, err, ErrNotFound))
}
