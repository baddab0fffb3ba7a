package llm

import (
	"context"
	"time"
)

// AwaitWaiting waits until so many calls, of all roles, wait for a place.
func (c *Client) AwaitWaiting(ctx context.Context, calls int) {
	for ctx.Err() == nil && c.Waiting() != calls {
		time.Sleep(time.Millisecond)
	}
}

// Waiting counts the calls that wait for a place.
func (c *Client) Waiting() int {
	n := 0
	for _, q := range c.queues {
		q.mu.Lock()
		n += c.config.Waiting - q.room
		q.mu.Unlock()
	}
	return n
}
