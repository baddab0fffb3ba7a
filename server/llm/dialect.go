package llm

import (
	"math/bits"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"mondo/prompts"
)

// dialect is what is known of one model on one server: the parameters that it
// does not take, and how it thinks. The parameters stand in the order in which
// they are given up when a refusal does not say what it is about.
type dialect uint32

const (
	noSchema dialect = 1 << iota
	noObject
	noSeed
	noStreamOptions
	noTemperature
	noMaxTokens // takes max_completion_tokens in its place
	noMaxCompletionTokens
	// thinks: its thoughts count as tokens, and it needs more of them.
	thinks
	// unopened: its thoughts begin without a mark and end with </think>.
	unopened
)

// thinkingTokens is the room for thoughts beside a reply: enough for a short
// reply at low effort, and little money where it is not used up.
const thinkingTokens = 4096

// seed goes with temperature 0, where a server that knows it repeats itself.
const seed = 7

// Structure is how far a server holds a reply to a schema.
type Structure string

// The structures, the strictest first.
const (
	BySchema Structure = "schema" // to the prompt's own schema
	ByObject Structure = "object" // to some JSON object
	Free     Structure = "none"
)

// facts are the words for a dialect's bits, in their order.
var facts = [...]string{
	"no json_schema", "no json_object", "no seed", "no stream_options", "no temperature", "no max_tokens",
	"no max_completion_tokens", "thinks", "thoughts begin unmarked",
}

// String names what is known, for logs.
func (d dialect) String() string {
	var known []string
	for n, fact := range facts {
		if d>>n&1 == 1 {
			known = append(known, fact)
		}
	}
	return strings.Join(known, ", ")
}

func (d dialect) structure() Structure {
	switch {
	case d&noSchema == 0:
		return BySchema
	case d&noObject == 0:
		return ByObject
	}
	return Free
}

// expected is the dialect that a model's name alone tells of. go-openai refuses
// some parameters for some names by itself, so it is asked.
func expected(model string) dialect {
	//lint:ignore SA1019 whether it is refused is the question
	probe := openai.ChatCompletionRequest{Model: model, MaxTokens: 1, Temperature: 0.5}
	if openai.NewReasoningValidator().Validate(probe) != nil {
		return noMaxTokens | noTemperature | thinks
	}
	return 0
}

// without is the dialect that leaves out what a refusal is about, of the
// parameters that were sent. There may be nothing left to leave out.
func (d dialect) without(refused, sent dialect) (dialect, bool) {
	about := refused & sent
	if about == 0 {
		about = sent
	}
	if about == 0 {
		return d, false
	}
	return d | 1<<bits.TrailingZeros32(uint32(about)), true
}

// limit is how many tokens a reply to the prompt may have, 0 for no limit.
func (d dialect) limit(p prompts.Prompt) int {
	if p.MaxTokens > 0 && d&thinks != 0 {
		return p.MaxTokens + thinkingTokens
	}
	return p.MaxTokens
}

// request puts a prompt into the dialect, and says which parameters that can be
// refused it carries. go-openai leaves a temperature of 0 out; see [adapter].
func (d dialect) request(model string, p prompts.Prompt, stream bool) (r openai.ChatCompletionRequest, sent dialect) {
	r.Model = model
	for _, m := range p.Messages {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: string(m.Speaker), Content: strings.ToValidUTF8(m.Content, "\ufffd")})
	}
	if p.Schema != nil {
		r.ResponseFormat, sent = d.format(p.Schema)
	}
	if d&noSeed == 0 && p.Temperature == 0 {
		n := seed
		r.Seed, sent = &n, sent|noSeed
	}
	if d&noStreamOptions == 0 && stream {
		r.StreamOptions, sent = &openai.StreamOptions{IncludeUsage: true}, sent|noStreamOptions
	}
	if d&noTemperature == 0 {
		r.Temperature, sent = float32(p.Temperature), sent|noTemperature
	}
	switch limit := d.limit(p); {
	case limit <= 0:
	case d&noMaxTokens == 0:
		//lint:ignore SA1019 most servers beside OpenAI's own know only this one
		r.MaxTokens, sent = limit, sent|noMaxTokens
	case d&noMaxCompletionTokens == 0:
		r.MaxCompletionTokens, sent = limit, sent|noMaxCompletionTokens
	}
	return r, sent
}

func (d dialect) format(s *prompts.Schema) (*openai.ChatCompletionResponseFormat, dialect) {
	switch d.structure() {
	case BySchema:
		return &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: s.Name, Schema: s.JSON, Strict: true},
		}, noSchema
	case ByObject:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}, noObject
	}
	return nil, 0
}
