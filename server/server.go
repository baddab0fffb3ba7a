// Package server speaks HTTP for Mondo: it routes requests, keeps strangers
// out, reads and writes JSON, and carries running interviews over WebSockets.
// It decides nothing about an interview (server/interview does), runs none
// (server/live does) and stores nothing by itself (server/store does). Start
// from [New]; routes.go shows every route on one screen, docs/protocol.md every
// message.
package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"mondo/qa/coverage"
	"mondo/server/live"
	"mondo/server/llm"
	"mondo/server/store"
)

// Config is what a server stands on. Store, Host and App are needed; the rest
// has a default.
type Config struct {
	Store *store.Store
	Host  *live.Host
	App   http.Handler // the browser application
	// Models are those behind the interviewer and the judge; nil means none.
	Models *Models
	// Speech is what hears answers and speaks turns; nil means nothing does.
	Speech *Speech
	// Tokenizer cuts Japanese for figures of how answers were spoken; without one
	// those that rest on words are left out.
	Tokenizer *coverage.Tokenizer

	// Sheets are the files and folders given on the command line.
	Sheets []string
	// Token is asked of everybody who comes; "" asks nobody.
	Token string
	// Origins may use the API beside the server's own ("https://mondo.example").
	// Their hosts are accepted as Host too.
	Origins []string
	// Loopback says that the server can be reached from this machine only, so
	// that a request for another host name must be a DNS rebinding attack.
	Loopback bool
	// DictionaryReady reports whether Japanese can be scored at once.
	DictionaryReady func() bool

	Version  string
	Logger   *slog.Logger
	Now      func() time.Time
	Random   io.Reader // of ids and seeds; crypto/rand by default
	Registry *prometheus.Registry
	Limits   Limits
	Timings  Timings
}

// Limits bound what clients can make the server hold. A zero field means its default.
type Limits struct {
	SheetBytes int // of one sheet's Markdown, 2 MB
	Sheets     int // in the library, 500
	Interviews int // begun and not finished, 200
	Sockets    int // open at the same time, 200
	Takes      int // spoken answers on their way at the same time, 200
	TakeBytes  int // of the sound of all of them together, 1 GiB
}

// Timings are the socket's. A zero field means its default.
type Timings struct {
	Write time.Duration // for one frame to be taken, 10 s
	Ping  time.Duration // between pings, 20 s
	Pong  time.Duration // of silence until a client counts as gone, 50 s
	Beat  time.Duration // between beats, 10 s
	Take  time.Duration // that a spoken answer is kept for a client that is gone, 5 min
}

// Server is the HTTP side of Mondo.
type Server struct {
	Config
	access   *access
	library  *library
	sessions *sessions
	takes    *takes
	metrics  *metrics
	handler  http.Handler
}

// New makes a server. It starts nothing: see [Server.Serve] and [Server.ServeHTTP].
func New(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	own, err := parseOrigins(cfg.Origins)
	if err != nil {
		return nil, err
	}
	s := &Server{
		Config:   cfg,
		access:   newAccess(cfg, own),
		sessions: newSessions(cfg.Limits.Sockets),
		takes:    newTakes(cfg),
		metrics:  newMetrics(cfg.Registry),
	}
	s.metrics.watch(cfg.Registry, s.takes)
	if s.library, err = newLibrary(cfg); err != nil {
		return nil, err
	}
	s.handler = s.routes()
	return s, nil
}

func (c Config) withDefaults() Config {
	orDefault(&c.Limits.SheetBytes, 2<<20)
	orDefault(&c.Limits.Sheets, 500)
	orDefault(&c.Limits.Interviews, 200)
	orDefault(&c.Limits.Sockets, 200)
	orDefault(&c.Limits.Takes, 200)
	orDefault(&c.Limits.TakeBytes, 1<<30)
	orDefault(&c.Timings.Take, 5*time.Minute)
	orDefault(&c.Timings.Write, 10*time.Second)
	orDefault(&c.Timings.Ping, 20*time.Second)
	orDefault(&c.Timings.Pong, 50*time.Second)
	orDefault(&c.Timings.Beat, 10*time.Second)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Registry == nil {
		c.Registry = prometheus.NewRegistry()
	}
	if c.Models == nil {
		c.Models = newModels(c.Store, llm.Config{Now: c.Now, Logger: c.Logger})
	}
	if c.Speech == nil {
		c.Speech = newSpeech(c.Store, SpeechConfig{Now: c.Now, Logger: c.Logger})
	}
	if c.DictionaryReady == nil {
		c.DictionaryReady = func() bool { return true }
	}
	return c
}

func orDefault[T int | time.Duration](v *T, d T) {
	if *v == 0 {
		*v = d
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests on l until ctx ends, then says goodbye: it accepts
// nothing new, lets running requests end, closes the sockets with "service
// restart" and waits for them. It answers nil after a goodbye.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hs := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.Logger.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
	defer cancel()
	err := hs.Shutdown(bye)
	if err != nil {
		hs.Close()
	}
	<-failed
	return errors.Join(err, s.Close(bye))
}

// goodbye is how long requests and sockets have to end at a shutdown.
const goodbye = 5 * time.Second

// Close ends every socket and every spoken answer on its way, and waits for them
// as long as ctx allows. None is accepted afterwards.
func (s *Server) Close(ctx context.Context) error {
	return errors.Join(s.sessions.close(ctx), s.takes.close(ctx))
}

// Owner is whose rows every request reads and writes: there is one person a server.
const Owner = "me"

func owner(echo.Context) string { return Owner }
