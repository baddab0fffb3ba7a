package llm

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mondo/prompts"
)

// Call is a call that is over, for who counts and measures. It holds no text.
type Call struct {
	Prompt   string // its name
	Version  int
	Role     prompts.Role
	Model    string // as configured
	Stream   bool
	Code     string // "" for success, "stopped" when the caller had enough
	Requests int    // sent
	Usage    Usage
	// Took is all of it, and FirstToken what was before the first token of a
	// stream in the last request, 0 for none.
	Took, FirstToken time.Duration
}

// stopped is the code of a call that the caller ended.
const stopped = "stopped"

// call is a prompt on its way to a reply, over as many requests as it takes.
type call struct {
	scope  string
	prompt prompts.Prompt
	say    func(delta string) error
	stream bool

	client   *Client
	endpoint *endpoint
	queue    *queue
	dialect  dialect
	seen     Call
	last     *attempt
}

func (c *Client) call(ctx context.Context, k *call) (prompts.Reply, error) {
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return prompts.Reply{}, err
	}
	defer end()
	role := c.known(k.prompt.Role)
	k.client, k.endpoint, k.queue = c, c.endpoints[role], c.queues[role]
	k.dialect = k.endpoint.dialect()
	k.seen = Call{
		Prompt: k.prompt.Name, Version: k.prompt.Version, Role: k.prompt.Role, Model: k.endpoint.Model, Stream: k.stream,
	}
	start := c.config.Now()
	reply, err := k.run(ctx)
	k.seen.Took = c.config.Now().Sub(start)
	k.report(ctx, err)
	return reply, err
}

// run sends requests until one is answered, nothing more can be done, or the
// failure will not pass.
func (k *call) run(ctx context.Context) (prompts.Reply, error) {
	var failed error
	for tries := 0; ; {
		reply, err := k.once(ctx)
		if err == nil {
			k.learn(k.dialect | k.last.reading.learned())
			return reply, nil
		}
		if failed != nil && (codeOf(err) == Resting || codeOf(err) == BudgetSpent) {
			return prompts.Reply{}, failed // that one says what is wrong
		}
		failed = err
		if k.last != nil && k.last.reading.thoughts.leaked {
			k.learn(k.last.reading.learned())
		}
		if k.told() {
			return prompts.Reply{}, err
		}
		if k.adapt(err) {
			continue
		}
		if !passing(err) || tries >= k.client.config.Retries {
			return prompts.Reply{}, err
		}
		tries++
		if err := k.wait(ctx, err, tries); err != nil {
			return prompts.Reply{}, err
		}
	}
}

// told says whether the candidate may have seen something already.
func (k *call) told() bool { return k.last != nil && k.last.reading.told }

// once sends one request: when there is budget, the server is not resting, and
// it is the scope's turn.
func (k *call) once(ctx context.Context) (prompts.Reply, error) {
	c, e := k.client, k.endpoint
	k.last = nil
	reserved, err := c.ledger.reserve(k.scope, k.most())
	if err != nil {
		return prompts.Reply{}, err
	}
	var used Usage
	defer func() { reserved.settle(used) }()
	if err := k.queue.enter(ctx, k.scope); err != nil {
		return prompts.Reply{}, err
	}
	defer k.queue.leave()
	probe, ok := e.circuit.enter()
	if !ok {
		return prompts.Reply{}, failure(Resting)
	}
	k.last = k.attempt()
	reply, err := k.last.run(ctx)
	k.seen.Requests++
	k.seen.FirstToken = k.last.took
	used = k.used()
	k.seen.Usage = k.seen.Usage.add(used)
	k.judge(ctx, probe, err)
	return reply, err
}

func (k *call) attempt() *attempt {
	return &attempt{
		endpoint: k.endpoint, limits: k.client.config.Limits, now: k.client.config.Now,
		prompt: k.prompt, dialect: k.dialect, stream: k.stream,
		reading: newReading(k.dialect, k.say),
	}
}

// unbounded is how many tokens are set aside for a reply without a limit.
const unbounded = 1024

