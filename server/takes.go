package server

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"mondo/server/live"
	"mondo/server/speech"
)

// takes are the spoken answers that are on their way: their sound, and what asks
// for its words. They outlive the connection that began them, so that a client
// which comes back goes on where it was. Nothing of them is stored: after a
// restart the client sends what it has again.
type takes struct {
	limits Limits
	grace  time.Duration // that a take without a connection is kept
	now    func() time.Time
	log    *slog.Logger

	mu     sync.Mutex
	all    map[takeKey]*take
	bytes  int // of the sound of all of them
	closed bool
	wait   sync.WaitGroup
}

// takeKey finds a take. The owner is part of it, so nobody hears another's.
type takeKey struct{ owner, interview, id string }

// takesOfOne is how many takes an interview may have at once: the one that grows,
// and some that the page has given up without saying so. The oldest goes first.
const takesOfOne = 4

func newTakes(cfg Config) *takes {
	return &takes{
		limits: cfg.Limits, grace: cfg.Timings.Take, now: cfg.Now, log: cfg.Logger,
		all: map[takeKey]*take{},
	}
}

// find is a take that was begun, nil for none.
func (ts *takes) find(k takeKey) *take {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return ts.all[k]
}

// join makes r the one who tells of a take that was begun; false when there is
// none.
func (ts *takes) join(k takeKey, r *takeReader) bool {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	t := ts.all[k]
	if t != nil {
		t.follow(r)
	}
	return t != nil
}

// begin makes room for a take and starts it, and r tells of it. When another
// connection was first with it, r joins. The take's goroutine ends with it.
func (ts *takes) begin(k takeKey, b beginning, r *takeReader) error {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.closed {
		return live.ErrClosed
	}
	t := ts.all[k]
	if t == nil {
		if !ts.makeRoom(k) {
			return errTooManyTakes
		}
		t = ts.start(k, b)
	}
	t.follow(r)
	return nil
}

// start starts a take; mu is held.
func (ts *takes) start(k takeKey, b beginning) *take {
	ctx, cancel := context.WithCancel(context.Background())
	t := newTake(ctx, cancel, ts, k, b)
	ts.all[k] = t
	ts.wait.Go(func() {
		t.run(ctx)
		ts.mu.Lock()
		defer ts.mu.Unlock()
		ts.letGo(t)
	})
	return t
}

// forsaken lets go of a take to which nobody has come back, and reports whether it
// did.
func (ts *takes) forsaken(t *take) bool {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	left, idle := t.idleSince()
	if !idle || ts.now().Sub(left) < ts.grace {
		return false
	}
	ts.letGo(t)
	return true
}

// makeRoom lets go of the interview's oldest take if it has too many, and of one
// that nobody is connected to if there are too many in all; mu is held.
func (ts *takes) makeRoom(k takeKey) bool {
	var own []*take
	for other, t := range ts.all {
		if other.owner == k.owner && other.interview == k.interview {
			own = append(own, t)
		}
	}
	if len(own) >= takesOfOne {
		ts.letGo(oldest(own))
	}
	return len(ts.all) < ts.limits.Takes || ts.letGoIdle()
}

func oldest(all []*take) *take {
	first := all[0]
	for _, t := range all[1:] {
		if t.created.Before(first.created) {
			first = t
		}
	}
	return first
}

// letGoIdle lets go of the take that has been without a connection for longest;
// mu is held.
func (ts *takes) letGoIdle() bool {
	var longest *take
	var since time.Time
	for _, t := range ts.all {
		if left, idle := t.idleSince(); idle && (longest == nil || left.Before(since)) {
			longest, since = t, left
		}
	}
	if longest == nil {
		return false
	}
	ts.letGo(longest)
	return true
}

// letGo ends a take, once; mu is held. Its memory is free as soon as its goroutine
// has ended, which it is told to at once.
func (ts *takes) letGo(t *take) {
	t.cancel()
	if ts.all[t.key] == t {
		delete(ts.all, t.key)
		ts.bytes -= t.counted
	}
}

// drop lets go of a take, if there is such a one.
func (ts *takes) drop(k takeKey) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if t := ts.all[k]; t != nil {
		ts.letGo(t)
	}
}

// forget lets go of all takes of an interview, as when it was deleted.
func (ts *takes) forget(owner, interview string) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	for k, t := range ts.all {
		if k.owner == owner && k.interview == interview {
			ts.letGo(t)
		}
	}
}

// write adds a packet to a take. It answers [errNoTake] when the take was let go
// of, [errTakeTooLong], and [errTooManyTakes] when the memory for sound is used up.
func (ts *takes) write(t *take, at int, packet speech.Sound) error {
	if err := ts.reserve(t, 2*(len(packet)+speech.Rate)); err != nil {
		return err
	}
	err := t.write(at, packet)
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.all[t.key] == t {
		held := t.sound.Size()
		ts.bytes += held - t.counted
		t.counted = held
	}
	return err
}

// reserve sees to it that there is room for so many bytes more of a take. Takes
// without a connection make it, if need be.
func (ts *takes) reserve(t *take, bytes int) error {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.all[t.key] != t {
		return errNoTake
	}
	for ts.bytes+bytes > ts.limits.TakeBytes {
		if !ts.letGoIdle() {
			return errTooManyTakes
		}
	}
	return nil
}

// size is how many takes there are, and how many bytes of sound they hold.
func (ts *takes) size() (count, bytes int) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return len(ts.all), ts.bytes
}

// close ends all takes and waits for them as long as ctx allows.
func (ts *takes) close(ctx context.Context) error {
	ts.mu.Lock()
	ts.closed = true
	for _, t := range ts.all {
		ts.letGo(t)
	}
	ts.mu.Unlock()
	done := make(chan struct{})
	go func() { // ends with the takes, each of which was told to
		ts.wait.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
