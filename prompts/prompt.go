package prompts

import (
	"encoding/json"
	"fmt"
)

// Role is the part that a model plays. Each role may have a model of its own.
type Role string

// The roles.
const (
	Interviewer Role = "interviewer" // words turns; quick, and a little free
	Judge       Role = "judge"       // reads answers; exact, at temperature 0
)

// Speaker is who speaks a message of a prompt, in the terms of chat APIs.
type Speaker string

// The speakers.
const (
	System    Speaker = "system"
	User      Speaker = "user"
	Assistant Speaker = "assistant"
)

// Message is one message of a prompt.
type Message struct {
	Speaker Speaker
	Content string
}

// Prompt is what a model is asked, whole: whoever sends it adds nothing to it.
type Prompt struct {
	// Name and Version say which prompt it is: "followup", 3. The version
	// changes with the wording, so that what came of two wordings can be told
	// apart in stored verdicts and caches.
	Name    string
	Version int

	Role     Role
	Messages []Message
	// Schema is the form that the reply must have; nil when it is free text.
	// A server may not hold to it, so the reply's reader is tolerant.
	Schema *Schema
	// MaxTokens bounds the reply, and Temperature (0 to 1) its freedom.
	MaxTokens   int
	Temperature float64
}

// Schema is a JSON Schema in the subset that "strict" structured output takes:
// every object closed, every property required.
type Schema struct {
	Name string // a-z, 0-9 and _
	JSON json.RawMessage
}

// Reply is what a model said to a prompt.
type Reply struct {
	Text  string // without a reasoning model's thoughts
	Model string // as the server calls it
}

// By names the prompt and the model that something was worded by:
// "followup/1/llama3".
func By(p Prompt, r Reply) string {
	return fmt.Sprintf("%s/%d/%s", p.Name, p.Version, r.Model)
}
