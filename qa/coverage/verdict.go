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
	rest         float64        // how much is said of what is not contradicted
	contested    bool           // a good part of an element is denied
	bare         bool           // the deed is told without its figure
	oneSided     bool           // of a contrast only one side is told
	focus        float64        // recall of the best single clause
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
// the whole is told the wrong way round or what is not contradicted is hardly
// said, else to partial.
func (f *measured) veto(v *qa.Verdict) {
	if (f.oneSided || f.contested || f.bare) && v.Level == qa.Covered {
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
	case f.rest < leastRest:
		v.Level, v.Confidence = qa.Missed, math.Max(v.Confidence, contradictedConfidence)
	case v.Level == qa.Covered:
		v.Level = qa.Partial
		v.Confidence *= cappedConfidence
	}
}

const (
	contraryShare  = 0.45 // of an element's words, denied ones that contradict it
	contestedShare = 0.3  // … that keep it from being covered
	leastRest      = 0.5  // of what is not contradicted, said, for partial
	richElement    = 4    // words said of an element that make a wrong amount in it a detail
	// How sure a veto is, from how often those on marked answers are right.
	vetoConfidence         = 0.8
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
		case f.said[i].contradicted || f.against && f.said[i].score >= 0.5:
			x.Presence = qa.Contradicted
		case f.said[i].score >= 0.5:
			x.Presence = qa.Present
		}
		out = append(out, x)
	}
	return out
}

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
	for c := f.from; c < f.to; c++ {
		f.focus = math.Max(f.focus, m.recall(p, f.rows, c, c+1))
	}
}

// weighContrary looks in the window for what the answer says against the point.
func (m *matcher) weighContrary(p *point, f *measured) {
	f.said = make([]saying, len(p.elements))
	body, against, rest, restSaid := 0.0, 0.0, 0.0, 0.0
	for i := range p.elements {
		e := &p.elements[i]
		s := &f.said[i]
		*s = m.saying(p, e, f.rows[i], f.from, f.to)
		if e.role != roleBody {
			continue
		}
		body += e.weight
		s.contradicted = s.contrary >= contraryShare && s.contrary > s.score ||
			m.otherAmount(p, e, f.rows, f.rows[i], f.from, f.to) || m.oppositeWord(p, e, f.rows[i], f.from, f.to)
		f.contested = f.contested || s.contrary >= contestedShare && !e.polarity.denies()
		if s.contradicted {
			against += e.weight
		}
		if !s.contradicted || s.score*float64(len(e.terms)) >= richElement && s.contrary < contestedShare {
			rest, restSaid = rest+e.weight, restSaid+e.weight*s.score
		}
	}
	if body > 0 {
		f.contradicted = against / body
	}
	if rest > 0 {
		f.rest = restSaid / rest
	}
	f.bare = m.withoutFigure(p, f)
	f.oneSided = p.contrasted && m.oneSided(p, f.said)
	f.against = f.against || m.reversed(p, f.said) || m.turned(p, f.rows, f.from, f.to)
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
			fits := m.fitAt(p, e, rows, c, h.from)
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

// fitAt is how well what stands at rune at of clause c fits the element's polarity.
func (m *matcher) fitAt(p *point, e *element, rows []row, c int, at int32) float64 {
	cl := &m.answer.clauses[c]
	pol := cl.polarityAt(at)
	if e.denied >= 0 && !pol.denies() && rows[e.denied][c].sim < simTypo {
		return otherWords
	}
	return fit(p, e, pol, cl.done)
}

// fit is how well a clause of polarity c can convey an element: 1 fully, 0 it
// says the contrary. done tells that the clause reports what was done.
func fit(p *point, e *element, c polarity, done bool) float64 {
	wish := e.polarity == desired || p.wish
	switch {
	case e.polarity.denies():
		if c.denies() {
			return 1
		}
		return deniedTold
	case c == affirmed && wish && done:
		return deniedTold
	case c == affirmed && wish:
		return wishTold
	case c == affirmed:
		return 1
	case c == desired && wish, c == notYet && wish:
		return 1
	case c == desired:
		return doneWished
	case p.limit:
		return limitDenied
	}
	return deniedTold
}

const (
	deniedTold  = 0.15 // what is denied here was said there
	wishTold    = 0.6  // a wish told without a word of wishing
	doneWished  = 0.7  // what was done told as a wish; often only politeness
	otherWords  = 0.7  // what is denied here may be said there in other words
	limitDenied = 0.8  // a limit ("three cases only") told as a denial ("hardly any")
)

// assignRoles drops the hits of a contrasted point that are said of another
// head, and notes when they outweigh the rest.
func (m *matcher) assignRoles(p *point, f *measured) {
	mentions := m.mentions(p)
	if len(mentions) == 0 {
		return
	}
	right, wrong := 0.0, 0.0
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
			if best(r) > 0 {
				right += w.weight
			} else if bad {
				wrong += w.weight
			}
		}
	}
	f.against = wrong > right
}

func best(r row) float64 {
	x := 0.0
	for i := range r {
		x = math.Max(x, r[i].sim)
	}
	return x
}

// roleRow is the row of w with only the hits that are said of e's head. bad
// reports that there are hits said of another one.
func (m *matcher) roleRow(p *point, e *element, w *want, mentions []mention) (r row, bad bool) {
	r = make(row, len(m.answer.clauses))
	for _, h := range m.hits(p, w) {
		c := m.clauseAt(h.from)
		if c < 0 {
			continue
		}
		if g := m.governor(mentions, h.from); g != 0 && g != e.head {
			bad = bad || h.sim >= simTypo
			continue
		}
		if h.sim > r[c].sim {
			r[c] = h
		}
	}
	return r, bad
}

// withoutFigure reports whether a point has figures and the answer says none of
// them: the deed without its figure is part of the point.
func (m *matcher) withoutFigure(p *point, f *measured) bool {
	has := false
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		for j := range e.terms {
			k := e.terms[j].term.number
			if k < 0 || p.text.numbers[k].weak || p.text.numbers[k].unit == unitFrequency {
				continue
			}
			has = true
			if _, ok := m.bestAt(f.rows[i][j], f.from, f.to); ok {
				return false
			}
		}
	}
	return has
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
