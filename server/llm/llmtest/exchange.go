package llmtest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"
)

// exchange is one request and the reply to it, while it is written.
type exchange struct {
	Request
	server *Server
	left   bool // the client went away early

	w http.ResponseWriter
	r *http.Request
}

// maxBody bounds a request.
const maxBody = 8 << 20

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return // the client went away, or says more than anybody does
	}
	x := &exchange{server: s, w: w, r: r}
	x.Path, x.Query, x.Header, x.Key = r.URL.Path, r.URL.RawQuery, r.Header.Clone(), keyOf(r.Header)
	problem := x.parse(body)
	if d := r.PathValue("deployment"); d != "" {
		x.Model = d
	}
	s.change(func() {
		x.Number = len(s.exchanges) + 1
		x.Fault = s.script.faultFor(x.Request)
		s.exchanges = append(s.exchanges, x)
	})
	defer func() { s.change(func() { x.left = r.Context().Err() != nil }) }()
	switch {
	case problem != "":
		x.fail(http.StatusBadRequest, problem)
	case s.script.Key != "" && x.Key != s.script.Key:
		x.refuse("401")
	case s.script.Models != nil && !slices.Contains(s.script.Models, x.Model):
		x.refuse("404")
	default:
		x.answer()
	}
}

// answer gives the reply, or what the fault makes of it.
func (x *exchange) answer() {
	if x.refused() || x.refusedParameter() || x.instead() {
		return
	}
	if !x.wait(x.server.script.FirstToken) {
		return
	}
	text := x.text()
	switch streamed := x.Stream; {
	case x.Fault.has("stream-for-json"), streamed && !x.Fault.has("json-for-stream", "pretty-json-for-stream"):
		x.stream(text)
	default:
		x.whole(text)
	}
}

// wait lets time pass; false says that the client or the server is gone.
func (x *exchange) wait(d time.Duration) bool {
	if d <= 0 {
		return x.r.Context().Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-x.r.Context().Done():
	case <-x.server.quit:
	}
	return false
}

// stall waits until the client or the server goes away.
func (x *exchange) stall() {
	select {
	case <-x.r.Context().Done():
	case <-x.server.quit:
	}
}

// write sends bytes at once; false says that the client is gone.
func (x *exchange) write(text string) bool {
	if x.Fault.has("tiny-writes", "split-escapes") {
		for i := range len(text) {
			if !x.packet(text[i : i+1]) {
				return false
			}
		}
		return true
	}
	return x.packet(text)
}

func (x *exchange) packet(text string) bool {
	if _, err := io.WriteString(x.w, text); err != nil {
		return false
	}
	return http.NewResponseController(x.w).Flush() == nil
}

// forever sends the same until somebody has had enough.
func (x *exchange) forever(text string) {
	for x.r.Context().Err() == nil && x.packet(text) {
		select {
		case <-x.server.quit:
			return
		default:
		}
	}
}

func (x *exchange) head(kind string, status int) {
	x.w.Header().Set("Content-Type", kind)
	x.w.WriteHeader(status)
}

// fail answers with an error as OpenAI writes it.
func (x *exchange) fail(status int, message string) {
	x.head("application/json", status)
	x.write(`{"error":{"message":` + quote(message) + `,"type":"invalid_request_error","param":null,"code":null}}`)
}

func (s *Server) models(w http.ResponseWriter, r *http.Request) {
	if key := s.script.Key; key != "" && keyOf(r.Header) != key {
		http.Error(w, `{"error":{"message":"Incorrect API key provided."}}`, http.StatusUnauthorized)
		return
	}
	type model struct {
		ID      string  `json:"id"`
		Object  string  `json:"object"`
		Created float64 `json:"created"`
		OwnedBy string  `json:"owned_by"`
	}
	list := []model{}
	for _, name := range s.script.Models {
		list = append(list, model{ID: name, Object: "model", Created: 1.7e9 + 0.5, OwnedBy: "llmtest"})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": list}) // a client that has gone needs none
}

// quote is text as a JSON string. Bytes that are no UTF-8 stay as they are.
func quote(text string) string {
	out := []byte{'"'}
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c < ' ':
			out = append(out, `\u00`...)
			out = append(out, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		default:
			out = append(out, c)
		}
	}
	return string(append(out, '"'))
}
