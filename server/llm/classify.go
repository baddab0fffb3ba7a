package llm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// complaint is what a server says of a failure, from any of the shapes that
// servers give it. It is read for its meaning and then dropped.
type complaint struct {
	code, kind, param, message string
	status                     int
}

// complaintIn reads a body: OpenAI's {"error":{…}}, {"error":"…"}, FastAPI's
// {"detail":…}, a list of one, {"object":"error",…}, or plain text.
func complaintIn(body []byte) complaint {
	var v any
	if json.Unmarshal(body, &v) != nil {
		v = string(body[:min(len(body), 4<<10)])
	}
	var c complaint
	c.read(v)
	return c
}

func (c *complaint) read(v any) {
	switch v := v.(type) {
	case string:
		c.message += " " + v
	case []any:
		for _, one := range v {
			c.read(one)
		}
	case map[string]any:
		for _, inner := range []string{"error", "detail"} {
			if v[inner] != nil {
				c.read(v[inner])
				return
			}
		}
		c.readFields(v)
	}
}

// readFields takes the fields that say something. Others, such as FastAPI's
// "input", repeat the request, where every parameter's name occurs.
func (c *complaint) readFields(v map[string]any) {
	for _, key := range []string{"code", "status"} {
		switch code := v[key].(type) {
		case float64:
			c.status = int(code)
		case string:
			c.code += " " + code
		}
	}
	c.kind += text(v["type"])
	c.param += text(v["param"]) + text(v["loc"])
	c.message += text(v["message"]) + text(v["msg"])
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return " " + fmt.Sprint(v)
}

// classify gives the error for a status and the body that came with it. Status
// 200 is that of a stream with an error in it.
func classify(status int, body []byte) *Error {
	c := complaintIn(body)
	e := &Error{Status: status}
	if status == http.StatusOK {
		e.Status = 0
		if c.status >= 400 && c.status < 600 {
			e.Status = c.status
		}
	}
	words := strings.ToLower(c.code + c.kind + c.param + c.message)
	e.code = codeFor(e.Status, words)
	if e.code == Rejected {
		e.refuse = parametersIn(words)
	}
	return e
}

func codeFor(status int, words string) string {
	says := func(any ...string) bool {
		for _, a := range any {
			if strings.Contains(words, a) {
				return true
			}
		}
		return false
	}
	switch {
	case status == 402, says("insufficient_quota", "exceeded your current quota", "insufficient_credits"):
		return QuotaSpent
	case status == 401, status == 403, says("invalid_api_key", "api key not valid"):
		return KeyRefused
	case status == 404, status == 405, status == 410, status >= 300 && status < 400, says("model_not_found"):
		return NotFound
	case status == 413, says("context_length", "maximum context", "context length", "context size", "context window"):
		return TooLong
	case says("content_filter", "content management policy"):
		return Filtered
	case status == 408, status == 425, status == 429, status == 503, status == 529:
		return Overloaded
	case status == 0 && says("overloaded", "rate_limit"):
		return Overloaded
	case status == 501, status >= 400 && status < 500:
		return Rejected
	}
	return Failed
}

// parametersIn finds the parameters that a refusal speaks of.
func parametersIn(words string) dialect {
	var d dialect
	for _, p := range []struct {
		word string
		is   dialect
	}{
		{"response_format", noSchema | noObject},
		{"json_schema", noSchema},
		{"json_object", noObject},
		{"structured output", noSchema | noObject},
		{"'json'", noObject},
		{"grammar", noSchema},
		{"seed", noSeed},
		{"stream_options", noStreamOptions},
		{"temperature", noTemperature},
		{"max_tokens", noMaxTokens},
		{"max_completion_tokens", noMaxCompletionTokens},
	} {
		if strings.Contains(words, p.word) {
			d |= p.is
		}
	}
	return d
}

// errorIn finds an error in the place of a chunk or a whole reply.
func errorIn(data []byte) *Error {
	if !bytes.Contains(data, []byte("error")) && bytes.Contains(data, []byte(`"choices"`)) {
		return nil
	}
	var v struct {
		Object                                 string
		Error, Detail, Message, Choices, Usage json.RawMessage
	}
	if err := json.Unmarshal(data, &v); !readable(err) {
		return nil // whoever reads the chunk will say so
	}
	bare := v.Choices == nil && v.Usage == nil && (given(v.Detail) || given(v.Message))
	if !given(v.Error) && v.Object != "error" && !bare {
		return nil
	}
	return classify(http.StatusOK, data)
}

// given says whether a value is there and says something.
func given(v json.RawMessage) bool {
	switch string(v) {
	case "", "null", "{}", `""`, "false":
		return false
	}
	return true
}

// retryAfter reads how long a server wants to be left alone: a number of
// seconds, a time, or milliseconds in a header of OpenAI's and Azure's own.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return bounded(ms / 1000)
	}
	value := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
		return bounded(s)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// bounded is a number of seconds within what a duration can hold.
func bounded(seconds float64) time.Duration {
	const day = 24 * 60 * 60
	return time.Duration(min(seconds, day) * float64(time.Second))
}