// most is what a request may use up.
func (k *call) most() Usage {
	limit := orElse(k.dialect.limit(k.prompt), unbounded)
	return Usage{Input: int64(promptTokens(k.prompt)), Output: int64(limit)}.at(k.endpoint.price)
}

// used is what the last request used up: nothing when it was refused or did not
// arrive.
func (k *call) used() Usage {
	if k.last.adapter.answer == nil {
		return Usage{}
	}
	return k.last.reading.used(k.prompt).at(k.endpoint.price)
}

// judge tells the circuit what the request says of the server.
func (k *call) judge(ctx context.Context, probe bool, err error) {
	o := neither
	switch {
	case err == nil:
		o = good
	case blames(err) && !k.mayAdapt(err):
		o = bad
	}
	var e *Error
	var wait time.Duration
	if errors.As(err, &e) {
		wait = e.RetryAfter
	}
	if k.endpoint.circuit.leave(probe, o, wait) {
		k.client.config.Logger.WarnContext(ctx, "a model failed often and is left alone for a while",
			"model", k.endpoint.Model, "code", codeOf(err))
	}
}

// adapt leaves out what the server refused, or gives a model that thinks more
// room, and says whether that is worth another request.
func (k *call) adapt(err error) bool {
	next, ok := k.adapted(err)
	k.dialect = next
	return ok
}

func (k *call) mayAdapt(err error) bool {
	_, ok := k.adapted(err)
	return ok
}

func (k *call) adapted(err error) (dialect, bool) {
	var e *Error
	if k.last == nil || !errors.As(err, &e) {
		return k.dialect, false
	}
	switch {
	case e.code == Rejected && (e.Status == 400 || e.Status == 422):
		return k.dialect.without(e.refuse, k.last.sent)
	case e.code == CutOff && k.last.reading.all.finish == finishLength:
		next := k.dialect | k.last.reading.learned()&thinks
		return next, next != k.dialect
	case k.last.reading.thoughts.leaked:
		next := k.dialect | k.last.reading.learned()
		return next, next != k.dialect
	}
	return k.dialect, false
}

// learn remembers what the server was found to want, now that it has replied.
func (k *call) learn(d dialect) {
	if d&unopened != 0 && k.last.reading.thoughts.guessed() {
		d &^= unopened
		k.endpoint.forget(unopened)
	}
	if k.endpoint.learn(d) {
		k.client.config.Logger.Info("learned what a model takes", "model", k.endpoint.Model,
			"facts", k.endpoint.dialect().String())
	}
}

// Waits between tries: about half a second, then twice as long each time, and
// anything from half to one and a half of that, so that calls that failed
// together do not come back together.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 8 * time.Second
)

// wait lets the failure pass, as long as the server asks for if it does. It
// answers the failure when that is longer than the call may take.
func (k *call) wait(ctx context.Context, failed error, tries int) error {
	c := k.client.config
	d := min(firstWait<<(tries-1), longestWait)
	d = time.Duration((0.5 + c.Random()) * float64(d))
	var e *Error
	if errors.As(failed, &e) && e.RetryAfter > 0 {
		d = e.RetryAfter + time.Duration(c.Random()*float64(firstWait)/2)
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return failed
	}
	if c.Sleep(ctx, d) != nil {
		return causeOf(ctx)
	}
	return nil
}

// report tells of the call when it is over.
func (k *call) report(ctx context.Context, err error) {
	var e *Error
	status := 0
	switch {
	case errors.As(err, &e):
		k.seen.Code, status = e.code, e.Status
	case err != nil:
		k.seen.Code = stopped
	}
	k.client.config.Logger.LogAttrs(ctx, slog.LevelDebug, "a call to a model",
		slog.String("prompt", k.seen.Prompt), slog.Int("version", k.seen.Version), slog.String("model", k.seen.Model),
		slog.Bool("stream", k.seen.Stream), slog.String("code", k.seen.Code), slog.Int("status", status),
		slog.Int("requests", k.seen.Requests), slog.Int64("input", k.seen.Usage.Input), slog.Int64("output", k.seen.Usage.Output),
		slog.Duration("first", k.seen.FirstToken), slog.Duration("took", k.seen.Took))
	k.client.config.Observe(k.seen)
}
