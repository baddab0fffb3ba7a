package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"mondo/qa/coverage"
	"mondo/server"
	"mondo/server/live"
	"mondo/server/store"
	"mondo/web"
)

type serveCmd struct {
	data
	modelFlags
	speechFlags
	voiceFlags
	ownWords
	Sheets      []string `arg:"" optional:"" name:"sheet" type:"path" help:"Q&A sheets, and folders of them (.md, .markdown, .txt). They are read again when they change."`
	Addr        string   `default:"127.0.0.1:8737" placeholder:"HOST:PORT" help:"Where to listen (default ${default}). Any address but this machine's own needs a token."`
	Token       string   `placeholder:"TEXT" help:"Ask everybody for this token."`
	TokenFile   string   `placeholder:"FILE" type:"path" help:"Read the token from a file."`
	AllowOrigin []string `placeholder:"URL" help:"Another address under which the page may be used, such as https://mondo.example behind a proxy."`
	Open        bool     `help:"Open the page in the browser."`
	LogLevel    string   `enum:"debug,info,warn,error" default:"warn" help:"How much to log: debug, info, warn, error. Logs never hold what you write."`
	LogFormat   string   `enum:"text,json" default:"text" help:"text or json."`
}

func (serveCmd) Help() string {
	return `Sheets can also be uploaded or pasted in the page. Interviews are kept in --data.

Examples:
  mondo serve interview.md --open
  mondo serve ~/sheets --addr 127.0.0.1:9000
  mondo serve --addr 0.0.0.0:8737 --token-file token.txt --allow-origin https://mondo.example`
}

func (c serveCmd) Run(ctx context.Context, w *world) error {
	token, err := c.token(w)
	if err != nil {
		return err
	}
	loopback, err := c.loopback(token)
	if err != nil {
		return err
	}
	listener, err := c.listen(ctx)
	if err != nil {
		return err
	}
	defer listener.Close() // closed twice when all goes well, which does no harm
	own, err := c.read(w)
	if err != nil {
		return err
	}
	log := c.logger(w)
	db, err := c.open(ctx, w, log)
	if err != nil {
		return err
	}
	defer db.Close()
	registry := newRegistry()
	models, err := c.models(ctx, w, db, log, server.CountModelCalls(registry))
	if err != nil {
		return err
	}
	defer models.Close()
	speech, err := c.speech(ctx, w, db, log)
	if err != nil {
		return err
	}
	tokenizer := coverage.NewTokenizer()
	host := newHost(db, tokenizer, own, models, live.DefaultPace, log)
	defer closeHost(ctx, host)
	srv, err := server.New(server.Config{
		Store: db, Host: host, Models: models, Speech: speech, Tokenizer: tokenizer, App: web.Handler(), Sheets: c.Sheets,
		Token: token, Origins: c.AllowOrigin, Loopback: loopback,
		DictionaryReady: tokenizer.Ready, Version: version, Logger: log, Registry: registry,
	})
	if err != nil {
		return err
	}
	loaded := loadDictionary(tokenizer, log)
	defer func() { <-loaded }()
	c.announce(w, listener.Addr())
	return srv.Serve(ctx, listener)
}

// newHost wires the scorer by words, which also knows the person's own, and the
// scripted interviewer, and the models that may stand behind them.
func newHost(db *store.Store, t *coverage.Tokenizer, own *coverage.Lexicon, models *server.Models, pace time.Duration, log *slog.Logger) *live.Host {
	return live.NewHost(live.Config{
		Log: db, Scorer: live.NewLexical(t, db, own), Judge: models, Logger: log,
		Speaker: models.Interviewer(live.Scripted{Pace: pace}, t.Reading),
	})
}

// closeHost ends all interviews where they stand, also when ctx has ended already.
func closeHost(ctx context.Context, h *live.Host) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_ = h.Close(ctx) // what does not end in time ends with the process, and the log says what is owed
}

// loadDictionary loads the Japanese dictionary behind the server's back, and
// closes the channel that it gives when that is done.
func loadDictionary(t *coverage.Tokenizer, log *slog.Logger) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := t.Load(); err != nil {
			log.Error("the Japanese dictionary did not load; Japanese answers cannot be scored", "error", err)
		}
		debug.FreeOSMemory() // loading leaves a third more behind than it keeps
	}()
	return done
}

func newRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

func (c serveCmd) token(w *world) (string, error) {
	if c.TokenFile == "" {
		return c.Token, nil
	}
	if c.Token != "" {
		return "", usageError{errors.New("--token and --token-file: give one of them")}
	}
	text, err := readInput(w, c.TokenFile, 4<<10)
	if err != nil {
		return "", fmt.Errorf("read the token: %w", err)
	}
	token := strings.TrimSpace(string(text))
	if token == "" {
		return "", fmt.Errorf("read the token: %s is empty", c.TokenFile)
	}
	return token, nil
}

// loopback reports whether only this machine reaches the address; another one
// is refused without a token.
func (c serveCmd) loopback(token string) (bool, error) {
	addr, err := net.ResolveTCPAddr("tcp", c.Addr)
	if err != nil {
		return false, usageError{fmt.Errorf("--addr %s: want HOST:PORT, such as 127.0.0.1:8737 (%w)", c.Addr, err)}
	}
	if addr.IP.IsLoopback() {
		return true, nil
	}
	if token == "" {
		return false, usageError{fmt.Errorf("--addr %s can be reached from other machines, so it needs a token: add --token TEXT or --token-file FILE", c.Addr)}
	}
	return false, nil
}

func (c serveCmd) listen(ctx context.Context) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", c.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken, perhaps by another mondo: choose another address with --addr, such as 127.0.0.1:0", c.Addr)
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w", c.Addr, err)
	}
	return l, nil
}

func (c serveCmd) logger(w *world) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cmp.Or(c.LogLevel, "warn"))) // kong lets only levels pass
	opts := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w.stderr, opts))
	}
	return slog.New(slog.NewTextHandler(w.stderr, opts))
}

// announce prints the address to open, and opens it if that was asked for.
func (c serveCmd) announce(w *world, addr net.Addr) {
	at := addr.String()
	if host, port, err := net.SplitHostPort(at); err == nil && net.ParseIP(host).IsUnspecified() {
		at = net.JoinHostPort("localhost", port)
	}
	page := "http://" + at + "/"
	fmt.Fprintf(w.stdout, "Mondo is ready: %s\n(Ctrl-C ends it; nothing that was said is lost.)\n", page)
	if !c.Open {
		return
	}
	if err := openBrowser(page); err != nil {
		fmt.Fprintf(w.stderr, "mondo: could not open a browser (%s); open the address yourself\n", err)
	}
}

func openBrowser(page string) error {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", page)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", page)
	default:
		cmd = exec.Command("xdg-open", page)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
