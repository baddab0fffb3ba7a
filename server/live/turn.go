package live

import (
	"context"
	"unicode/utf16"

	"mondo/qa"
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
	turn := interview.Turn{ID: g.id, Thread: g.thread, Text: spoken.Text, Line: spoken.Line, By: spoken.By}
	switch a := a.(type) {
	case interview.Greet:
		return interview.GreetingSaid{Turn: turn}
	case interview.Ask:
		return interview.QuestionAsked{Turn: turn}
	case interview.FollowUp:
		return followedUp(turn, a.Brief, spoken.About)
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

// followedUp is the event of a follow-up. Whoever took up the brief's own target
// asked after all that goes along with it.
func followedUp(turn interview.Turn, b qa.Brief, about qa.Candidate) interview.Event {
	if id := about.KeyPoint.ID; id != "" && (id != b.Target.ID || about.Reason != b.Reason) {
		return interview.FollowUpAsked{Turn: turn, Targets: []string{id}, Reason: about.Reason}
	}
	targets := []string{b.Target.ID}
	for _, k := range b.Others {
		targets = append(targets, k.ID)
	}
	return interview.FollowUpAsked{Turn: turn, Targets: targets, Reason: b.Reason}
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

// beginTurn begins to say a turn.
func (r *running) beginTurn(g growing) *voice {
	r.mu.Lock()
	defer r.mu.Unlock()
	return &voice{r, r.begin(g)}
}

// begin puts a turn in the place of what is being said, and gives the number of
// this attempt; mu is held.
func (r *running) begin(g growing) int64 {
	r.serial++
	g.serial, g.text = r.serial, ""
	r.turn = &g
	r.wake()
	return g.serial
}

// dropTurn takes back the turn that is being said.
func (r *running) dropTurn() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.turn != nil {
		r.turn = nil
		r.wake()
	}
}

// voice says one attempt at a turn, as long as no other has taken its place.
type voice struct {
	in     *running
	serial int64
}

// Say adds to the turn.
func (v *voice) Say(ctx context.Context, delta string) error {
	r := v.in
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.turn == nil || r.turn.serial != v.serial {
		return context.Canceled
	}
	r.turn.text += delta
	r.wake()
	return ctx.Err()
}

// TakeBack begins the turn anew, under the same id.
func (v *voice) TakeBack(ctx context.Context) error {
	r := v.in
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.turn == nil || r.turn.serial != v.serial {
		return context.Canceled
	}
	v.serial = r.begin(*r.turn)
	return ctx.Err()
}

// Notice tells the followers something.
func (v *voice) Notice(code string) { v.in.notice(code) }
