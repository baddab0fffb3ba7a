package llm

import (
	"context"
	"errors"
	"io"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"mondo/prompts"
)

// attempt is one request and its answer.
type attempt struct {
	endpoint *endpoint
	limits   Limits
	now      func() time.Time
	prompt   prompts.Prompt
	dialect  dialect
	stream   bool
	reading  *reading

	sent    dialect       // the parameters that it carried
	adapter *adapter      // of its request
	took    time.Duration // until the first token, of a stream
}

// Waits at the end of a stream: for the server's count of tokens once the reply
// has finished, and for the connection to become free for the next request.
const (
	waitForUsage = time.Second
	waitForEnd   = 50 * time.Millisecond
)

// run sends the prompt and reads the answer. Nothing of it is left running.
func (a *attempt) run(ctx context.Context) (prompts.Reply, error) {
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	a.adapter = &adapter{client: a.endpoint.client, now: a.now, stream: a.stream}
	request, sent := a.dialect.request(a.endpoint.Model, a.prompt, a.stream)
	a.sent = sent
	a.adapter.zero = sent&noTemperature != 0 && a.prompt.Temperature == 0
	api := openai.NewClientWithConfig(a.endpoint.config(a.adapter))
	var err error
	if a.stream {
		err = a.readStream(inner, cancel, api, request)
	} else {
		err = a.readWhole(inner, api, request)
	}
	if err == nil {
		var reply prompts.Reply
		if reply, err = a.reading.end(a.prompt); err == nil {
			return reply, nil
		}
	}
	return prompts.Reply{}, a.cause(ctx, inner, err)
}

// cause finds out why an attempt ended: because the caller is gone, a time limit
// passed, say had enough, or something was wrong with the answer.
func (a *attempt) cause(ctx, inner context.Context, err error) error {
	var ours *Error
	switch {
	case a.reading.sayErr != nil:
		return a.reading.sayErr
	case ctx.Err() != nil:
		return causeOf(ctx)
	case errors.As(err, &ours):
		return ours
	case inner.Err() != nil:
		return causeOf(inner)
	case a.adapter.answer == nil:
		return failure(Rejected) // by go-openai, which knows some models' names
	}
	return failure(CutOff) // the connection broke under the answer
}

// causeOf is *[Error] when we have ended the context, and its own error otherwise.
func causeOf(ctx context.Context) error {
	var ours *Error
	if errors.As(context.Cause(ctx), &ours) {
		return ours
	}
	return ctx.Err()
}

func (a *attempt) readWhole(ctx context.Context, api *openai.Client, request openai.ChatCompletionRequest) error {
	response, err := api.CreateChatCompletion(ctx, request)
	if err != nil {
		return err
	}
	return a.reading.add(chunkOf(response))
}

// readStream reads chunk by chunk. A timer ends the request when the next token
// does not come in time; it stands still while the token is said.
func (a *attempt) readStream(ctx context.Context, cancel context.CancelCauseFunc, api *openai.Client, request openai.ChatCompletionRequest) error {
	start := a.now()
	silence := time.AfterFunc(a.limits.FirstToken, func() { cancel(failure(TooSlow)) })
	defer silence.Stop()
	stream, err := api.CreateChatCompletionStream(ctx, request)
	if err != nil {
		return err
	}
	defer stream.Close()
	for {
		raw, err := stream.RecvRaw()
		if err != nil {
			return a.ended(err, silence)
		}
		c, err := readChunk(raw)
		if err != nil {
			return err
		}
		if c.alive() {
			silence.Stop()
			if a.took == 0 {
				a.took = a.now().Sub(start)
			}
		}
		if err := a.reading.add(c); err != nil {
			return err
		}
		switch {
		case c.finish != "":
			silence.Reset(min(waitForUsage, a.limits.BetweenTokens))
		case c.alive():
			silence.Reset(a.limits.BetweenTokens)
		}
	}
}

// ended says whether a stream may end like this. Once the reply has finished
// only the count of tokens can be missing.
func (a *attempt) ended(err error, silence *time.Timer) error {
	switch {
	case err == io.EOF:
		silence.Reset(waitForEnd)
		a.adapter.answer.drain()
		return nil
	case a.reading.all.finish != "":
		return nil
	}
	return err
}
