package coverage

import "math"

// features are what the verdict on one key point is decided from, each 0 to 1.
// They say how much of the point is said and how safely, never how the answer
// is worded or how long it is.
type features [nFeatures]float64

const (
	featRecall    = iota // how much of the point the best window says
	featWeakest          // how much of its weakest part
	featStrongest        // how much of its strongest part
	featOwn              // as recall, without words that a better matching point explains
	featMass             // how much was matched in all: one shared word may be chance
	featFocus            // how much one single clause says
	featOnTopic          // how well the answer conveys the question's other points
	featElsewhere        // how much better the words fit another question of the sheet
	nFeatures
)

// fullMass is the weight of matched words from which chance is out of the question.
const fullMass = 4

// features sums up what was found for point i of the question.
func (m *matcher) features(q *question, all []measured, i int, other float64) features {
	p, f := q.points[i], &all[i]
	var x features
	x[featRecall] = f.recall
	x[featWeakest], x[featStrongest] = extremes(p, f)
	x[featOwn] = m.own(q, all, i)
	x[featMass] = math.Min(1, f.mass/fullMass)
	x[featFocus] = f.focus
	x[featOnTopic] = onTopic(all, i)
	x[featElsewhere] = math.Max(0, other-f.recall)
	return x
}

// extremes are the scores of the body's least and best said elements. Elements
// of next to no weight do not count.
func extremes(p *point, f *measured) (weakest, strongest float64) {
	weakest = 1
	some := false
	heaviest := 0.0
	for i := range p.elements {
		if p.elements[i].role == roleBody {
			heaviest = math.Max(heaviest, p.elements[i].weight)
		}
	}
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody || e.weight < heaviest*slightElement {
			continue
		}
		some = true
		weakest = math.Min(weakest, f.said[i].score)
		strongest = math.Max(strongest, f.said[i].score)
	}
	if !some {
		return f.recall, f.recall
	}
	return weakest, strongest
}

// slightElement is the share of the heaviest element's weight below which an
// element is an aside.
const slightElement = 0.2

// onTopic is the best recall among the other points of the question.
func onTopic(all []measured, i int) float64 {
	best, second := 0.0, 0.0
	for j := range all {
		if j == i {
			continue
		}
		r := all[j].recall
		if r > best {
			best, second = r, best
		} else if r > second {
			second = r
		}
	}
	return (best + second) / 2
}
