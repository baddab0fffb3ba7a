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
	featElsewhere        // how much better the words fit another question of the sheet
	featPresent          // what share of its parts is there, each yes or no
	featUnsaid           // what share of its figures is not said
	featOneSided         // of a contrast only one side is told
	nFeatures
)

// features sums up what was found for point i of the question.
func (m *matcher) features(q *question, all []measured, i int, other float64) features {
	p, f := q.points[i], &all[i]
	var x features
	x[featRecall] = f.recall
	x[featWeakest], x[featStrongest] = extremes(p, f)
	x[featOwn] = m.own(q, all, i)
	x[featElsewhere] = math.Max(0, other-f.recall)
	x[featPresent] = present(p, f)
	x[featUnsaid] = f.unsaid
	if f.oneSided {
		x[featOneSided] = 1
	}
	return x
}

// present is the share of the body's elements, by weight, that are there.
func present(p *point, f *measured) float64 {
	there, all := 0.0, 0.0
	for i := range p.elements {
		if p.elements[i].role != roleBody {
			continue
		}
		all += p.elements[i].weight
		if f.said[i].score >= presentScore {
			there += p.elements[i].weight
		}
	}
	if all == 0 {
		return 0
	}
	return there / all
}

// presentScore is how much must be said of an element for it to be there.
const presentScore = 0.5

// extremes are the scores of the body's least and best said elements. Elements
// of next to no weight do not count.
func extremes(p *point, f *measured) (weakest, strongest float64) {
	weakest = 1
	some := false
	slight := p.slight()
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody || e.weight < slight {
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

// slight is the weight below which an element of the body is as good as none.
func (p *point) slight() float64 {
	heaviest := 0.0
	for i := range p.elements {
		if p.elements[i].role == roleBody {
			heaviest = math.Max(heaviest, p.elements[i].weight)
		}
	}
	return heaviest * slightElement
}

// slightElement is the share of the heaviest element's weight below which an
// element is an aside.
const slightElement = 0.2
