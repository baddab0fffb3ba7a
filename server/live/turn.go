package live

import (
	"context"
	"unicode/utf16"

	"mondo/server/interview"
)

// growing is a turn that is being said.
type growing struct {
	serial int64 // tells attempts at the same turn apart
	id     string
	kind   interview.TurnKind
	thread int
	text   string
}

// speaking is the turn that an action says, and false for an action that says
// nothing.
func speaking(a interview.Action) (growing, bool) {
	switch a := a.(type) {
	case interview.Greet:
		return growing{id: a.Turn, kind: interview.TurnGreeting, thread: -1}, true
	case interview.Ask:
		return growing{id: a.Turn, kind: interview.TurnQuestion, thread: a.Thread}, true
	case interview.FollowUp:
		return growing{id: a.Turn, kind: interview.TurnFollowUp, thread: a.Thread}, true
	case interview.Hint:
		return growing{id: a.Turn, kind: interview.TurnHint, thread: a.Thread}, true
	case interview.Repeat:
		return growing{id: a.Turn, kind: interview.TurnRepeat, thread: a.Thread}, true
	case interview.Feedback:
		return growing{id: a.Turn, kind: interview.TurnFeedback, thread: a.Thread}, true
	case interview.Close:
		return growing{id: a.Turn, kind: interview.TurnClosing, thread: -1}, true
	}
	return growing{}, false
}

// said is the event that a finished turn is.
func said(a interview.Action, g growing, spoken Spoken) interview.Event {
	turn := interview.Turn{ID: g.id, Thread: g.thread, Text: spoken.Text, Line: spoken.Line}
	switch a := a.(type) {
	case interview.Greet:
		return interview.GreetingSaid{Turn: turn}
	case interview.Ask:
		return interview.QuestionAsked{Turn: turn}
	case interview.FollowUp:
		targets := []string{a.Brief.Target.ID}
		for _, k := range a.Brief.Others {
			targets = append(targets, k.ID)
		}
		return interview.FollowUpAsked{Turn: turn, Targets: targets, Reason: a.Brief.Reason}
	case interview.Hint:
		return interview.HintGiven{Turn: turn, KeyPoint: a.KeyPoint}
	case interview.Repeat:
		return interview.QuestionRepeated{Turn: turn}
	case interview.Feedback:
		return interview.FeedbackGiven{Turn: turn}
	default: // speaking knows no other
		return interview.ClosingSaid{Turn: turn}
	}
}

// turnOf is the id of the interviewer's turn that an event carries, "" for none.
func turnOf(e interview.Event) string {
	switch e := e.(type) {
	case interview.GreetingSaid:
		return e.ID
	case interview.QuestionAsked:
		return e.ID
	case interview.FollowUpAsked:
		return e.ID
	case interview.HintGiven:
		return e.ID
	case interview.QuestionRepeated:
		return e.ID
	case interview.FeedbackGiven:
		return e.ID
	case interview.ClosingSaid:
		return e.ID
	}
	return ""
}

// units counts UTF-16 code units, which is what browsers count text in.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// setTurn begins a turn, or takes back the one that is being said.
func (r *running) setTurn(g *growing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.turn == nil && g == nil {
		return
	}
	r.turn = g
	r.wake()
}

// say adds to the turn that is being said, if it is still the one with that
// serial number.
func (r *running) say(ctx context.Context, serial int64, delta string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.turn == nil || r.turn.serial != serial {
		return context.Canceled
	}
	r.turn.text += delta
	r.wake()
	return ctx.Err()
}
