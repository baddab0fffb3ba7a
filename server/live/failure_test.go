package live_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

// rests is a Config.Rest that a test lets go on by hand, so that nothing spins
// unseen.
type rests struct{ failures atomic.Int64 }

func (r *rests) rest(failures int) time.Duration {
	r.failures.Add(1)
	return time.Duration(failures) * time.Millisecond
}

func TestFailingScorer(t *testing.T) {
	for name, failure := range map[string]func() (qa.Scores, error){
		"error": func() (qa.Scores, error) { return qa.Scores{}, errors.New("no answer from the scorer") },
		"panic": func() (qa.Scores, error) { panic("答えの全文") },
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			create(t, s, "i1", interview.Mock)
			var calls atomic.Int64
			var pause rests
			var logged buffer
			h := host(t, live.Config{
				Log: s, Rest: pause.rest, Logger: slog.New(slog.NewTextHandler(&logged, nil)),
				Scorer: scorerFunc(func(ctx context.Context, in live.Scoring) (qa.Scores, error) {
					if calls.Add(1) <= 3 {
						return failure()
					}
					return byLength{}.Score(ctx, in)
				}),
			})
			i := join(t, h, "i1")
			follow := i.Follow(0)
			until(t, follow, ofType("question.asked"))
			if err := (&candidate{}).move(soon(t), i); err != nil {
				t.Fatal(err)
			}
			got := kinds(until(t, follow, ofType("answer.scored")))
			if n := count(got, "notice scoring_failed"); n != 1 {
				t.Errorf("%d notices: %v", n, got)
			}
			if n := pause.failures.Load(); n != 3 {
				t.Errorf("rested %d times", n)
			}
			if strings.Contains(logged.String(), "答え") {
				t.Error("the log tells what a person wrote")
			}
		})
	}
}

func count(all []string, what string) (n int) {
	for _, one := range all {
		if one == what {
			n++
		}
	}
	return n
}

// buffer is a bytes.Buffer for many goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestWhoComesWhileTheScorerFailsIsTold(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{
		Log: s, Rest: func(int) time.Duration { return time.Hour },
		Scorer: scorerFunc(func(context.Context, live.Scoring) (qa.Scores, error) {
			return qa.Scores{}, errors.New("no answer from the scorer")
		}),
	})
	i := join(t, h, "i1")
	follow := i.Follow(0)
	until(t, follow, ofType("question.asked"))
	if err := (&candidate{}).move(soon(t), i); err != nil {
		t.Fatal(err)
	}
	until(t, follow, notice(live.NoticeScoring))
	until(t, i.Follow(0), notice(live.NoticeScoring))
	// The interview still listens.
	do(t, i, interview.CmdPause)
	do(t, i, interview.CmdResume)
	do(t, i, interview.CmdFinish)
}

func TestFailingSpeakerBeginsAgain(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	var calls atomic.Int64
	failed := make(chan struct{})
	h := host(t, live.Config{Log: s, Rest: func(int) time.Duration { return time.Millisecond }, Speaker: speakerFunc(
		func(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
			if calls.Add(1) > 1 {
				return plain{}.Speak(ctx, in, v)
			}
			v.Say(ctx, "途中まで")
			<-failed
			return live.Spoken{}, errors.New("the model is gone")
		})})
	follow := join(t, h, "i1").Follow(1)
	until(t, follow, delta("途中まで"))
	close(failed)
	got := kinds(until(t, follow, ofType("greeting.said")))
	if got[0] != "withdrawn t1" || count(got, "notice speaking_failed") != 1 {
		t.Errorf("got %v", got)
	}
}

// failing is a log that refuses so many appends.
type failing struct {
	*store.Store
	refuse  atomic.Int64
	refused atomic.Int64
}

func (f *failing) Append(ctx context.Context, owner, id string, after int64, records []interview.Record, p *interview.Projection) error {
	if f.refuse.Add(-1) >= 0 {
		f.refused.Add(1)
		return store.ErrFull
	}
	return f.Store.Append(ctx, owner, id, after, records, p)
}

func TestFullDiskSaysNothingTwice(t *testing.T) {
	s := &failing{Store: openStore(t)}
	create(t, s.Store, "i1", interview.Mock)
	s.refuse.Store(3)
	var calls atomic.Int64
	h := host(t, live.Config{Log: s, Speaker: speakerFunc(
		func(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
			calls.Add(1)
			return plain{}.Speak(ctx, in, v)
		})})
	i := join(t, h, "i1")
	got := kinds(until(t, i.Follow(1), ofType("greeting.said")))
	if count(got, "notice storing_failed") != 1 || count(got, "withdrawn t1") != 0 || s.refused.Load() != 3 {
		t.Errorf("refused %d times: %v", s.refused.Load(), got)
	}
	until(t, i.Follow(1), ofType("question.asked"))
	if n := calls.Load(); n != 2 {
		t.Errorf("spoke %d times for two turns", n)
	}
	// A command that cannot be stored is not acknowledged.
	s.refuse.Store(1)
	command := interview.Command{ID: "command-1", Kind: interview.CmdPause}
	if _, err := i.Do(soon(t), command); !errors.Is(err, store.ErrFull) {
		t.Errorf("got %v", err)
	}
	if _, err := i.Do(soon(t), command); err != nil {
		t.Errorf("sent again: %v", err)
	}
}
