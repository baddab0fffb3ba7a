package interview

import (
	"slices"

	"mondo/qa"
)

// choose picks the thread's next follow-up once its last answer is scored, or
// says why the thread closes.
func (s State) choose(t Thread, thread int) (qa.Brief, Cause) {
	q := s.Question(thread).Question
	c := choice{
		question: q,
		thread:   t,
		persona:  s.Plan.Settings.Persona,
		points:   conveyed(q, t.Answers),
	}
	if c.dontKnows() >= 2 {
		return qa.Brief{}, CauseDontKnow
	}
	if t.FollowUps() < s.Plan.Settings.FollowUps {
		if all := c.candidates(); len(all) > 0 {
			return c.brief(all), ""
		}
	}
	return qa.Brief{}, c.cause()
}

// choice is what a follow-up is chosen from.
type choice struct {
	question qa.Question
	thread   Thread
	persona  qa.Persona
	points   map[string]standing
}

// step is one class of targets. The steps of a persona are tried in order, and
// within a step the sheet's order counts.
type step struct {
	reason qa.Reason
	vital  bool
	want   func(standing) bool
	// most is how many follow-ups of this step's reason a thread may have,
	// 0 for no bound of its own.
	most int
}

func wrong(c standing) bool   { return c.Contradicted }
func missing(c standing) bool { return c.Level == qa.Missed }
func partly(c standing) bool  { return c.Level == qa.Partial }
func hazy(c standing) bool    { return c.Level == qa.Covered && c.Unsure }

// steps says how far a persona probes. What contradicts the sheet comes first
// for everyone: whoever says the opposite of their own notes wants to know.
func steps(p qa.Persona) []step {
	first := []step{
		{reason: qa.ReasonContradicted, vital: true, want: wrong},
		{reason: qa.ReasonContradicted, vital: false, want: wrong},
		{reason: qa.ReasonMissed, vital: true, want: missing},
	}
	switch p {
	case qa.Friendly:
		return append(first, step{reason: qa.ReasonPartial, vital: true, want: partly, most: 1})
	case qa.Demanding:
		return append(first,
			step{reason: qa.ReasonPartial, vital: true, want: partly},
			step{reason: qa.ReasonMissed, vital: false, want: missing},
			step{reason: qa.ReasonPartial, vital: false, want: partly},
			step{reason: qa.ReasonPartial, vital: true, want: hazy},
			step{reason: qa.ReasonPartial, vital: false, want: hazy},
		)
	default:
		return append(first, step{reason: qa.ReasonPartial, vital: true, want: partly})
	}
}

// candidates are what may be asked about, in the order of the steps; what is
// to be deepened comes last.
func (c choice) candidates() []qa.Candidate {
	var all []qa.Candidate
	for _, st := range steps(c.persona) {
		if st.most > 0 && c.askedFor(st.reason) >= st.most {
			continue
		}
		for _, k := range c.fitting(st) {
			all = append(all, c.candidate(k, st.reason))
		}
	}
	if k, ok := c.deepen(); ok {
		all = append(all, c.candidate(k, qa.ReasonDeepen))
	}
	return all
}

func (c choice) candidate(k qa.KeyPoint, reason qa.Reason) qa.Candidate {
	out := qa.Candidate{KeyPoint: k, Reason: reason}
	if reason != qa.ReasonMissed {
		out.Evidence = c.evidence(k)
	}
	return out
}

// fitting lists the key points of a step that were not asked about before for
// the same reason at the same level.
func (c choice) fitting(st step) []qa.KeyPoint {
	var fit []qa.KeyPoint
	for _, k := range c.question.KeyPoints {
		now := c.points[k.ID]
		before := asked{target: k.ID, reason: st.reason, level: now.Level}
		if k.Vital == st.vital && st.want(now) && !slices.Contains(c.thread.asked, before) {
			fit = append(fit, k)
		}
	}
	return fit
}

