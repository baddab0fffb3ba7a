package interview

import (
	"slices"
	"strconv"
	"strings"

	"mondo/qa"
)

// Apply is the state after an event that happened at the time of the last
// record. See [State.ApplyRecord], which keeps time.
func (s State) Apply(e Event) State { return s.apply(s.At, e) }

// ApplyRecord is the state after a record of the log. It never fails: an event
// that is out of its place (a follow-up in a closed thread, an answer to a turn
// that was never said) changes nothing but Seq and At, and the numbers that
// turns and answers have used up. So the rules hold for any log.
func (s State) ApplyRecord(r Record) State {
	s.Seq, s.At = r.Seq, r.At
	return s.apply(r.At, r.Event)
}

func (s State) apply(at int64, e Event) State {
	s = s.number(e)
	if _, first := e.(Planned); !first && !s.planned {
		return s
	}
	switch e := e.(type) { // these may come late, even after the end
	case AnswerScored:
		return s.scored(e)
	case AnswerUnjudged:
		return s.unjudged(e)
	case PointTicked:
		return s.ticked(e)
	case SummedUp:
		return s.summedUp(e)
	}
	if s.Ended {
		return s
	}
	switch e := e.(type) {
	case Planned:
		return s.plan(at, e)
	case PausedEvent:
		return s.pause(at)
	case ResumedEvent:
		return s.resume(at)
	case FinishRequested:
		s = s.resume(at)
		s.Finishing = true
		return s
	case Finished:
		s = s.resume(at)
		s.Ended, s.FinishedAt = true, at
		return s
	default:
		return s.speak(at, e)
	}
}

// speak applies the events in which somebody says or wants something.
func (s State) speak(at int64, e Event) State {
	switch e := e.(type) {
	case GreetingSaid:
		return s.greet(at, e)
	case QuestionAsked:
		return s.open(at, e)
	case ClosingSaid:
		return s.close(at, e)
	case AnswerGiven:
		return s.inOpen(e.Thread, func(t *Thread) bool { return t.answer(at, e) })
	case FollowUpAsked:
		return s.followUp(at, e)
	case HintRequested:
		points := s.Question(e.Thread).KeyPoints
		return s.inOpen(e.Thread, func(t *Thread) bool { return t.wantHint(points, e.KeyPoint) })
	case HintGiven:
		s = s.inOpen(e.Thread, func(t *Thread) bool { return t.giveHint(at, e) })
	case RepeatRequested:
		return s.inOpen(e.Thread, (*Thread).wantRepeat)
	case QuestionRepeated:
		s = s.inOpen(e.Thread, func(t *Thread) bool { return t.giveRepeat(at, e) })
	case ThreadSkipped:
		return s.inOpen(e.Thread, (*Thread).skip)
	case ThreadClosed:
		return s.inOpen(e.Thread, func(t *Thread) bool {
			t.Cause = e.Cause
			if t.Cause == "" {
				t.Cause = CauseFinished // an empty cause would leave the thread open
			}
			return true
		})
	case FeedbackGiven:
		s = s.inClosed(e.Thread, func(t *Thread) bool { return t.hearFeedback(at, e) })
	case Continued:
		return s.inClosed(e.Thread, (*Thread).goOn)
	}
	return s
}

// number takes note of the turn and answer ids that an event uses, in its place
// or not, so that no id is ever handed out again, and of its scripted line.
func (s State) number(e Event) State {
	if t, ok := turnOf(e); ok {
		s.turns = max(s.turns+1, numberOf("t", t.ID))
		if t.Line != "" && !slices.Contains(s.lines, t.Line) {
			s.lines = grow(s.lines, t.Line)
		}
	}
	if a, ok := e.(AnswerGiven); ok {
		s.answers = max(s.answers+1, numberOf("a", a.ID))
	}
	return s
}

