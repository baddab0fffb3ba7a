package llm

import (
	"encoding/json"
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	openai "github.com/sashabaranov/go-openai"
)

// chunk is what one piece of a reply, or a whole one, says. Its text may end in
// the middle of a character; see [joiner].
type chunk struct {
	model         string
	text, thought []byte
	finish        string
	withheld      bool // the model declined in a field of its own
	usage         *usage
	whole         bool // it is a message, no delta
	choice        bool // it has one at all
}

// usage is a server's count of tokens.
type usage struct{ input, output int64 }

type wireChunk struct {
	Model   string `json:"model"`
	Choices []struct {
		Delta        wireWords  `json:"delta"`
		Message      *wireWords `json:"message"`
		FinishReason string     `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Prompt     float64 `json:"prompt_tokens"`
		Completion float64 `json:"completion_tokens"`
	} `json:"usage"`
}

type wireWords struct {
	Content          json.RawMessage `json:"content"`
	ReasoningContent json.RawMessage `json:"reasoning_content"` // DeepSeek, llama.cpp, SGLang
	Reasoning        json.RawMessage `json:"reasoning"`         // vLLM, Ollama, OpenRouter
	Refusal          json.RawMessage `json:"refusal"`
}

// readChunk reads a chunk or a whole reply. It takes what it needs, and a field
// of another type than usual counts as absent.
func readChunk(data []byte) (chunk, error) {
	var w wireChunk
	if err := json.Unmarshal(data, &w); !readable(err) {
		return chunk{}, failure(Nonsense)
	}
	c := chunk{model: w.Model}
	if w.Usage != nil && w.Usage.Prompt+w.Usage.Completion > 0 {
		c.usage = &usage{count(w.Usage.Prompt), count(w.Usage.Completion)}
	}
	if len(w.Choices) == 0 {
		return c, nil // Azure's first chunk, or the last with usage only
	}
	c.choice = true
	words := w.Choices[0].Delta
	if m := w.Choices[0].Message; m != nil {
		words, c.whole = *m, true
	}
	c.finish = w.Choices[0].FinishReason
	c.withheld = len(contentOf(words.Refusal)) > 0
	c.text = contentOf(words.Content)
	c.thought = contentOf(words.ReasoningContent)
	if len(c.thought) == 0 {
		c.thought = contentOf(words.Reasoning)
	}
	return c, nil
}

// maxReply bounds the text of a reply, thoughts and all, in bytes.
const maxReply = 256 << 10

// Reasons for which a reply ends; any other is as good as stop.
const (
	finishStop   = "stop"
	finishLength = "length"
	finishFilter = "content_filter"
	finishError  = "error" // OpenRouter
	finishAbort  = "abort" // vLLM
)

// alive says that there is a token in the chunk, said or thought.
func (c *chunk) alive() bool { return len(c.text)+len(c.thought) > 0 }

// add continues a reply with its next chunk.
func (c *chunk) add(next chunk) error {
	c.text = append(c.text, next.text...)
	c.thought = append(c.thought, next.thought...)
	if len(c.text)+len(c.thought) > maxReply {
		return failure(Nonsense)
	}
	if next.model != "" {
		c.model = next.model
	}
	if next.finish != "" {
		c.finish = next.finish
	}
	if next.usage != nil {
		c.usage = next.usage // servers that count in every chunk count from the start
	}
	c.withheld = c.withheld || next.withheld
	c.whole = c.whole || next.whole
	c.choice = c.choice || next.choice
	return nil
}

// settle says whether the reply, all chunks taken together, has come to an end.
func (c *chunk) settle() error {
	switch {
	case !c.choice:
		return failure(Nonsense)
	case c.withheld:
		c.finish = finishFilter
	case c.finish == "" && c.whole:
		c.finish = finishStop // some small servers leave it out
	}
	switch c.finish {
	case "", finishAbort:
		return failure(CutOff)
	case finishError:
		return failure(Failed)
	}
	return nil
}

// response is the reply as go-openai reads it.
func (c *chunk) response() openai.ChatCompletionResponse {
	var runes joiner
	r := openai.ChatCompletionResponse{Model: c.model}
	r.Choices = []openai.ChatCompletionChoice{{
		Message:      openai.ChatCompletionMessage{Content: runes.add(c.text) + runes.end(), ReasoningContent: string(c.thought)},
		FinishReason: openai.FinishReason(c.finish),
	}}
	if c.usage != nil {
		r.Usage = openai.Usage{PromptTokens: int(c.usage.input), CompletionTokens: int(c.usage.output)}
	}
	return r
}

// chunkOf is the reverse of response.
func chunkOf(r openai.ChatCompletionResponse) chunk {
	c := chunk{model: r.Model, whole: true, choice: len(r.Choices) > 0}
	if c.choice {
		message := r.Choices[0].Message
		c.text, c.thought = []byte(message.Content), []byte(message.ReasoningContent)
		c.finish = string(r.Choices[0].FinishReason)
	}
	if u := r.Usage; u.PromptTokens+u.CompletionTokens > 0 {
		c.usage = &usage{int64(u.PromptTokens), int64(u.CompletionTokens)}
	}
	return c
}

// count is a number of tokens, within reason.
func count(n float64) int64 { return int64(max(0, min(n, 1e9))) }

// readable says whether decoding went as far as fields of the wrong type.
func readable(err error) bool {
	var wrong *json.UnmarshalTypeError
	return err == nil || errors.As(err, &wrong)
}

// contentOf reads a string, or the texts of a list of parts.
func contentOf(raw json.RawMessage) []byte {
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '"':
		return unquoted(raw)
	case '[':
		var parts []struct {
			Type string
			Text json.RawMessage
		}
		if !readable(json.Unmarshal(raw, &parts)) {
			return nil
		}
		var all []byte
		for _, p := range parts {
			if p.Type == "text" || p.Type == "output_text" {
				all = append(all, contentOf(p.Text)...)
			}
		}
		return all
	}
	return nil
}

// unquoted reads a valid JSON string and keeps what encoding/json would replace:
// bytes that are half a character, and halves of surrogate pairs (as three bytes
// each), whose other half the next chunk may bring.
func unquoted(raw []byte) []byte {
	raw = raw[1 : len(raw)-1]
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		i++
		switch c := raw[i]; c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			out = appendUnit(out, hex(raw[i+1:i+5]))
			i += 4
		default: // quote, slash, backslash
			out = append(out, c)
		}
	}
	return out
}

func hex(digits []byte) (r rune) {
	for _, d := range digits {
		switch {
		case d <= '9':
			d -= '0'
		default:
			d = d&^0x20 - 'A' + 10
		}
		r = r<<4 | rune(d)
	}
	return r
}

// appendUnit adds a UTF-16 unit, and joins it with the half before it.
func appendUnit(out []byte, unit rune) []byte {
	if !utf16.IsSurrogate(unit) {
		return utf8.AppendRune(out, unit)
	}
	if n := len(out); n >= 3 {
		if r := utf16.DecodeRune(half(out[n-3:]), unit); r != utf8.RuneError {
			return utf8.AppendRune(out[:n-3], r)
		}
	}
	return append(out, 0xE0|byte(unit>>12), 0x80|byte(unit>>6)&0xBF, 0x80|byte(unit)&0xBF)
}

// half reads half a surrogate pair in three bytes, -1 when it is none.
func half(b []byte) rune {
	if len(b) < 3 || b[0] != 0xED || b[1] < 0xA0 || b[1] > 0xBF || b[2]&0xC0 != 0x80 {
		return -1
	}
	return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
}
