// Package interview is the rules of an interview, pure: what happened
// ([State.Apply]), what may happen ([State.Decide]) and what the world owes the
// interview now ([State.Next]). [Plan] turns settings into the first event, and
// [State.Report] sums up what became of it. The package starts no goroutine,
// reads no clock, does no I/O, words no turn and scores no answer. Start from
// [State]; docs/rules.md tells the rules in plain words, and the transcripts in
// testdata show each of them.
package interview

import (
	"slices"

	"mondo/qa"
)

// State is an interview as far as its log goes. The zero value is an interview
// with an empty log. A State is a value: [State.Apply] gives a new one and
// leaves the old one valid, so readers may keep what they have. Its fields are
// for reading.
type State struct {
	Seq  int64   // of the last record, 0 for none
	At   int64   // of the last record, Unix milliseconds
	Plan Planned // zero before the interview is planned

	Greeting Said     // zero until it was said
	Threads  []Thread // those opened, in the order of asking: Threads[i] asks Plan.Questions[i]
	Closing  Said     // zero until it was said
	Summary  *SummedUp

	Paused    bool
	Finishing bool // the candidate asked to end early
	Ended     bool

	StartedAt  int64 // Unix milliseconds
	FinishedAt int64 // 0 while the interview runs

	planned  bool
	greeted  bool
	closed   bool
	pausedAt int64 // when the running pause began
	rested   int64 // milliseconds of the pauses that are over
	turns    int   // the highest turn number used: the next turn is "t<turns+1>"
	answers  int   // likewise for answers
	lines    []string
}

// Thread is one question with its follow-ups, as far as it went.
type Thread struct {
	Said    []Said        // both sides, in order
	Answers []Answer      // in order
	Hints   []Hinted      // in order
	Ticks   []PointTicked // the person's own verdicts that stand, one for a key point
	Cause   Cause         // "" while the thread is open
	Skipped bool          // the candidate passed; Cause follows

	prompt   string // id of the last question or follow-up
	promptAt int64  // its end on the interview's own clock (pauses left out), -1 when unknown
	answered bool   // the prompt has its answer
	hint     string // key point of a hint that was asked for and not yet given
	repeat   bool   // a repetition was asked for and not yet given
	asked    []asked
	feedback string // id of the feedback's turn
	goneOn   bool   // the candidate has seen the feedback
}

// Said is one utterance of either side.
type Said struct {
	ID   string
	Kind TurnKind
	Text string
	At   int64  // Unix milliseconds
	By   string // as in Turn
	// Reason and Targets (key point ids) are a follow-up's.
	Reason  qa.Reason
	Targets []string
}

// TurnKind says what an utterance is.
type TurnKind string

// The kinds of turns. All but TurnAnswer are the interviewer's.
const (
	TurnGreeting TurnKind = "greeting"
	TurnQuestion TurnKind = "question"
	TurnFollowUp TurnKind = "followup"
	TurnHint     TurnKind = "hint"
	TurnRepeat   TurnKind = "repeat"
	TurnFeedback TurnKind = "feedback"
	TurnClosing  TurnKind = "closing"
	TurnAnswer   TurnKind = "answer"
)

// Answer is an answer together with the latest revision of its scores.
type Answer struct {
	AnswerGiven
	Scores   qa.Scores
	Revision int // 0 while nobody has scored it
	// Unjudged is why no judge's verdicts are waited for (see AnswerUnjudged),
	// "" while they are, have come, or none were wanted.
	Unjudged string
}

// Hinted is a key point that the candidate asked for a hint at.
type Hinted struct {
	KeyPoint string
	Before   int // how many answers the thread had by then
}

// asked is a follow-up's first target: what was asked about, why, and how far
// the point had been conveyed by then.
type asked struct {
	target string
	reason qa.Reason
	level  qa.Level
}

// Awaited is what the candidate is to do.
type Awaited string

// What an interview can wait for.
const (
	AwaitNothing  Awaited = ""         // it is the interviewer's move, or the interview is paused or over
	AwaitAnswer   Awaited = "answer"   // or a skip, a hint, a repetition
	AwaitContinue Awaited = "continue" // the feedback is being read
)

// Awaiting says what the candidate is to do now.
func (s State) Awaiting() Awaited {
	t, ok := s.last()
	if !ok || s.Paused || s.Ended || s.Finishing || s.unscored() != nil {
		return AwaitNothing
	}
	switch {
	case t.Cause == "" && !t.Skipped && !t.answered && t.hint == "" && !t.repeat:
		return AwaitAnswer
	case t.Cause != "" && t.feedback != "" && !t.goneOn:
		return AwaitContinue
	default:
		return AwaitNothing
	}
}

