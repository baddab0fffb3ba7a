package llm

import (
	"strings"

	"mondo/prompts"
)

// reading is one attempt's reply as it comes in: chunks go in, what is to be
// shown goes to say, and the rest is remembered.
type reading struct {
	say func(delta string) error // may be nil

	all      chunk // everything but the text
	runes    joiner
	thoughts thoughts
	text     strings.Builder
	size     int // of text and thoughts together, estimated in tokens
	told     bool
	sayErr   error
}

func newReading(d dialect, say func(string) error) *reading {
	return &reading{say: say, thoughts: newThoughts(d)}
}

// add takes in a chunk.
func (r *reading) add(c chunk) error {
	if len(c.thought) > 0 {
		r.thoughts.seen, r.thoughts.filled = true, true
	}
	piece := r.runes.add(c.text)
	r.size += tokens(piece) + tokens(string(c.thought))
	c.text, c.thought = nil, nil
	if err := r.all.add(c); err != nil {
		return err
	}
	return r.show(r.thoughts.add(piece))
}

// show adds to the reply, and says it.
func (r *reading) show(text string) error {
	if r.thoughts.leaked || r.text.Len()+len(text) > maxReply {
		return failure(Nonsense)
	}
	if text == "" {
		return nil
	}
	r.text.WriteString(text)
	if r.say == nil {
		return nil
	}
	r.told = true
	r.sayErr = r.say(text)
	return r.sayErr
}

// end gives the reply, once the answer is read.
func (r *reading) end(p prompts.Prompt) (prompts.Reply, error) {
	if err := r.all.settle(); err != nil {
		return prompts.Reply{}, err
	}
	if err := r.show(r.thoughts.add(r.runes.end()) + r.thoughts.end()); err != nil {
		return prompts.Reply{}, err
	}
	empty := strings.TrimSpace(r.text.String()) == ""
	switch finish := r.all.finish; {
	case finish == finishFilter:
		return prompts.Reply{}, failure(Filtered)
	case finish == finishLength && (empty || p.Schema != nil):
		return prompts.Reply{}, &Error{code: CutOff, final: true}
	case empty:
		return prompts.Reply{}, failure(Nonsense)
	}
	return prompts.Reply{Text: r.text.String(), Model: r.all.model}, nil
}

// learned is what the reply tells of the model's way to think.
func (r *reading) learned() (d dialect) {
	if r.thoughts.filled {
		d |= thinks
	}
	if r.thoughts.unmarked {
		d |= unopened
	}
	return d
}

// used is what the reply cost, by the server's count or by an estimate.
func (r *reading) used(p prompts.Prompt) Usage {
	if u := r.all.usage; u != nil {
		return Usage{Input: u.input, Output: u.output}
	}
	return Usage{Input: int64(promptTokens(p)), Output: int64(r.size), Estimated: true}
}

// promptTokens estimates the tokens of a prompt.
func promptTokens(p prompts.Prompt) int {
	n := 0
	for _, m := range p.Messages {
		n += tokens(m.Content) + 4 // around each message
	}
	if p.Schema != nil {
		n += tokens(string(p.Schema.JSON))
	}
	return n
}

// tokens estimates: four bytes of English are a token, and so is one character
// of Japanese, a little more than with the tokenizers of today's models.
func tokens(text string) int {
	ascii, other := 0, 0
	for _, r := range text {
		if r < 0x80 {
			ascii++
		} else {
			other++
		}
	}
	return (ascii+3)/4 + other
}
