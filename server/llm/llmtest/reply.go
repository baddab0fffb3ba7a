package llmtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Thought is what a model thinks under the faults that let it.
const Thought = "The candidate seems unsure. Hmm, まず理由を聞こう。"

// text is what the reader says, as the fault changes it.
func (x *exchange) text() string {
	r := x.Request
	if r.Fault.has("ignore-format") {
		r.Format, r.Schema = "", nil
	}
	text := x.server.script.Reader(r)
	switch f := x.Fault; {
	case f.has("empty-reply"):
		return ""
	case f.has("fenced"):
		return "```json\n" + text + "\n```"
	case f.has("prose"):
		return "Here is the result:\n\n" + text + "\n\nLet me know if you need more."
	case f.has("think"):
		return "<think>\n" + Thought + "\n</think>\n\n" + text
	case f.has("think-unopened"):
		return Thought + "\n</think>\n\n" + text
	case f.has("think-long") && !x.mayThink():
		return "<think>\n" + Thought
	case f.has("think-long"):
		return "<think>\n" + Thought + "\n</think>\n\n" + text
	}
	return text
}

// mayThink says whether the request leaves room for long thoughts.
func (x *exchange) mayThink() bool {
	for _, limit := range []*int{x.MaxTokens, x.MaxCompletionTokens} {
		if limit != nil && *limit < 1000 {
			return false
		}
	}
	return true
}

// finish is the reason for which the reply ends, as JSON.
func (x *exchange) finish() string {
	switch f := x.Fault; {
	case f.has("length"), f.has("think-long") && !x.mayThink():
		return `"length"`
	case f.has("filter"):
		return `"content_filter"`
	case f.has("error-finish"):
		return `"error"`
	case f.has("no-finish"):
		return "null"
	}
	return `"stop"`
}

// usage counts a token for four bytes in and one piece out.
func (x *exchange) usage(pieces int) string {
	prompt := len(x.Body) / 4
	if x.Fault.has("odd-types") {
		return fmt.Sprintf(`{"prompt_tokens":%d.0,"completion_tokens":%d.0,"total_tokens":"%d"}`, prompt, pieces, prompt+pieces)
	}
	return fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, prompt, pieces, prompt+pieces)
}

// head is what whole replies and chunks begin with.
func (x *exchange) preface(object string) string {
	created, id := "1700000000", quote(fmt.Sprintf("chatcmpl-%d", x.Number))
	if x.Fault.has("odd-types") {
		created, id = "1700000000.25", fmt.Sprint(x.Number)
	}
	return fmt.Sprintf(`"id":%s,"object":%q,"created":%s,"model":%s`, id, object, created, quote(x.Model))
}

// words is a message or a delta with a piece of text.
func (x *exchange) words(piece string) string {
	switch f := x.Fault; {
	case f.has("content-parts"):
		return `"content":[{"type":"thinking","thinking":[{"type":"text","text":` + quote(Thought) + `}]},{"type":"text","text":` + x.literal(piece) + `}]`
	case f.has("odd-types"):
		return `"tool_calls":"none","refusal":0,"content":` + x.literal(piece)
	}
	return `"content":` + x.literal(piece)
}

// thoughtField is where the fault puts thoughts that are not in the text.
func (x *exchange) thoughtField() string {
	for _, f := range []Fault{"reasoning_content", "reasoning"} {
		if x.Fault.has(f) {
			return string(f)
		}
	}
	return ""
}

// literal is a piece as a JSON string, escaped where the fault wants that.
func (x *exchange) literal(piece string) string {
	if x.Fault.has("split-escapes") {
		return piece // cut into escapes already
	}
	return quote(piece)
}

// whole writes a reply in one piece.
func (x *exchange) whole(text string) {
	kind := inJSON
	message := `"role":"assistant",` + x.words(text)
	if x.Fault.has("split-escapes") {
		message = `"role":"assistant","content":` + escaped(text)
	}
	if field := x.thoughtField(); field != "" {
		message += fmt.Sprintf(`,%q:%s`, field, quote(Thought))
	}
	body := fmt.Sprintf(`{%s,"choices":[{"index":0,"message":{%s},"finish_reason":%s}]`, x.preface("chat.completion"), message, x.finish())
	if !x.Fault.has("no-usage") {
		body += `,"usage":` + x.usage(len(pieces(text)))
	}
	body += "}"
	if x.Fault.has("pretty-json-for-stream") {
		var b bytes.Buffer
		_ = json.Indent(&b, []byte(body), "", "  ") // it is JSON: made above
		kind, body = "text/plain", b.String()
	}
	x.deliver(kind, body)
}

// deliver writes the body as far as the fault lets it.
func (x *exchange) deliver(kind, body string) {
	switch f := x.Fault; {
	case f.has("error-first", "error-event"):
		x.head(kind, http.StatusOK)
		x.write(errorEvent)
		return
	case f.has("cut", "cut-http10"):
		x.w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		x.head(kind, http.StatusOK)
		x.write(body[:len(body)/2])
		panic(http.ErrAbortHandler)
	case f.has("cut-clean", "cut-json"):
		body = body[:len(body)/2]
	case f.has("stall", "stall-first"):
		x.head(kind, http.StatusOK)
		x.write(body[:len(body)/2])
		x.stall()
		return
	}
	x.head(kind, http.StatusOK)
	x.write(body)
}

// escaped is text as a JSON string of \u escapes alone.
func escaped(text string) string {
	var b strings.Builder
	for _, unit := range units(text) {
		b.WriteString(unit)
	}
	return `"` + b.String() + `"`
}
