package live

import (
	"context"
	"errors"
	"sync"

	"mondo/server/interview"
)

// Host has the interviews that run in this process. Another process may run the
// same ones on the same log: the log keeps their writers apart.
type Host struct {
	config Config
	// goroutines counts all that the host has started, for Close to wait for.
	goroutines sync.WaitGroup

	mu      sync.Mutex // before running.mu where both are held
	running map[key]*running
	closed  bool
}

// key finds an interview. The owner is part of it, so nobody joins another's.
type key struct{ owner, id string }

// NewHost makes a host on which nothing runs yet.
func NewHost(c Config) *Host {
	return &Host{config: c.withDefaults(), running: map[key]*running{}}
}

// Open joins an interview, and starts it if it does not run in this process. It
// answers interview.ErrNotFound when the owner has no such interview,
// [ErrTooMany] and [ErrClosed].
func (h *Host) Open(ctx context.Context, owner, id string) (*Interview, error) {
	i := &Interview{host: h, key: key{owner, id}}
	if _, err := i.attach(ctx); err != nil {
		return nil, err
	}
	return i, nil
}

// Running counts the interviews that are in memory.
func (h *Host) Running() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.running)
}

// Forget stops an interview, as when it was deleted from the log. Whoever
// follows it opens it again and hears what the log says.
func (h *Host) Forget(owner, id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.running[key{owner, id}]; r != nil {
		r.stop()
	}
}

// Close ends all interviews where they stand and waits for their goroutines, as
// long as ctx lets it. What is under way is dropped: the log says what is owed.
func (h *Host) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	for _, r := range h.running {
		r.stop()
	}
	h.mu.Unlock()
	ended := make(chan struct{})
	go func() { // ends when the goroutines do, or with the process
		h.goroutines.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// join finds the interview among those that run, or starts it.
func (h *Host) join(k key) (*running, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	if r := h.running[k]; r != nil {
		return r, nil
	}
	if len(h.running) >= h.config.Limit && !h.makeRoom() {
		return nil, ErrTooMany
	}
	ctx, stop := context.WithCancel(context.Background())
	r := newRunning(h, k, stop)
	h.running[k] = r
	h.goroutines.Go(func() { r.run(ctx) })
	return r, nil
}

// makeRoom releases one interview that waits and that nobody follows.
func (h *Host) makeRoom() bool {
	for k, r := range h.running {
		if r.release(true) {
			delete(h.running, k)
			r.stop()
			return true
		}
	}
	return false
}

// leave takes an interview off the list, unless another has taken its place.
func (h *Host) leave(r *running) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.running[r.key] == r {
		delete(h.running, r.key)
	}
}

// Interview is one interview of a host. It stays good when the interview is
// released from memory: the next use opens it again.
type Interview struct {
	host *Host
	key  key
}

// attach gives the running interview, once its log is read.
func (i *Interview) attach(ctx context.Context) (*running, error) {
	for {
		r, err := i.host.join(i.key)
		if err != nil {
			return nil, err
		}
		select {
		case <-r.opened:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		// One that was stopped while it was loading says nothing of the log.
		if !errors.Is(r.failure, context.Canceled) {
			return r, r.failure
		}
		<-r.done
	}
}

// Do carries out a command and returns the number of the last event that it
// caused. The same command id is carried out once and answered alike each time.
// It answers *interview.Refusal when the command may not happen now; after any
// other error (also of ctx) it may have happened, and may be sent again.
func (i *Interview) Do(ctx context.Context, c interview.Command) (seq int64, err error) {
	for {
		r, err := i.attach(ctx)
		if err != nil {
			return 0, err
		}
		req := request{command: c, reply: make(chan reply, 1)}
		select {
		case r.requests <- req:
		case <-r.done: // released in between
			continue
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		select {
		case got := <-req.reply:
			if got.err != errReleased {
				return got.seq, got.err
			}
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// State is the interview as far as this process has seen its log; the zero
// value when it does not run here.
func (i *Interview) State() interview.State {
	i.host.mu.Lock()
	r := i.host.running[i.key]
	i.host.mu.Unlock()
	if r == nil {
		return interview.State{}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}
