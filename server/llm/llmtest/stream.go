package llmtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf16"
)

// errorEvent is an error as OpenAI writes it into a stream.
const errorEvent = `{"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":null}}`

// stream writes a reply chunk by chunk.
func (x *exchange) stream(text string) {
	if x.Fault.has("cut-http10") {
		half := x.pieces(text)[:1]
		x.hijack("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + x.frame(x.chunk(x.words(half[0]), "null", 1)))
		return
	}
	x.head("text/event-stream", http.StatusOK)
	if !x.opening() {
		return
	}
	pieces := x.pieces(text)
	for n, piece := range pieces {
		if n > 0 && !x.wait(x.server.script.BetweenTokens) || !x.write(x.frame(x.chunk(x.words(piece), "null", n+1))) {
			return
		}
		if n == (len(pieces)-1)/2 && x.trouble() {
			return
		}
	}
	if x.Fault.has("endless-stream") {
		x.forever(x.frame(x.chunk(`"content":"`+strings.Repeat(" and", 200)+`"`, "null", 1)))
		return
	}
	x.ending(len(pieces))
}

// opening writes what comes before the first piece of text; false says that
// nothing comes after it.
func (x *exchange) opening() bool {
	f := x.Fault
	if f.has("bom") {
		x.write("\ufeff")
	}
	if f.has("stall-first") {
		x.write(": hello\n\n")
		x.stall()
		return false
	}
	if f.has("stall-comments") {
		for x.wait(5*time.Millisecond) && x.write(": keep-alive\n\n") {
			continue // until somebody has had enough
		}
		return false
	}
	if f.has("error-first") {
		x.write(x.frame(errorEvent))
		return false
	}
	if f.has("no-choices") || strings.HasPrefix(x.Path, "/openai/") {
		x.write(x.frame(`{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0}]}`))
	}
	x.write(x.frame(x.chunk(`"role":"assistant","content":""`, "null", 0)))
	if field := x.thoughtField(); field != "" {
		for _, piece := range pieces(Thought) {
			x.write(x.frame(x.chunk(fmt.Sprintf(`"content":null,%q:%s`, field, quote(piece)), "null", 0)))
		}
	}
	return true
}

// trouble does what the fault does in the middle of a stream; true says that
// the stream is over.
func (x *exchange) trouble() bool {
	switch f := x.Fault; {
	case f.has("cut"):
		panic(http.ErrAbortHandler)
	case f.has("cut-json"):
		x.write(`data: {"choices":[{"index":0,"delta":{"con`)
	case f.has("cut-clean"):
	case f.has("stall"):
		x.stall()
	case f.has("error-event"):
		x.write(x.frame(errorEvent) + x.frame("[DONE]"))
	case f.has("error-spaced"):
		x.write(x.frame(`{ "id" : "x", "choices" : [], "error" : { "code" : 502, "message" : "Provider returned error" } }`))
	case f.has("error-object"):
		x.write(x.frame(`{"object":"error","message":"CUDA error","type":"InternalServerError","code":500}`) + x.frame("[DONE]"))
	case f.has("error-text"):
		x.write(x.frame(`{"error":"model runner has unexpectedly stopped"}`))
	case f.has("error-line"):
		x.write(`error: {"code":500,"message":"slot unavailable","type":"server_error"}` + "\n\n")
	case f.has("error-named"):
		x.write(": ping\n\nevent: error\ndata: {\"message\":\"overloaded\",\"type\":\"overloaded_error\"}\n\n")
	default:
		return false
	}
	return true
}

// ending writes the finish, the usage and [DONE].
func (x *exchange) ending(pieces int) {
	f := x.Fault
	if !f.has("no-finish") {
		x.write(x.frame(x.chunk("", x.finish(), pieces)))
	}
	if f.has("stall-end") {
		x.stall()
		return
	}
	if x.StreamOptions && !f.has("no-usage", "usage-always") {
		x.write(x.frame(fmt.Sprintf(`{%s,"choices":[],"usage":%s}`, x.preface("chat.completion.chunk"), x.usage(pieces))))
	}
	if !f.has("no-done") {
		x.write(x.frame("[DONE]"))
	}
}

// chunk is one chunk of a stream: its delta without braces, and its finish.
func (x *exchange) chunk(delta, finish string, sofar int) string {
	usage := ""
	if x.Fault.has("usage-always") {
		usage = `,"usage":` + x.usage(sofar)
	}
	return fmt.Sprintf(`{%s,"choices":[{"index":0,"delta":{%s},"finish_reason":%s}]%s}`, x.preface("chat.completion.chunk"), delta, finish, usage)
}

// frame makes an event of a chunk, in the manner of the fault.
func (x *exchange) frame(data string) string {
	switch f := x.Fault; {
	case f.has("no-space"):
		return "data:" + data + "\n\n"
	case f.has("crlf"):
		return "data: " + data + "\r\n\r\n"
	case f.has("cr"):
		return "data: " + data + "\r\r"
	case f.has("single-newline"):
		return "data: " + data + "\n"
	case f.has("ndjson") && data == "[DONE]":
		return ""
	case f.has("ndjson"):
		return data + "\n"
	case f.has("comments"):
		return strings.Repeat(": keep-alive\n\n", 400) + "data: " + data + "\n\n"
	case f.has("fields"):
		return "id: 7\nevent: message\nretry: 100\ndata: " + data + "\n\n"
	case f.has("multi-line") && data != "[DONE]":
		var b bytes.Buffer
		_ = json.Indent(&b, []byte(data), "data: ", " ") // it is JSON: made above
		return "data: " + b.String() + "\n\n"
	}
	return "data: " + data + "\n\n"
}

// pieces cuts a text as the fault wants it.
func (x *exchange) pieces(text string) []string {
	switch f := x.Fault; {
	case f.has("one-chunk"):
		return []string{text}
	case f.has("split-runes"):
		return inBytes(text, 4)
	case f.has("split-escapes"):
		return inEscapes(text, 3)
	}
	return pieces(text)
}

// pieces cuts a text into about a token each; there is at least one.
func pieces(text string) []string {
	var all []string
	runes := []rune(text)
	for len(runes) > 3 {
		all = append(all, string(runes[:3]))
		runes = runes[3:]
	}
	return append(all, string(runes))
}

func inBytes(text string, size int) []string {
	var all []string
	for len(text) > size {
		all = append(all, text[:size])
		text = text[size:]
	}
	return append(all, text)
}

// inEscapes cuts a text into JSON strings of so many \u escapes each.
func inEscapes(text string, size int) []string {
	all := units(text)
	var out []string
	for len(all) > size {
		out = append(out, `"`+strings.Join(all[:size], "")+`"`)
		all = all[size:]
	}
	return append(out, `"`+strings.Join(all, "")+`"`)
}

// units are the UTF-16 units of a text as \u escapes.
func units(text string) []string {
	var all []string
	for _, u := range utf16.Encode([]rune(text)) {
		all = append(all, fmt.Sprintf(`\u%04x`, u))
	}
	return all
}
