package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"strings"
	"unicode/utf8"
)

// Sheet is a stored sheet with its source. ID is the caller's, unique within an
// owner; Version is the hash of Source that qa.Sheet has.
type Sheet struct {
	ID, Owner, Name      string
	Origin               string // "file" or "upload"
	Path                 string // of a file
	Source, Version      string
	CreatedAt, UpdatedAt int64 // Unix milliseconds
}

// PutSheet adds the sheet, or replaces the owner's sheet of the same id. The
// time of its creation stays what it was.
func (s *Store) PutSheet(ctx context.Context, sheet Sheet) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := putVersion(ctx, tx, sheet); err != nil {
			return err
		}
		if err := putSheet(ctx, tx, sheet); err != nil {
			return err
		}
		return pruneVersions(ctx, tx, sheet.Owner)
	})
	return s.failed("store sheet", sheet.ID, err)
}

func putSheet(ctx context.Context, tx *sql.Tx, sheet Sheet) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO sheets (owner, id, name, origin, path, version, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (owner, id) DO UPDATE SET
			name = excluded.name, origin = excluded.origin, path = excluded.path,
			version = excluded.version, updated_at = excluded.updated_at`,
		sheet.Owner, sheet.ID, storable(sheet.Name), sheet.Origin, storable(sheet.Path),
		sheet.Version, sheet.CreatedAt, sheet.UpdatedAt)
	return err
}

func putVersion(ctx context.Context, tx *sql.Tx, sheet Sheet) error {
	encoding, source := encodeSource(sheet.Source)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO sheet_versions (owner, version, encoding, source)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (owner, version) DO NOTHING`,
		sheet.Owner, sheet.Version, encoding, source)
	return err
}

// pruneVersions forgets the sources that neither a sheet nor an interview of the
// owner stands on any more: what a person deletes is gone.
func pruneVersions(ctx context.Context, tx *sql.Tx, owner string) error {
	_, err := tx.ExecContext(ctx, `
		DELETE FROM sheet_versions
		WHERE owner = $1
			AND version NOT IN (SELECT version FROM sheets WHERE owner = $1)
			AND version NOT IN (SELECT sheet_version FROM interviews WHERE owner = $1)`,
		owner)
	return err
}

// Sheet reads one sheet of the owner.
func (s *Store) Sheet(ctx context.Context, owner, id string) (Sheet, error) {
	row := s.read.QueryRowContext(ctx, selectSheets+` WHERE s.owner = $1 AND s.id = $2`, owner, id)
	sheet, err := scanSheet(row)
	return sheet, s.failed("load sheet", id, err)
}

// Sheets lists the owner's sheets, by name.
func (s *Store) Sheets(ctx context.Context, owner string) ([]Sheet, error) {
	rows, err := s.read.QueryContext(ctx, selectSheets+` WHERE s.owner = $1 ORDER BY s.name, s.id`, owner)
	sheets, err := collect(rows, err, scanSheet)
	return sheets, s.failed("list sheets of", owner, err)
}

// DeleteSheet forgets a sheet and what was taught on it. Interviews that were
// planned from it stay, and keep the version that they need.
func (s *Store) DeleteSheet(ctx context.Context, owner, id string) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM sheets WHERE owner = $1 AND id = $2`, owner, id)
		if err := oneRow(result, err, ErrNotFound); err != nil {
			return err
		}
		for _, beside := range []string{
			`DELETE FROM aliases WHERE owner = $1 AND sheet_id = $2`,
			`DELETE FROM notes WHERE owner = $1 AND sheet_id = $2`,
			`DELETE FROM corrections WHERE owner = $1 AND sheet_id = $2`,
			`DELETE FROM readings WHERE owner = $1 AND sheet_id = $2`,
		} {
			if _, err := tx.ExecContext(ctx, beside, owner, id); err != nil {
				return err
			}
		}
		return pruneVersions(ctx, tx, owner)
	})
	return s.failed("delete sheet", id, err)
}

// SheetVersion reads a sheet's source by its version: that of a sheet, or one
// that an interview was planned from.
func (s *Store) SheetVersion(ctx context.Context, owner, version string) (source string, err error) {
	var encoding string
	err = s.read.QueryRowContext(ctx, `
		SELECT encoding, source FROM sheet_versions WHERE owner = $1 AND version = $2`,
		owner, version).Scan(&encoding, &source)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err == nil {
		source, err = decodeSource(encoding, source)
	}
	return source, s.failed("load sheet version", version, err)
}

const selectSheets = `
	SELECT s.id, s.owner, s.name, s.origin, s.path, s.version, s.created_at, s.updated_at, v.encoding, v.source
	FROM sheets s JOIN sheet_versions v ON v.owner = s.owner AND v.version = s.version`

func scanSheet(row scanner) (sheet Sheet, err error) {
	var encoding, source string
	err = row.Scan(&sheet.ID, &sheet.Owner, &sheet.Name, &sheet.Origin, &sheet.Path,
		&sheet.Version, &sheet.CreatedAt, &sheet.UpdatedAt, &encoding, &source)
	if errors.Is(err, sql.ErrNoRows) {
		return Sheet{}, ErrNotFound
	}
	if err == nil {
		sheet.Source, err = decodeSource(encoding, source)
	}
	return sheet, err
}

// A source is kept byte for byte, because its lines and its version depend on
// it. Text is stored as it is; what no TEXT column takes on both engines (NUL,
// invalid UTF-8) as base64.
const (
	plainSource  = "plain"
	base64Source = "base64"
)

func encodeSource(source string) (encoding, text string) {
	if utf8.ValidString(source) && !strings.Contains(source, "\x00") {
		return plainSource, source
	}
	return base64Source, base64.StdEncoding.EncodeToString([]byte(source))
}

func decodeSource(encoding, text string) (string, error) {
	if encoding != base64Source {
		return text, nil
	}
	source, err := base64.StdEncoding.DecodeString(text)
	return string(source), err
}
