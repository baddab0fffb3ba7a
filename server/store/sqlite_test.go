package store_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"mondo/server/interview"
	"mondo/server/store"
)

func TestFilesAreTheOwnersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data 50%?#")
	s := open(t, "sqlite:"+filepath.Join(dir, "mondo.db"))
	begin(t, s, "i1")
	for path, want := range map[string]os.FileMode{
		filepath.Dir(dir):                  0o700,
		dir:                                0o700,
		filepath.Join(dir, "mondo.db"):     0o600,
		filepath.Join(dir, "mondo.db-wal"): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

// raw is a connection of another program to the same file.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func mustExec(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func openError(t *testing.T, dsn string) error {
	t.Helper()
	s, err := store.Open(context.Background(), dsn, slog.New(slog.DiscardHandler))
	if err == nil {
		s.Close()
	}
	return err
}

func TestDurabilityIsOn(t *testing.T) {
	path := sqliteDSN(t)
	begin(t, open(t, path), "i1")
	var mode string
	if err := raw(t, path).QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("journal mode %q, %v", mode, err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Run("made by a newer version", func(t *testing.T) {
		path := sqliteDSN(t)
		open(t, path).Close()
		mustExec(t, raw(t, path), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
		if err := openError(t, path); !errors.Is(err, store.ErrNewer) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("not a database", func(t *testing.T) {
		path := sqliteDSN(t)
		if err := os.WriteFile(path, make([]byte, 4096), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("# 面接の準備\n\nこれは想定問答です。データベースではありません。\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := openError(t, path); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a directory", func(t *testing.T) {
		if err := openError(t, t.TempDir()); err == nil {
			t.Error("opened a directory")
		}
	})
	t.Run("under a file", func(t *testing.T) {
		if err := openError(t, filepath.Join(os.Args[0], "mondo.db")); err == nil {
			t.Error("opened a file under a file")
		}
	})
	t.Run("not writable", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("root may write everywhere")
		}
		path := sqliteDSN(t)
		open(t, path).Close()
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		if err := openError(t, path); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("no PostgreSQL there", func(t *testing.T) {
		if err := openError(t, "postgres://nobody:secret@127.0.0.1:1/none?connect_timeout=1"); err == nil {
			t.Error("opened nothing")
		}
	})
}

func TestOpeningTogether(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if err := openError(t, dsn); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
}

func TestLockedByAnotherProcess(t *testing.T) {
	path := sqliteDSN(t)
	s := open(t, path)
	begin(t, s, "i1")
	other := raw(t, path)
	mustExec(t, other, "BEGIN IMMEDIATE")
	// A writer that may not wait as long as the busy time-out goes when its
	// context says so, and has written nothing.
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := s.Append(ctx, owner, "i1", 1, []interview.Record{answer(2, "c2")}, nil); err == nil {
		t.Error("wrote through another's lock")
	}
	if records, err := s.Events(context.Background(), owner, "i1", 0); err != nil || len(records) != 1 {
		t.Errorf("readers must go on: %v, %v", records, err)
	}
	mustExec(t, other, "COMMIT")
	if err := s.Append(context.Background(), owner, "i1", 1, []interview.Record{answer(2, "c2")}, nil); err != nil {
		t.Errorf("the lock is gone: %v", err)
	}
}
