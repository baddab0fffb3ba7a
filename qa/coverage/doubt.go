package coverage

import (
	"math"

	"mondo/qa"
)

// Words cannot tell a paraphrase that shares none of them from other talk. So a
// point that seems missed is the more doubtful the more the answer says that no
// key point explains: it may have been said in quite other words. This lowers
// the confidence only, never the level: talk earns nothing.

const (
	// roomPerPoint is how many unexplained words there must be for each missed
	// point for it to have been said among them.
	roomPerPoint = 5
	// roomDoubt is how much doubt that room casts at most.
	roomDoubt = 0.3
	// loneRecall is what must be said of another point of the question for a
	// match not to stand alone; the words of one that does may be there by chance.
	loneRecall = 0.3
	// loneDoubt is how much doubt that casts.
	loneDoubt = 0.15
)

// room is how much place the answer has for points told in other words, 0 to 1.
func (m *matcher) room(all []measured, verdicts []qa.Verdict) float64 {
	missed := 0
	for i := range verdicts {
		if verdicts[i].Level == qa.Missed && !all[i].against {
			missed++
		}
	}
	if missed == 0 {
		return 0
	}
	explained := map[int32]bool{}
	for i := range all {
		if verdicts[i].Level == qa.Missed {
			continue
		}
		for at := range all[i].used {
			explained[at] = true
		}
	}
	free := 0.0
	for i := range m.answer.terms {
		x := &m.answer.terms[i]
		if x.clause < 0 || x.weight < weightAdverb || explained[x.start] {
			continue
		}
		if c := &m.answer.clauses[x.clause]; !c.masked && !c.list && !c.polarity.denies() {
			free += x.weight
		}
	}
	return math.Min(1, free/(roomPerPoint*float64(missed)))
}

// lone reports whether the answer says next to nothing of the question's other
// points. It is so of an answer to another question.
func lone(all []measured, i int) bool {
	for j := range all {
		if j != i && all[j].recall >= loneRecall {
			return false
		}
	}
	return len(all) > 1
}

// doubt lowers the confidence in missed points by the room for them, and in
// matches that stand alone.
func (m *matcher) doubt(all []measured, verdicts []qa.Verdict) {
	if m.stuffed {
		return
	}
	room := m.room(all, verdicts)
	for i := range verdicts {
		v := &verdicts[i]
		if v.Level == qa.Missed && !all[i].against {
			v.Confidence *= 1 - roomDoubt*room
		}
		if v.Level != qa.Missed && lone(all, i) {
			v.Confidence *= 1 - loneDoubt
		}
		v.Unsure = v.Confidence < sureLine
	}
}
