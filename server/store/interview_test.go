package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/store"
)

func TestInterviews(t *testing.T) { onBoth(t, testInterviews) }

func testInterviews(t *testing.T, dsn string) {
	ctx, s := context.Background(), open(t, dsn)
	for n, i := range []struct{ owner, id, sheet string }{
		{owner, "old", "s1"}, {owner, "new", "s1"}, {owner, "other sheet", "s2"}, {"mio", "hers", "s1"},
	} {
		if err := s.CreateInterview(ctx, i.owner, i.id, planned(i.sheet, "v1", int64(1000+n))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.CreateInterview(ctx, "mio", "old", planned("s1", "v1", 1)); !errors.Is(err, store.ErrExists) {
		t.Errorf("an id that is taken: %v", err)
	}
	if got := ids(t, s, owner, "s1"); !cmp.Equal(got, []string{"new", "old"}) {
		t.Errorf("on one sheet: %v", got)
	}
	if got := ids(t, s, owner, ""); !cmp.Equal(got, []string{"other sheet", "new", "old"}) {
		t.Errorf("on all sheets: %v", got)
	}
	want := store.Summary{ID: "old", Sheet: "s1", Title: "面接の準備", Lang: "ja", Mode: "mock", Persona: "neutral", StartedAt: 1000, Questions: 1}
	if got, err := s.Interview(ctx, owner, "old"); got != want || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := s.Interview(ctx, "mio", "old"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another owner's interview: %v", err)
	}
	if _, err := s.Events(ctx, "mio", "old", 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another owner's events: %v", err)
	}
}

func ids(t *testing.T, s *store.Store, owner, sheet string) (all []string) {
	t.Helper()
	list, err := s.Interviews(context.Background(), owner, sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range list {
		all = append(all, i.ID)
	}
	return all
}

// finish ends an interview with an outcome for q1.
func finish(t *testing.T, s *store.Store, id string, at int64, final float64) {
	t.Helper()
	p := &interview.Projection{
		Summary: interview.Summary{FinishedAt: at, Questions: 1, Answered: 1, Unaided: 0.5, Final: final},
		Outcomes: []interview.Outcome{{
			Question: "q1", Interview: id, At: at, Unaided: 0.5, Final: final, Levels: map[string]qa.Level{"k1": qa.Partial},
		}},
	}
	begin(t, s, id)
	if err := s.Append(context.Background(), owner, id, 1, []interview.Record{answer(2, "")}, p); err != nil {
		t.Fatal(err)
	}
}

func TestWhatListsShowIsWrittenWithTheEvents(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		finish(t, s, "i1", 2000, 1.0/3)
		want := store.Summary{
			ID: "i1", Sheet: "s1", Title: "面接の準備", Lang: "ja", Mode: "mock", Persona: "neutral",
			StartedAt: 1000, FinishedAt: 2000, Questions: 1, Answered: 1, Unaided: 0.5, Final: 1.0 / 3,
		}
		if got, err := s.Interview(ctx, owner, "i1"); got != want || err != nil {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

func TestLastOutcomes(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		finish(t, s, "later", 3000, 1)
		finish(t, s, "earlier", 2000, 0.5) // an old interview that was resumed is not the last
		expect := func(want ...store.Outcome) {
			t.Helper()
			byQuestion := map[string]store.Outcome{}
			for _, o := range want {
				byQuestion[o.Question] = o
			}
			got, err := s.LastOutcomes(ctx, owner, "s1")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(byQuestion, got); diff != "" {
				t.Error(diff)
			}
		}
		levels := map[string]qa.Level{"k1": qa.Partial}
		expect(store.Outcome{Question: "q1", Interview: "later", At: 3000, Unaided: 0.5, Final: 1, Levels: levels})
		if err := s.DeleteInterview(ctx, owner, "later"); err != nil {
			t.Fatal(err)
		}
		expect(store.Outcome{Question: "q1", Interview: "earlier", At: 2000, Unaided: 0.5, Final: 0.5, Levels: levels})
		if got, err := s.LastOutcomes(ctx, "mio", "s1"); len(got) != 0 || err != nil {
			t.Errorf("another owner's outcomes: %v, %v", got, err)
		}
	})
}

func TestDeleteInterview(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		finish(t, s, "i1", 2000, 1)
		if err := s.DeleteInterview(ctx, "mio", "i1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("deleted another owner's interview: %v", err)
		}
		if err := s.DeleteInterview(ctx, owner, "i1"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Events(ctx, owner, "i1", 0); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("events: %v", err)
		}
		err := s.Append(ctx, owner, "i1", 2, []interview.Record{answer(3, "")}, nil)
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("append: %v", err)
		}
		begin(t, s, "i1") // nothing of the old one is in the way
		if got, err := s.LastOutcomes(ctx, owner, "s1"); len(got) != 0 || err != nil {
			t.Errorf("outcomes: %v, %v", got, err)
		}
	})
}
