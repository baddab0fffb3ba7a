package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/store"
)

func TestLog(t *testing.T) { onBoth(t, testLog) }

func testLog(t *testing.T, dsn string) {
	ctx, s := context.Background(), open(t, dsn)
	begin(t, s, "i1")
	records := []interview.Record{
		{Seq: 2, At: 1002, Event: interview.GreetingSaid{Turn: interview.Turn{ID: "t1", Thread: -1, Text: "本日はよろしくお願いします。", Line: "greeting/1"}}},
		answer(3, "command-3"),
		{Seq: 4, At: 1004, Event: interview.AnswerScored{Answer: "a3", Revision: 1, Scores: qa.Scores{
			Scorer:   "lexical/1",
			Verdicts: []qa.Verdict{{KeyPoint: "k1", Level: qa.Partial, Confidence: 0.25, Evidence: []qa.Span{{Start: 0, End: 6, Text: "答え"}}}},
		}}},
	}
	if err := s.Append(ctx, owner, "i1", 1, records, nil); err != nil {
		t.Fatal(err)
	}
	got, err := s.Events(ctx, owner, "i1", 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append([]interview.Record{planned("s1", "v1", 1000)}, records...), got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if rest, err := s.Events(ctx, owner, "i1", 3); err != nil || len(rest) != 1 || rest[0].Seq != 4 {
		t.Errorf("behind 3: %v, %v", rest, err)
	}
	if rest, err := s.Events(ctx, owner, "i1", 4); err != nil || len(rest) != 0 {
		t.Errorf("behind the end: %v, %v", rest, err)
	}
}

func TestAppendRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		begin(t, s, "i1")
		if err := s.Append(context.Background(), owner, "i1", 1, []interview.Record{answer(2, "c2")}, nil); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name      string
			owner, id string
			after     int64
			record    interview.Record
			want      error
		}{
			{"a number that is taken", owner, "i1", 1, answer(2, "c3"), store.ErrConflict},
			{"a number that leaves a gap", owner, "i1", 5, answer(6, "c3"), store.ErrConflict},
			{"a command that was carried out", owner, "i1", 2, answer(3, "c2"), store.ErrConflict},
			{"another owner's interview", "someone else", "i1", 2, answer(3, "c3"), store.ErrNotFound},
			{"no such interview", owner, "i2", 2, answer(3, "c3"), store.ErrNotFound},
		} {
			t.Run(c.name, func(t *testing.T) {
				err := s.Append(context.Background(), c.owner, c.id, c.after, []interview.Record{c.record}, nil)
				if !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			})
		}
		if all, err := s.Events(context.Background(), owner, "i1", 0); err != nil || len(all) != 2 {
			t.Errorf("a refused append left something: %v, %v", all, err)
		}
	})
}

func TestAppendIsAllOrNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		begin(t, s, "i1")
		err := s.Append(ctx, owner, "i1", 1, []interview.Record{answer(2, "same"), answer(3, "same")},
			&interview.Projection{Summary: interview.Summary{Answered: 1}})
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("got %v", err)
		}
		if all, err := s.Events(ctx, owner, "i1", 0); err != nil || len(all) != 1 {
			t.Errorf("half of it is there: %v, %v", all, err)
		}
		if i, err := s.Interview(ctx, owner, "i1"); err != nil || i.Answered != 0 {
			t.Errorf("half of it is there: %+v, %v", i, err)
		}
	})
}

func TestCommandNamesItsLastEvent(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := context.Background(), open(t, dsn)
		begin(t, s, "i1")
		if err := s.Append(ctx, owner, "i1", 1, []interview.Record{answer(2, "c2"), answer(3, "")}, nil); err != nil {
			t.Fatal(err)
		}
		if seq, ok, err := s.Command(ctx, owner, "i1", "c2"); seq != 3 || !ok || err != nil {
			t.Errorf("got %d, %v, %v", seq, ok, err)
		}
		if _, ok, err := s.Command(ctx, owner, "i1", "c9"); ok || err != nil {
			t.Errorf("a command that nobody sent: %v, %v", ok, err)
		}
		if _, ok, err := s.Command(ctx, "someone else", "i1", "c2"); ok || err != nil {
			t.Errorf("another owner's command: %v, %v", ok, err)
		}
	})
}

// TestRacingAppends lets 8 writers append 25 commands each, every command sent
// by two of them: the log must have every command once and no gap.
func TestRacingAppends(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		const writers, commands = 8, 100
		stores := []*store.Store{open(t, dsn), open(t, dsn)} // as of two processes
		begin(t, stores[0], "i1")
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				for n := w % 4; n < commands; n += 4 { // writers w and w+4 send the same
					appendOnce(t, stores[w%2], fmt.Sprintf("command-%d", n))
				}
			})
		}
		all.Wait()
		records, err := stores[1].Events(context.Background(), owner, "i1", 0)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for n, r := range records {
			if r.Seq != int64(n+1) || seen[r.Command] {
				t.Fatalf("record %d has number %d, command %q", n+1, r.Seq, r.Command)
			}
			seen[r.Command] = true
		}
		if len(records) != commands+1 {
			t.Errorf("%d records, want %d", len(records), commands+1)
		}
	})
}

// appendOnce does what a writer has to: on a conflict it reads on, and stops
// when the command was carried out.
func appendOnce(t *testing.T, s *store.Store, command string) {
	ctx := context.Background()
	for {
		records, err := s.Events(ctx, owner, "i1", 0)
		if err != nil {
			t.Error(err)
			return
		}
		last := records[len(records)-1].Seq
		err = s.Append(ctx, owner, "i1", last, []interview.Record{answer(last+1, command)}, nil)
		if err == nil {
			return
		}
		if !errors.Is(err, store.ErrConflict) {
			t.Error(err)
			return
		}
		if _, done, err := s.Command(ctx, owner, "i1", command); done || err != nil {
			return
		}
	}
}
