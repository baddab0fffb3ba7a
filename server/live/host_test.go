package live_test

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

func TestInterviewRunsToItsEnd(t *testing.T) {
	for _, mode := range []interview.Mode{interview.Mock, interview.Coach} {
		t.Run(string(mode), func(t *testing.T) {
			s := openStore(t)
			create(t, s, "i1", mode)
			h := host(t, live.Config{Log: s})
			c := candidate{acknowledged: map[string]int64{}}
			if err := c.rehearse(soon(t), join(t, h, "i1")); err != nil {
				t.Fatal(err)
			}
			checkLog(t, s, "i1", c.acknowledged)
		})
	}
}

func TestListsShowWhatHappened(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	i := join(t, host(t, live.Config{Log: s}), "i1")
	if err := (&candidate{}).rehearse(soon(t), i); err != nil {
		t.Fatal(err)
	}
	got, err := s.Interview(context.Background(), owner, "i1")
	if err != nil {
		t.Fatal(err)
	}
	report := i.State().Report("i1")
	if want := interview.Project(report).Summary; got != want || got.Answered != 2 || got.FinishedAt == 0 {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	last, err := s.LastOutcomes(context.Background(), owner, "s1")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]interview.Outcome{}
	for _, o := range interview.Project(report).Outcomes {
		want[o.Question] = o
	}
	if diff := cmp.Diff(want, last); diff != "" || len(last) != 2 {
		t.Error(diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s})
	join(t, h, "i1")
	for name, of := range map[string][2]string{
		"another owner's":   {"mio", "i1"},
		"no such interview": {owner, "i2"},
	} {
		if _, err := h.Open(soon(t), of[0], of[1]); !errors.Is(err, interview.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := h.Running(); n != 1 {
		t.Errorf("%d are running", n)
	}
}

func TestClosedHostRefuses(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s})
	i := join(t, h, "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	waiting := make(chan error)
	go func() {
		_, err := follow.Next(context.Background())
		waiting <- err
	}()
	closeHost(t, h)
	if err := <-waiting; !errors.Is(err, live.ErrClosed) {
		t.Errorf("a cursor: %v", err)
	}
	if _, err := i.Do(soon(t), interview.Command{ID: "c1", Kind: interview.CmdPause}); !errors.Is(err, live.ErrClosed) {
		t.Errorf("a command: %v", err)
	}
	if _, err := h.Open(soon(t), owner, "i1"); !errors.Is(err, live.ErrClosed) {
		t.Errorf("open: %v", err)
	}
}

func TestIdleInterviewsLeaveMemoryAndComeBack(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s, Idle: 5 * time.Millisecond})
	i := join(t, h, "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	gone(t, h)
	if _, err := i.Do(soon(t), interview.Command{ID: "c1", Kind: interview.CmdPause}); err != nil {
		t.Fatal(err)
	}
	gone(t, h)
	got := kinds(until(t, follow, ofType("interview.paused")))
	if diff := cmp.Diff([]string{"interview.paused"}, got); diff != "" {
		t.Error(diff)
	}
}

// gone waits until no interview is in memory.
func gone(t *testing.T, h *live.Host) {
	t.Helper()
	for range 1000 {
		if h.Running() == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the interview stays in memory")
}

// loads counts how often a whole log was read.
type loads struct {
	*store.Store
	n atomic.Int64
}

func (l *loads) Events(ctx context.Context, owner, id string, after int64) ([]interview.Record, error) {
	if after == 0 {
		l.n.Add(1)
	}
	return l.Store.Events(ctx, owner, id, after)
}

func TestFollowedInterviewsStay(t *testing.T) {
	s := &loads{Store: openStore(t)}
	create(t, s.Store, "i1", interview.Mock)
	h := host(t, live.Config{Log: s, Idle: 5 * time.Millisecond})
	i := join(t, h, "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	before := s.n.Load()
	if updates, err := follow.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", kinds(updates), err)
	}
	if n := s.n.Load() - before; n > 0 {
		t.Errorf("the log was read %d times more while somebody followed", n)
	}
}

func TestLimit(t *testing.T) {
	s := openStore(t)
	for _, id := range []string{"i1", "i2", "i3"} {
		create(t, s, id, interview.Mock)
	}
	speaking, speak := make(chan struct{}), make(chan struct{})
	h := host(t, live.Config{Log: s, Limit: 2, Speaker: speakerFunc(
		func(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
			select {
			case speaking <- struct{}{}:
			case <-ctx.Done():
				return live.Spoken{}, ctx.Err()
			}
			select {
			case <-speak:
				return live.Spoken{Text: "どうぞ"}, nil
			case <-ctx.Done():
				return live.Spoken{}, ctx.Err()
			}
		})})
	first := join(t, h, "i1")
	<-speaking
	join(t, h, "i2")
	<-speaking
	if _, err := h.Open(soon(t), owner, "i3"); !errors.Is(err, live.ErrTooMany) {
		t.Errorf("both are in use: %v", err)
	}
	if _, err := first.Do(soon(t), interview.Command{ID: "c1", Kind: interview.CmdPause}); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ { // one that waits makes room, once it has come to rest
		if _, err := h.Open(soon(t), owner, "i3"); err == nil {
			break
		} else if n == 1000 {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	if s := first.State(); s.Paused { // it has left memory, and the handle does not mind
		t.Error("the first interview is still there")
	}
}

func TestDeletedInterviewEnds(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s})
	i := join(t, h, "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	if err := s.DeleteInterview(context.Background(), owner, "i1"); err != nil {
		t.Fatal(err)
	}
	h.Forget(owner, "i1")
	if _, err := follow.Next(soon(t)); !errors.Is(err, interview.ErrNotFound) {
		t.Errorf("a cursor: %v", err)
	}
	if _, err := i.Do(soon(t), interview.Command{ID: "c1", Kind: interview.CmdPause}); !errors.Is(err, interview.ErrNotFound) {
		t.Errorf("a command: %v", err)
	}
}

func TestDeletedBehindTheHostsBack(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	i := join(t, host(t, live.Config{Log: s, Poll: 5 * time.Millisecond}), "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	if err := s.DeleteInterview(context.Background(), owner, "i1"); err != nil {
		t.Fatal(err)
	}
	if _, err := follow.Next(soon(t)); !errors.Is(err, interview.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestFinishedInterviewEndsItsCursors(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s})
	if err := (&candidate{}).rehearse(soon(t), join(t, h, "i1")); err != nil {
		t.Fatal(err)
	}
	follow := join(t, h, "i1").Follow(3)
	updates, err := follow.Next(soon(t))
	if err != nil || updates[0].(interview.Record).Seq != 4 {
		t.Errorf("got %v, %v", kinds(updates), err)
	}
	if _, err := follow.Next(soon(t)); err != io.EOF {
		t.Errorf("got %v, want the end", err)
	}
	if _, err := join(t, h, "i1").Follow(1 << 40).Next(soon(t)); err != io.EOF {
		t.Errorf("from beyond the end: %v", err)
	}
}

type speakerFunc func(context.Context, live.Utterance, live.Voice) (live.Spoken, error)

func (f speakerFunc) Speak(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
	return f(ctx, in, v)
}

type scorerFunc func(context.Context, live.Scoring) (qa.Scores, error)

func (f scorerFunc) Score(ctx context.Context, in live.Scoring) (qa.Scores, error) { return f(ctx, in) }
