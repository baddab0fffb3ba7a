package interview

import "fmt"

// Next is what the world owes the interview now. It follows from the state
// alone: the same state asks for the same action under the same turn id, and
// the event that an action ends in leads to another state.
func (s State) Next() Action {
	if !s.planned || s.Ended || s.Paused {
		return Wait{}
	}
	if !s.greeted && len(s.Threads) == 0 && !s.Finishing && !s.closed {
		return Greet{Turn: s.nextTurn()}
	}
	if a := s.unscored(); a != nil {
		return Score{Answer: a.AnswerGiven}
	}
	if t, ok := s.last(); ok {
		if act := s.inThread(t); act != nil {
			return act
		}
	}
	switch {
	case s.closed:
		return s.allJudgedFirst(Append{Event: Finished{}})
	case !s.Finishing && len(s.Threads) < len(s.Plan.Questions):
		return Ask{Turn: s.nextTurn(), Thread: len(s.Threads)}
	default:
		return Close{Turn: s.nextTurn()}
	}
}

// inThread is what the last thread still needs, nil when it is done with.
func (s State) inThread(t Thread) Action {
	thread := len(s.Threads) - 1
	switch {
	case t.Cause != "":
		return s.afterThread(t, thread)
	case t.Skipped:
		return closing(thread, CauseSkipped)
	case s.Finishing:
		return closing(thread, CauseFinished) // its judges are waited for at the end
	case t.hint != "":
		return Hint{Turn: s.nextTurn(), Thread: thread, KeyPoint: t.hint}
	case t.repeat:
		return Repeat{Turn: s.nextTurn(), Thread: thread, Again: t.prompt}
	case !t.answered:
		return Wait{}
	}
	brief, cause := s.choose(t, thread)
	if cause != "" {
		return s.judgedFirst(t, closing(thread, cause))
	}
	return FollowUp{Turn: s.nextTurn(), Thread: thread, Brief: brief}
}

// afterThread is the coach's part. A question without key points gets no
// feedback: there is nothing to hold the answer against.
func (s State) afterThread(t Thread, thread int) Action {
	if s.Plan.Settings.Mode != Coach || s.Finishing || s.closed || t.goneOn {
		return nil
	}
	if len(s.Question(thread).KeyPoints) == 0 {
		return nil
	}
	if t.feedback == "" {
		return Feedback{Turn: s.nextTurn(), Thread: thread}
	}
	return Wait{}
}

func closing(thread int, c Cause) Action {
	return Append{Event: ThreadClosed{Thread: thread, Cause: c}}
}

func (s State) nextTurn() string   { return fmt.Sprintf("t%d", s.turns+1) }
func (s State) nextAnswer() string { return fmt.Sprintf("a%d", s.answers+1) }
