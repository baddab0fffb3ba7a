package coverage

// fitAt is how well what stands at rune at of clause c fits the polarity that w
// has in its element.
func (m *matcher) fitAt(p *point, e *element, w *want, rows []row, c int, at int32) float64 {
	cl := &m.answer.clauses[c]
	pol := cl.polarityAt(at)
	if e.polarity.denies() && !pol.denies() && pol != shunned {
		if e.denied >= 0 && rows[e.denied][c].sim < simTypo || m.besideDenial(c) {
			return otherWords
		}
	}
	of := e.polarity
	if w.off {
		of = negated
	}
	return fit(of, p, pol)
}

// besideDenial reports whether the clause after c, or before it, in the same
// sentence denies something: "the idea came from the warehouse, not from me".
func (m *matcher) besideDenial(c int) bool {
	cl := m.answer.clauses
	for _, n := range []int{c - 1, c + 1} {
		if n >= 0 && n < len(cl) && cl[n].sentence == cl[c].sentence && cl[n].polarity.denies() {
			return true
		}
	}
	return false
}

// fit is how well a clause of polarity c can convey an element of polarity of: 1
// fully, 0 it says the contrary.
func fit(of polarity, p *point, c polarity) float64 {
	wish := of == desired || p.wish
	switch {
	case of == shunned:
		return 1
	case of == notYet && c == desired: // still to come
		return 1
	case of.denies():
		if c.denies() || c == shunned {
			return 1
		}
		return deniedTold
	case c == affirmed && wish:
		return wishTold
	case c == affirmed:
		return 1
	case c == desired && wish, c == notYet && wish:
		return 1
	case c == desired:
		return doneWished
	case c == shunned:
		return shunnedTold
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
	shunnedTold = 0.8  // 再発を防止 told as 再発しないように
	limitDenied = 0.8  // a limit ("three cases only") told as a denial ("hardly any")
)
