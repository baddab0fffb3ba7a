package server_test

import (
	"sync/atomic"
	"testing"

	"mondo/server/interview"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// A server that ends while the judge reads: the next one lets the answer be read
// anew, and nothing is asked or scored twice.
func TestRestartWhileTheJudgeReads(t *testing.T) {
	var holds atomic.Bool
	holds.Store(true)
	w := startWith(t, parts{model: llm.Config{Limits: patient}})
	m := w.cast(llmtest.Script{Reader: actor, Treat: func(r llmtest.Request) llmtest.Fault {
		if holds.Load() && stageOf(r) == judging {
			return "stall-connect"
		}
		return ""
	}})
	id := w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
	c.untilAsked(interview.AwaitAnswer) // the follow-up came, and the judge still reads
	w.awaitStage(m, judging)
	w.stop()

	holds.Store(false)
	again := startWith(t, parts{dsn: w.dsn, model: llm.Config{Limits: patient}})
	back := again.rejoin(id)
	kept := append([]string{"I built dashboards in Grafana for 40 services."}, back.play("I wrote runbooks for the night shift.")...)
	again.checkKept(back, kept)
	scored := map[string]int{}
	for _, e := range back.events() {
		if s, ok := e.(interview.AnswerScored); ok {
			scored[s.Answer]++
		}
	}
	for _, a := range back.state.Threads[0].Answers {
		if a.Revision != 2 || scored[a.ID] != 2 {
			t.Errorf("answer %s: revision %d of %d scores, %q", a.ID, a.Revision, scored[a.ID], a.Unjudged)
		}
	}
	if n := len(back.turnsOf(interview.TurnFollowUp)); n != 1 {
		t.Errorf("%d follow-ups", n)
	}
}

// A server that ends in the middle of a follow-up: what was heard of it is gone,
// and the next one says it from its beginning, under the same turn.
func TestRestartInTheMiddleOfAFollowUp(t *testing.T) {
	var holds atomic.Bool
	holds.Store(true)
	w := startWith(t, parts{model: llm.Config{Limits: patient}})
	w.cast(llmtest.Script{Reader: actor, Treat: func(r llmtest.Request) llmtest.Fault {
		if holds.Load() && stageOf(r) == following {
			return "stall"
		}
		return ""
	}})
	id := w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	open := c.turn.Turn
	c.do(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
	c.until("the first words", func() bool { return c.turn.Turn != open && c.said != "" })
	half, seq := c.turn.Turn, c.state.Seq
	w.stop()
	if code := c.untilClosed(); code != 1012 {
		t.Errorf("closed with %d", code)
	}

	holds.Store(false)
	again := startWith(t, parts{dsn: w.dsn, model: llm.Config{Limits: patient}})
	back := again.rejoin(id)
	if back.hello.Seq < seq {
		t.Errorf("the log ends at %d, and %d was seen", back.hello.Seq, seq)
	}
	back.untilAsked(interview.AwaitAnswer)
	said := back.turnsOf(interview.TurnFollowUp)
	if len(said) != 1 || said[0].ID != half || said[0].By == "" || said[0].Text != "That leaves one thing open. Could you say more about the rest of your work there?" {
		t.Errorf("said %+v", said)
	}
	kept := append([]string{"I built dashboards in Grafana for 40 services."}, back.play("I wrote runbooks for the night shift.")...)
	again.checkKept(back, kept)
}
