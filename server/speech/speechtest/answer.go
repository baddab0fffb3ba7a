package speechtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxUpload bounds what is read of a request.
const maxUpload = 200 << 20

func (s *Server) answer(w http.ResponseWriter, r *http.Request, req *Request) {
	req.Key, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err != nil {
		return // the client has gone, or sends without end
	}
	if s.config.Dialect.oneAtATime {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	if f, ok := s.config.Faults[req.Number]; ok && f.happen(w, r, body) {
		return
	}
	if !s.wait(r) {
		return
	}
	switch {
	case r.Method != http.MethodPost:
		refuse(w, http.StatusMethodNotAllowed, "POST it", "")
	case s.config.Key != "" && req.Key != s.config.Key:
		refuse(w, http.StatusUnauthorized, "Incorrect API key provided: "+req.Key, "")
	case strings.HasSuffix(r.URL.Path, "/audio/speech"):
		s.speak(w, body, req)
	case strings.HasSuffix(r.URL.Path, "/audio/transcriptions"), strings.HasSuffix(r.URL.Path, "/inference"):
		s.transcribe(w, r.Header.Get("Content-Type"), body, req)
	default:
		refuse(w, http.StatusNotFound, "Not Found", "")
	}
}

// wait lets the time of the recogniser pass, and reports whether the client is
// still there.
func (s *Server) wait(r *http.Request) bool {
	if s.config.Delay == 0 {
		return true
	}
	t := time.NewTimer(s.config.Delay)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// refuse answers as OpenAI does. What it says repeats what it was told, as
// servers do.
func refuse(w http.ResponseWriter, status int, message, param string) {
	writeJSON(w, status, map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "param": param, "code": nil}})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data) // a client that has gone is its own affair
}

// transcribe reads the form and answers in the server's dialect.
func (s *Server) transcribe(w http.ResponseWriter, contentType string, body []byte, req *Request) {
	form, err := readForm(contentType, body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error(), "file")
		return
	}
	req.Fields = form.fields
	req.File, err = measure(form.name, form.mime, form.file)
	d := s.config.Dialect
	if d.wavOnly && req.File.Format != "wav" || err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": "failed to read audio data"})
		return
	}
	if param, ok := d.unknown(*req); ok {
		refuse(w, http.StatusBadRequest, fmt.Sprintf("Unsupported parameter: '%s' with value '%s'.", param, req.Field(param)), param)
		return
	}
	if s.config.Model != "" && req.Field("model") != s.config.Model {
		refuse(w, http.StatusNotFound, "The model '"+req.Field("model")+"' does not exist", "model")
		return
	}
	d.write(w, *req, s.words(*req))
}

// words are what this recogniser hears.
func (s *Server) words(r Request) []Word {
	if s.config.Reply != nil {
		return s.config.Reply(r)
	}
	if r.File.Level < -55 {
		return []Word{{s.config.Invention, 0, r.File.Duration}}
	}
	var heard []Word
	for _, w := range s.config.Script {
		// The last word's end may have been cut with the silence behind it.
		if w.End <= r.File.Duration+200*time.Millisecond {
			heard = append(heard, w)
		}
	}
	return heard
}

func (s *Server) speak(w http.ResponseWriter, body []byte, req *Request) {
	var in struct {
		Model, Input, Voice string
		Format              string `json:"response_format"`
	}
	kind := json.Unmarshal(body, &in)
	req.Input, req.Voice = in.Input, in.Voice
	switch {
	case kind != nil || in.Input == "":
		refuse(w, http.StatusBadRequest, "input is missing", "input")
	case s.config.NoFormat && in.Format != "":
		refuse(w, http.StatusBadRequest, "Unsupported parameter: 'response_format' for '"+in.Input+"'", "response_format")
	case s.config.Model != "" && in.Model != s.config.Model:
		refuse(w, http.StatusNotFound, "The model '"+in.Model+"' does not exist", "model")
	default:
		w.Header().Set("Content-Type", "audio/wav")
		_, _ = w.Write(s.tone(in.Input))
	}
}
