package coverage

import "math"

// What an answer says against an element: another amount of the same thing, or
// the opposite word, where the rest of the element is said.

// weighContrary looks in the window for what the answer says against the point.
func (m *matcher) weighContrary(p *point, f *measured) {
	f.said = make([]saying, len(p.elements))
	body, against := 0.0, 0.0
	slight := p.slight()
	for i := range p.elements {
		e := &p.elements[i]
		s := &f.said[i]
		*s = m.saying(p, e, f.rows[i], f.from, f.to)
		if e.role != roleBody {
			continue
		}
		body += e.weight
		s.contradicted = s.contrary >= contraryShare && s.contrary > s.score ||
			m.otherAmount(p, i, f.rows, f.from, f.to) || m.oppositeWord(p, e, f.rows[i], f.from, f.to)
		f.contested = f.contested || e.weight >= slight && s.contrary >= contestedShare && s.score < 1-contestedShare && !e.polarity.denies()
		if s.contradicted {
			against += e.weight
		}
	}
	if body > 0 {
		f.contradicted = against / body
	}
	f.unsaid = m.unsaidFigures(p, f)
	f.oneSided = p.contrasted && m.oneSided(p, f.said)
	f.against = f.against || m.reversed(p, f.said) || m.turned(p, f.rows, f.from, f.to)
}

// unsaidFigures is the share of a point's figures that the window does not say:
// the deed without its figure is part of the point.
func (m *matcher) unsaidFigures(p *point, f *measured) float64 {
	all, unsaid := 0.0, 0.0
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
			all++
			if _, ok := m.bestAt(f.rows[i][j], f.from, f.to); !ok {
				unsaid++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return unsaid / all
}

// contextShare is how much of an element's other words a clause must say before
// an other amount or an opposite in it is taken to contradict the element.
const contextShare = 0.5

// otherAmount reports whether the clauses that say the rest of e have another
// amount of what e counts.
func (m *matcher) otherAmount(p *point, i int, all [][]row, from, to int) bool {
	e := &p.elements[i]
	for j := range e.terms {
		k := e.terms[j].term.number
		if k < 0 || !p.text.numbers[k].firm() {
			continue
		}
		if _, ok := m.bestAt(all[i][j], from, to); ok {
			continue
		}
		n := p.text.numbers[k]
		for c := from; c < to; c++ {
			if m.comparableAmount(p, i, n, c, all) && m.about(p, i, all, c) {
				return true
			}
		}
	}
	return false
}

// about reports whether clause c says enough of element i beside its amounts to
// be of the same thing, by itself or with a neighbour in its sentence. An element
// that is nothing but amounts is about what its label or the rest of its point is.
func (m *matcher) about(p *point, i int, all [][]row, c int) bool {
	cl := m.answer.clauses
	for _, at := range []int{c, c - 1} {
		if at < 0 || at+1 > len(cl) {
			continue
		}
		to := at + 1
		if to < len(cl) && cl[to].sentence == cl[at].sentence {
			to++
		}
		if c >= to {
			continue
		}
		if m.contextSaid(p, i, all, c, c+1) >= contextShare || m.contextSaid(p, i, all, at, to) >= contextShare {
			return true
		}
	}
	return false
}

// contextSaid is how much of the words around the amounts of element i the
// clauses from to to say.
func (m *matcher) contextSaid(p *point, i int, all [][]row, from, to int) float64 {
	if said, of := m.wordsSaid(p, i, all, from, to); of > 0 {
		return said / of
	}
	said, of := 0.0, 0.0
	for k := range p.elements {
		s, o := m.wordsSaid(p, k, all, from, to)
		said, of = said+s, of+o
	}
	if of == 0 {
		return 0
	}
	return said / of
}

// wordsSaid adds up the words of element i that the clauses say, and all of them.
func (m *matcher) wordsSaid(p *point, i int, all [][]row, from, to int) (said, of float64) {
	e := &p.elements[i]
	for j := range e.terms {
		w := &e.terms[j]
		if w.term.number >= 0 {
			continue
		}
		best := 0.0
		for c := from; c < to; c++ {
			if m.counts(p, c) {
				best = math.Max(best, all[i][j][c].sim)
			}
		}
		said, of = said+w.weight*best, of+w.weight
	}
	return said, of
}

// contextClause is the clause that says most of e beside its word skip, if that
// is enough to be about the same thing; -1 otherwise.
func (m *matcher) contextClause(e *element, rows []row, skip, from, to int) int {
	best, at := 0.0, -1
	for c := from; c < to; c++ {
		cl := &m.answer.clauses[c]
		if cl.masked || cl.list {
			continue
		}
		said, all := 0.0, 0.0
		for j := range e.terms {
			if j == skip || e.terms[j].term.number >= 0 {
				continue
			}
			all += e.terms[j].weight
			said += e.terms[j].weight * rows[j][c].sim
		}
		if all > 0 && said/all > best {
			best, at = said/all, c
		}
	}
	if best >= contextShare {
		return at
	}
	return -1
}

// comparableAmount reports whether clause c has an amount that counts what n
// counts and is no amount of element i, nor one of another element that the
// clause tells of.
func (m *matcher) comparableAmount(p *point, i int, n number, c int, all [][]row) bool {
	cl := &m.answer.clauses[c]
	found := false
	for k := range m.answer.numbers {
		o := &m.answer.numbers[k]
		if o.start < cl.start || o.start >= cl.end || o.struck {
			continue
		}
		if n.same(*o) {
			return false
		}
		if n.comparable(*o) && !m.amountOf(p, i, *o, c, all) {
			found = true
		}
	}
	return found
}

// amountOf reports whether the point has the amount o where clause c may mean it.
func (m *matcher) amountOf(p *point, i int, o number, c int, all [][]row) bool {
	for k := range p.elements {
		e := &p.elements[k]
		for j := range e.terms {
			at := e.terms[j].term.number
			if at < 0 || !p.text.numbers[at].same(o) {
				continue
			}
			if k == i || m.about(p, k, all, c) {
				return true
			}
		}
	}
	return false
}

func (p *point) hasAmount(o number) bool {
	for i := range p.text.numbers {
		if p.text.numbers[i].same(o) {
			return true
		}
	}
	return false
}

// oppositeWord reports whether the clause that says the rest of e says the
// opposite of a word of e.
func (m *matcher) oppositeWord(p *point, e *element, rows []row, from, to int) bool {
	if p.contrasted {
		return false
	}
	for j := range e.terms {
		w := &e.terms[j]
		if w.term.number >= 0 || len(m.lex.sidesOf(w.term.key)) == 0 {
			continue
		}
		if _, ok := m.bestAt(rows[j], from, to); ok {
			continue
		}
		c := m.contextClause(e, rows, j, from, to)
		if c < 0 {
			continue
		}
		cl := &m.answer.clauses[c]
		for k := cl.t0; k < cl.t1; k++ {
			if x := &m.answer.terms[k]; x.number < 0 && m.lex.opposite(w.term.key, x.key) && !p.wants(x.key) {
				return cl.polarity.denies() == e.polarity.denies()
			}
		}
	}
	return false
}

func (p *point) wants(key string) bool {
	for i := range p.text.terms {
		if p.text.terms[i].key == key {
			return true
		}
	}
	return false
}
