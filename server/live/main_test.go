package live_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

const owner = "aki"

// openStore opens an SQLite file of the test's own.
func openStore(t testing.TB) *store.Store {
	t.Helper()
	return openStoreAt(t, filepath.Join(t.TempDir(), "mondo.db"))
}

func openStoreAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// host makes a host whose goroutines must be gone at the end of the test.
func host(t testing.TB, c live.Config) *live.Host {
	t.Helper()
	if c.Scorer == nil {
		c.Scorer = byLength{}
	}
	if c.Speaker == nil {
		c.Speaker = plain{}
	}
	if c.Rest == nil {
		c.Rest = func(int) time.Duration { return time.Millisecond }
	}
	before := runtime.NumGoroutine()
	h := live.NewHost(c)
	t.Cleanup(func() {
		closeHost(t, h)
		leaks(t, before)
	})
	return h
}

func closeHost(t testing.TB, h *live.Host) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := h.Close(ctx); err != nil {
		t.Errorf("close: %v", err)
	}
}

// leaks fails the test when more goroutines are left than there were.
func leaks(t testing.TB, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines were there before, %d are there now\n%s",
		before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

// byLength is a scorer that holds an answer to convey as many key points as it
// has words.
type byLength struct{}

func (byLength) Score(_ context.Context, in live.Scoring) (qa.Scores, error) {
	scores := qa.Scores{Scorer: "length/1"}
	words := len(strings.Fields(in.Answer))
	for n, k := range in.Question.KeyPoints {
		v := qa.Verdict{KeyPoint: k.ID, Level: qa.Missed, Confidence: 1}
		if n < words {
			v.Level = qa.Covered
		}
		scores.Verdicts = append(scores.Verdicts, v)
	}
	return scores, nil
}

// plain is a speaker that names the turn, in two pieces.
type plain struct{}

func (plain) Speak(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
	text := fmt.Sprintf("%T 発言", in.Action)
	for _, piece := range strings.SplitAfter(text, " ") {
		if err := v.Say(ctx, piece); err != nil {
			return live.Spoken{}, err
		}
	}
	return live.Spoken{Text: text}, nil
}

// create begins an interview of two questions with two key points each.
func create(t testing.TB, s *store.Store, id string, mode interview.Mode) {
	t.Helper()
	planned := interview.Planned{
		Sheet: "s1", SheetTitle: "面接の準備", SheetVersion: "v1",
		Settings: interview.Settings{FollowUps: 1, Mode: mode, Persona: qa.Friendly, Lang: qa.Japanese},
	}
	for _, q := range []string{"q1", "q2"} {
		planned.Questions = append(planned.Questions, interview.PlannedQuestion{Question: qa.Question{
			ID: q, Text: q + " について教えてください。",
			KeyPoints: []qa.KeyPoint{{ID: q + "k1", Text: "一つめ", Vital: true}, {ID: q + "k2", Text: "二つめ", Vital: true}},
		}})
	}
	record := interview.Record{Seq: 1, At: time.Now().UnixMilli(), Event: planned}
	if err := s.CreateInterview(context.Background(), owner, id, record); err != nil {
		t.Fatal(err)
	}
}

func join(t testing.TB, h *live.Host, id string) *live.Interview {
	t.Helper()
	i, err := h.Open(context.Background(), owner, id)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// soon is a context for what must happen within the test.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// until reads the cursor until an update fits, and returns all that it read.
func until(t testing.TB, c *live.Cursor, fits func(live.Update) bool) []live.Update {
	t.Helper()
	var all []live.Update
	for {
		updates, err := c.Next(soon(t))
		if err != nil {
			t.Fatalf("after %v: %v", kinds(all), err)
		}
		all = append(all, updates...)
		for _, u := range updates {
			if fits(u) {
				return all
			}
		}
	}
}

// ofType fits a record with such an event.
func ofType(kind string) func(live.Update) bool {
	return func(u live.Update) bool {
		r, ok := u.(interview.Record)
		return ok && r.Event.Type() == kind
	}
}

func notice(code string) func(live.Update) bool {
	return func(u live.Update) bool { return u == live.Update(live.Notice{Code: code}) }
}

// kinds names updates, for messages and comparisons.
func kinds(updates []live.Update) []string {
	var all []string
	for _, u := range updates {
		switch u := u.(type) {
		case interview.Record:
			all = append(all, u.Event.Type())
		case live.TurnStarted:
			all = append(all, "started "+u.Turn+" "+u.Kind)
		case live.TurnDelta:
			all = append(all, fmt.Sprintf("delta %s %d %q", u.Turn, u.Offset, u.Text))
		case live.TurnWithdrawn:
			all = append(all, "withdrawn "+u.Turn)
		case live.Notice:
			all = append(all, "notice "+u.Code)
		}
	}
	return all
}

// candidate answers, one by one, until the interview is over: two words to a
// question, none too many to a follow-up. What it got an acknowledgement for is
// in acknowledged, by command id.
type candidate struct {
	acknowledged map[string]int64
}

// rehearse goes on until the end (nil) or an error that ends the connection.
func (c *candidate) rehearse(ctx context.Context, i *live.Interview) error {
	follow := i.Follow(0)
	for {
		_, err := follow.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.move(ctx, i); err != nil {
			return err
		}
	}
}

// move does what the interview waits for, if it waits.
func (c *candidate) move(ctx context.Context, i *live.Interview) error {
	s := i.State()
	command := interview.Command{To: s.OpenTurn(), ID: "command-" + s.OpenTurn()}
	switch s.Awaiting() {
	case interview.AwaitAnswer:
		command.Kind, command.Text = interview.CmdAnswer, "答え "+command.To
		if len(s.Threads)%2 == 0 {
			command.Text = "一言"
		}
	case interview.AwaitContinue:
		command.Kind = interview.CmdContinue
	default:
		return nil
	}
	seq, err := i.Do(ctx, command)
	var refusal *interview.Refusal
	if errors.As(err, &refusal) {
		return nil // another of us was quicker
	}
	if err == nil && c.acknowledged != nil {
		c.acknowledged[command.ID] = seq
	}
	return err
}

// checkLog holds what must be true of every log of a finished interview, however
// it came about.
func checkLog(t testing.TB, s *store.Store, id string, acknowledged map[string]int64) {
	t.Helper()
	records, err := s.Events(context.Background(), owner, id, 0)
	if err != nil {
		t.Fatal(err)
	}
	once := map[string]int64{}
	note := func(what string, seq int64) {
		if before, again := once[what]; again {
			t.Errorf("%s: %s at %d and again at %d", id, what, before, seq)
		}
		once[what] = seq
	}
	for n, r := range records {
		if r.Seq != int64(n+1) {
			t.Fatalf("%s: record %d has number %d", id, n+1, r.Seq)
		}
		if r.Command != "" {
			note("command "+r.Command, r.Seq)
		}
		switch e := r.Event.(type) {
		case interview.QuestionAsked:
			note(fmt.Sprintf("question %d", e.Thread), r.Seq)
			note("turn "+e.ID, r.Seq)
		case interview.FollowUpAsked:
			note("turn "+e.ID, r.Seq)
		case interview.AnswerGiven:
			note("answer to "+e.To, r.Seq)
		case interview.AnswerScored:
			note("scores of "+e.Answer, r.Seq)
		case interview.GreetingSaid, interview.ClosingSaid, interview.Finished:
			note(r.Event.Type(), r.Seq)
		}
	}
	for command, seq := range acknowledged {
		if got, ok := once["command "+command]; !ok || got > seq {
			t.Errorf("%s: %s was acknowledged with %d and stands at %d, %v", id, command, seq, got, ok)
		}
	}
	if last := records[len(records)-1]; last.Event.Type() != "interview.finished" {
		t.Errorf("%s ends with %s", id, last.Event.Type())
	}
}
