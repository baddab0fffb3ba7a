package server_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"mondo/server/interview"
	"mondo/server/llm/llmtest"
	"mondo/server/protocol"
)

// stage is what a model is asked for in an interview.
type stage string

const (
	bridging  stage = "bridge"
	following stage = "follow-up"
	judging   stage = "judge"
	comparing stage = "claims"
	summingUp stage = "summary"
)

var stages = []stage{bridging, following, judging, comparing, summingUp}

// The names of the models of the tests: the judge's is another, so that a fault
// of one role leaves the other alone.
const (
	speaks = "speaker"
	reads  = "reader"
)

// dataOf is what a prompt shows of the person's own words.
func dataOf(r llmtest.Request) string {
	_, rest, _ := strings.Cut(r.Last(), "=== DATA ")
	_, rest, _ = strings.Cut(rest, "\n")
	data, _, _ := strings.Cut(rest, "\n=== END ")
	return data
}

// stageOf tells the stages apart without a look at the wording of their prompts.
func stageOf(r llmtest.Request) stage {
	switch data := dataOf(r); {
	case r.Model == reads && strings.Contains(data, `"elements"`):
		return judging
	case r.Model == reads:
		return comparing
	case r.Stream:
		return following
	case strings.Contains(data, `"points"`):
		return summingUp
	}
	return bridging
}

// japanese says in which language a model is spoken to.
func japanese(r llmtest.Request) bool {
	return strings.ContainsAny(r.Messages[0].Content, "のをはに")
}

// actor plays a model that does its work at every stage, without knowing anything
// of what it is asked about.
func actor(r llmtest.Request) string {
	s := stageOf(r)
	switch {
	case s == judging:
		return reading(r, "present", firstWords)
	case s == comparing:
		return `{"claims":[]}`
	case s == summingUp:
		return summary(r)
	case s == following && japanese(r):
		return "T1\nわかりました。ほかに取り組まれたことがあれば、教えていただけますか。"
	case s == following:
		return "T1\nThat leaves one thing open. Could you say more about the rest of your work there?"
	case japanese(r):
		return "わかりました。では、次に進みます。"
	}
	return "All right, let us go on."
}

// firstWords quotes the beginning of an answer.
func firstWords(answer string) []string {
	runes := []rune(answer)
	return []string{string(runes[:min(len(runes), 24)])}
}

// reading says the same of every element of a prompt.
func reading(r llmtest.Request, status string, quotes func(answer string) []string) string {
	var shown struct {
		Answer string
		Points []struct{ Elements []struct{ ID string } }
	}
	if json.Unmarshal([]byte(dataOf(r)), &shown) != nil {
		return ""
	}
	type element struct {
		ID     string   `json:"id"`
		Quotes []string `json:"quotes"`
		Status string   `json:"status"`
	}
	all := []element{}
	for _, p := range shown.Points {
		for _, e := range p.Elements {
			all = append(all, element{e.ID, quotes(shown.Answer), status})
		}
	}
	return asJSON(map[string]any{"elements": all})
}

// summary has a word on every point of a prompt.
func summary(r llmtest.Request) string {
	praise, advice := "You said this plainly and in your own words.", "Say this part as well, in one plain sentence."
	if japanese(r) {
		praise, advice = "ご自分の言葉で、はっきり話せていました。", "この部分も、ひとことで話してみてください。"
	}
	return summaryOf(r, praise, advice)
}

func summaryOf(r llmtest.Request, praise, advice string) string {
	var shown struct {
		Points []struct{ ID, Level string }
	}
	if json.Unmarshal([]byte(dataOf(r)), &shown) != nil {
		return ""
	}
	type item struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	strong, fix := []item{}, []item{}
	for _, p := range shown.Points {
		if p.Level == "covered" {
			strong = append(strong, item{p.ID, praise})
		} else {
			fix = append(fix, item{p.ID, advice})
		}
	}
	return asJSON(map[string]any{"strong": strong, "fix": fix})
}

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // of the tests' own types
	}
	return string(text)
}

