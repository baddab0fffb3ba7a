package speechtest

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"
)

// Word is something that was said, and when.
type Word struct {
	Text       string
	Start, End time.Duration
}

// Config is how a server behaves. The zero value is OpenAI's way of hearing
// nothing but silence.
type Config struct {
	Dialect Dialect
	// Script is what is said in every recording. A recording that ends before a
	// word does not have it.
	Script []Word
	// Reply takes the place of Script, when words depend on what came.
	Reply func(Request) []Word
	// Invention is what is heard in silence, as recognisers do; there is one
	// when it is empty.
	Invention string
	Delay     time.Duration // before each answer
	Faults    map[int]Fault // by the number of the request, from 1 on
	Key       string        // asked of everyone, if there is one
	Model     string        // the only one there is, if there is one
	ToneRate  int           // samples a second of what is spoken; 0 is 24000
	Pace      time.Duration // how long a character is spoken; 0 is 80 ms
	Streamed  bool          // what is spoken claims a false length, as streams do
	NoFormat  bool          // /v1/audio/speech refuses response_format, and gives WAV anyhow
}

// Request is what came.
type Request struct {
	Number   int // from 1 on
	Path     string
	Key      string              // the bearer token
	Fields   map[string][]string // of a form
	File     File                // for a transcription
	Input    string              // to be spoken
	Voice    string
	Answered int // the status
}

// Field is the first value of a form's field.
func (r Request) Field(name string) string {
	if v := r.Fields[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Server is a running server, or a handler for one.
type Server struct {
	URL string // with /v1, once started

	config Config
	http   *httptest.Server
	turn   sync.Mutex // of a dialect that takes one at a time

	mu       sync.Mutex
	requests []Request
	now      int // requests under way
	most     int
}

// New makes a handler.
func New(c Config) *Server {
	if c.Dialect.write == nil {
		c.Dialect = OpenAI()
	}
	c.Invention = cmp.Or(c.Invention, "ご視聴ありがとうございました。")
	c.ToneRate = cmp.Or(c.ToneRate, 24000)
	c.Pace = cmp.Or(c.Pace, 80*time.Millisecond)
	return &Server{config: c}
}

// Start starts a server on this machine. [Server.Close] ends it.
func Start(c Config) *Server {
	s := New(c)
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL + "/v1"
	return s
}

// Close ends the server and waits for its requests.
func (s *Server) Close() { s.http.Close() }

// Requests are what has come and been answered.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// MostAtOnce is how many requests were under way at the same time.
func (s *Server) MostAtOnce() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most
}

// ServeHTTP answers any path that ends like one of the two.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number := s.begin()
	record := &recorder{ResponseWriter: w, status: http.StatusOK}
	req := Request{Number: number, Path: r.URL.Path}
	defer func() { // also when a fault breaks the connection
		req.Answered = record.status
		s.end(req)
	}()
	s.answer(record, r, &req)
}

// begin counts a request in.
func (s *Server) begin() (number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now++
	s.most = max(s.most, s.now)
	s.requests = append(s.requests, Request{})
	return len(s.requests)
}

func (s *Server) end(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now--
	s.requests[r.Number-1] = r
}

// recorder remembers the status.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
