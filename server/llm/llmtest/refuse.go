package llmtest

import (
	"fmt"
	"net/http"
	"strings"
)

// refusal is an answer with an error status.
type refusal struct {
	fault  Fault
	status int
	kind   string
	header [2]string
	body   string
}

const (
	inJSON = "application/json"
	inHTML = "text/html"
)

var refusals = []refusal{
	{fault: "400", status: 400, kind: inJSON, body: `{"error":{"message":"Bad Request","code":400}}`},
	{fault: "401", status: 401, kind: inJSON, body: `{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`},
	{fault: "403", status: 403, kind: inHTML, body: "<html><body><h1>Forbidden</h1></body></html>"},
	{fault: "404", status: 404, kind: inJSON, body: `{"error":{"message":"The model does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`},
	{fault: "404-html", status: 404, kind: inHTML, body: "<html><body>404 page not found</body></html>"},
	{fault: "429", status: 429, kind: inJSON, body: `{"error":{"message":"Rate limit reached.","type":"requests","param":null,"code":"rate_limit_exceeded"}}`},
	{fault: "429-retry-after", status: 429, kind: inJSON, header: [2]string{"Retry-After", "1"}, body: `{"detail":"Too many requests"}`},
	{fault: "429-retry-ms", status: 429, kind: inJSON, header: [2]string{"Retry-After-Ms", "40"}, body: `{"detail":"Too many requests"}`},
	{fault: "429-quota", status: 429, kind: inJSON, body: `{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`},
	{fault: "500", status: 500, kind: inJSON, body: `{"error":"llama runner process has terminated"}`},
	{fault: "500-array", status: 500, kind: inJSON, body: `[{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}]`},
	{fault: "502-html", status: 502, kind: inHTML, body: "<html><head><title>502 Bad Gateway</title></head></html>"},
	{fault: "503", status: 503, kind: inJSON, body: `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`},
	{fault: "529", status: 529, kind: inJSON, body: `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`},
	{fault: "too-long", status: 400, kind: inJSON, body: `{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`},
	{fault: "filter-400", status: 400, kind: inJSON, body: `{"error":{"message":"The response was filtered.","type":null,"param":"prompt","code":"content_filter","status":400}}`},
	{fault: "redirect", status: 307, kind: inHTML, header: [2]string{"Location", "/elsewhere"}, body: "<a href=/elsewhere>moved</a>"},
}

// refused answers with an error status, if the fault is one.
func (x *exchange) refused() bool {
	for _, one := range refusals {
		if x.Fault.has(one.fault) {
			return x.refuse(one.fault)
		}
	}
	return false
}

func (x *exchange) refuse(f Fault) bool {
	for _, one := range refusals {
		if one.fault == f {
			if one.header[0] != "" {
				x.w.Header().Set(one.header[0], one.header[1])
			}
			x.head(one.kind, one.status)
			x.write(one.body)
		}
	}
	return true
}

// refusedParameter answers 400 when the request has a parameter that the fault
// forbids, in one of the ways in which servers word it.
func (x *exchange) refusedParameter() bool {
	switch f := x.Fault; {
	case f.has("no-temperature") && x.Temperature != nil:
		x.parameter("temperature", "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.")
	case f.has("no-seed") && x.Seed != nil:
		x.fail(http.StatusBadRequest, "Unrecognized request argument supplied: seed")
	case f.has("no-max-tokens") && x.MaxTokens != nil:
		x.parameter("max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
	case f.has("no-max-completion-tokens") && x.MaxCompletionTokens != nil:
		x.fail(http.StatusBadRequest, "Unrecognized request argument supplied: max_completion_tokens")
	case f.has("no-stream-options") && x.StreamOptions:
		x.head(inJSON, http.StatusUnprocessableEntity)
		x.write(`{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]}`)
	case f.has("no-json-schema") && x.Format == "json_schema":
		x.parameter("response_format", "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.")
	case f.has("no-json-object") && x.Format == "json_object":
		x.fail(http.StatusBadRequest, "'response_format.type' must be one of 'json_schema' or 'text'")
	case f.has("no-format") && x.Format != "":
		x.head("text/plain", http.StatusBadRequest)
		x.write("Bad Request")
	default:
		return false
	}
	return true
}

func (x *exchange) parameter(name, message string) {
	x.head(inJSON, http.StatusBadRequest)
	fmt.Fprintf(x.w, `{"error":{"message":%s,"type":"invalid_request_error","param":%s,"code":"unsupported_parameter"}}`, quote(message), quote(name))
}

// instead answers with what is no reply at all, if the fault is such.
func (x *exchange) instead() bool {
	switch f := x.Fault; {
	case f.has("refuse"):
		panic(http.ErrAbortHandler)
	case f.has("not-http"):
		x.hijack("SSH-2.0-OpenSSH_9.6 " + x.Last() + "\r\n")
	case f.has("echo"):
		x.head(inJSON, http.StatusBadRequest)
		x.write(`{"error":{"message":` + quote("cannot read "+string(x.Body)+" of "+x.Key) + `}}`)
	case f.has("html"):
		x.head("text/html; charset=utf-8", http.StatusOK)
		x.write("<!DOCTYPE html>\n<html><body>It works!</body></html>\n")
	case f.has("empty"):
		x.head("text/event-stream", http.StatusOK)
	case f.has("garbage"):
		x.head("text/plain", http.StatusOK)
		x.write("data\nOK, thank you.\n\n")
	case f.has("stall-connect"):
		x.stall()
	case f.has("endless-line"):
		x.head("text/event-stream", http.StatusOK)
		x.write("data: ")
		x.forever(strings.Repeat("x", 1<<12))
	case f.has("endless-event"):
		x.head("text/event-stream", http.StatusOK)
		x.forever(strings.Repeat("data: x\n", 1<<9))
	case f.has("endless-body"):
		x.head(inJSON, http.StatusOK)
		x.write(`{"choices":[{"message":{"content":"`)
		x.forever(strings.Repeat("x", 1<<12))
	default:
		return false
	}
	return true
}

// hijack writes bytes that are not HTTP's, or an older HTTP's, and hangs up.
func (x *exchange) hijack(text string) {
	conn, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		return // HTTP/2, which llmtest does not serve
	}
	defer conn.Close()
	fmt.Fprint(conn, text)
}
