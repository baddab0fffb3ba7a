package coverage

import "math"

// measure finds the window of neighbouring clauses that says most of p.
func (m *matcher) measure(p *point, labels []mention) measured {
	f := measured{rows: make([][]row, len(p.elements))}
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			f.rows[i] = append(f.rows[i], m.row(p, &e.terms[j]))
		}
	}
	if p.contrasted {
		m.assignRoles(p, &f)
	}
	m.bindLabels(p, &f, labels)
	size := windowSize(p)
	n := len(m.answer.clauses)
	said := speaks(f.rows, n)
	for from := 0; from < n; from++ {
		if !said[from] { // the window that starts after it says no less
			continue
		}
		to := min(from+size, n)
		if r := m.recall(p, f.rows, from, to); r > f.recall {
			f.recall, f.from, f.to = r, from, to
		}
	}
	m.weighContrary(p, &f)
	m.weighMatched(p, &f)
	return f
}

// windowSize is how many neighbouring clauses may say a point: a few more than
// it has parts, for people take several breaths over one; twice that for a flow,
// which is told at length.
func windowSize(p *point) int {
	if p.flow {
		return 3 + 2*len(p.elements)
	}
	return 3 + len(p.elements)
}

// speaks tells which clauses say anything of a point.
func speaks(rows [][]row, clauses int) []bool {
	out := make([]bool, clauses)
	for _, element := range rows {
		for _, r := range element {
			for c := range r {
				if r[c].sim > 0 {
					out[c] = true
				}
			}
		}
	}
	return out
}

// weighMatched adds up which words of the answer the window's recall rests on.
func (m *matcher) weighMatched(p *point, f *measured) {
	f.used = map[int32]bool{}
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			if h, ok := m.bestFit(p, e, f.rows[i], j, f.from, f.to); ok {
				f.used[h.from] = true
			}
		}
	}
}

func (m *matcher) recall(p *point, rows [][]row, from, to int) float64 {
	sum, all := 0.0, 0.0
	for i := range p.elements {
		e := &p.elements[i]
		sum += e.weight * m.saying(p, e, rows[i], from, to).score
		all += e.weight
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// saying is how much of e the clauses from to to say. The words of one element
// must stand near one another; what lies clauses apart is of different things.
// So is what no single clause says a fair part of.
func (m *matcher) saying(p *point, e *element, rows []row, from, to int) saying {
	var s saying
	alone := 0.0
	for at := from; at < to; at++ {
		one := m.sayingIn(p, e, rows, at, at+1)
		alone = math.Max(alone, one.score)
		x := one
		if at+elementSpan <= to {
			x = m.sayingIn(p, e, rows, at, at+elementSpan)
		}
		x.contrary = math.Max(x.contrary, s.contrary)
		if x.score > s.score || at == from {
			s = x
		} else {
			s.contrary = x.contrary
		}
	}
	if s.score > 0 && alone < fairPart*s.score {
		s.score *= scattered
	}
	return s
}

const (
	// elementSpan is over how many clauses the words of one element may be spread.
	elementSpan = 2
	// fairPart is what share of an element's words one clause must say, of those
	// that are said at all, for them to belong together.
	fairPart = 0.6
	// scattered is what words count that do not.
	scattered = 0.6
)

func (m *matcher) sayingIn(p *point, e *element, rows []row, from, to int) saying {
	var s saying
	all, top := 0.0, 0.0
	for j := range rows {
		best, contrary := 0.0, 0.0
		for c := from; c < to; c++ {
			h := &rows[j][c]
			if h.sim == 0 || !m.counts(p, c) {
				continue
			}
			fits := m.fitAt(p, e, &e.terms[j], rows, c, h.from)
			if sim := h.sim * fits; sim > best {
				best = sim
				if sim*e.terms[j].weight > top {
					top, s.at = sim*e.terms[j].weight, h.from
				}
			}
			contrary = math.Max(contrary, h.sim*(1-fits))
		}
		s.score += best * e.terms[j].weight
		if best < simLoose {
			s.contrary += contrary * e.terms[j].weight
		}
		all += e.terms[j].weight
	}
	if all > 0 {
		s.score, s.contrary = s.score/all, s.contrary/all
	}
	return s
}