// OpenTurn is the id of the interviewer's turn that the candidate is to deal
// with: the last question or follow-up, or the feedback; "" when none is open.
// It stays open while a hint or a repetition of it is being said.
func (s State) OpenTurn() string {
	t, ok := s.last()
	switch {
	case !ok || s.Ended || s.Finishing:
		return ""
	case t.Cause == "" && !t.answered && !t.Skipped:
		return t.prompt
	case t.Cause != "" && !t.goneOn:
		return t.feedback
	default:
		return ""
	}
}

// Question is the planned question of a thread; the zero value when there is
// no such thread in the plan.
func (s State) Question(thread int) PlannedQuestion {
	if thread < 0 || thread >= len(s.Plan.Questions) {
		return PlannedQuestion{}
	}
	return s.Plan.Questions[thread]
}

// Cause is why a thread was closed; "" while it is open or not yet asked.
func (s State) Cause(thread int) Cause {
	if thread < 0 || thread >= len(s.Threads) {
		return ""
	}
	return s.Threads[thread].Cause
}

// TurnText is the text of an utterance of either side, "" when there is none.
func (s State) TurnText(id string) string {
	if id == "" {
		return ""
	}
	for _, said := range []Said{s.Greeting, s.Closing} {
		if said.ID == id {
			return said.Text
		}
	}
	for _, t := range s.Threads {
		if said, ok := t.said(id); ok {
			return said.Text
		}
	}
	return ""
}

// Used lists the scripted lines that were said, by their ids. The map is the
// caller's.
func (s State) Used() map[string]bool {
	used := make(map[string]bool, len(s.lines))
	for _, id := range s.lines {
		used[id] = true
	}
	return used
}

// Progress counts the questions that were asked and those that have an answer.
func (s State) Progress() (asked, answered int) {
	for _, t := range s.Threads {
		if len(t.Answers) > 0 {
			answered++
		}
	}
	return len(s.Threads), answered
}

// Levels says how far each key point (by id) of a thread has been conveyed,
// over all its answers so far and by the person's own ticks. Hints take nothing
// off here: see [State.Hinted].
func (s State) Levels(thread int) map[string]qa.Level {
	levels := map[string]qa.Level{}
	if thread < 0 || thread >= len(s.Threads) {
		return levels
	}
	for id, c := range s.Threads[thread].final(s.Question(thread).Question) {
		levels[id] = c.Level
	}
	return levels
}

// Hinted lists the key points (by id) of a thread that were hinted at before
// the candidate had conveyed them.
func (s State) Hinted(thread int) map[string]bool {
	if thread < 0 || thread >= len(s.Threads) {
		return map[string]bool{}
	}
	return s.Threads[thread].hinted(s.Question(thread).Question)
}

// FollowUps counts the follow-ups of the thread.
func (t Thread) FollowUps() int { return len(t.asked) }

// hinted leaves out a point that a later revision of an earlier answer's scores
// turned out to have covered, or the person ticked there: that hint gave nothing
// away.
func (t Thread) hinted(q qa.Question) map[string]bool {
	marked := map[string]bool{}
	for _, h := range t.Hints {
		before := t.standings(q, h.Before)
		if before[h.KeyPoint].Level != qa.Covered {
			marked[h.KeyPoint] = true
		}
	}
	return marked
}

func (t Thread) said(id string) (Said, bool) {
	i := slices.IndexFunc(t.Said, func(s Said) bool { return s.ID == id })
	if i < 0 {
		return Said{}, false
	}
	return t.Said[i], true
}

// last is the thread that was opened last.
func (s State) last() (Thread, bool) {
	if len(s.Threads) == 0 {
		return Thread{}, false
	}
	return s.Threads[len(s.Threads)-1], true
}

// unscored is the answer of the last thread that nobody has scored yet. An
// answer to a question without key points has nothing to be scored on.
func (s State) unscored() *Answer {
	t, ok := s.last()
	if !ok || len(s.Question(len(s.Threads)-1).KeyPoints) == 0 {
		return nil
	}
	for i := range t.Answers {
		if t.Answers[i].Revision == 0 {
			return &t.Answers[i]
		}
	}
	return nil
}

// active is the interview's own clock in milliseconds, which stands still in
// pauses.
func (s State) active(at int64) int64 {
	if s.Paused {
		return s.pausedAt - s.rested
	}
	return at - s.rested
}
