package live_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

// dying is a log whose process dies once it holds so many events: either just
// before the next append reaches the disk, or after it did and before anybody
// heard.
type dying struct {
	*store.Store
	mu    sync.Mutex
	left  int
	after bool // the last append reaches the disk
}

var errDead = errors.New("the process is dead")

func (d *dying) Append(ctx context.Context, owner, id string, after int64, records []interview.Record, p *interview.Projection) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.left <= 0 {
		return errDead
	}
	d.left -= len(records)
	if d.left > 0 {
		return d.Store.Append(ctx, owner, id, after, records, p)
	}
	if d.after {
		if err := d.Store.Append(ctx, owner, id, after, records, p); err != nil {
			return err
		}
	}
	return errDead
}

// TestCrashBetweenAnyTwoSteps kills the host at each event of an interview, and
// lets another go on from the same store.
func TestCrashBetweenAnyTwoSteps(t *testing.T) {
	for _, after := range []bool{false, true} {
		t.Run(fmt.Sprintf("stored=%v", after), func(t *testing.T) {
			s := openStore(t)
			for left := 1; ; left++ {
				id := fmt.Sprintf("i%d", left)
				create(t, s, id, interview.Coach)
				log := &dying{Store: s, left: left, after: after}
				c := candidate{acknowledged: map[string]int64{}}
				finished := rehearseUntilDead(t, log, id, &c)
				if !finished {
					next := live.NewHost(live.Config{Log: s, Scorer: byLength{}, Speaker: plain{}})
					if err := c.rehearse(soon(t), join(t, next, id)); err != nil {
						t.Fatal(err)
					}
					closeHost(t, next)
				}
				checkLog(t, s, id, c.acknowledged)
				if finished {
					if left < 15 {
						t.Fatalf("the interview has only %d events", left)
					}
					return
				}
			}
		})
	}
}

// rehearseUntilDead closes the host without mercy when its log is dead, and says
// whether the interview was finished before.
func rehearseUntilDead(t *testing.T, log *dying, id string, c *candidate) bool {
	t.Helper()
	h := live.NewHost(live.Config{Log: log, Scorer: byLength{}, Speaker: plain{}})
	ctx, cancel := context.WithCancel(soon(t))
	defer cancel()
	ended := make(chan error, 1)
	follow := join(t, h, id).Follow(0)
	go func() { // the host says that it cannot store any more
		for {
			updates, err := follow.Next(ctx)
			for _, u := range updates {
				if notice(live.NoticeStoring)(u) {
					cancel()
				}
			}
			if err != nil {
				ended <- err
				return
			}
		}
	}()
	err := c.rehearse(ctx, join(t, h, id))
	cancel()
	<-ended
	closeHost(t, h)
	return err == nil
}

// TestTwoHostsOnOneStore lets two hosts, as of two processes, run the same
// interviews, with a candidate at each who sends the same commands.
func TestTwoHostsOnOneStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mondo.db")
	stores := []*store.Store{openStoreAt(t, path), openStoreAt(t, path)}
	const interviews = 4
	for n := range interviews {
		create(t, stores[0], fmt.Sprintf("i%d", n), interview.Coach)
	}
	candidates := make([]candidate, 2*interviews)
	var all sync.WaitGroup
	for n := range candidates {
		candidates[n].acknowledged = map[string]int64{}
	}
	for n, s := range stores {
		h := host(t, live.Config{Log: s, Poll: 20_000_000})
		for k := range interviews {
			all.Go(func() {
				i, err := h.Open(soon(t), owner, fmt.Sprintf("i%d", k))
				if err == nil {
					err = candidates[n*interviews+k].rehearse(soon(t), i)
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	for n := range interviews {
		id := fmt.Sprintf("i%d", n)
		checkLog(t, stores[0], id, candidates[n].acknowledged)
		checkLog(t, stores[1], id, candidates[interviews+n].acknowledged)
	}
}

func TestCommandSentTwice(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	first := host(t, live.Config{Log: s})
	i := join(t, first, "i1")
	until(t, i.Follow(0), ofType("question.asked"))
	command := interview.Command{ID: "command-1", Kind: interview.CmdAnswer, To: i.State().OpenTurn(), Text: "答えです"}
	seqs := make([]int64, 10)
	var all sync.WaitGroup
	for n := range seqs {
		all.Go(func() {
			var err error
			if seqs[n], err = i.Do(soon(t), command); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	closeHost(t, first)
	again, err := join(t, host(t, live.Config{Log: s}), "i1").Do(soon(t), command)
	if err != nil {
		t.Fatal(err)
	}
	for _, seq := range seqs {
		if seq != again || seq == 0 {
			t.Errorf("the same command has numbers %v, and %d after a restart", seqs, again)
			break
		}
	}
	records, err := s.Events(context.Background(), owner, "i1", 0)
	if err != nil {
		t.Fatal(err)
	}
	answers := 0
	for _, r := range records {
		if _, ok := r.Event.(interview.AnswerGiven); ok {
			answers++
		}
	}
	if answers != 1 {
		t.Errorf("%d answers", answers)
	}
}

// TestNoRefusalFromHearsay: a host that has not seen what another wrote looks
// before it says no.
func TestNoRefusalFromHearsay(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	one := join(t, host(t, live.Config{Log: s}), "i1")
	two := join(t, host(t, live.Config{Log: s}), "i1")
	until(t, one.Follow(0), ofType("question.asked"))
	if _, err := one.Do(soon(t), interview.Command{ID: "c1", Kind: interview.CmdPause}); err != nil {
		t.Fatal(err)
	}
	if _, err := two.Do(soon(t), interview.Command{ID: "c2", Kind: interview.CmdResume}); err != nil {
		t.Errorf("the other host: %v", err)
	}
	// The first still believes in the pause, and would end it as well.
	seq, err := one.Do(soon(t), interview.Command{ID: "c3", Kind: interview.CmdFinish})
	if err != nil {
		t.Errorf("the first host: %v", err)
	}
	records, err := s.Events(context.Background(), owner, "i1", seq-2)
	if err != nil {
		t.Fatal(err)
	}
	if got := kinds([]live.Update{records[0], records[1]}); got[0] != "interview.resumed" || got[1] != "finish.requested" {
		t.Errorf("it decided on what it believed: %v", got)
	}
}
