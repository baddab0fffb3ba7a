package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Setting reads what the owner has chosen under a name into a value that JSON
// fills. It answers [ErrNotFound] when nothing was chosen.
func (s *Store) Setting(ctx context.Context, owner, name string, into any) error {
	var value string
	err := s.read.QueryRowContext(ctx, `
		SELECT value FROM settings WHERE owner = $1 AND name = $2`, owner, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return s.failed("read setting", name, err)
	}
	if err := json.Unmarshal([]byte(value), into); err != nil {
		return fmt.Errorf("read setting %s: %w", name, err)
	}
	return nil
}

// PutSetting keeps a choice in the place of the one before. at is Unix milliseconds.
func (s *Store) PutSetting(ctx context.Context, owner, name string, value any, at int64) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write setting %s: %w", name, err)
	}
	_, err = s.write.ExecContext(ctx, `
		INSERT INTO settings (owner, name, value, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
		owner, name, storable(string(text)), at)
	return s.failed("write setting", name, err)
}

// DeleteSetting forgets a choice; there need not be one.
func (s *Store) DeleteSetting(ctx context.Context, owner, name string) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM settings WHERE owner = $1 AND name = $2`, owner, name)
	return s.failed("delete setting", name, err)
}
