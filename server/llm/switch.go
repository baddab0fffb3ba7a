package llm

import (
	"context"
	"sync"

	"mondo/prompts"
)

// Switch is a client that can be put in another's place while calls run. With
// none in it every call is answered with an [Error] of the code [NoModel]. The
// zero value is one; it is for any number of goroutines.
type Switch struct {
	mu     sync.Mutex
	client *Client
}

// Set puts a client, or nil for none, in the place of the one before, whose calls
// it ends.
func (s *Switch) Set(c *Client) {
	s.mu.Lock()
	old := s.client
	s.client = c
	s.mu.Unlock()
	if old != nil {
		old.Close()
	}
}

// Client is the client in use, nil for none.
func (s *Switch) Client() *Client {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.client
}

// Complete is [Client.Complete] of the client in use.
func (s *Switch) Complete(ctx context.Context, scope string, p prompts.Prompt) (prompts.Reply, error) {
	c := s.Client()
	if c == nil {
		return prompts.Reply{}, failure(NoModel)
	}
	return c.Complete(ctx, scope, p)
}

// Stream is [Client.Stream] of the client in use.
func (s *Switch) Stream(ctx context.Context, scope string, p prompts.Prompt, say func(delta string) error) (prompts.Reply, error) {
	c := s.Client()
	if c == nil {
		return prompts.Reply{}, failure(NoModel)
	}
	return c.Stream(ctx, scope, p, say)
}
