package coverage

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
