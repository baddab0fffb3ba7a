package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// readers bounds the connections that read an SQLite file at once: reads are
// short, and each connection holds a page cache of about 2 MB.
const readers = 8

// sqlitePragmas hold on every connection. WAL lets readers go on beside the
// writer; synchronous=FULL keeps what was acknowledged through a power cut, not
// only through a crash of the process; a busy time-out of 5 s bridges another
// process's write.
const sqlitePragmas = "_busy_timeout=5000&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_error_rc=1"

type sqliteEngine struct{}

func openSQLite(ctx context.Context, path string) (*Store, dialect, error) {
	s := &Store{engine: sqliteEngine{}}
	path, err := filepath.Abs(path)
	if err == nil {
		err = makeFile(path)
	}
	if err == nil {
		err = s.connectSQLite(ctx, path)
	}
	if err != nil {
		return nil, dialect{}, fmt.Errorf("open database %s: %w", path, s.explained(err))
	}
	return s, dialect{goose: goose.DialectSQLite3}, nil
}

// makeFile makes an empty database file before SQLite does, because SQLite
// would leave its permissions to the umask. The files beside it (-wal, -shm)
// take theirs from it.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (s *Store) connectSQLite(ctx context.Context, path string) error {
	name := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + sqlitePragmas
	var err error
	// A transaction that begins as a reader and writes later can fail in the
	// middle, whatever the time-out; one that is immediate waits at its start.
	if s.write, err = sql.Open("sqlite", name+"&_txlock=immediate"); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", name); err != nil {
		s.write.Close()
		return err
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	if err = s.write.PingContext(ctx); err != nil {
		s.Close()
	}
	return err
}

func (sqliteEngine) explain(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return ErrReadOnly
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code() & 0xff { // the primary code; the rest says which of its kinds
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return ErrLocked
	case codes.SQLITE_READONLY, codes.SQLITE_CANTOPEN, codes.SQLITE_PERM:
		return ErrReadOnly
	case codes.SQLITE_FULL:
		return ErrFull
	case codes.SQLITE_NOTADB, codes.SQLITE_CORRUPT:
		return ErrDamaged
	}
	return nil
}
