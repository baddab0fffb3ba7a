package server_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/server/interview"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// family is a manner of going wrong.
type family struct {
	name  string
	fault llmtest.Fault
	reply string        // in place of the actor's
	slow  time.Duration // before the reply
	// harmless: the stage does its work all the same; slow: perhaps it does.
	harmless bool
	// nobodys: no failure of the server's, so that the page is told of none.
	nobodys bool
}

var families = []family{
	{name: "hangs up", fault: "refuse"},
	{name: "stalls", fault: "stall"},
	{name: "garbage", fault: "garbage"},
	{name: "a page", fault: "html"},
	{name: "429 storm", fault: "429"},
	{name: "500", fault: "500"},
	{name: "cut", fault: "cut-clean"},
	{name: "empty", fault: "empty-reply"},
	{name: "thoughts", fault: "think", harmless: true},
	{name: "other JSON", reply: `{"verdict":"covered","score":100,"next":"Well done."}`, nobodys: true},
	{name: "slow", slow: 400 * time.Millisecond, harmless: true},
}

// stalled are the limits of a client that is to give up soon; otherwise none is
// met on a machine that is busy.
var (
	stalled = llm.Limits{FirstToken: 300 * time.Millisecond, BetweenTokens: 300 * time.Millisecond, Whole: 600 * time.Millisecond}
	patient = llm.Limits{FirstToken: time.Minute, BetweenTokens: time.Minute, Whole: 2 * time.Minute}
)

// Whatever goes wrong at whichever stage: the interview reaches its report,
// nothing acknowledged is lost, the page is told, and no failure is a score.
func TestFaultsAtEveryStage(t *testing.T) {
	for _, at := range stages {
		for _, f := range families {
			t.Run(string(at)+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				faultAt(t, at, f)
			})
		}
	}
}

func faultAt(t *testing.T, at stage, f family) {
	limits := patient
	if strings.HasPrefix(string(f.fault), "stall") {
		limits = stalled
	}
	w := startWith(t, parts{model: llm.Config{Limits: limits, Retries: 1, Sleep: noSleep}})
	w.cast(llmtest.Script{
		Treat: func(r llmtest.Request) llmtest.Fault {
			if stageOf(r) == at {
				return f.fault
			}
			return ""
		},
		Reader: func(r llmtest.Request) string {
			if stageOf(r) != at {
				return actor(r)
			}
			time.Sleep(f.slow)
			if f.reply != "" {
				return f.reply
			}
			return actor(r)
		},
	})
	c := w.dial(w.plan(map[string]any{"follow_ups": 1, "count": 2, "model": true}), 0)
	kept := c.play("I built dashboards in Grafana for 40 services.", "I told everybody and looked at the graphs.")
	w.checkKept(c, kept)
	w.checkStage(t, c, at, f)
}

// checkStage looks at what became of the stage that the fault was at.
func (w *world) checkStage(t *testing.T, c *client, at stage, f family) {
	t.Helper()
	told := slices.ContainsFunc(c.notices(), func(code string) bool { return strings.HasPrefix(code, "model_") })
	switch at {
	case following:
		checkWorded(t, c.turnsOf(interview.TurnFollowUp), f)
		if told == (f.harmless || f.nobodys) {
			t.Errorf("told %v", c.notices())
		}
	case bridging:
		checkWorded(t, c.turnsOf(interview.TurnQuestion)[1:], f)
		if told { // a question without a bridge is nobody's loss
			t.Errorf("told %v", c.notices())
		}
	case judging:
		w.checkJudged(t, c, f)
	case comparing:
		checkCompared(t, c)
	}
	w.checkSummed(t, c, at == summingUp, f)
}

// checkWorded: a turn is the model's own, or all of it is from the script.
func checkWorded(t *testing.T, turns []interview.Said, f family) {
	t.Helper()
	if len(turns) == 0 {
		t.Error("nothing was said")
	}
	for _, said := range turns {
		if said.By != "" != f.harmless || strings.TrimSpace(said.Text) == "" || strings.Contains(said.Text, llmtest.Thought) {
			t.Errorf("said %q by %q", said.Text, said.By)
		}
	}
}

func (w *world) checkJudged(t *testing.T, c *client, f family) {
	t.Helper()
	told := slices.Contains(c.notices(), "judging_failed")
	if told == f.harmless {
		t.Errorf("told %v", c.notices())
	}
	for _, thread := range c.state.Threads {
		for _, a := range thread.Answers {
			if (a.Revision == 2) != f.harmless {
				t.Errorf("answer %s: revision %d, %q", a.ID, a.Revision, a.Unjudged)
			}
		}
	}
}

// checkCompared: what the sheet contradicts is found by words then, and the
// judge's verdicts stand.
func checkCompared(t *testing.T, c *client) {
	t.Helper()
	for _, thread := range c.state.Threads {
		for _, a := range thread.Answers {
			if a.Revision != 2 {
				t.Errorf("answer %s: revision %d, %q", a.ID, a.Revision, a.Unjudged)
			}
		}
	}
}

// checkSummed: there is a report, and a summary of it or a reason why not.
func (w *world) checkSummed(t *testing.T, c *client, faulty bool, f family) {
	t.Helper()
	path := "/api/interviews/" + c.hello.Interview
	code, _, answer := w.call("POST", path+"/summary", nil, nil)
	switch {
	case faulty && !f.harmless && (code != 502 || !strings.Contains(string(answer), `"code":"model_`)):
		t.Errorf("the summary: %d %s", code, answer)
	case faulty && f.harmless && code != 200:
		t.Errorf("the summary: %d %s", code, answer)
	}
	var r struct {
		FinishedAt int64 `json:"finished_at"`
		Sections   []any
	}
	w.want(200, "GET", path+"/report", nil, &r)
	if r.FinishedAt == 0 || len(r.Sections) == 0 {
		t.Errorf("the report: %+v", r)
	}
}
