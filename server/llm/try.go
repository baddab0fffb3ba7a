package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"mondo/prompts"
)

// Trial is what the model of a role was found to do.
type Trial struct {
	Role  prompts.Role
	Model string // as configured
	// Served is what the server calls it, and Offered what else it has, as far
	// as it says.
	Served  string
	Offered []string

	Reachable bool // something answered at the address
	Replies   bool // and it was a reply
	Streams   bool // which grew, where that was asked for
	Counts    bool // the server says how many tokens it took
	Thinks    bool // the model thinks before it speaks
	Structure Structure

	// FirstToken is how long a short reply took to begin, Took to end.
	FirstToken, Took time.Duration
	// Problems are codes of errors, in the order in which they were met.
	Problems []string
}

// Try asks the model of every role for a little, and says what works. It goes
// ahead when the server is being left alone or the budget is spent, and what it
// learns is used by later calls. Roles with the same model are tried once.
func (c *Client) Try(ctx context.Context) []Trial {
	var all []Trial
	tried := map[*endpoint]Trial{}
	for _, role := range c.config.roles() {
		e := c.endpoints[role]
		t, done := tried[e]
		if !done {
			t = c.try(ctx, e)
			tried[e] = t
		}
		t.Role = role
		all = append(all, t)
	}
	return all
}

func (c *Client) try(ctx context.Context, e *endpoint) Trial {
	t := Trial{Model: e.Model, Structure: Free}
	ctx, end, err := c.begin(ctx)
	if err != nil {
		t.problem(err)
		return t
	}
	defer end()
	t.speak(ctx, c.newTrial(e, readyPrompt, true))
	if t.Reachable {
		t.Offered = c.offered(ctx, e)
	}
	if t.Replies {
		t.structure(ctx, c, e)
	}
	return t
}

// newTrial is a call outside of queue, circuit and budget. Nothing of it is
// said, so that it may begin anew at any point.
func (c *Client) newTrial(e *endpoint, p prompts.Prompt, stream bool) *call {
	return &call{prompt: p, stream: stream, client: c, endpoint: e, dialect: e.dialect()}
}

// try sends a call's prompt until the server takes its parameters.
func (k *call) try(ctx context.Context) (prompts.Reply, error) {
	for {
		k.last = k.attempt()
		reply, err := k.last.run(ctx)
		k.client.ledger.note(k.scope, k.used())
		if err == nil {
			k.learn(k.dialect | k.last.reading.learned())
			k.endpoint.circuit.leave(false, good, 0)
			return reply, nil
		}
		if !k.adapt(err) {
			return reply, err
		}
	}
}

// speak tries a short reply as a stream.
func (t *Trial) speak(ctx context.Context, k *call) {
	now := k.client.config.Now
	start := now()
	reply, err := k.try(ctx)
	t.Took = now().Sub(start)
	t.FirstToken = k.last.took
	var e *Error
	t.Reachable = k.last.adapter.answer != nil || errors.As(err, &e) && e.Status != 0
	t.Thinks = k.endpoint.dialect()&thinks != 0
	if err != nil {
		t.problem(err)
		return
	}
	t.Replies, t.Served = true, reply.Model
	t.Streams = !k.last.reading.all.whole
	t.Counts = k.last.reading.all.usage != nil
}

// structure tries how far a reply keeps to a schema that the prompt does not
// give away: some servers take the schema and ignore it.
func (t *Trial) structure(ctx context.Context, c *Client, e *endpoint) {
	k := c.newTrial(e, formPrompt, false)
	reply, err := k.try(ctx)
	if err == nil && k.dialect.structure() == BySchema {
		if fits(reply.Text) {
			t.Structure = BySchema
			return
		}
		k = c.newTrial(e, formPrompt, false)
		k.dialect |= noSchema
		reply, err = k.probe(ctx)
	}
	switch {
	case err != nil:
		t.problem(err)
	case k.dialect.structure() == ByObject && isObject(reply.Text):
		t.Structure = ByObject
		e.learn(noSchema)
	}
}

// probe is one request of which nothing is learned.
func (k *call) probe(ctx context.Context) (prompts.Reply, error) {
	k.last = k.attempt()
	reply, err := k.last.run(ctx)
	k.client.ledger.note(k.scope, k.used())
	if codeOf(err) == Rejected {
		k.dialect |= noObject // that is an answer, too
		return reply, nil
	}
	return reply, err
}

// problem notes the code of an error, once.
func (t *Trial) problem(err error) {
	code := codeOf(err)
	if code == "" {
		code = TooSlow // the caller did not wait
	}
	if !slices.Contains(t.Problems, code) {
		t.Problems = append(t.Problems, code)
	}
}

// readyPrompt asks for the shortest of replies.
var readyPrompt = prompts.Prompt{
	Name: "try", Version: 1, Role: prompts.Interviewer, MaxTokens: 32,
	Messages: []prompts.Message{{Speaker: prompts.User, Content: "Reply with the single word: ready"}},
}

// formPrompt asks for JSON whose names stand only in the schema.
var formPrompt = prompts.Prompt{
	Name: "try-form", Version: 1, Role: prompts.Judge, MaxTokens: 128,
	Messages: []prompts.Message{{Speaker: prompts.User, Content: "Is Tokyo in Japan? Reply in JSON."}},
	Schema: &prompts.Schema{Name: "place", JSON: json.RawMessage(
		`{"type":"object","properties":{"mondo_yes":{"type":"boolean"},"mondo_word":{"type":"string"}},` +
			`"required":["mondo_yes","mondo_word"],"additionalProperties":false}`)},
}

// fits says whether a reply has the form of formPrompt, and nothing around it.
func fits(text string) bool {
	var v struct {
		Yes  *bool   `json:"mondo_yes"`
		Word *string `json:"mondo_word"`
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(&v) == nil && v.Yes != nil && v.Word != nil && !d.More()
}

func isObject(text string) bool {
	return whole(bytes.TrimSpace([]byte(text)))
}
