package interview

// UnjudgedLate is the code of [AnswerUnjudged] for a judge who still reads: the
// thread does not wait for the verdicts, the end of the interview does once more.
const UnjudgedLate = "late"

// UnjudgedSlow is the code for a judge whose verdicts were waited for in vain,
// also at the end.
const UnjudgedSlow = "slow"

// unjudged notes that an answer's judge is not waited for. That a judge is late
// does not undo that there will be none.
func (s State) unjudged(e AnswerUnjudged) State {
	return s.inAnswer(e.Answer, func(a *Answer) bool {
		if e.Code == "" || !s.mayRead(*a) || a.Unjudged == e.Code {
			return false
		}
		a.Unjudged = e.Code
		return true
	})
}

// unjudged is why no judge's verdicts count, "" when they do or may yet.
func (a Answer) unjudged() string {
	if a.Revision > 1 {
		return ""
	}
	return a.Unjudged
}

// Unjudged lists the answers that a judge is to read: scored by words alone, by
// the interview's settings worth a model, and not given up. A judge who is late
// goes on reading.
func (s State) Unjudged() []Answer {
	if s.Ended {
		return nil
	}
	var all []Answer
	for _, t := range s.Threads {
		for _, a := range t.Answers {
			if s.mayRead(a) {
				all = append(all, a)
			}
		}
	}
	return all
}

// mayRead says whether a judge's verdicts may still be hoped for.
func (s State) mayRead(a Answer) bool {
	return s.wantsJudge(a) && (a.Unjudged == "" || a.Unjudged == UnjudgedLate)
}

// wantsJudge: of an answer that only says "I don't know" there is nothing to read.
func (s State) wantsJudge(a Answer) bool {
	return s.Plan.Settings.Model && a.Revision == 1 && !a.Scores.DontKnow
}

// judgedFirst puts the wait for the thread's judges before an action: what the
// words seem to lack may have been said in other words, and what they seem to
// have may be worth another question.
func (s State) judgedFirst(t Thread, then Action) Action {
	for _, a := range t.Answers {
		if s.wantsJudge(a) && a.Unjudged == "" {
			return Judge{Answer: a.AnswerGiven}
		}
	}
	return then
}

// allJudgedFirst waits once more for all judges, the late ones too, so that the
// report says what they found.
func (s State) allJudgedFirst(then Action) Action {
	if waiting := s.Unjudged(); len(waiting) > 0 {
		return Judge{Answer: waiting[0].AnswerGiven}
	}
	return then
}

// Allows says whether a follow-up that is being worded may still be said,
// although verdicts that came meanwhile would choose another: a question is not
// taken back in the middle because somebody had second thoughts.
func (s State) Allows(f FollowUp) bool {
	t, ok := s.last()
	return ok && s.planned && !s.Ended && !s.Paused && !s.Finishing &&
		f.Thread == len(s.Threads)-1 && f.Turn == s.nextTurn() &&
		t.Cause == "" && t.answered && !t.Skipped && s.unscored() == nil
}
