package live

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"mondo/server/interview"
)

// running is an interview in memory. Its goroutine alone changes it, by run and
// what run calls; mu lets others look. Only what stands under mu is for others.
type running struct {
	host      *Host
	key       key
	stop      context.CancelFunc
	requests  chan request
	newcomers chan struct{} // has room for one: a cursor has come
	opened    chan struct{} // closed once the log was read, or could not be
	failure   error         // why it could not be; to be read after opened
	done      chan struct{} // closed when the goroutine has ended

	doing    *doing                        // the action that is under way, nil while waiting
	judges   map[string]context.CancelFunc // at work, by the answer that they read
	judged   chan judged
	gone     bool // the log has no such interview any more
	outcomes map[string]interview.Outcome

	mu        sync.Mutex
	log       []interview.Record
	state     interview.State
	turn      *growing
	serial    int64 // of the last attempt at a turn
	bulletin  bulletin
	changed   chan struct{} // closed at the next change; nil while nobody waits for one
	followers int           // cursors that wait in Next
	used      bool          // since the last look for idleness
	busy      bool          // something is owed or being carried out
	released  bool          // no longer to be used
}

type request struct {
	command interview.Command
	reply   chan reply // has room for one
}

type reply struct {
	seq int64
	err error
}

// errReleased: the interview left memory before the request's turn came.
var errReleased = errors.New("live: released")

func newRunning(h *Host, k key, stop context.CancelFunc) *running {
	return &running{
		host: h, key: k, stop: stop,
		requests:  make(chan request),
		newcomers: make(chan struct{}, 1),
		opened:    make(chan struct{}),
		done:      make(chan struct{}),
		outcomes:  map[string]interview.Outcome{},
		judges:    map[string]context.CancelFunc{},
		judged:    make(chan judged),
		busy:      true,
	}
}

