package coverage

// What an answer says against an element: another amount of the same thing, or
// the opposite word, where the rest of the element is said.

// weighContrary looks in the window for what the answer says against the point.
func (m *matcher) weighContrary(p *point, f *measured) {
	f.said = make([]saying, len(p.elements))
	body, against, rest, restSaid := 0.0, 0.0, 0.0, 0.0
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
			m.otherAmount(p, e, f.rows, f.rows[i], f.from, f.to) || m.oppositeWord(p, e, f.rows[i], f.from, f.to)
		f.contested = f.contested || e.weight >= slight && s.contrary >= contestedShare && s.score < 1-contestedShare && !e.polarity.denies()
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

// otherAmount reports whether the clause that says the rest of e has another
// amount of what e counts.
func (m *matcher) otherAmount(p *point, e *element, all [][]row, rows []row, from, to int) bool {
	for j := range e.terms {
		k := e.terms[j].term.number
		if k < 0 || p.text.numbers[k].weak {
			continue
		}
		if _, ok := m.bestAt(rows[j], from, to); ok {
			continue
		}
		n := p.text.numbers[k]
		if c := m.contextClause(p, e, rows, j, from, to); c >= 0 && m.comparableAmount(p, n, c) {
			return true
		}
		if c := m.topicClause(p, all, from, to); c >= 0 && m.comparableAmount(p, n, c) {
			return true
		}
	}
	return false
}

// topicClause is the clause that says most of the whole point beside its
// amounts, if that is enough to be about the same thing; -1 otherwise.
func (m *matcher) topicClause(p *point, all [][]row, from, to int) int {
	best, at := 0.0, -1
	for c := from; c < to; c++ {
		if !m.counts(p, c) {
			continue
		}
		said, of := 0.0, 0.0
		for i := range p.elements {
			for j := range p.elements[i].terms {
				w := &p.elements[i].terms[j]
				if w.term.number >= 0 || p.elements[i].role == roleLabel {
					continue
				}
				of += w.weight
				said += w.weight * all[i][j][c].sim
			}
		}
		if of > 0 && said/of > best {
			best, at = said/of, c
		}
	}
	if best >= contextShare {
		return at
	}
	return -1
}

// contextClause is the clause that says most of e beside its word skip, if that
// is enough to be about the same thing; -1 otherwise. The label belongs to it.
func (m *matcher) contextClause(p *point, e *element, rows []row, skip, from, to int) int {
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
// counts and is no amount of the point.
func (m *matcher) comparableAmount(p *point, n number, c int) bool {
	cl := &m.answer.clauses[c]
	found := false
	for i := range m.answer.numbers {
		o := &m.answer.numbers[i]
		if o.start < cl.start || o.start >= cl.end || o.struck {
			continue
		}
		if n.same(*o) {
			return false
		}
		if n.comparable(*o) && !p.hasAmount(*o) {
			found = true
		}
	}
	return found
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
		c := m.contextClause(p, e, rows, j, from, to)
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
