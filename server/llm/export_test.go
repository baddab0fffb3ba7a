package llm

import (
	"context"
	"time"
)

// AwaitWaiting waits until so many calls wait for a place.
func (c *Client) AwaitWaiting(ctx context.Context, calls int) {
	for ctx.Err() == nil {
		c.queue.mu.Lock()
		waiting := c.config.Waiting - c.queue.room
		c.queue.mu.Unlock()
		if waiting == calls {
			return
		}
		time.Sleep(time.Millisecond)
	}
}
