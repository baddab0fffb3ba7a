package coverage

import "slices"

// wordRun is a run of a text's words, by morph numbers.
type wordRun struct{ m0, m1 int }

// cutAsApproved cuts the body at the elements that a person has approved, which
// are in the point's own words. When they do not all stand there, each in a place
// of its own, it cuts nothing and says so: the form tells more than half a list.
func (p *point) cutAsApproved(body int) bool {
	var found []wordRun
	for _, element := range p.source.Elements {
		s, ok := p.text.find(fold(element).r, body)
		if !ok {
			return false
		}
		found = append(found, s)
	}
	slices.SortFunc(found, func(a, b wordRun) int { return a.m0 - b.m0 })
	for i := 1; i < len(found); i++ {
		if found[i].m0 < found[i-1].m1 {
			return false
		}
	}
	for _, s := range found {
		p.add(s.m0, s.m1, roleBody)
	}
	return len(found) > 0
}

// find gives the words, from morph number from on, in which a folded text stands.
func (t *text) find(words []rune, from int) (wordRun, bool) {
	if from >= len(t.morphs) || len(words) == 0 {
		return wordRun{}, false
	}
	for at := int(t.morphs[from].start); at+len(words) <= len(t.r); at++ {
		if slices.Equal(t.r[at:at+len(words)], words) {
			return t.touching(from, int32(at), int32(at+len(words)))
		}
	}
	return wordRun{}, false
}

// touching gives the words, from morph number from on, that runes start to end touch.
func (t *text) touching(from int, start, end int32) (wordRun, bool) {
	s := wordRun{m0: from}
	for s.m0 < len(t.morphs) && t.morphs[s.m0].end <= start {
		s.m0++
	}
	for s.m1 = s.m0; s.m1 < len(t.morphs) && t.morphs[s.m1].start < end; {
		s.m1++
	}
	return s, s.m1 > s.m0
}