// cast puts a scripted server with both models into use.
func (w *world) cast(script llmtest.Script) *llmtest.Server {
	w.t.Helper()
	m := llmtest.Start(w.t, script)
	w.want(200, "PUT", "/api/model", map[string]any{
		"base_url": m.URL, "key": modelKey, "interviewer": speaks, "judge": reads,
	}, nil)
	return m
}

const modelKey = "sk-5ecret-0f-the-server"

// play answers whatever is asked until the interview is over, and gives the
// answers that were acknowledged.
func (c *client) play(answers ...string) (kept []string) {
	c.t.Helper()
	for {
		c.until("a question or the end", func() bool { return c.state.Ended || c.state.Awaiting() == interview.AwaitAnswer })
		if c.state.Ended {
			break
		}
		text := answers[len(kept)%len(answers)]
		c.do(interview.CmdAnswer, text)
		kept = append(kept, text)
	}
	if code := c.untilClosed(); code != 1000 {
		c.t.Errorf("the socket was closed with %d", code)
	}
	return kept
}

// notices are the codes of what the page was told, in order.
func (c *client) notices() (codes []string) {
	for _, f := range c.frames {
		if n, ok := f.(protocol.Notice); ok {
			codes = append(codes, n.Code)
		}
	}
	return codes
}

// said are the interviewer's turns of a kind.
func (c *client) turnsOf(kind interview.TurnKind) (all []interview.Said) {
	for _, t := range c.state.Threads {
		for _, s := range t.Said {
			if s.Kind == kind {
				all = append(all, s)
			}
		}
	}
	return all
}

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) later(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// checkKept holds an interview to what must be true of it whatever a model did:
// every answer that was acknowledged is in the log, and every score is one by
// words or one by a judge, over all key points.
func (w *world) checkKept(c *client, kept []string) {
	w.t.Helper()
	records, err := w.store.Events(w.t.Context(), "me", c.hello.Interview, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	var state interview.State
	var stored []string
	for _, r := range records {
		state = state.ApplyRecord(r)
		if given, ok := r.Event.(interview.AnswerGiven); ok {
			stored = append(stored, given.Text)
		}
	}
	if strings.Join(stored, "\n") != strings.Join(kept, "\n") || len(kept) == 0 {
		w.t.Errorf("acknowledged %q, stored %q", kept, stored)
	}
	if !state.Ended {
		w.t.Error("the interview did not end")
	}
	for n, thread := range state.Threads {
		for _, a := range thread.Answers {
			byJudge := strings.HasPrefix(a.Scores.Scorer, "judge/")
			byWords := strings.HasPrefix(a.Scores.Scorer, "lexical/")
			switch {
			case len(a.Scores.Verdicts) != len(state.Question(n).KeyPoints):
				w.t.Errorf("answer %s has %d verdicts", a.ID, len(a.Scores.Verdicts))
			case a.Revision == 2 && byJudge:
			case a.Revision == 1 && byWords && a.Unjudged != "":
			default:
				w.t.Errorf("answer %s: revision %d by %s, %q", a.ID, a.Revision, a.Scores.Scorer, a.Unjudged)
			}
		}
	}
}

// noSleep waits for nothing between tries.
func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// awaitStage waits until a model was asked for something.
func (w *world) awaitStage(m *llmtest.Server, at stage) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for n := 1; ; n++ {
		if err := m.Await(ctx, n); err != nil {
			w.t.Fatalf("nobody asked for the %s: %v", at, err)
		}
		if slices.ContainsFunc(m.Requests(), func(r llmtest.Request) bool { return stageOf(r) == at }) {
			return
		}
	}
}

// events are all of the log that the client was told.
func (c *client) events() (all []interview.Event) {
	c.t.Helper()
	for _, f := range c.frames {
		if m, ok := f.(protocol.Event); ok {
			e, err := interview.UnmarshalEvent(m.Kind, m.Data)
			if err != nil {
				c.t.Fatal(err)
			}
			all = append(all, e)
		}
	}
	return all
}

// rejoin opens a socket and reads the log as far as it goes.
func (w *world) rejoin(id string) *client {
	w.t.Helper()
	c := w.dial(id, 0)
	c.until("the log so far", func() bool { return c.state.Seq >= c.hello.Seq })
	return c
}
