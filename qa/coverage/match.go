package coverage

// hit is how well an answer says one wanted word in one clause.
type hit struct {
	sim  float64
	term int32 // the answer's term, -1 for a phrase of the lexicon
	from int32 // runes of the answer
	to   int32
}

// matcher compares the words of key points with one answer.
type matcher struct {
	answer *text
	spoken bool
	byKey  map[string][]int32 // answer terms
	group  map[int32][]hit    // what says each meaning
	cache  map[*term][]hit
}

func newMatcher(answer *text, spoken bool) *matcher {
	m := &matcher{answer: answer, spoken: spoken, byKey: map[string][]int32{}, group: map[int32][]hit{}}
	for i := range answer.terms {
		x := &answer.terms[i]
		if x.number >= 0 || x.clause < 0 {
			continue
		}
		m.byKey[x.key] = append(m.byKey[x.key], int32(i))
		for _, g := range x.groups {
			m.group[g] = append(m.group[g], hit{simGroup, int32(i), x.start, x.end})
		}
	}
	for _, p := range answer.phrases {
		for _, g := range p.groups {
			m.group[g] = append(m.group[g], hit{simGroup, -1, p.start, p.end})
		}
	}
	return m
}

// How much a kind of likeness counts.
const (
	simGroup = 0.9 // near in meaning by the lexicon
)

// row holds a wanted word's best hit per clause of the answer.
type row []hit

// row finds the best hit for w in every clause.
func (m *matcher) row(w *want, num *number) row {
	r := make(row, len(m.answer.clauses))
	put := func(h hit, clause int32) {
		if clause >= 0 && h.sim > r[clause].sim {
			r[clause] = h
		}
	}
	if num != nil {
		m.numbers(num, put)
		return r
	}
	for _, i := range m.byKey[w.term.key] {
		x := &m.answer.terms[i]
		put(hit{1, i, x.start, x.end}, x.clause)
	}
	for _, list := range [][]int32{w.term.groups, w.phrases} {
		for _, g := range list {
			for _, h := range m.group[g] {
				put(h, m.clauseAt(h.from))
			}
		}
	}
	return r
}

// numbers finds the amounts of the answer that are n.
func (m *matcher) numbers(n *number, put func(hit, int32)) {
	for i := range m.answer.terms {
		x := &m.answer.terms[i]
		if x.number >= 0 && n.same(m.answer.numbers[x.number]) {
			put(hit{1, int32(i), x.start, x.end}, x.clause)
		}
	}
}

// clauseAt finds the clause that holds rune i.
func (m *matcher) clauseAt(i int32) int32 {
	lo, hi := 0, len(m.answer.clauses)
	for lo < hi {
		mid := (lo + hi) / 2
		if m.answer.clauses[mid].end <= int(i) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(m.answer.clauses) {
		return -1
	}
	return int32(lo)
}
