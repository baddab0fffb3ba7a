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
		if target, others, reason, ok := c.target(); ok {
			return c.brief(target, others, reason), ""
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

// target is what to ask about next.
func (c choice) target() (target qa.KeyPoint, others []qa.KeyPoint, reason qa.Reason, ok bool) {
	for _, st := range steps(c.persona) {
		if st.most > 0 && c.askedFor(st.reason) >= st.most {
			continue
		}
		if fit := c.fitting(st); len(fit) > 0 {
			return fit[0], sameArea(fit[0], fit[1:]), st.reason, true
		}
	}
	if k, ok := c.deepen(); ok {
		return k, nil, qa.ReasonDeepen, true
	}
	return qa.KeyPoint{}, nil, "", false
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

// sameArea keeps the points under the target's label: a follow-up that names
// the area asks after all of them.
func sameArea(target qa.KeyPoint, rest []qa.KeyPoint) []qa.KeyPoint {
	if target.Label == "" {
		return nil
	}
	return slices.DeleteFunc(rest, func(k qa.KeyPoint) bool { return k.Label != target.Label })
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

func (c choice) brief(target qa.KeyPoint, others []qa.KeyPoint, reason qa.Reason) qa.Brief {
	last := c.lastAnswer()
	b := qa.Brief{
		Question: c.question,
		Target:   target,
		Others:   others,
		Reason:   reason,
		Answer:   last.Text,
		Vague:    last.Scores.Vague,
		DontKnow: last.Scores.DontKnow,
		Asked:    c.thread.FollowUps(),
	}
	if reason != qa.ReasonMissed {
		b.Evidence = c.evidence(target)
	}
	return b
}
