package llm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// A goroutine of ours that is left when all tests are over fails the run.
func TestMain(m *testing.M) {
	code := m.Run()
	if left := leaked(); code == 0 && left != "" {
		fmt.Fprintf(os.Stderr, "goroutines left behind:\n%s\n", left)
		code = 1
	}
	os.Exit(code)
}

func leaked() string {
	var left string
	for range 100 { // what is ending may take a moment
		if left = ours(); left == "" {
			return ""
		}
		time.Sleep(50 * time.Millisecond)
	}
	return left
}

func ours() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var left []string
	for _, g := range strings.Split(string(stacks), "\n\n")[1:] { // the first is this one
		if strings.Contains(g, "mondo/server/llm") || strings.Contains(g, "net/http.(*persistConn)") {
			left = append(left, g)
		}
	}
	return strings.Join(left, "\n\n")
}

const key = "sk-5ecret"

// patient are limits that no test meets.
var patient = llm.Limits{FirstToken: time.Minute, BetweenTokens: time.Minute, Whole: 2 * time.Minute}

// naps remembers how long a client slept, and does not sleep.
type naps struct {
	mu  sync.Mutex
	all []time.Duration
}

func (n *naps) sleep(ctx context.Context, d time.Duration) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all = append(n.all, d)
	return ctx.Err()
}

// connect makes a client of a server, for as long as the test lasts.
func connect(t testing.TB, srv *llmtest.Server, change ...func(*llm.Config)) *llm.Client {
	t.Helper()
	c := llm.Config{
		Endpoint: llm.Endpoint{BaseURL: srv.URL, Key: key, Model: "tiny"},
		Limits:   patient,
		Sleep:    new(naps).sleep,
	}
	for _, f := range change {
		f(&c)
	}
	client, err := llm.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// soon is a context for what must happen within the test.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// spoken is a prompt for free text, and written one for JSON.
var spoken = prompts.Prompt{
	Name: "followup", Version: 3, Role: prompts.Interviewer, MaxTokens: 200, Temperature: 0.7,
	Messages: []prompts.Message{
		{Speaker: prompts.System, Content: "あなたは面接官です。"},
		{Speaker: prompts.User, Content: "私の答えは秘密です。"},
	},
}

var written = prompts.Prompt{
	Name: "judge", Version: 1, Role: prompts.Judge, MaxTokens: 200,
	Messages: []prompts.Message{{Speaker: prompts.User, Content: "Judge my secret answer. Reply in JSON."}},
	Schema:   &prompts.Schema{Name: "verdict", JSON: []byte(`{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}`)},
}

// code is what came of a call: "ok" or the code of its error.
func code(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return "ok"
	}
	var e *llm.Error
	if !errors.As(err, &e) {
		t.Fatalf("an error of another type: %T %v", err, err)
	}
	return e.Code()
}

// listen streams a prompt and gives all that was said.
func listen(t testing.TB, c *llm.Client, p prompts.Prompt) (said string, reply prompts.Reply, err error) {
	t.Helper()
	var b strings.Builder
	reply, err = c.Stream(soon(t), "interview", p, func(delta string) error {
		b.WriteString(delta)
		return nil
	})
	return b.String(), reply, err
}

// logbook is a log at debug level, kept.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logbook) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (l *logbook) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