// run is the interview's goroutine.
func (r *running) run(ctx context.Context) {
	defer close(r.done)
	defer r.host.leave(r)
	defer r.stop()
	r.failure = r.catchUp(ctx)
	close(r.opened)
	if r.failure != nil {
		return
	}
	r.prepare(ctx)
	idle := time.NewTicker(r.host.config.Idle)
	defer idle.Stop()
	poll := time.NewTicker(r.host.config.Poll)
	defer poll.Stop()
	defer r.drop()
	for {
		r.goOn(ctx)
		if r.gone || ctx.Err() != nil {
			return
		}
		select {
		case req := <-r.requests:
			req.reply <- r.answer(ctx, req.command)
		case end := <-r.doing.ended():
			r.settle(ctx, end)
		case j := <-r.judged:
			r.hear(ctx, j)
		case <-r.doing.rested():
			r.retry(ctx)
		case <-poll.C:
			if r.followed() {
				r.look(ctx)
			}
		case <-r.newcomers:
			r.look(ctx)
		case <-idle.C:
			if r.release(false) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// goOn begins what is owed and lets go of what no longer is.
func (r *running) goOn(ctx context.Context) {
	for !r.gone && ctx.Err() == nil {
		next := r.state.Next()
		_, waiting := next.(interview.Wait)
		r.judgeBeside(ctx)
		r.setBusy(!waiting || len(r.judges) > 0)
		if r.doing != nil && r.stillOwed(r.doing.action) {
			return
		}
		r.drop()
		if waiting {
			return
		}
		r.setOut(ctx, next)
	}
}

// answer carries out a command, unless the interview was released meanwhile.
func (r *running) answer(ctx context.Context, c interview.Command) reply {
	r.mu.Lock()
	released := r.released
	r.busy, r.used = true, true
	r.mu.Unlock()
	if released {
		return reply{err: errReleased}
	}
	seq, err := r.carryOut(ctx, c)
	var refusal *interview.Refusal
	if err != nil && ctx.Err() != nil && !errors.As(err, &refusal) {
		err = ErrClosed
	}
	return reply{seq, err}
}

// conflicts is how often a writer may lose against others before it gives up:
// each time the others got on, so this is not reached by a few of them.
const conflicts = 100

func (r *running) carryOut(ctx context.Context, c interview.Command) (int64, error) {
	var err error
	for range conflicts {
		if seq, done, err := r.carriedOut(ctx, c.ID); done || err != nil {
			return seq, err
		}
		events, refusal := r.state.Decide(r.host.config.Now(), c)
		if refusal != nil || len(events) == 0 {
			// Perhaps another process knows more: no refusal from hearsay, and
			// nothing is thought done that was undone.
			known := r.state.Seq
			if err := r.catchUp(ctx); err != nil || r.state.Seq == known {
				return r.state.Seq, cmp.Or(err, refusal)
			}
			continue
		}
		if err = r.append(ctx, c.ID, events); err == nil {
			return r.state.Seq, nil
		}
		if !errors.Is(err, interview.ErrConflict) {
			return 0, err
		}
	}
	return 0, err
}

// carriedOut looks for the command among what happened. The log is asked for
// the number, because a command's last event does not name the command.
func (r *running) carriedOut(ctx context.Context, command string) (int64, bool, error) {
	named := func(rec interview.Record) bool { return rec.Command == command }
	if command == "" || !slices.ContainsFunc(r.log, named) {
		return 0, false, nil
	}
	return r.host.config.Log.Command(ctx, r.key.owner, r.key.id, command)
}

// append stores events and then lets them be seen. When another writer was
// first it reads on and returns the conflict: what was decided is void.
func (r *running) append(ctx context.Context, command string, events []interview.Event) error {
	records := r.records(command, events)
	if len(records) == 0 {
		return nil
	}
	p := r.projection(records)
	err := r.host.config.Log.Append(ctx, r.key.owner, r.key.id, r.state.Seq, records, p)
	switch {
	case err == nil:
		r.publish(records)
		r.remember(p)
	case errors.Is(err, interview.ErrConflict):
		if cerr := r.catchUp(ctx); cerr != nil {
			return cerr
		}
	case errors.Is(err, interview.ErrNotFound):
		r.gone = true
	}
	return err
}

func (r *running) records(command string, events []interview.Event) []interview.Record {
	// A clock that was set back must not make time run backwards in a log.
	at := max(r.host.config.Now().UnixMilli(), r.state.At)
	records := make([]interview.Record, len(events))
	for n, e := range events {
		records[n] = interview.Record{Seq: r.state.Seq + 1 + int64(n), At: at, Event: e}
	}
	if len(records) > 0 {
		records[0].Command = command
	}
	return records
}

// catchUp reads what the log has behind the last event seen.
func (r *running) catchUp(ctx context.Context) error {
	records, err := r.host.config.Log.Events(ctx, r.key.owner, r.key.id, r.state.Seq)
	if errors.Is(err, interview.ErrNotFound) {
		r.gone = true
	}
	if err == nil && len(records) > 0 {
		r.publish(records)
	}
	return err
}

func (r *running) followed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.followers > 0
}

// look sees to what other processes wrote, for those who follow.
func (r *running) look(ctx context.Context) {
	if err := r.catchUp(ctx); err != nil && ctx.Err() == nil {
		r.host.config.Logger.WarnContext(ctx, "cannot look for news of an interview", "interview", r.key.id, "error", err)
	}
}

// publish lets stored records be seen. A turn that they end or call off is gone in
// the same moment, so that nobody hears more of it behind them.
func (r *running) publish(records []interview.Record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, rec := range records {
		r.state = r.state.ApplyRecord(rec)
		if r.turn != nil && turnOf(rec.Event) == r.turn.id {
			r.turn = nil
		}
	}
	r.log = append(r.log, records...)
	if r.doing != nil && !r.stillOwed(r.doing.action) {
		r.turn = nil
	}
	r.wake()
}

// wake tells those who wait; mu is held.
func (r *running) wake() {
	if r.changed != nil {
		close(r.changed)
		r.changed = nil
	}
}

func (r *running) setBusy(busy bool) {
	r.mu.Lock()
	r.busy = busy
	r.mu.Unlock()
}

// release says whether the interview may leave memory, and bars it from use if
// so: it waits, nobody follows, and nobody has used it since the last time that
// this was asked (unless that does not matter).
func (r *running) release(evenUsed bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.busy || r.followers > 0 || r.used && !evenUsed {
		r.used = false
		return false
	}
	r.released = true
	return true
}
