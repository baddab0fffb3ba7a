package delivery

import (
	"strings"

	"mondo/qa"
)

// findFillers marks and lists what only fills time. A hesitation always does; a
// word does where a clause begins or breath is taken, or where it is said twice,
// and only if it has no work to do there.
func (t *talk) findFillers() {
	for i := 0; i < len(t.words); {
		last, kind, found := t.fillerAt(i)
		if !found {
			i++
			continue
		}
		t.fillers = append(t.fillers, qa.Filler{Span: t.span(i, last), Kind: kind})
		for ; i <= last; i++ {
			t.words[i].filler = true
		}
	}
}

// fillerAt gives the last word of the filler that begins with word i.
func (t *talk) fillerAt(i int) (last int, kind qa.FillerKind, found bool) {
	if t.words[i].kind == hesitation {
		return i, qa.Hesitation, true
	}
	if t.lang == qa.Japanese {
		return i, qa.FillerWord, t.japaneseFiller(i)
	}
	last, found = t.englishFiller(i)
	return last, qa.FillerWord, found
}

// startsWith tells whether the words from i on are these, with nothing between.
func (t *talk) startsWith(i int, phrase []string) bool {
	if i+len(phrase) > len(t.words) {
		return false
	}
	for k, p := range phrase {
		if w := &t.words[i+k]; w.key != p || k > 0 && w.cut > cutNone {
			return false
		}
	}
	return true
}

// phrases reads phrases of several words, one a line.
func phrases(s string) [][]string {
	var out [][]string
	for line := range strings.Lines(s) {
		if p := strings.Fields(line); len(p) > 0 {
			out = append(out, p)
		}
	}
	return out
}
