package coverage

import "strings"

// A flow is conveyed by its steps in their order, and "from A to B" by A before B.

// leastSteps is from how many steps on an order can be told.
const leastSteps = 3

// reversed reports whether the answer tells the steps of a flow in another
// order: less than three quarters of the pairs of steps stand as they should. One
// step put in elsewhere is a slip of the telling; two are another process.
func (m *matcher) reversed(p *point, said []saying) bool {
	if !p.flow {
		return false
	}
	var at []int32
	for i := range p.elements {
		if p.elements[i].role == roleBody && said[i].score >= 0.5 {
			at = append(at, said[i].at)
		}
	}
	if len(at) < leastSteps {
		return false
	}
	right, all := 0, 0
	for i := range at {
		for j := i + 1; j < len(at); j++ {
			if at[i] == at[j] {
				continue
			}
			all++
			if at[i] < at[j] {
				right++
			}
		}
	}
	return all > 0 && right*4 < all*3
}

// turned reports whether the answer has a "from A to B" of the point the other
// way round.
func (m *matcher) turned(p *point, rows [][]row, from, to int) bool {
	for _, d := range p.directions {
		a, okA := m.bestAt(rows[d.fromElement][d.fromTerm], from, to)
		b, okB := m.bestAt(rows[d.toElement][d.toTerm], from, to)
		if !okA || !okB || a.from == b.from || m.clauseAt(a.from) != m.clauseAt(b.from) {
			continue
		}
		if m.goesTo(b, a) {
			return true
		}
	}
	return false
}

func (m *matcher) bestAt(r row, from, to int) (hit, bool) {
	best := hit{}
	for c := from; c < to; c++ {
		if r[c].sim > best.sim && !m.answer.clauses[c].masked {
			best = r[c]
		}
	}
	return best, best.sim >= simTypo
}

// goesTo reports whether the answer goes from a to b: a stands first with から or
// an arrow after it, or "from a to b" and "to b from a" in English.
func (m *matcher) goesTo(a, b hit) bool {
	t := m.answer
	after := t.text(int(a.to), min(len(t.r), int(a.to)+12))
	before := t.text(max(0, int(a.from)-24), int(a.from))
	switch {
	case a.from < b.from && (fromAfter(after) || strings.Contains(before, "from ") || strings.Contains(t.text(int(a.to), int(b.from)), " to ")):
		return true
	case a.from > b.from && strings.HasSuffix(strings.TrimSpace(before), "from"):
		return true
	}
	return false
}

func fromAfter(s string) bool {
	i := strings.Index(s, "から")
	if i < 0 {
		i = strings.Index(s, "→")
	}
	return i >= 0 && i <= 12
}

// direction is a "from A to B" in a point: which words A and B are.
type direction struct {
	fromElement, fromTerm, toElement, toTerm int
}

// findDirections finds A→B and AからB (words or amounts) in a point that is no
// longer flow.
func (p *point) findDirections() {
	t := p.text
	arrows := strings.Count(string(t.r), "→")
	p.flow = arrows >= 2
	if p.flow {
		return
	}
	for i := range p.elements {
		for j := range p.elements[i].terms {
			x := p.elements[i].terms[j].term
			rest := t.text(int(x.end), min(len(t.r), int(x.end)+4))
			trimmed := strings.TrimSpace(rest)
			if !strings.HasPrefix(trimmed, "→") && !(strings.HasPrefix(trimmed, "から") && x.number >= 0) {
				continue
			}
			if e2, j2, ok := p.after(x); ok {
				y := p.elements[e2].terms[j2].term
				if x.number >= 0 && y.number < 0 {
					continue
				}
				p.directions = append(p.directions, direction{i, j, e2, j2})
			}
		}
	}
}

// after finds the next word of the body after x.
func (p *point) after(x *term) (int, int, bool) {
	for i := range p.elements {
		for j := range p.elements[i].terms {
			if y := p.elements[i].terms[j].term; y.start >= x.end && y.start-x.end < 6 && p.elements[i].role == roleBody {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}
