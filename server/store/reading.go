package store

import (
	"context"
	"database/sql"
	"errors"
)

// Readings is how a sheet's terms are read aloud, as the person wrote it down:
// TERM = READING, one a line; "" when nobody did.
func (s *Store) Readings(ctx context.Context, owner, sheetID string) (list string, err error) {
	err = s.read.QueryRowContext(ctx, `
		SELECT list FROM readings WHERE owner = $1 AND sheet_id = $2`, owner, sheetID).Scan(&list)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return list, s.failed("load readings of sheet", sheetID, err)
}

// PutReadings keeps a sheet's readings in the place of those before; "" takes them
// away. at is Unix milliseconds.
func (s *Store) PutReadings(ctx context.Context, owner, sheetID, list string, at int64) error {
	if list == "" {
		_, err := s.write.ExecContext(ctx, `DELETE FROM readings WHERE owner = $1 AND sheet_id = $2`, owner, sheetID)
		return s.failed("delete readings of sheet", sheetID, err)
	}
	_, err := s.write.ExecContext(ctx, `
		INSERT INTO readings (owner, sheet_id, list, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (owner, sheet_id) DO UPDATE SET list = excluded.list, updated_at = excluded.updated_at`,
		owner, sheetID, storable(list), at)
	return s.failed("write readings of sheet", sheetID, err)
}
