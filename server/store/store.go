// Package store keeps sheets, interviews and their events in SQLite or in
// PostgreSQL, with one SQL text for both. It knows what is stored and who owns
// it, and nothing of what an interview means: the rules are in server/interview,
// and whoever runs an interview hands over events and what lists show of them.
// Start from [Open].
package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf8"
)

// Store is an open database. It is safe for use by many goroutines, and by many
// processes at once: what keeps writers apart is the key of an event.
type Store struct {
	// write and read are the same pool on PostgreSQL. SQLite has one writer at a
	// time: a pool of one connection lets writers queue in the process, in their
	// order and with their contexts, in place of polling the file's lock.
	write, read *sql.DB
	engine      engine
}

// engine is what differs between the databases: how one is opened and what its
// errors mean.
type engine interface {
	// explain gives a driver's error the meaning of one of this package's, or nil.
	explain(err error) error
}

// Open opens the database that dsn names and brings its tables up to date. A dsn
// that starts with "postgres://" or "postgresql://" is PostgreSQL's; any other,
// with or without "sqlite:" in front, is the path of an SQLite file. The file is
// made, readable by its owner alone, when there is none, and so are missing
// directories above it.
//
// The errors to expect are [ErrNewer], [ErrLocked], [ErrReadOnly], [ErrFull] and
// [ErrDamaged].
func Open(ctx context.Context, dsn string, log *slog.Logger) (*Store, error) {
	var (
		s       *Store
		err     error
		dialect dialect
	)
	if isPostgres(dsn) {
		s, dialect, err = openPostgres(ctx, dsn)
	} else {
		s, dialect, err = openSQLite(ctx, strings.TrimPrefix(dsn, "sqlite:"))
	}
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, s.write, dialect, log); err != nil {
		err = s.explained(err)
		s.Close()
		return nil, fmt.Errorf("bring the database up to date: %w", err)
	}
	return s, nil
}

// Close ends all connections. What was acknowledged is on the disk already.
func (s *Store) Close() error {
	err := s.read.Close()
	if s.write != s.read {
		if werr := s.write.Close(); err == nil {
			err = werr
		}
	}
	return err
}

// inTransaction runs f in a transaction of its own: all of it happens, or
// nothing does.
func (s *Store) inTransaction(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// storable makes a short text fit for a TEXT column of either engine:
// PostgreSQL takes neither NUL nor invalid UTF-8.
func storable(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}
