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

// findDirections finds A→B, AからBへ and "from A to B" (words or amounts) in a
// point that is no longer flow.
func (p *point) findDirections() {
	t := p.text
	p.flow = strings.Count(string(t.r), "→") >= 2
	if p.flow {
		return
	}
	for i := range p.elements {
		for j := range p.elements[i].terms {
			x := p.elements[i].terms[j].term
			e2, j2, ok := p.goal(x)
			if ok && (x.number < 0 || p.elements[e2].terms[j2].term.number >= 0) {
				p.directions = append(p.directions, direction{i, j, e2, j2})
			}
		}
	}
}

// goal finds the word that x leads to, if x is where something comes from.
func (p *point) goal(x *term) (int, int, bool) {
	t := p.text
	rest := strings.TrimSpace(t.text(int(x.end), min(len(t.r), int(x.end)+4)))
	before := t.text(max(0, int(x.start)-6), int(x.start))
	switch {
	case strings.HasPrefix(rest, "→"):
		return p.after(x.end, 6)
	case strings.HasPrefix(rest, "から"):
		i, j, ok := p.after(x.end, 6)
		if ok && (x.number >= 0 || towards(t, p.elements[i].terms[j].term)) {
			return i, j, true
		}
	case strings.HasSuffix(before, "from "):
		span := t.text(int(x.end), min(len(t.r), int(x.end)+40))
		if at := strings.Index(span, " to "); at >= 0 && !strings.ContainsAny(span[:at], ",.;") {
			return p.after(x.end+int32(len([]rune(span[:at]))+3), 4)
		}
	}
	return 0, 0, false
}

// towards reports whether a Japanese word is followed by へ or に.
func towards(t *text, x *term) bool {
	rest := t.text(int(x.end), min(len(t.r), int(x.end)+4))
	return strings.ContainsAny(rest, "へに")
}

// after finds the first word of the body that starts at or within gap runes
// after rune from.
func (p *point) after(from, gap int32) (int, int, bool) {
	for i := range p.elements {
		for j := range p.elements[i].terms {
			if y := p.elements[i].terms[j].term; y.start >= from && y.start-from < gap && p.elements[i].role == roleBody {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}
