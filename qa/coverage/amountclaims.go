package coverage

import "regexp"

// Claims of amounts: more years at a thing than the sheet has, and more of what
// the speaker did or has, where the very thing is plainly told.

// tenure is how a point tells of years at some work; other years are no boast.
var tenure = regexp.MustCompile(`経験|歴|勤務|勤め|務め|担当|従事|携わ|在籍|\b(experience|i have been|i've been|worked|working as|years (as|in|of|at)|career)\b`)

// longer finds a clause that claims more years than the point has.
func (m *matcher) longer(p *point, f *measured) (int, bool) {
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			k := e.terms[j].term.number
			if k < 0 || e.role == roleLabel {
				continue
			}
			n := p.text.numbers[k]
			if n.unit != unitMonth || n.value < 12 || best(f.rows[i][j]) > 0 || !tenure.MatchString(string(p.text.r)) {
				continue
			}
			if c := m.moreYears(p, e, f.rows[i], j, n); c >= 0 {
				return c, true
			}
		}
	}
	return 0, false
}

// moreYears is the clause that says more years than n where it says the thing
// that n is about; -1 when there is none.
func (m *matcher) moreYears(p *point, e *element, rows []row, skip int, n number) int {
	for c := range m.answer.clauses {
		cl := &m.answer.clauses[c]
		if !m.counts(p, c) || cl.polarity != affirmed {
			continue
		}
		said := false
		for j := range e.terms {
			if j != skip && rows[j][c].sim >= simForm && e.terms[j].term.number < 0 && e.terms[j].term.weight >= weightFull {
				said = true
			}
		}
		if !said {
			continue
		}
		for i := range m.answer.numbers {
			o := &m.answer.numbers[i]
			if o.start >= cl.start && o.start < cl.end && o.unit == unitMonth && !o.weak && !o.struck && o.value > n.value*moreThan && !p.hasAmount(*o) {
				return c
			}
		}
	}
	return -1
}

// moreThan is how many times the sheet's amount a claim must have: nobody is
// accused of rounding.
const moreThan = 1.3

// more finds a clause that says most of the words around an amount of the point,
// and a larger one in its place.
func (m *matcher) more(p *point, f *measured) (int, bool) {
	if f.recall < leastTold {
		return 0, false
	}
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			k := e.terms[j].term.number
			if k < 0 || e.role == roleLabel || !p.text.numbers[k].firm() || dateUnits[p.text.numbers[k].unit] {
				continue
			}
			if _, ok := m.bestAt(f.rows[i][j], f.from, f.to); ok {
				continue
			}
			for c := f.from; c < f.to; c++ {
				if m.farOver(p, i, p.text.numbers[k], c, f.rows) && m.tells(p, i, f.rows, c) {
					return c, true
				}
			}
		}
	}
	return 0, false
}

// tells reports whether clause c plainly says what element i is about, as
// something that the speaker did or has. Figures of other things are for the
// verdict to mark.
func (m *matcher) tells(p *point, i int, all [][]row, c int) bool {
	return m.counts(p, c) && m.answer.clauses[c].polarity == affirmed && m.had(c) &&
		m.contextSaid(p, i, all, c, c+1) >= claimShare
}

// farOver reports whether clause c has a single amount that counts what n counts,
// and that one far over n.
func (m *matcher) farOver(p *point, i int, n number, c int, all [][]row) bool {
	cl := &m.answer.clauses[c]
	var other *number
	for k := range m.answer.numbers {
		o := &m.answer.numbers[k]
		if o.start < cl.start || o.start >= cl.end || o.struck || !n.comparable(*o) {
			continue
		}
		if other != nil {
			return false
		}
		other = o
	}
	if other == nil || n.value <= 0 || m.amountOf(p, i, *other, c, all) {
		return false
	}
	return other.value > n.value*moreThan
}

// dateUnits count no amounts, or not surely: another date may be of another thing.
var dateUnits = map[string]bool{"月": true, "日": true, "時": true, unitYear: true, unitFrequency: true}
