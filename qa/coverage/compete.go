package coverage

// own is the recall of point i without the words that another point of the
// question explains better: in "Kafka guarantees it within a partition" the word
// Kafka says nothing of the other things that the sheet says of Kafka.
func (m *matcher) own(q *question, all []measured, i int) float64 {
	p, f := q.points[i], &all[i]
	sum, weight := 0.0, 0.0
	for e := range p.elements {
		el := &p.elements[e]
		got, of := 0.0, 0.0
		for j := range el.terms {
			w := el.terms[j].weight
			of += w
			h, ok := m.bestFit(p, el, f.rows[e], j, f.from, f.to)
			if ok && !m.taken(all, i, h) {
				got += w * h.sim
			}
		}
		if of > 0 {
			sum += el.weight * got / of
		}
		weight += el.weight
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// bestFit is the best hit of a row in a window, its likeness weighed by how well
// its clause fits.
func (m *matcher) bestFit(p *point, e *element, rows []row, j, from, to int) (hit, bool) {
	best := hit{}
	for c := from; c < to; c++ {
		h := rows[j][c]
		if h.sim == 0 || !m.counts(p, c) {
			continue
		}
		h.sim *= m.fitAt(p, e, &e.terms[j], rows, c, h.from)
		if h.sim > best.sim {
			best = h
		}
	}
	return best, best.sim > 0
}

// counts reports whether a clause may count for p.
func (m *matcher) counts(p *point, c int) bool {
	cl := &m.answer.clauses[c]
	return !cl.masked && (!cl.list && !m.stuffed || p.list && (!m.stuffed || m.listed))
}

// taken reports whether a better matching point of the question uses the same
// word of the answer.
func (m *matcher) taken(all []measured, i int, h hit) bool {
	for j := range all {
		if j != i && all[j].recall > all[i].recall && all[j].used[h.from] {
			return true
		}
	}
	return false
}

// elsewhere is how well a window of the answer says the best fitting key point
// of the sheet's other questions, by exact words.
func (s *Scorer) elsewhere(m *matcher, q *question, f *measured) float64 {
	if len(s.index) == 0 || f.to == f.from {
		return 0
	}
	got := map[int32]float64{}
	seen := map[string]bool{}
	for c := f.from; c < f.to; c++ {
		cl := &m.answer.clauses[c]
		for k := cl.t0; k < cl.t1; k++ {
			key := m.answer.terms[k].key
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			for _, x := range s.index[key] {
				got[x.point] += x.weight
			}
		}
	}
	best := 0.0
	for i, w := range got {
		o := &s.sheet[i]
		if o.question.name != q.name && o.weight > 0 && w/o.weight > best {
			best = w / o.weight
		}
	}
	return best
}

// sheetPoint is a key point of the sheet as other questions see it.
type sheetPoint struct {
	question *question
	weight   float64
}

// posting says that a word counts weight in a key point of the sheet.
type posting struct {
	point  int32
	weight float64
}

// buildIndex lists the words of all key points of the sheet.
func (s *Scorer) buildIndex() {
	s.index = map[string][]posting{}
	for _, q := range s.questions {
		a := s.prepared[q.ID]
		for _, p := range a.points {
			id := int32(len(s.sheet))
			o := sheetPoint{question: a}
			for i := range p.elements {
				if p.elements[i].role == roleLabel {
					continue
				}
				for j := range p.elements[i].terms {
					w := &p.elements[i].terms[j]
					if w.term.number >= 0 {
						continue
					}
					o.weight += w.weight
					s.index[w.term.key] = append(s.index[w.term.key], posting{id, w.weight})
				}
			}
			s.sheet = append(s.sheet, o)
		}
	}
}
