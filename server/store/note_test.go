package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/server/store"
)

func notes(t *testing.T, s *store.Store, owner, sheet string) []qa.Note {
	t.Helper()
	all, err := s.Notes(t.Context(), owner, sheet)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestNotes(t *testing.T) {
	optional := false
	first := qa.Note{Question: "q1", KeyPoint: "k1", Elements: []string{"監視", "3分"}, Paraphrases: []string{"すぐ気づける"}}
	second := qa.Note{Question: "q1", KeyPoint: "k2", Vital: &optional}
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := t.Context(), open(t, dsn)
		put := func(owner, sheet string, n qa.Note) {
			t.Helper()
			if err := s.PutNote(ctx, owner, sheet, n, 1); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.PutSheet(ctx, store.Sheet{ID: "s1", Owner: owner, Name: "面接", Origin: "upload", Version: "v1"}); err != nil {
			t.Fatal(err)
		}
		put(owner, "s1", second)
		put(owner, "s1", first)
		put(owner, "s2", second)
		if diff := cmp.Diff([]qa.Note{first, second}, notes(t, s, owner, "s1")); diff != "" {
			t.Error(diff)
		}
		if len(notes(t, s, "someone else", "s1")) > 0 {
			t.Error("others see them")
		}
		first.Paraphrases = nil
		put(owner, "s1", first)
		put(owner, "s1", qa.Note{Question: "q1", KeyPoint: "k2"})
		if diff := cmp.Diff([]qa.Note{first}, notes(t, s, owner, "s1")); diff != "" {
			t.Errorf("changed and taken away: %s", diff)
		}
		if err := s.DeleteSheet(ctx, owner, "s1"); err != nil {
			t.Fatal(err)
		}
		if len(notes(t, s, owner, "s1")) > 0 || len(notes(t, s, owner, "s2")) != 1 {
			t.Error("notes go with their sheet, and with no other")
		}
	})
}
