package server_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mondo/qa/coverage"
	"mondo/server"
	"mondo/server/live"
	"mondo/server/llm"
	"mondo/server/store"
)

// sheet is small, with a labelled, a plain and an optional key point.
const sheet = `# Interview for Harbour Freight Systems

## Experience

### Q: What did you do at your last job?

- **Monitoring**: built dashboards in Grafana for 40 services
- **Runbooks**: wrote runbooks for the night shift
- Led the migration of the billing database to PostgreSQL (optional)

### Q: How do you handle an outage?

First I announce the outage in the incident channel. Then I roll back the last deployment. Afterwards I write a postmortem within two days.

## Motivation

### Q: Why do you want to work here?

- The team ships every week
- I want to learn about ports and shipping
`

// pace lets turns grow where tests can see it.
const pace = time.Millisecond

// world is a server on real HTTP, with a real database.
type world struct {
	*httptest.Server
	t         testing.TB
	srv       *server.Server
	host      *live.Host
	models    *server.Models
	store     *store.Store
	stopped   sync.Once
	dsn       string
	log       *syncBuffer
	token     string
	tokenizer *coverage.Tokenizer
}

// syncBuffer is a log that handlers write and a test reads.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func start(t testing.TB, change ...func(*server.Config)) *world {
	t.Helper()
	return startWith(t, parts{}, change...)
}

func startOn(t testing.TB, dsn string, change ...func(*server.Config)) *world {
	t.Helper()
	return startWith(t, parts{dsn: dsn}, change...)
}

// parts are what a test wants otherwise, beside the server's own configuration.
type parts struct {
	dsn       string        // "" for a fresh one
	model     llm.Config    // without endpoint
	judgeWait time.Duration // 0 for a minute
	tokenizer *coverage.Tokenizer
}

func startWith(t testing.TB, p parts, change ...func(*server.Config)) *world {
	t.Helper()
	if p.dsn == "" {
		p.dsn = filepath.Join(t.TempDir(), "mondo.db")
	}
	if p.tokenizer == nil {
		p.tokenizer = coverage.NewTokenizer()
	}
	w := &world{t: t, dsn: p.dsn, log: &syncBuffer{}, tokenizer: p.tokenizer}
	logger := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	if w.store, err = store.Open(context.Background(), p.dsn, logger); err != nil {
		t.Fatal(err)
	}
	p.model.Logger = logger
	if w.models, err = server.NewModels(context.Background(), w.store, p.model, server.ModelChoice{}); err != nil {
		t.Fatal(err)
	}
	spoken, err := server.NewSpeech(context.Background(), w.store, server.SpeechConfig{Logger: logger}, server.SpeechChoice{})
	if err != nil {
		t.Fatal(err)
	}
	w.host = live.NewHost(live.Config{
		Log: w.store, Scorer: live.NewLexical(w.tokenizer, w.store), Judge: w.models,
		JudgeWait: cmp.Or(p.judgeWait, time.Minute), Logger: logger,
		Speaker: w.models.Interviewer(live.Scripted{Pace: pace}, nil),
	})
	app := http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { io.WriteString(rw, "<!doctype html>the page") })
	cfg := server.Config{Store: w.store, Host: w.host, Models: w.models, Speech: spoken, Tokenizer: w.tokenizer, App: app, Loopback: true, Version: "test", Logger: logger}
	for _, c := range change {
		c(&cfg)
	}
	w.token = cfg.Token
	if w.srv, err = server.New(cfg); err != nil {
		t.Fatal(err)
	}
	w.Server = httptest.NewServer(w.srv)
	t.Cleanup(w.stop)
	return w
}

// stop ends everything in the order of the command, once.
func (w *world) stop() { w.stopped.Do(w.end) }

func (w *world) end() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := w.srv.Close(ctx); err != nil {
		w.t.Errorf("sockets did not end: %v", err)
	}
	w.Server.Close()
	if err := w.host.Close(ctx); err != nil {
		w.t.Errorf("interviews did not end: %v", err)
	}
	w.models.Close()
	w.store.Close()
}

type header map[string]string

// call sends a request and reads the answer.
func (w *world) call(method, path string, body any, h header) (int, http.Header, []byte) {
	w.t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			w.t.Fatal(err)
		}
		in = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.URL+path, in)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if w.token != "" {
		r.Header.Set("Authorization", "Bearer "+w.token)
	}
	for k, v := range h {
		switch {
		case k == "Host":
			r.Host = v
		case v == "":
			r.Header.Del(k)
		default:
			r.Header.Set(k, v)
		}
	}
	resp, err := w.Client().Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, out
}

// want calls and expects a status; the answer is read into into.
func (w *world) want(status int, method, path string, body, into any) {
	w.t.Helper()
	got, _, answer := w.call(method, path, body, nil)
	if got != status {
		w.t.Fatalf("%s %s: %d %s", method, path, got, answer)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			w.t.Fatalf("%s %s: %v in %s", method, path, err, answer)
		}
	}
}

// wantError calls and expects an error's status and code.
func (w *world) wantError(status int, code, method, path string, body any, h header) string {
	w.t.Helper()
	got, _, answer := w.call(method, path, body, h)
	var e struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal(answer, &e); err != nil {
		w.t.Fatalf("%s %s: %d, no error object: %s", method, path, got, answer)
	}
	if got != status || e.Error.Code != code || e.Error.Message == "" {
		w.t.Fatalf("%s %s: %d %s %q, want %d %s", method, path, got, e.Error.Code, e.Error.Message, status, code)
	}
	return e.Error.Message
}

// upload adds a sheet and returns its id.
func (w *world) upload(text string) string {
	w.t.Helper()
	var got struct{ ID string }
	w.want(201, "POST", "/api/sheets", map[string]string{"name": "sheet.md", "text": text}, &got)
	return got.ID
}

// plan begins an interview on a fresh upload of the small sheet.
func (w *world) plan(settings map[string]any) string {
	w.t.Helper()
	return w.planOn(w.upload(sheet), settings)
}

func (w *world) planOn(sheetID string, settings map[string]any) string {
	w.t.Helper()
	var got struct{ ID string }
	w.want(201, "POST", "/api/interviews", map[string]any{"sheet": sheetID, "settings": settings}, &got)
	return got.ID
}
