package store

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiskFull bounds the file, which SQLite reports as it does a full disk.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "mondo.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	small := Sheet{Owner: "aki", ID: "small", Source: "# 題\n", Version: "v1"}
	if err := s.PutSheet(ctx, small); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = 1"); err != nil { // as large as it is now
		t.Fatal(err)
	}
	large := Sheet{Owner: "aki", ID: "large", Source: strings.Repeat("長い文。", 100_000), Version: "v2"}
	if err := s.PutSheet(ctx, large); !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want %v", err, ErrFull)
	}
	if got, err := s.Sheet(ctx, "aki", "small"); got.Source != small.Source || err != nil {
		t.Errorf("what was stored is gone: %q, %v", got.Source, err)
	}
}

// TestBusy waits for no time-out: a lock that is held for longer than it is
// reported as a lock.
func TestBusy(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "mondo.db")
	var both [2]*Store
	for n := range both {
		var err error
		if both[n], err = Open(ctx, path, slog.New(slog.DiscardHandler)); err != nil {
			t.Fatal(err)
		}
		defer both[n].Close()
	}
	if _, err := both[1].write.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	tx, err := both[0].write.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := both[1].PutSheet(ctx, Sheet{Owner: "aki", ID: "s1", Version: "v1"}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want %v", err, ErrLocked)
	}
}
