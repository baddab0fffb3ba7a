package llm

import (
	"context"
	"sync"

	"mondo/prompts"
)

// queue lets so many requests of one role run at a time. Those that wait get
// their turn by scope, one from each in rotation, so that one interview that asks
// much does not keep another waiting. Each role has a queue of its own: a person
// waits for the interviewer's words, and never behind readings of the judge.
type queue struct {
	mu      sync.Mutex
	free    int                        // places
	room    int                        // for those who wait
	waiting map[string][]chan struct{} // by scope; a place is given by closing
	order   []string                   // scopes that wait, the next first
}

// newQueues makes a queue for each role.
func newQueues(roles []prompts.Role, places, room int) map[prompts.Role]*queue {
	queues := map[prompts.Role]*queue{}
	for _, role := range roles {
		queues[role] = newQueue(places, room)
	}
	return queues
}

func newQueue(places, room int) *queue {
	return &queue{free: places, room: room, waiting: map[string][]chan struct{}{}}
}

// enter waits for a place. It answers [Busy] when too many wait already, and
// when ctx ends before there is a place, by the client's own time limit; else
// ctx's error. Whoever has a place leaves.
func (q *queue) enter(ctx context.Context, scope string) error {
	turn, err := q.join(scope)
	if turn == nil {
		return err
	}
	select {
	case <-turn:
	case <-ctx.Done():
	}
	if ctx.Err() == nil {
		return nil
	}
	if q.quit(scope, turn) {
		q.leave() // it came at the last moment
	}
	if err := causeOf(ctx); codeOf(err) != TooSlow {
		return err
	}
	return failure(Busy)
}

// join takes a free place, and gives no channel, or a turn to wait for.
func (q *queue) join(scope string) (chan struct{}, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.free > 0:
		q.free--
		return nil, nil
	case q.room == 0:
		return nil, failure(Busy)
	}
	q.room--
	turn := make(chan struct{})
	if len(q.waiting[scope]) == 0 {
		q.order = append(q.order, scope)
	}
	q.waiting[scope] = append(q.waiting[scope], turn)
	return turn, nil
}

// quit stops waiting, and says whether the place was given already.
func (q *queue) quit(scope string, turn chan struct{}) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for n, one := range q.waiting[scope] {
		if one == turn {
			q.remove(scope, n)
			return false
		}
	}
	return true
}

// leave gives the place to the next scope's first, if anybody waits.
func (q *queue) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.order) == 0 {
		q.free++
		return
	}
	scope := q.order[0]
	turn := q.waiting[scope][0]
	q.order = append(q.order[1:], scope) // behind the others, if more of it wait
	q.remove(scope, 0)
	close(turn)
}

// remove takes one out of those who wait; mu is held.
func (q *queue) remove(scope string, n int) {
	q.room++
	rest := q.waiting[scope]
	rest = append(rest[:n:n], rest[n+1:]...)
	if len(rest) > 0 {
		q.waiting[scope] = rest
		return
	}
	delete(q.waiting, scope)
	for i, one := range q.order {
		if one == scope {
			q.order = append(q.order[:i:i], q.order[i+1:]...)
			return
		}
	}
}
