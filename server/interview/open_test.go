package interview

import (
	"errors"
	"testing"
	"time"

	"mondo/qa"
)

// opened is an interview whose one question was asked at a time.
func opened(t *testing.T, at int64) State {
	t.Helper()
	var s State
	for n, e := range []Event{
		Planned{Questions: []PlannedQuestion{{Question: qa.Question{ID: "q1", KeyPoints: []qa.KeyPoint{{ID: "k1"}}}}}},
		GreetingSaid{Turn{ID: "t1", Thread: -1, Text: "Hello."}},
		QuestionAsked{Turn{ID: "t2", Text: "And?"}},
	} {
		s = s.ApplyRecord(Record{Seq: int64(n) + 1, At: at, Event: e})
	}
	return s
}

func TestOpen(t *testing.T) {
	asked := opened(t, 1000)
	hinted := asked.Apply(HintRequested{KeyPoint: "k1"})
	for name, c := range map[string]struct {
		s    State
		turn string
		want RefusalCode
	}{
		"the question":           {asked, "t2", ""},
		"waiting for a hint":     {hinted, "t2", ""},
		"paused":                 {asked.Apply(PausedEvent{}), "t2", ""},
		"the greeting":           {asked, "t1", RefusedStale},
		"a turn there is not":    {asked, "t9", RefusedNotYourTurn},
		"no turn":                {asked, "", RefusedNotYourTurn},
		"an empty log":           {State{}, "t2", RefusedNotYourTurn},
		"an answered question":   {asked.Apply(AnswerGiven{ID: "a1", To: "t2", Text: "x"}), "t2", RefusedStale},
		"an interview that ends": {asked.Apply(FinishRequested{}), "t2", RefusedFinished},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.s.Open(c.turn)
			var refused *Refusal
			if errors.As(err, &refused); c.want == "" && err != nil || c.want != "" && (refused == nil || refused.Code != c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestSincePrompt(t *testing.T) {
	s := opened(t, 1000)
	s = s.ApplyRecord(Record{Seq: 4, At: 2000, Event: PausedEvent{}})
	s = s.ApplyRecord(Record{Seq: 5, At: 5000, Event: ResumedEvent{}})
	if ms, ok := s.SincePrompt(time.UnixMilli(6500)); ms != 2500 || !ok {
		t.Errorf("%d ms, %v: a pause of 3 s does not count", ms, ok)
	}
	if ms, ok := s.SincePrompt(time.UnixMilli(500)); ms != 0 || !ok {
		t.Errorf("before the prompt: %d ms, %v", ms, ok)
	}
	if _, ok := (State{}).SincePrompt(time.UnixMilli(500)); ok {
		t.Error("known of an empty log")
	}
}

// What belongs to a spoken answer alone does not enter a typed one.
func TestSpokenAnswer(t *testing.T) {
	s := opened(t, 1000)
	c := Command{
		Kind: CmdAnswer, To: "t2", Text: "Kubernetes.", Heard: "Cuban Eighties.", Modality: Spoken,
		Delivery: &qa.Delivery{Method: "delivery/1"}, Take: "take_01",
	}
	given := func(c Command) AnswerGiven {
		t.Helper()
		events, err := s.Decide(time.UnixMilli(2000), c)
		if err != nil {
			t.Fatal(err)
		}
		return events[0].(AnswerGiven)
	}
	if a := given(c); a.Heard != c.Heard || a.Delivery != c.Delivery || a.Take != c.Take || a.Took != 1000 {
		t.Errorf("spoken: %+v", a)
	}
	c.Heard = c.Text
	if a := given(c); a.Heard != "" {
		t.Errorf("kept though nothing was corrected: %q", a.Heard)
	}
	c.Modality = Typed
	if a := given(c); a.Delivery != nil || a.Take != "" {
		t.Errorf("typed: %+v", a)
	}
	c.Heard = string(make([]byte, MaxAnswerBytes+1))
	if _, err := s.Decide(time.UnixMilli(2000), c); err == nil {
		t.Error("a transcript without end was taken")
	}
}
