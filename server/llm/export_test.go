package llm

import (
	"context"
	"time"

	"mondo/prompts"
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

// Occupy takes a place of a role.
func (c *Client) Occupy(ctx context.Context, role prompts.Role) (leave func()) {
	if err := c.queues[role].enter(ctx, "occupied"); err != nil {
		panic(err) // the test has the client to itself
	}
	return c.queues[role].leave
}
