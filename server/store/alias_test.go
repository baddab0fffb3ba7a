package store_test

import (
	"context"
	"errors"
	"testing"

	"mondo/server/interview"
	"mondo/server/store"
)

// ticked is a record of a tick, and what it teaches.
func ticked(seq int64, words string) (interview.Record, *interview.Projection) {
	e := interview.PointTicked{KeyPoint: "k1", Answer: "a2", Level: "covered"}
	return interview.Record{Seq: seq, At: 1000 + seq, Event: e},
		&interview.Projection{Lessons: []interview.Lesson{{Question: "q1", KeyPoint: "k1", Words: words}}}
}

func teach(t *testing.T, s *store.Store, id string, seq int64, words string) {
	t.Helper()
	r, p := ticked(seq, words)
	if err := s.Append(context.Background(), owner, id, seq-1, []interview.Record{r}, p); err != nil {
		t.Fatal(err)
	}
}

func aliases(t *testing.T, s *store.Store, owner, sheet string) []store.Alias {
	t.Helper()
	all, err := s.Aliases(context.Background(), owner, sheet)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAliases(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		begin(t, s, "i1")
		begin(t, s, "i2")
		teach(t, s, "i1", 2, "五年ほど\x00運用に携わり")
		teach(t, s, "i2", 2, "五年やっています")
		all := aliases(t, s, owner, "s1")
		if len(all) != 2 {
			t.Fatalf("%d aliases", len(all))
		}
		a := all[0]
		if a.ID == "" || a.ID == all[1].ID || a.Words != "五年ほど\uFFFD運用に携わり" || a.Question != "q1" || a.KeyPoint != "k1" ||
			a.Sheet != "s1" || a.Interview != "i1" && a.Interview != "i2" || a.CreatedAt != 1002 {
			if all[1].Words != "五年ほど\uFFFD運用に携わり" { // same time: ordered by id
				t.Errorf("got %+v", all)
			}
		}
		if len(aliases(t, s, "someone else", "s1")) != 0 || len(aliases(t, s, owner, "s2")) != 0 {
			t.Error("others see them")
		}

		teach(t, s, "i1", 3, "運用は五年です")
		all = aliases(t, s, owner, "s1")
		if len(all) != 2 || all[1].Words != "運用は五年です" || all[1].CreatedAt != 1003 {
			t.Errorf("ticked again: %+v", all)
		}
		teach(t, s, "i1", 4, "")
		if all = aliases(t, s, owner, "s1"); len(all) != 1 || all[0].Interview != "i2" {
			t.Errorf("taken back: %+v", all)
		}
		if err := s.DeleteInterview(ctx, owner, "i2"); err != nil {
			t.Fatal(err)
		}
		if len(aliases(t, s, owner, "s1")) != 1 {
			t.Error("what was taught went with its interview")
		}
		for _, c := range []struct {
			name, owner, sheet, id string
			want                   error
		}{
			{"another owner's", "someone else", "s1", all[0].ID, store.ErrNotFound},
			{"another sheet's", owner, "s2", all[0].ID, store.ErrNotFound},
			{"one that is none", owner, "s1", "al_none", store.ErrNotFound},
			{"one's own", owner, "s1", all[0].ID, nil},
			{"what is gone", owner, "s1", all[0].ID, store.ErrNotFound},
		} {
			if err := s.DeleteAlias(ctx, c.owner, c.sheet, c.id); !errors.Is(err, c.want) {
				t.Errorf("delete %s: %v, want %v", c.name, err, c.want)
			}
		}
	})
}

func TestAliasesGoWithTheirSheet(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		if err := s.PutSheet(context.Background(), store.Sheet{ID: "s1", Owner: owner, Name: "面接", Origin: "upload", Version: "v1"}); err != nil {
			t.Fatal(err)
		}
		begin(t, s, "i1")
		teach(t, s, "i1", 2, "五年やっています")
		if err := s.DeleteSheet(context.Background(), owner, "s1"); err != nil {
			t.Fatal(err)
		}
		if all := aliases(t, s, owner, "s1"); len(all) != 0 {
			t.Errorf("left: %+v", all)
		}
	})
}

func TestLessonsAreAllOrNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		begin(t, s, "i1")
		r, p := ticked(5, "五年やっています")
		err := s.Append(context.Background(), owner, "i1", 4, []interview.Record{r}, p)
		if !errors.Is(err, store.ErrConflict) || len(aliases(t, s, owner, "s1")) != 0 {
			t.Errorf("%v, and %+v", err, aliases(t, s, owner, "s1"))
		}
	})
}
