package coverage

import (
	"math"

	"mondo/qa"
)

// measured is what the matcher found for one key point.
type measured struct {
	recall   float64
	from, to int // the window of clauses
	rows     [][]row
	said     []saying // by element
	// contradicted is the weight of the elements that the answer contradicts, as
	// a share of the body's.
	contradicted float64
	against      bool           // the point as a whole is told the wrong way round
	contested    bool           // a good part of an element is denied
	unsaid       float64        // share of its figures that is not told
	oneSided     bool           // of a contrast only one side is told
	used         map[int32]bool // runes where the words matched stand
}

// saying is what an answer says of one element.
type saying struct {
	score        float64 // how much of it is said, 0 to 1
	contrary     float64 // how much of it is said with the wrong polarity
	contradicted bool
	at           int32 // where the best of it is said, in runes
}

// verdict decides on one key point.
func (m *matcher) verdict(p *point, f *measured, x features) qa.Verdict {
	level, confidence := decide(x)
	v := qa.Verdict{KeyPoint: p.id, Level: level, Confidence: confidence}
	f.veto(&v)
	v.Elements = m.presence(p, f)
	if v.Level != qa.Missed || v.Contradicted {
		v.Evidence = m.evidence(p, f)
	}
	return v
}

// veto lowers the level of a point that the answer contradicts: to missed when
// the whole is told the wrong way round or little of it is told at all, else to
// partial.
func (f *measured) veto(v *qa.Verdict) {
	if f.contested && v.Level == qa.Covered {
		v.Level = qa.Partial
		v.Confidence *= cappedConfidence
	}
	if !f.against && f.contradicted == 0 {
		return
	}
	v.Contradicted = true
	switch {
	case f.against:
		v.Level, v.Confidence = qa.Missed, vetoConfidence
	case f.recall < leastTold:
		v.Level, v.Confidence = qa.Missed, math.Max(v.Confidence, contradictedConfidence)
	case v.Level == qa.Covered:
		v.Level = qa.Partial
		v.Confidence *= cappedConfidence
	}
}

const (
	contraryShare  = 0.45 // of an element's words, denied ones that contradict it
	contestedShare = 0.3  // … that keep it from being covered
	leastTold      = 0.4  // of a point that is contradicted in part, said, for partial
	// How sure a veto is, from how often those on marked answers are right.
	vetoConfidence         = 0.65
	contradictedConfidence = 0.7
	cappedConfidence       = 0.8
)

// presence explains the verdict element by element.
func (m *matcher) presence(p *point, f *measured) []qa.Element {
	var out []qa.Element
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		x := qa.Element{Text: p.words(e), Presence: qa.Absent}
		switch {
		case f.said[i].contradicted || f.against && f.said[i].score >= presentScore:
			x.Presence = qa.Contradicted
		case f.said[i].score >= presentScore:
			x.Presence = qa.Present
		}
		out = append(out, x)
	}
	return out
}
