package judge

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"mondo/prompts"
	"mondo/qa"
)

// Model completes prompts. It waits, tries again and gives up by its own rules;
// an error is final for this prompt. scope is the interview that it is done for.
// Its errors hold nothing of a prompt or a reply, for they are logged. It is safe
// for concurrent use and returns when ctx ends.
type Model interface {
	Complete(ctx context.Context, scope string, p prompts.Prompt) (prompts.Reply, error)
}

// ErrUnread means that the model replied, and nothing of it could be read.
var ErrUnread = errors.New("judge: no reply of the model could be read")

// Config is what a judge needs. Model must be given.
type Config struct {
	Model Model
	// Name is the model's name in the settings. Readings are remembered under it;
	// verdicts carry the name that the server gives.
	Name string
	// Random makes the marks and the order of prompts; nil means crypto/rand.
	Random io.Reader
	Logger *slog.Logger // nil means none; it never gets what a person wrote
	// Remember is how many readings of key points are kept; 0 means DefaultRemember.
	Remember int
}

// DefaultRemember is the readings of some hundred answers: a few megabytes.
const DefaultRemember = 2000

// Judge scores with a model. It is safe for concurrent use.
type Judge struct {
	model    Model
	name     string
	log      *slog.Logger
	readings *cache[reading]
	compared *cache[[]clash]

	mu     sync.Mutex // over random
	random io.Reader
}

// New makes a judge.
func New(c Config) *Judge {
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Remember == 0 {
		c.Remember = DefaultRemember
	}
	return &Judge{
		model: c.Model, name: c.Name, log: c.Logger, random: c.Random,
		readings: newCache[reading](c.Remember), compared: newCache[[]clash](c.Remember),
	}
}

// Task is an answer to score. Texts in it are the person's own.
type Task struct {
	Scope        string // the interview's id
	SheetVersion string
	Lang         qa.Lang // of the prompts: the interview's
	Question     qa.Question
	Answer       string
	Modality     string // "typed" or "spoken"
	// Lexical is what the scorer by words said of the same answer.
	Lexical qa.Scores
}

// Score says which key points the answer conveys. Verdicts of points that the
// model gave nothing usable for are the lexical ones and carry their scorer.
// Answers that have nothing to judge in them, and those too long for a model,
// never reach it: their scores are the lexical ones as they are. Score fails when
// the model gives nothing at all, with its error or ErrUnread, and when ctx ends.
func (j *Judge) Score(ctx context.Context, t Task) (qa.Scores, error) {
	h := hear(t)
	if len(h.points) == 0 || !h.answers() {
		return t.Lexical, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer cancel()
	clashes := make(chan []clash, 1)
	beside.Go(func() { clashes <- j.compare(ctx, h) })
	readings, err := j.readAll(ctx, h)
	if err != nil {
		return qa.Scores{}, fmt.Errorf("judge an answer of interview %s: %w", t.Scope, err)
	}
	return h.scores(readings, <-clashes), nil
}

// fence draws the marks of one prompt.
func (j *Judge) fence() (prompts.Fence, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return prompts.NewFence(j.random)
}

// seed draws what the order of one prompt comes from.
func (j *Judge) seed() (uint64, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	var b [8]byte
	if _, err := io.ReadFull(j.random, b[:]); err != nil {
		return 0, fmt.Errorf("draw the order of a prompt: %w", err)
	}
	return binary.LittleEndian.Uint64(b[:]), nil
}
