package coverage

import (
	"math"
	"sort"
	"strings"
)

// mention is a place where an answer names a head.
type mention struct {
	at   int32
	head int
}

// mentions finds where the answer names the heads of a contrasted point, in order.
func (m *matcher) mentions(p *point) []mention {
	var out []mention
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			if !e.terms[j].head {
				continue
			}
			for _, h := range m.hits(p, &e.terms[j]) {
				if h.sim >= simTypo {
					out = append(out, mention{h.from, e.head})
				}
			}
		}
	}
	sort.Slice(out, func(a, b int) bool {
		return out[a].at < out[b].at || out[a].at == out[b].at && out[a].head < out[b].head
	})
	return m.formerLatter(out)
}

// formerLatter adds 前者 and 後者, "the former" and "the latter": the heads in the
// order in which the answer first named them.
func (m *matcher) formerLatter(out []mention) []mention {
	if len(out) == 0 {
		return out
	}
	first := out[0].head
	second := 0
	for _, x := range out {
		if x.head != first {
			second = x.head
			break
		}
	}
	added := false
	for i := range m.answer.morphs {
		switch x := &m.answer.morphs[i]; x.base {
		case "前者", "former":
			out, added = append(out, mention{x.start, first}), true
		case "後者", "latter":
			out, added = append(out, mention{x.start, second}), true
		}
	}
	if added {
		sort.SliceStable(out, func(a, b int) bool { return out[a].at < out[b].at })
	}
	return out
}

// governor is the head that governs what stands at rune at: one named in the same
// piece of the sentence, else in the same clause, else the last one named before;
// within each the last before it, else the first after it. 0 when none is. plain
// tells that it stands in the same piece.
func (m *matcher) governor(mentions []mention, at int32) (head int, plain bool) {
	from, to := m.piece(at)
	if h := nearest(mentions, at, from, to); h != 0 {
		return h, true
	}
	if c := m.clauseAt(at); c >= 0 {
		cl := &m.answer.clauses[c]
		if h := nearest(mentions, at, int32(cl.start), int32(cl.end)); h != 0 {
			return h, false
		}
	}
	last := 0
	for _, x := range mentions {
		if x.at < at {
			last = x.head
		}
	}
	return last, false
}

func nearest(mentions []mention, at, from, to int32) int {
	before, after := 0, 0
	for _, x := range mentions {
		switch {
		case x.at < from || x.at >= to:
		case x.at <= at:
			before = x.head
		case after == 0:
			after = x.head
		}
	}
	if before != 0 {
		return before
	}
	return after
}

// piece gives the edges of what stands between two commas (or clause ends)
// around rune at.
func (m *matcher) piece(at int32) (from, to int32) {
	c := m.clauseAt(at)
	if c < 0 {
		return at, at + 1
	}
	cl := &m.answer.clauses[c]
	from, to = int32(cl.start), int32(cl.end)
	for i := at; i > from; i-- {
		if pieceMark(m.answer.r[i-1]) {
			from = i
			break
		}
	}
	for i := at; i < to; i++ {
		if pieceMark(m.answer.r[i]) {
			to = i
			break
		}
	}
	return from, to
}

func pieceMark(c rune) bool { return strings.ContainsRune("、,;。", c) }

// assignRoles drops the hits of a contrasted point that are said of another
// head, and notes when the point is told the wrong way round: when more is
// plainly said of the other head than of the right one, or when something of
// either is said of the other.
func (m *matcher) assignRoles(p *point, f *measured) {
	mentions := m.mentions(p)
	if len(mentions) == 0 {
		return
	}
	right, plain, wrong := 0.0, 0.0, map[int]float64{}
	for i := range p.elements {
		e := &p.elements[i]
		if e.head == 0 {
			continue
		}
		for j := range e.terms {
			w := &e.terms[j]
			if w.head || p.sharedByHeads(e, w) {
				continue
			}
			r, bad := m.roleRow(p, e, w, mentions)
			f.rows[i][j] = r
			switch {
			case best(r) > 0:
				right += w.weight
			case bad != nowhere:
				wrong[e.head] += w.weight
				if bad == plainly {
					plain += w.weight
				}
			}
		}
	}
	f.against = len(wrong) > 1 && sum(wrong) > right || !p.byAmount && plain > right
}

func sum(of map[int]float64) (x float64) {
	for _, v := range of {
		x += v
	}
	return x
}

// misplaced is where a word is said of another head.
type misplaced uint8

const (
	nowhere misplaced = iota
	somehow           // by what was named before
	plainly           // in one breath with it
)

func best(r row) float64 {
	x := 0.0
	for i := range r {
		x = math.Max(x, r[i].sim)
	}
	return x
}

// roleRow is the row of w with only the hits that are said of e's head. bad
// reports where there are hits said of another one.
func (m *matcher) roleRow(p *point, e *element, w *want, mentions []mention) (r row, bad misplaced) {
	r = make(row, len(m.answer.clauses))
	for _, h := range m.hits(p, w) {
		c := m.clauseAt(h.from)
		if c < 0 {
			continue
		}
		if g, plain := m.governor(mentions, h.from); g != 0 && g != e.head {
			switch {
			case h.sim < simTypo:
			case plain:
				bad = plainly
			default:
				bad = max(bad, somehow)
			}
			continue
		}
		if h.sim > r[c].sim {
			r[c] = h
		}
	}
	return r, bad
}

// oneSided reports whether the answer leaves one side of a contrast out: it says
// next to nothing of it, and does not compare either ("A is cheaper than B").
func (m *matcher) oneSided(p *point, said []saying) bool {
	score := map[int]float64{}
	for i := range p.elements {
		if e := &p.elements[i]; e.head > 0 && e.role == roleBody {
			score[e.head] = math.Max(score[e.head], said[i].score)
		}
	}
	for _, s := range score {
		if s < leastSide {
			return true
		}
	}
	return false
}

// leastSide is what must be said of a side of a contrast for it to be told.
const leastSide = 0.25

// sharedByHeads reports whether elements of other heads want the same word.
func (p *point) sharedByHeads(e *element, w *want) bool {
	for i := range p.elements {
		o := &p.elements[i]
		if o.head == 0 || o.head == e.head {
			continue
		}
		for j := range o.terms {
			if w.term.number < 0 && o.terms[j].term.key == w.term.key && !o.terms[j].head {
				return true
			}
		}
	}
	return false
}