// sameArea lists the points that the first candidate's label covers too, for the
// same reason and as vital: a follow-up that names the area asks after all of them.
func sameArea(all []qa.Candidate) []qa.KeyPoint {
	target, reason := all[0].KeyPoint, all[0].Reason
	if target.Label == "" || reason == qa.ReasonDeepen {
		return nil
	}
	var others []qa.KeyPoint
	for _, c := range all[1:] {
		if c.Reason == reason && c.KeyPoint.Label == target.Label && c.KeyPoint.Vital == target.Vital {
			others = append(others, c.KeyPoint)
		}
	}
	return others
}

// deepen picks something that was conveyed, rather in the last answer and
// rather vital, and that was not deepened before.
func (c choice) deepen() (qa.KeyPoint, bool) {
	if !c.mayDeepen() {
		return qa.KeyPoint{}, false
	}
	best, rank := qa.KeyPoint{}, 0
	for _, k := range c.question.KeyPoints {
		r := c.depth(k)
		if r > rank {
			best, rank = k, r
		}
	}
	return best, rank > 0
}

func (c choice) mayDeepen() bool {
	switch c.persona {
	case qa.Friendly:
		return false
	case qa.Demanding:
		return true
	default:
		return c.vitalCovered() && c.askedFor(qa.ReasonDeepen) == 0
	}
}

// depth ranks a key point for deepening, 0 when it does not offer itself.
func (c choice) depth(k qa.KeyPoint) int {
	done := slices.ContainsFunc(c.thread.asked, func(a asked) bool {
		return a.target == k.ID && a.reason == qa.ReasonDeepen
	})
	if done || c.points[k.ID].Level != qa.Covered {
		return 0
	}
	rank := 1
	if k.Vital {
		rank++
	}
	if len(c.evidence(k)) > 0 {
		rank += 2
	}
	return rank
}

func (c choice) askedFor(r qa.Reason) int {
	n := 0
	for _, a := range c.thread.asked {
		if a.reason == r {
			n++
		}
	}
	return n
}

func (c choice) dontKnows() int {
	n := 0
	for _, a := range c.thread.Answers {
		if a.Scores.DontKnow {
			n++
		}
	}
	return n
}

func (c choice) vitalCovered() bool {
	return !slices.ContainsFunc(c.question.KeyPoints, func(k qa.KeyPoint) bool {
		return k.Vital && c.points[k.ID].Level != qa.Covered
	})
}

// cause is why nothing more is asked.
func (c choice) cause() Cause {
	switch {
	case c.lastAnswer().Scores.DontKnow:
		return CauseDontKnow
	case c.vitalCovered():
		return CauseCovered
	default:
		return CauseLimit
	}
}

func (c choice) lastAnswer() Answer {
	if len(c.thread.Answers) == 0 {
		return Answer{}
	}
	return c.thread.Answers[len(c.thread.Answers)-1]
}

// evidence is the words of the last answer that a key point's verdict rests on,
// or that contradict it.
func (c choice) evidence(k qa.KeyPoint) []qa.Span {
	last := c.lastAnswer().Scores
	for _, v := range last.Verdicts {
		if v.KeyPoint == k.ID && len(v.Evidence) > 0 {
			return v.Evidence
		}
	}
	var spans []qa.Span
	for _, claim := range last.Claims {
		if claim.KeyPoint == k.ID {
			spans = append(spans, claim.Span)
		}
	}
	return spans
}

// brief hands on what to ask about; the first of the candidates is the target.
func (c choice) brief(all []qa.Candidate) qa.Brief {
	last := c.lastAnswer()
	return qa.Brief{
		Question:   c.question,
		Target:     all[0].KeyPoint,
		Others:     sameArea(all),
		Reason:     all[0].Reason,
		Answer:     last.Text,
		Evidence:   all[0].Evidence,
		Vague:      last.Scores.Vague,
		DontKnow:   last.Scores.DontKnow,
		Asked:      c.thread.FollowUps(),
		Candidates: all,
	}
}
