package interview

import "mondo/qa"

// Event is something that happened in an interview. Events are facts: they are
// stored before anybody hears of them, never changed, and everything that Mondo
// shows is a fold over them.
type Event interface {
	// Type is the event's stable name in storage and on the socket.
	Type() string
}

// Record is an event in its place in the log.
type Record struct {
	Seq     int64  // 1, 2, 3, … without gaps within an interview
	At      int64  // Unix milliseconds
	Command string // client-made id of the command that caused it, on its first event only
	Event   Event
}

// PlannedQuestion is a question as it stood when the interview began: an edit
// of the sheet does not change an interview that runs.
type PlannedQuestion struct {
	Section string `json:"section"`
	qa.Question
	Seconds int `json:"seconds"` // time for one answer, 0 when not timed
}

// Turn is an utterance of the interviewer.
type Turn struct {
	ID     string `json:"turn"`   // "t1", "t2", … unique within the interview
	Thread int    `json:"thread"` // index of the planned question, -1 for none
	Text   string `json:"text"`
	// Line names the scripted line that was said, so that it is not said
	// again; "" when a model worded the turn.
	Line string `json:"line,omitempty"`
	// By is the prompt, with its version, and the model that worded the turn:
	// "followup/1/llama3"; "" when no model did.
	By string `json:"by,omitempty"`
}

// The events.
type (
	// Planned opens every log.
	Planned struct {
		Sheet        string            `json:"sheet"` // id
		SheetTitle   string            `json:"sheet_title"`
		SheetVersion string            `json:"sheet_version"`
		Settings     Settings          `json:"settings"` // with defaults filled in
		Seed         uint64            `json:"seed,string"`
		Questions    []PlannedQuestion `json:"questions"` // in the order of asking
	}
	// GreetingSaid is the interviewer's opening.
	GreetingSaid struct{ Turn }
	// QuestionAsked opens a thread. The turn's text contains the prepared
	// question verbatim, after an optional bridging phrase.
	QuestionAsked struct{ Turn }
	// AnswerGiven is the candidate's answer to the turn To.
	AnswerGiven struct {
		ID       string   `json:"answer"` // "a1", "a2", …
		Thread   int      `json:"thread"`
		To       string   `json:"to"`
		Text     string   `json:"text"`
		Modality Modality `json:"modality"`
		Took     int64    `json:"took"` // milliseconds since the turn ended, pauses left out
		// Heard is what a recogniser heard, where the person has corrected it.
		Heard string `json:"heard,omitempty"`
		// Delivery is how a spoken answer was spoken.
		Delivery *qa.Delivery `json:"delivery,omitempty"`
		// Take names the recording, if its sound was kept.
		Take string `json:"take,omitempty"`
	}
	// AnswerScored gives verdicts; a higher revision supersedes.
	AnswerScored struct {
		Answer   string    `json:"answer"`
		Revision int       `json:"revision"` // from 1
		Scores   qa.Scores `json:"scores"`
	}
	// AnswerUnjudged says that no judge's verdicts on an answer are waited for
	// any more: those by words stand. A higher revision that comes later counts
	// all the same.
	AnswerUnjudged struct {
		Answer string `json:"answer"`
		Code   string `json:"code"` // UnjudgedLate, or why no judge will read it
	}
	// FollowUpAsked drills on targets (key point ids).
	FollowUpAsked struct {
		Turn
		Targets []string  `json:"targets"`
		Reason  qa.Reason `json:"reason"`
	}
	// HintRequested and HintGiven: the key point counts as hinted from then on.
	HintRequested struct {
		Thread   int    `json:"thread"`
		KeyPoint string `json:"key_point"`
	}
	HintGiven struct {
		Turn
		KeyPoint string `json:"key_point"`
	}
	// RepeatRequested and QuestionRepeated: the last question or follow-up, said again.
	RepeatRequested struct {
		Thread int `json:"thread"`
	}
	QuestionRepeated struct{ Turn }
	// ThreadSkipped says that the candidate passed; the thread closes.
	ThreadSkipped struct {
		Thread int `json:"thread"`
	}
	// ThreadClosed says that no more is asked in this thread.
	ThreadClosed struct {
		Thread int   `json:"thread"`
		Cause  Cause `json:"cause"`
	}
	// FeedbackGiven is the coach's word on a closed thread.
	FeedbackGiven struct{ Turn }
	// Continued says that the candidate has seen the feedback and goes on (coach mode).
	Continued struct {
		Thread int `json:"thread"`
	}
	// PausedEvent and ResumedEvent: the clock stands still between them.
	PausedEvent  struct{}
	ResumedEvent struct{}
	// FinishRequested says that the candidate wants to end early.
	FinishRequested struct{}
	// ClosingSaid is the interviewer's last word.
	ClosingSaid struct{ Turn }
	// Finished ends every log.
	Finished struct{}
)

// Modality is how an answer was given.
type Modality string

// The modalities.
const (
	Typed  Modality = "typed"
	Spoken Modality = "spoken"
)

// Cause is why a thread was closed.
type Cause string

// The causes.
const (
	CauseCovered  Cause = "covered"   // nothing is left to ask, and every vital point is covered
	CauseLimit    Cause = "limit"     // the follow-ups are used up, or this persona asks no further
	CauseDontKnow Cause = "dont_know" // the candidate does not know more
	CauseSkipped  Cause = "skipped"
	CauseFinished Cause = "finished" // the candidate ended the interview
)

// Type names of the events, in the order of declaration.
func (Planned) Type() string          { return "interview.planned" }
func (GreetingSaid) Type() string     { return "greeting.said" }
func (QuestionAsked) Type() string    { return "question.asked" }
func (AnswerGiven) Type() string      { return "answer.given" }
func (AnswerScored) Type() string     { return "answer.scored" }
func (AnswerUnjudged) Type() string   { return "answer.unjudged" }
func (FollowUpAsked) Type() string    { return "followup.asked" }
func (HintRequested) Type() string    { return "hint.requested" }
func (HintGiven) Type() string        { return "hint.given" }
func (RepeatRequested) Type() string  { return "repeat.requested" }
func (QuestionRepeated) Type() string { return "question.repeated" }
func (ThreadSkipped) Type() string    { return "thread.skipped" }
func (ThreadClosed) Type() string     { return "thread.closed" }
func (FeedbackGiven) Type() string    { return "feedback.given" }
func (Continued) Type() string        { return "thread.continued" }
func (PausedEvent) Type() string      { return "interview.paused" }
func (ResumedEvent) Type() string     { return "interview.resumed" }
func (FinishRequested) Type() string  { return "finish.requested" }
func (ClosingSaid) Type() string      { return "closing.said" }
func (Finished) Type() string         { return "interview.finished" }
