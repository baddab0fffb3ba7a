// Package llmtest is a model server that does what a script says. It speaks
// OpenAI's chat API over real HTTP, whole and streamed, plain and Azure's way,
// keeps what it was asked, and misbehaves on demand in every manner that real
// servers were seen to. It has no model: a [Reader] makes up the replies.
//
// Start from [Start] in a test, and from cmd on the command line.
package llmtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Reader makes up the reply to a request, as text or as the JSON that the
// request's schema wants. It may be called by several goroutines at a time.
type Reader func(Request) string

// Script is what a server does. The zero value is a quick and faultless server
// with the reader [Plain].
type Script struct {
	Reader Reader
	// Fault is how every request is treated, and Faults how single ones are, by
	// number from 1. A model named "fault-NAME" asks for a fault as well. Treat
	// decides by the request itself, where it is given and names one; it may be
	// called by several goroutines at a time.
	Fault  Fault
	Faults map[int]Fault
	Treat  func(Request) Fault
	// Key is the only one accepted; "" accepts any.
	Key string
	// Models are those that there are; nil means any that is asked for.
	Models []string
	// FirstToken is the time to the first token or the whole reply, and
	// BetweenTokens what lies between two of a stream.
	FirstToken, BetweenTokens time.Duration
}

// Server is a running script. It is an [http.Handler].
type Server struct {
	// URL is the base URL to give to a client; empty when the server is only a
	// handler.
	URL string

	script Script
	mux    *http.ServeMux
	quit   chan struct{} // closed to end what stalls
	once   sync.Once

	mu        sync.Mutex
	exchanges []*exchange
	changed   chan struct{} // closed and renewed when an exchange begins or ends
}

// New makes a server that is not listening yet.
func New(script Script) *Server {
	if script.Reader == nil {
		script.Reader = Plain
	}
	s := &Server{script: script, mux: http.NewServeMux(), quit: make(chan struct{}), changed: make(chan struct{})}
	s.mux.HandleFunc("POST /v1/chat/completions", s.chat)
	s.mux.HandleFunc("POST /openai/deployments/{deployment}/chat/completions", s.chat)
	s.mux.HandleFunc("GET /v1/models", s.models)
	s.mux.HandleFunc("GET /openai/models", s.models)
	return s
}

// Start runs a server until the test is over.
func Start(tb testing.TB, script Script) *Server {
	tb.Helper()
	s := New(script)
	h := httptest.NewServer(s)
	s.URL = h.URL + "/v1"
	tb.Cleanup(func() {
		s.Close()
		h.Close()
	})
	return s
}

// AzureURL is the base URL for a client that speaks Azure's way.
func (s *Server) AzureURL() string { return strings.TrimSuffix(s.URL, "/v1") }

// Close ends the requests that a fault holds up. It does not close listeners.
func (s *Server) Close() { s.once.Do(func() { close(s.quit) }) }

// ListenAndServe serves on an address until ctx ends, and tells the base URL
// once it can be used.
func (s *Server) ListenAndServe(ctx context.Context, addr string, ready func(url string)) error {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", addr, err)
	}
	h := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan struct{})
	defer func() { <-ended }()
	stop := context.AfterFunc(ctx, func() {
		defer close(ended)
		s.Close()
		_ = h.Close()
	})
	ready("http://" + l.Addr().String() + "/v1")
	err = h.Serve(l)
	if stop() {
		close(ended) // it failed by itself
		return err
	}
	return nil
}

// ServeHTTP answers as the script says.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Requests lists the chat requests so far, in the order of arrival.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Request
	for _, x := range s.exchanges {
		all = append(all, x.Request)
	}
	return all
}

// Await waits until as many requests have arrived.
func (s *Server) Await(ctx context.Context, requests int) error {
	return s.await(ctx, func() bool { return len(s.exchanges) >= requests })
}

// AwaitLeft waits until the client of a request, by number, has gone away
// before it had the whole reply.
func (s *Server) AwaitLeft(ctx context.Context, number int) error {
	return s.await(ctx, func() bool { return len(s.exchanges) >= number && s.exchanges[number-1].left })
}

// await waits for a condition, which is looked at under the lock.
func (s *Server) await(ctx context.Context, met func() bool) error {
	for {
		s.mu.Lock()
		is, changed := met(), s.changed
		s.mu.Unlock()
		if is {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// change does something under the lock and wakes those who wait.
func (s *Server) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
	close(s.changed)
	s.changed = make(chan struct{})
}
