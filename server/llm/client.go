package llm

import (
	"context"
	"net/http"
	"sync"

	"mondo/prompts"
)

// Client talks to the models of one configuration. It is for any number of
// goroutines, and starts none of its own.
type Client struct {
	config    Config
	endpoints map[prompts.Role]*endpoint
	http      *http.Client
	queues    map[prompts.Role]*queue
	ledger    *ledger

	closing context.Context // ends with Close, and with it every call
	close   context.CancelCauseFunc
	mu      sync.Mutex
	closed  bool
	calls   sync.WaitGroup
}

// New makes a client, and sends nothing. An error is a *[ConfigError], which says
// what is wrong with the configuration.
func New(c Config) (*Client, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	c = c.withDefaults()
	roles := c.roles()
	client := &Client{
		config: c, endpoints: map[prompts.Role]*endpoint{},
		http:   newHTTPClient(c.Transport, c.Concurrent*len(roles)),
		queues: newQueues(roles, c.Concurrent, c.Waiting),
		ledger: newLedger(c.Budget, c.Now),
	}
	client.closing, client.close = context.WithCancelCause(context.Background())
	if err := client.connect(); err != nil {
		return nil, err
	}
	return client, nil
}

// connect gives every role its endpoint. Roles with the same model on the same
// server share what is learned of it.
func (c *Client) connect() error {
	shared := map[Endpoint]*endpoint{}
	for _, role := range c.config.roles() {
		e, err := c.config.endpointFor(role)
		if err != nil {
			return err
		}
		if shared[e] == nil {
			shared[e] = newEndpoint(e, c.http, c.config.Prices[e.Model], c.config.Now)
		}
		c.endpoints[role] = shared[e]
	}
	return nil
}

// Close ends all calls and waits for them.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.close(failure(Closed))
	c.calls.Wait()
	c.http.CloseIdleConnections()
}

// Complete gives the reply to a prompt, whole. The scope is whose budget it is
// on and whose turn it takes: an interview's id. A prompt with a schema gets
// what the server makes of it, perhaps in a code fence or amid prose, but never
// with its end missing.
//
// An error is *[Error], or ctx's own when that has ended.
func (c *Client) Complete(ctx context.Context, scope string, p prompts.Prompt) (prompts.Reply, error) {
	return c.call(ctx, &call{scope: scope, prompt: p})
}

// Stream gives the reply as it grows, too: what say gets, joined, is the reply's
// text. It is valid text, without a reasoning model's thoughts. An error of say
// ends the call and is returned as it is. Once something was said nothing is
// tried again; an error then means that what was said is not whole, and should
// be taken back.
func (c *Client) Stream(ctx context.Context, scope string, p prompts.Prompt, say func(delta string) error) (prompts.Reply, error) {
	return c.call(ctx, &call{scope: scope, prompt: p, say: say, stream: true})
}

// Spent is what a scope has used up, in this process.
func (c *Client) Spent(scope string) Usage { return c.ledger.spent(scope) }

// SpentToday is what all have used up today, in this process.
func (c *Client) SpentToday() Usage { return c.ledger.spentToday() }

// begin counts a call as under way and bounds its time. Whoever begins ends.
func (c *Client) begin(ctx context.Context) (_ context.Context, end func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, nil, failure(Closed)
	}
	c.calls.Add(1)
	ctx, stop := context.WithTimeoutCause(ctx, c.config.Limits.Whole, failure(TooSlow))
	ctx, cancel := context.WithCancelCause(ctx)
	unlink := context.AfterFunc(c.closing, func() { cancel(context.Cause(c.closing)) })
	return ctx, func() {
		unlink()
		cancel(nil)
		stop()
		c.calls.Done()
	}, nil
}

// known is the role that a prompt counts as: one that has no model of its own
// is the interviewer's.
func (c *Client) known(role prompts.Role) prompts.Role {
	if c.endpoints[role] == nil {
		return prompts.Interviewer
	}
	return role
}