// turnOf is the interviewer's turn that an event carries.
func turnOf(e Event) (Turn, bool) {
	switch e := e.(type) {
	case GreetingSaid:
		return e.Turn, true
	case QuestionAsked:
		return e.Turn, true
	case FollowUpAsked:
		return e.Turn, true
	case HintGiven:
		return e.Turn, true
	case QuestionRepeated:
		return e.Turn, true
	case FeedbackGiven:
		return e.Turn, true
	case ClosingSaid:
		return e.Turn, true
	default:
		return Turn{}, false
	}
}

// numberOf reads "t12" as 12, and anything else as 0.
func numberOf(prefix, id string) int {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok || len(digits) > 9 {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (s State) plan(at int64, e Planned) State {
	if s.planned {
		return s
	}
	s.Plan, s.planned, s.StartedAt = e, true, at
	return s
}

func (s State) pause(at int64) State {
	if s.Paused || s.Finishing {
		return s
	}
	s.Paused, s.pausedAt = true, at
	return s
}

func (s State) resume(at int64) State {
	if !s.Paused {
		return s
	}
	s.rested += max(0, at-s.pausedAt)
	s.Paused, s.pausedAt = false, 0
	return s
}

func (s State) greet(at int64, e GreetingSaid) State {
	if s.greeted {
		return s
	}
	s.greeted, s.Greeting = true, said(TurnGreeting, e.Turn, at)
	return s
}

// open opens the next thread, unless one is open or the plan is done.
func (s State) open(at int64, e QuestionAsked) State {
	t, any := s.last()
	if e.Thread != len(s.Threads) || e.Thread >= len(s.Plan.Questions) || s.closed || (any && t.Cause == "") {
		return s
	}
	s.Threads = grow(s.Threads, Thread{
		Said:     []Said{said(TurnQuestion, e.Turn, at)},
		prompt:   e.ID,
		promptAt: s.clock(at),
	})
	return s
}

func (s State) close(at int64, e ClosingSaid) State {
	t, any := s.last()
	done := s.Finishing || len(s.Threads) == len(s.Plan.Questions)
	if s.closed || !done || (any && t.Cause == "") {
		return s
	}
	s.closed, s.Closing = true, said(TurnClosing, e.Turn, at)
	return s
}

func (s State) followUp(at int64, e FollowUpAsked) State {
	now := s.Levels(e.Thread)
	return s.inOpen(e.Thread, func(t *Thread) bool {
		if !t.answered || len(t.asked) >= s.Plan.Settings.FollowUps {
			return false
		}
		a := asked{reason: e.Reason}
		if len(e.Targets) > 0 {
			a.target, a.level = e.Targets[0], now[e.Targets[0]]
		}
		t.asked = grow(t.asked, a)
		turn := said(TurnFollowUp, e.Turn, at)
		turn.Reason, turn.Targets = e.Reason, e.Targets
		t.Said = grow(t.Said, turn)
		t.prompt, t.promptAt, t.answered = e.ID, s.clock(at), false
		return true
	})
}

// clock is the interview's own clock at a turn's end, -1 for an event that
// carries no time.
func (s State) clock(at int64) int64 {
	if at == 0 {
		return -1
	}
	return s.active(at)
}

// scored keeps the highest revision of an answer's scores.
func (s State) scored(e AnswerScored) State {
	return s.inAnswer(e.Answer, func(a *Answer) bool {
		if e.Revision <= a.Revision {
			return false
		}
		a.Scores, a.Revision = e.Scores, e.Revision
		return true
	})
}

// inAnswer changes an answer of any thread: the first with the id in which the
// event is in its place (a log may hold an id twice). do works on a copy and
// says whether it is.
func (s State) inAnswer(id string, do func(*Answer) bool) State {
	for i, t := range s.Threads {
		for j, a := range t.Answers {
			if a.ID != id || !do(&a) {
				continue
			}
			t.Answers = slices.Clone(t.Answers)
			t.Answers[j] = a
			s.Threads = slices.Clone(s.Threads)
			s.Threads[i] = t
			return s
		}
	}
	return s
}

// inOpen changes the thread if it is the open one. do works on a copy and says
// whether the event was in its place.
func (s State) inOpen(thread int, do func(*Thread) bool) State {
	return s.inLast(thread, true, do)
}

// inClosed changes the thread if it is the last one and closed.
func (s State) inClosed(thread int, do func(*Thread) bool) State {
	return s.inLast(thread, false, do)
}

func (s State) inLast(thread int, open bool, do func(*Thread) bool) State {
	t, ok := s.last()
	if !ok || thread != len(s.Threads)-1 || (t.Cause == "") != open || !do(&t) {
		return s
	}
	s.Threads = slices.Clone(s.Threads)
	s.Threads[thread] = t
	return s
}

func (t *Thread) answer(at int64, e AnswerGiven) bool {
	if t.answered || t.Skipped || !t.about(e.To) {
		return false
	}
	t.Answers = grow(t.Answers, Answer{AnswerGiven: e})
	t.Said = grow(t.Said, Said{ID: e.ID, Kind: TurnAnswer, Text: e.Text, At: at})
	t.answered, t.hint, t.repeat = true, "", false
	return true
}

// about says whether a turn is the open one: the prompt, or a hint at it or a
// repetition of it, which are answered as the prompt is.
func (t *Thread) about(turn string) bool {
	for i := len(t.Said) - 1; i >= 0; i-- {
		said := t.Said[i]
		if said.ID == turn && said.Kind != TurnAnswer {
			return true
		}
		if said.ID == t.prompt {
			return false
		}
	}
	return false
}

// listening is true while the candidate could answer.
func (t *Thread) listening() bool {
	return !t.answered && !t.Skipped && t.hint == "" && !t.repeat
}

func (t *Thread) wantHint(points []qa.KeyPoint, id string) bool {
	known := slices.ContainsFunc(points, func(k qa.KeyPoint) bool { return k.ID == id })
	if !known || id == "" || !t.listening() || t.hintedAt(id) {
		return false
	}
	t.hint = id
	t.Hints = grow(t.Hints, Hinted{KeyPoint: id, Before: len(t.Answers)})
	return true
}

func (t *Thread) hintedAt(id string) bool {
	return slices.ContainsFunc(t.Hints, func(h Hinted) bool { return h.KeyPoint == id })
}

func (t *Thread) giveHint(at int64, e HintGiven) bool {
	if t.hint == "" || t.hint != e.KeyPoint {
		return false
	}
	turn := said(TurnHint, e.Turn, at)
	turn.Targets = []string{e.KeyPoint}
	t.Said = grow(t.Said, turn)
	t.hint = ""
	return true
}

func (t *Thread) wantRepeat() bool {
	ok := t.listening()
	t.repeat = ok
	return ok
}

func (t *Thread) giveRepeat(at int64, e QuestionRepeated) bool {
	if !t.repeat {
		return false
	}
	t.Said = grow(t.Said, said(TurnRepeat, e.Turn, at))
	t.repeat = false
	return true
}

func (t *Thread) skip() bool {
	if t.answered || t.Skipped {
		return false
	}
	t.Skipped, t.hint, t.repeat = true, "", false
	return true
}

func (t *Thread) hearFeedback(at int64, e FeedbackGiven) bool {
	if t.feedback != "" || e.ID == "" {
		return false
	}
	t.Said = grow(t.Said, said(TurnFeedback, e.Turn, at))
	t.feedback = e.ID
	return true
}

func (t *Thread) goOn() bool {
	if t.feedback == "" || t.goneOn {
		return false
	}
	t.goneOn = true
	return true
}

func said(kind TurnKind, t Turn, at int64) Said {
	return Said{ID: t.ID, Kind: kind, Text: t.Text, At: at, By: t.By}
}

// grow appends without touching what other states share with the slice.
func grow[T any](list []T, x T) []T { return append(slices.Clip(list), x) }
