package interview

import "mondo/qa"

// Action is what the world owes an interview now, as [State.Next] says. It is
// derived from the state alone: after a crash the replayed state asks for the
// same action again, under the same turn id.
type Action interface{ action() }

// The actions.
type (
	// Wait: it is the candidate's move, or the interview is paused or over.
	Wait struct{}
	// Score the answer and append [AnswerScored] with revision 1.
	Score struct{ Answer AnswerGiven }
	// Judge: nothing goes on until a judge's verdicts on the answer come, as
	// [AnswerScored] with a higher revision, or are given up with
	// [AnswerUnjudged]. Wait for them, but not for long.
	Judge struct{ Answer AnswerGiven }
	// Greet, Ask, FollowUp, Hint, Repeat, Feedback and Close: word a turn with
	// the id Turn, stream it, and append the event of the same name.
	Greet struct{ Turn string }
	Ask   struct {
		Turn   string
		Thread int
	}
	FollowUp struct {
		Turn   string
		Thread int
		Brief  qa.Brief
	}
	Hint struct {
		Turn     string
		Thread   int
		KeyPoint string
	}
	Repeat struct {
		Turn   string
		Thread int
		Again  string // the id of the turn to say again
	}
	Feedback struct {
		Turn   string
		Thread int
	}
	Close struct{ Turn string }
	// Append the event as it is: nothing needs to be worded.
	Append struct{ Event Event }
)

func (Wait) action()     {}
func (Score) action()    {}
func (Judge) action()    {}
func (Greet) action()    {}
func (Ask) action()      {}
func (FollowUp) action() {}
func (Hint) action()     {}
func (Repeat) action()   {}
func (Feedback) action() {}
func (Close) action()    {}
func (Append) action()   {}
