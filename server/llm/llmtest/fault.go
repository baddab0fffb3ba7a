package llmtest

import (
	"fmt"
	"strings"
)

// Fault is a manner in which a server misbehaves, by name; several are joined
// with "+". The zero value is none.
type Fault string

// manner is one fault and what it does.
type manner struct {
	name  Fault
	about string
}

// manners are all faults, in the order in which a person would look for them.
var manners = []manner{
	{"400", "refuses with 400 and says nothing"},
	{"401", "refuses the key"},
	{"403", "refuses the key's rights, in an HTML page"},
	{"404", "does not know the model"},
	{"404-html", "does not know the path"},
	{"429", "has too much to do, and says nothing of when"},
	{"429-retry-after", "has too much to do for the next second"},
	{"429-retry-ms", "has too much to do for the next 40 milliseconds"},
	{"429-quota", "the account has no credit left"},
	{"500", "fails, with an error as text"},
	{"500-array", "fails, with an error in a list"},
	{"502-html", "a gateway in front of it has lost it"},
	{"503", "is loading its model"},
	{"529", "is overloaded"},
	{"too-long", "the prompt is longer than its context"},
	{"filter-400", "refuses what was asked as harmful"},
	{"echo", "refuses with 400 and repeats the request's body and key"},
	{"redirect", "has moved to another address"},
	{"refuse", "hangs up without an answer"},
	{"not-http", "answers in another language than HTTP"},

	{"no-temperature", "refuses temperature"},
	{"no-seed", "refuses seed"},
	{"no-max-tokens", "refuses max_tokens for max_completion_tokens"},
	{"no-max-completion-tokens", "does not know max_completion_tokens"},
	{"no-stream-options", "refuses stream_options, as a list of errors"},
	{"no-json-schema", "refuses json_schema"},
	{"no-json-object", "refuses json_object"},
	{"no-format", "refuses every response_format with 400 and says nothing of it"},
	{"ignore-format", "takes response_format and replies in prose"},
	{"fenced", "puts JSON in a code fence"},
	{"prose", "puts a sentence before and after JSON"},

	{"html", "a page with status 200"},
	{"empty", "nothing with status 200"},
	{"garbage", "text that is no reply with status 200"},
	{"empty-reply", "a reply without text"},
	{"json-for-stream", "a whole reply though streaming was asked for"},
	{"pretty-json-for-stream", "the same over many lines, as plain text"},
	{"stream-for-json", "a stream though none was asked for"},
	{"ndjson", "chunks as lines without data:"},

	{"no-done", "ends a stream without [DONE]"},
	{"no-finish", "ends a stream without a finish_reason"},
	{"cut", "breaks off in the middle"},
	{"cut-clean", "ends in the middle as if all were well"},
	{"cut-http10", "the same over HTTP/1.0"},
	{"cut-json", "ends in the middle of a chunk, or of a whole reply"},
	{"error-event", "an error in the stream, as OpenAI writes it"},
	{"error-spaced", "an error in the stream with spaces and other keys first"},
	{"error-object", "an error in the stream as {\"object\":\"error\"}"},
	{"error-text", "an error in the stream as text"},
	{"error-line", "an error in the stream as llama.cpp writes it"},
	{"error-named", "an error in the stream after comments and event: error"},
	{"error-finish", "a stream that finishes with the reason error"},
	{"error-first", "an error in place of the first chunk"},
	{"length", "stops at the length limit"},
	{"filter", "stops at a content filter"},

	{"comments", "hundreds of comment lines between chunks"},
	{"no-space", "data: without a space"},
	{"crlf", "lines that end with CR LF"},
	{"cr", "lines that end with CR"},
	{"single-newline", "chunks without an empty line between them"},
	{"multi-line", "one chunk over several data: lines"},
	{"fields", "id:, event: and retry: lines around chunks"},
	{"bom", "a byte order mark first"},
	{"one-chunk", "the whole text in one chunk"},
	{"tiny-writes", "every byte in a packet of its own"},
	{"split-runes", "characters split between chunks"},
	{"split-escapes", "\\u escapes split between packets, surrogates between chunks"},

	{"think", "thinks aloud in <think>"},
	{"think-unopened", "thinks aloud and only ends with </think>"},
	{"think-long", "thinks until the length limit, unless given a thousand tokens more"},
	{"reasoning_content", "thinks in reasoning_content"},
	{"reasoning", "thinks in reasoning"},
	{"content-parts", "content as a list of parts, with a thought"},
	{"odd-types", "numbers as text and text as numbers where nobody looks"},
	{"no-choices", "first a chunk without choices"},
	{"no-usage", "never says how many tokens"},
	{"usage-always", "the tokens so far in every chunk"},

	{"stall-connect", "never answers"},
	{"stall-first", "answers and says nothing"},
	{"stall-comments", "answers and sends comments for ever"},
	{"stall", "falls silent in the middle"},
	{"stall-end", "says all and does not hang up"},
	{"endless-line", "a line that never ends"},
	{"endless-event", "an event of lines without end"},
	{"endless-stream", "chunks without end"},
	{"endless-body", "a whole reply or an error without end"},
}

// Described lists all faults and what they do, a line each.
func Described() string {
	var b strings.Builder
	for _, m := range manners {
		fmt.Fprintf(&b, "%-26s%s\n", m.name, m.about)
	}
	return b.String()
}

// All lists the names of all faults.
func All() []Fault {
	var all []Fault
	for _, m := range manners {
		all = append(all, m.name)
	}
	return all
}

// Check says which part of a fault there is not.
func (f Fault) Check() error {
	for part := range strings.SplitSeq(string(f), "+") {
		if part != "" && !known(Fault(part)) {
			return fmt.Errorf("there is no fault %q", part)
		}
	}
	return nil
}

func known(f Fault) bool {
	for _, m := range manners {
		if m.name == f {
			return true
		}
	}
	return false
}

// has says whether one of these is among the faults.
func (f Fault) has(any ...Fault) bool {
	for part := range strings.SplitSeq(string(f), "+") {
		for _, a := range any {
			if Fault(part) == a {
				return true
			}
		}
	}
	return false
}

// marker in a model's name asks for what follows it.
const marker = "fault-"

// faultFor chooses what a request meets: what Treat, its number, its model or the
// whole script ask for, in this order.
func (s Script) faultFor(r Request) Fault {
	if s.Treat != nil {
		if f := s.Treat(r); f != "" {
			return f
		}
	}
	if f, ok := s.Faults[r.Number]; ok {
		return f
	}
	if _, name, ok := strings.Cut(r.Model, marker); ok {
		return Fault(name)
	}
	return s.Fault
}
