package coverage

// phrase is a stretch of a text that the lexicon knows as one.
type phrase struct {
	start, end int32
	group      int32
}

// find lists the lexicon's entries of several words that stand in t as whole words.
func (v *vocabulary) find(t *text) {
	ends := make([]bool, len(t.r)+1)
	for i := range t.morphs {
		ends[t.morphs[i].end] = true
	}
	for i := range t.morphs {
		m := &t.morphs[i]
		for _, e := range v.phrasesAt(t.r[m.start]) {
			end := int(m.start) + len(e.runes)
			if end < len(ends) && ends[end] && end > int(m.end)-1 && hasRuneSlice(t.r, int(m.start), e.runes) {
				t.phrases = append(t.phrases, phrase{m.start, int32(end), e.group})
			}
		}
		if m.class == classLatin {
			v.findLatin(t, i)
		}
	}
}

// findLatin matches entries of several English words at morph i by their stems.
func (v *vocabulary) findLatin(t *text, i int) {
	for _, e := range v.latinAt(t.latinKey(i)) {
		ok := i+len(e.keys) <= len(t.morphs)
		for k := 1; ok && k < len(e.keys); k++ {
			ok = t.morphs[i+k].class == classLatin && t.latinKey(i+k) == e.keys[k]
		}
		if ok {
			t.phrases = append(t.phrases, phrase{t.morphs[i].start, t.morphs[i+len(e.keys)-1].end, e.group})
		}
	}
}

func hasRuneSlice(r []rune, i int, want []rune) bool {
	if i+len(want) > len(r) {
		return false
	}
	for k, c := range want {
		if r[i+k] != c {
			return false
		}
	}
	return true
}
