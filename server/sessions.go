package server

import (
	"context"
	"sync"
)

// sessions are the sockets that are open.
type sessions struct {
	limit int

	mu     sync.Mutex
	open   map[int]context.CancelCauseFunc
	last   int
	closed bool
	wait   sync.WaitGroup
}

func newSessions(limit int) *sessions {
	return &sessions{limit: limit, open: map[int]context.CancelCauseFunc{}}
}

// start runs a session in a goroutine of its own, with a context that ends when
// the server says goodbye. It reports false when no more sessions are taken.
func (s *sessions) start(run func(ctx context.Context, end context.CancelCauseFunc)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.open) >= s.limit {
		return false
	}
	ctx, end := context.WithCancelCause(context.Background())
	s.last++
	id := s.last
	s.open[id] = end
	s.wait.Go(func() {
		defer s.drop(id)
		defer end(nil)
		run(ctx, end)
	})
	return true
}

func (s *sessions) drop(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
}

// close tells every session to end, and waits for them as long as ctx allows.
func (s *sessions) close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	for _, end := range s.open {
		end(endRestart)
	}
	s.mu.Unlock()
	done := make(chan struct{})
	go func() { // ends with the sessions, each of which closes its connection
		s.wait.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
