package coverage

import "sort"

// The labels of a question's points are heads too: in "CloudWatch: 監視、CloudTrail:
// 監査ログ" each thing belongs to its label, and in "学習コスト: 低い、運用負荷: 低い"
// a 低い belongs to whichever was spoken of.

// findLabels numbers the labels of a question's points and decides which of
// their words are bound to them.
func (q *question) findLabels() {
	ids := map[string]int{}
	uses := map[string]map[int]bool{} // label words, by label
	for _, p := range q.points {
		l := p.lastLabel()
		if l == nil {
			continue
		}
		text := p.words(l)
		if ids[text] == 0 {
			ids[text] = len(ids) + 1
		}
		p.label, p.namedLabel = ids[text], l.isName(p.text)
		for j := range l.terms {
			k := l.terms[j].term.key
			if uses[k] == nil {
				uses[k] = map[int]bool{}
			}
			uses[k][p.label] = true
		}
	}
	if len(ids) < 2 {
		for _, p := range q.points {
			p.label = 0
		}
		return
	}
	q.labelled = true
	for _, p := range q.points {
		if l := p.lastLabel(); l != nil {
			for j := range l.terms {
				w := &l.terms[j]
				w.names = len(uses[w.term.key]) == 1 && w.term.weight >= weightFull
			}
		}
	}
	q.bindShared()
}

// bindShared marks the words that contrasts under several labels want.
func (q *question) bindShared() {
	by := map[string]map[int]bool{}
	each := func(f func(p *point, w *want)) {
		for _, p := range q.points {
			for i := range p.elements {
				if p.elements[i].role != roleBody {
					continue
				}
				for j := range p.elements[i].terms {
					if w := &p.elements[i].terms[j]; w.term.key != "" {
						f(p, w)
					}
				}
			}
		}
	}
	each(func(p *point, w *want) {
		if by[w.term.key] == nil {
			by[w.term.key] = map[int]bool{}
		}
		by[w.term.key][p.label] = true
	})
	each(func(p *point, w *want) {
		w.bound = p.label > 0 && len(by[w.term.key]) > 1 && !q.asked[w.term.key] && !w.head
	})
}

func (p *point) lastLabel() *element {
	for i := len(p.elements) - 1; i >= 0; i-- {
		if p.elements[i].role == roleLabel {
			return &p.elements[i]
		}
	}
	return nil
}

// isName reports whether a label is a name (Zabbix, Cloud Run) and no word. Among
// English words only those written like GitHub or S3 are surely names.
func (e *element) isName(t *text) bool {
	japanese := hasJapanese(t.r)
	for j := range e.terms {
		x := e.terms[j].term
		if x.class != classLatin || !japanese && !named(t, x) {
			return false
		}
	}
	return len(e.terms) > 0 && len(e.terms) <= 3
}

// labelMentions finds where the answer names the labels of the question, in order.
func (m *matcher) labelMentions(q *question) []mention {
	var out []mention
	for _, p := range q.points {
		l := p.lastLabel()
		if l == nil || p.label == 0 {
			continue
		}
		for j := range l.terms {
			if !l.terms[j].names {
				continue
			}
			for _, h := range m.hits(p, &l.terms[j]) {
				if h.sim >= simTypo {
					out = append(out, mention{h.from, p.label})
				}
			}
		}
	}
	sort.Slice(out, func(a, b int) bool {
		return out[a].at < out[b].at || out[a].at == out[b].at && out[a].head < out[b].head
	})
	return out
}

// bindLabels drops the hits that are said of another label.
func (m *matcher) bindLabels(p *point, f *measured, mentions []mention) {
	if p.label == 0 || len(mentions) == 0 {
		return
	}
	kept, lost := 0.0, 0.0
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		for j := range e.terms {
			w := &e.terms[j]
			if !w.bound && !p.namedLabel || w.term.number >= 0 {
				continue
			}
			had := best(f.rows[i][j])
			for c := range f.rows[i][j] {
				if h := &f.rows[i][j][c]; h.sim > 0 && m.saidOfOther(p, w, h.from, mentions) {
					*h = hit{}
				}
			}
			switch now := best(f.rows[i][j]); {
			case now >= simTypo:
				kept += w.weight
			case had >= simTypo:
				lost += w.weight
			}
		}
	}
	if p.namedLabel && lost > kept && lost > 0 {
		f.against = true
	}
}

// saidOfOther reports whether what stands at rune at is said of another label
// than p's. A name governs its own clause only, a topic until the next.
func (m *matcher) saidOfOther(p *point, w *want, at int32, mentions []mention) bool {
	from, to := m.piece(at)
	h := nearest(mentions, at, from, to)
	if h == 0 {
		if c := m.clauseAt(at); c >= 0 {
			h = nearest(mentions, at, int32(m.answer.clauses[c].start), int32(m.answer.clauses[c].end))
		}
	}
	if h == 0 && w.bound {
		for _, x := range mentions {
			if x.at < at {
				h = x.head
			}
		}
	}
	return h != 0 && h != p.label
}
