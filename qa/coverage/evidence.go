package coverage

import (
	"sort"

	"mondo/qa"
)

const (
	// maxEvidence is how many spans a verdict shows at most.
	maxEvidence = 4
	// leastEvidence is what a clause must say, as a share of what the best one
	// says, to be shown: a stray word is no evidence.
	leastEvidence = 0.25
)

// stretch is a piece of the answer with what it says of a point.
type stretch struct {
	from, to int // runes
	weight   float64
}

// evidence cuts what the verdict rests on out of the answer: of each clause of
// the window that says enough, the pieces between commas in which its words stand.
func (m *matcher) evidence(p *point, f *measured) []qa.Span {
	by := map[int]*stretch{}
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			h, ok := m.bestFit(p, e, f.rows[i], j, f.from, f.to)
			if !ok && f.against {
				h, ok = m.anyHit(p, f.rows[i][j], f.from, f.to)
			}
			if !ok {
				continue
			}
			from, to := m.piece(h.from)
			c := m.clauseAt(h.from)
			s := by[c]
			if s == nil {
				s = &stretch{from: int(from), to: int(to)}
				by[c] = s
			}
			s.from, s.to = min(s.from, int(from)), max(s.to, int(to), int(h.to))
			s.weight += h.sim * e.terms[j].weight
		}
	}
	return m.spans(by)
}

// anyHit is the best hit of a row whatever its clause says of it.
func (m *matcher) anyHit(p *point, r row, from, to int) (hit, bool) {
	best := hit{}
	for c := from; c < to; c++ {
		if r[c].sim > best.sim && m.counts(p, c) {
			best = r[c]
		}
	}
	return best, best.sim > 0
}

// spans turns the stretches that say enough into spans, in order.
func (m *matcher) spans(by map[int]*stretch) []qa.Span {
	list := make([]stretch, 0, len(by))
	top := 0.0
	for _, s := range by {
		list = append(list, *s)
		top = max(top, s.weight)
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].weight > list[j].weight || list[i].weight == list[j].weight && list[i].from < list[j].from
	})
	keep := list[:0]
	for _, s := range list {
		if s.weight >= leastEvidence*top && len(keep) < maxEvidence {
			keep = append(keep, s)
		}
	}
	sort.Slice(keep, func(i, j int) bool { return keep[i].from < keep[j].from })
	var out []qa.Span
	for _, s := range keep {
		out = appendSpan(m.answer, out, s.from, s.to)
	}
	return out
}

// appendSpan adds the runes from to to as a span of its own, without the white
// space and marks at its edges.
func appendSpan(t *text, spans []qa.Span, from, to int) []qa.Span {
	for from < to && edge(t.r[from]) {
		from++
	}
	for to > from && edge(t.r[to-1]) {
		to--
	}
	start, end := t.source(from, to)
	if n := len(spans); n > 0 && start < spans[n-1].End {
		start = spans[n-1].End
	}
	if start >= end {
		return spans
	}
	return append(spans, qa.Span{Start: start, End: end, Text: t.src[start:end]})
}

func edge(c rune) bool {
	switch c {
	case ' ', '\n', '、', '。', ',', ';', '.', '・', '-', '「', '(', '→':
		return true
	}
	return false
}
