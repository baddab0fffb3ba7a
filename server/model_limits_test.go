package server_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mondo/server/interview"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// enough tokens for the first answer's readings and follow-up, and too few for an
// interview.
const enough = 6000

// What an interview may spend is its own, and what a day may is everybody's.
// Whoever has spent it hears so, and goes on by script to the report.
func TestBudgetsOfInterviewsAndDays(t *testing.T) {
	for name, budget := range map[string]llm.Budget{
		"interview": {Scope: llm.Allowance{Tokens: enough}},
		"day":       {Day: llm.Allowance{Tokens: enough}},
	} {
		t.Run(name, func(t *testing.T) {
			now := newClock()
			w := startWith(t, parts{model: llm.Config{Limits: patient, Budget: budget, Now: now.now}})
			w.cast(llmtest.Script{Reader: actor})
			if first := w.spend("I built dashboards in Grafana for 40 services."); first == 0 {
				t.Error("the model never spoke")
			}
			one := w.spentToday()
			if one > enough {
				t.Errorf("one interview spent %d", one)
			}
			// Another answer, for the judge remembers the first.
			second := w.spend("I watched over 40 services with dashboards.")
			switch both := w.spentToday(); {
			case name == "day" && both > enough:
				t.Errorf("a day spent %d", both)
			case name == "interview" && (second == 0 || both <= enough):
				t.Errorf("another interview: %d follow-ups of the model's, %d and then %d tokens spent", second, one, both)
			}
			now.later(24 * time.Hour)
			if third := w.spend("I kept 40 services in view with Grafana."); third == 0 {
				t.Error("the next day the model is silent")
			}
		})
	}
}

// spend holds an interview that costs more than enough, and counts the follow-ups
// that were the model's own.
func (w *world) spend(answer string) (worded int) {
	w.t.Helper()
	c := w.dial(w.plan(map[string]any{"follow_ups": 2, "model": true}), 0)
	w.checkKept(c, c.play(answer))
	if !slices.Contains(c.notices(), "model_budget_spent") {
		w.t.Errorf("told %v", c.notices())
	}
	for _, s := range c.turnsOf(interview.TurnFollowUp) {
		if s.By != "" {
			worded++
		}
	}
	return worded
}

func (w *world) spentToday() int64 {
	w.t.Helper()
	var got struct {
		Spent struct {
			Tokens int64 `json:"tokens_today"`
		}
	}
	w.want(200, "GET", "/api/model", nil, &got)
	return got.Spent.Tokens
}

// A server that fails again and again is left alone, and asked again after a
// while; the interview goes on all the time.
func TestAServerThatFailsIsLeftAloneForAWhile(t *testing.T) {
	now := newClock()
	var fails atomic.Bool
	fails.Store(true)
	w := startWith(t, parts{model: llm.Config{Limits: patient, Retries: 4, Sleep: noSleep, Now: now.now}})
	m := w.cast(llmtest.Script{Reader: actor, Treat: func(llmtest.Request) llmtest.Fault {
		if fails.Load() {
			return "500"
		}
		return ""
	}})
	followUp := func() (said interview.Said, notices []string) {
		t.Helper()
		c := w.dial(w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true}), 0)
		kept := c.play("I built dashboards in Grafana for 40 services.", "I wrote runbooks for the night shift.")
		w.checkKept(c, kept)
		return c.turnsOf(interview.TurnFollowUp)[0], c.notices()
	}
	if said, notices := followUp(); said.By != "" || !slices.Contains(notices, "model_failed") {
		t.Errorf("at first: %+v, %v", said, notices)
	}
	sent := len(m.Requests())
	if said, notices := followUp(); said.By != "" || !slices.Contains(notices, "model_resting") || len(m.Requests()) != sent {
		t.Errorf("left alone: %+v, %v, %d requests more", said, notices, len(m.Requests())-sent)
	}
	fails.Store(false)
	if said, _ := followUp(); said.By != "" || len(m.Requests()) != sent {
		t.Errorf("well again, and still left alone: %+v", said)
	}
	now.later(11 * time.Second)
	// One call tries for all. The judge's other call may come while it does.
	if said, notices := followUp(); said.By == "" || slices.ContainsFunc(notices, func(code string) bool { return strings.HasPrefix(code, "model_") }) {
		t.Errorf("after a while: %+v, %v", said, notices)
	}
}
