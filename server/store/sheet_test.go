package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/server/store"
)

func TestSheets(t *testing.T) { onBoth(t, testSheets) }

func testSheets(t *testing.T, dsn string) {
	ctx, s := context.Background(), open(t, dsn)
	sheet := store.Sheet{
		ID: "s1", Owner: owner, Name: "面接", Origin: "upload", Source: "## 導入\n\n### Q: なぜ？\n", Version: "v1",
		CreatedAt: 10, UpdatedAt: 10,
	}
	put(t, s, sheet)
	want(t, s, sheet)

	edited := sheet
	edited.Source, edited.Version, edited.CreatedAt, edited.UpdatedAt = "### Q: どうして？\n", "v2", 20, 20
	put(t, s, edited)
	edited.CreatedAt = 10 // the time of its creation stays
	want(t, s, edited)
	if _, err := s.SheetVersion(ctx, owner, "v1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a source that nothing stands on is still there: %v", err)
	}

	if _, err := s.Sheet(ctx, "someone else", "s1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another owner's sheet: %v", err)
	}
	if _, err := s.SheetVersion(ctx, "someone else", "v2"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another owner's source: %v", err)
	}
	if err := s.DeleteSheet(ctx, "someone else", "s1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted another owner's sheet: %v", err)
	}
	if err := s.DeleteSheet(ctx, owner, "s1"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Sheets(ctx, owner); err != nil || len(all) != 0 {
		t.Errorf("after deletion: %v, %v", all, err)
	}
}

func put(t *testing.T, s *store.Store, sheet store.Sheet) {
	t.Helper()
	if err := s.PutSheet(context.Background(), sheet); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, s *store.Store, sheet store.Sheet) {
	t.Helper()
	got, err := s.Sheet(context.Background(), sheet.Owner, sheet.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sheet, got); diff != "" {
		t.Error(diff)
	}
	all, err := s.Sheets(context.Background(), sheet.Owner)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]store.Sheet{sheet}, all); diff != "" {
		t.Error(diff)
	}
}

func TestTwoOwnersMayHaveTheSameSheet(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for _, who := range []string{"aki", "mio"} {
			put(t, s, store.Sheet{ID: "s1", Owner: who, Name: who, Source: "# 同じ\n", Version: "v1"})
		}
		if err := s.DeleteSheet(context.Background(), "aki", "s1"); err != nil {
			t.Fatal(err)
		}
		want(t, s, store.Sheet{ID: "s1", Owner: "mio", Name: "mio", Source: "# 同じ\n", Version: "v1"})
	})
}

func TestSourceIsKeptByteForByte(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for name, source := range map[string]string{
			"empty": "", "japanese": "問1．志望動機は？\r\n答：…\r\n", "BOM": "\uFEFF# 題\n",
			"NUL": "a\x00b", "invalid UTF-8": "a\xffb", "looks encoded": "YWJj",
		} {
			t.Run(name, func(t *testing.T) {
				put(t, s, store.Sheet{ID: name, Owner: name, Name: "n\x00\xff", Source: source, Version: name})
				want(t, s, store.Sheet{ID: name, Owner: name, Name: "n\uFFFD\uFFFD", Source: source, Version: name})
				if got, err := s.SheetVersion(context.Background(), name, name); got != source || err != nil {
					t.Errorf("got %q, %v", got, err)
				}
			})
		}
	})
}

func TestAnInterviewKeepsTheSourceThatItStandsOn(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		put(t, s, store.Sheet{ID: "s1", Owner: owner, Source: "# 初版\n", Version: "v1"})
		begin(t, s, "i1")
		put(t, s, store.Sheet{ID: "s1", Owner: owner, Source: "# 第二版\n", Version: "v2"})
		if err := s.DeleteSheet(ctx, owner, "s1"); err != nil {
			t.Fatal(err)
		}
		if got, err := s.SheetVersion(ctx, owner, "v1"); got != "# 初版\n" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
		if err := s.DeleteInterview(ctx, owner, "i1"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SheetVersion(ctx, owner, "v1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the last interview is gone and its source is not: %v", err)
		}
	})
}
