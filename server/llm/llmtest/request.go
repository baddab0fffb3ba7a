package llmtest

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Request is a chat request as it arrived.
type Request struct {
	Number int // from 1
	Path   string
	Query  string
	Header http.Header
	Key    string // from whichever header it came in
	Body   json.RawMessage
	Fault  Fault // what it meets

	Model               string
	Messages            []Message
	Stream              bool
	MaxTokens           *int
	MaxCompletionTokens *int
	Temperature         *float64
	Seed                *int
	StreamOptions       bool            // usage was asked for
	Format              string          // "", "json_object" or "json_schema"
	Schema              json.RawMessage // with json_schema
}

// Message is one message of a request.
type Message struct {
	Role    string
	Content string
}

// Last is the content of the last message.
func (r Request) Last() string {
	if len(r.Messages) == 0 {
		return ""
	}
	return r.Messages[len(r.Messages)-1].Content
}

// parse reads a request's body into r. An empty text says that all is well.
func (r *Request) parse(body []byte) (problem string) {
	var in struct {
		Model               string
		Messages            []Message
		Stream              bool
		MaxTokens           *int                         `json:"max_tokens"`
		MaxCompletionTokens *int                         `json:"max_completion_tokens"`
		Temperature         *float64                     `json:"temperature"`
		Seed                *int                         `json:"seed"`
		StreamOptions       *struct{ IncludeUsage bool } `json:"stream_options"`
		ResponseFormat      *struct {
			Type       string
			JSONSchema struct{ Schema json.RawMessage } `json:"json_schema"`
		} `json:"response_format"`
	}
	r.Body = body
	if err := json.Unmarshal(body, &in); err != nil {
		return "the body is no chat request"
	}
	r.Model, r.Messages, r.Stream = in.Model, in.Messages, in.Stream
	r.MaxTokens, r.MaxCompletionTokens = in.MaxTokens, in.MaxCompletionTokens
	r.Temperature, r.Seed, r.StreamOptions = in.Temperature, in.Seed, in.StreamOptions != nil
	if f := in.ResponseFormat; f != nil {
		r.Format, r.Schema = f.Type, f.JSONSchema.Schema
	}
	if len(r.Messages) == 0 {
		return "messages must not be empty"
	}
	return ""
}

// keyOf finds the key in the header of either API.
func keyOf(h http.Header) string {
	if key := h.Get("api-key"); key != "" {
		return key
	}
	return strings.TrimPrefix(h.Get("Authorization"), "Bearer ")
}
