package coverage

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// lexicon knows which words mean nearly the same, are kin, or are opposites.
type lexicon struct {
	words map[string][]int32 // groups by key
	loose []bool             // by group: its words are only kin
	sides map[string][]int32 // opposites by key: pair*2 or pair*2+1
	// Entries that may be more than one word of a text: Japanese by their first
	// rune, English by the key of their first word.
	phrases map[rune][]phraseEntry
	latin   map[string][]latinEntry
}

type phraseEntry struct {
	runes []rune
	group int32 // -1 - side for opposites
}

type latinEntry struct {
	keys  []string
	group int32
}

// builtin is the lexicon that comes with the program. It is read once and never
// changes.
var builtin = sync.OnceValue(func() *lexicon { return readLexicon(lexiconText) })

// readLexicon reads groups of words, one group a line; the head of lexicon.txt
// explains the form. What it cannot use it leaves out.
func readLexicon(src string) *lexicon {
	l := &lexicon{words: map[string][]int32{}, sides: map[string][]int32{}, phrases: map[rune][]phraseEntry{}, latin: map[string][]latinEntry{}}
	pairs := int32(0)
	for line := range strings.Lines(src) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if left, right, ok := strings.Cut(line, "<>"); ok {
			for side, words := range []string{left, right} {
				for w := range strings.SplitSeq(words, "|") {
					l.oppose(strings.TrimSpace(w), pairs*2+int32(side))
				}
			}
			pairs++
			continue
		}
		rest, loose := strings.CutPrefix(line, "~")
		id := int32(len(l.loose))
		l.loose = append(l.loose, loose)
		for entry := range strings.SplitSeq(rest, "|") {
			l.add(strings.TrimSpace(entry), id)
		}
	}
	return l
}

// add puts an entry into a group.
func (l *lexicon) add(entry string, group int32) {
	f := fold(entry)
	switch {
	case len(f.r) == 0:
	case isLatin(f.r[0]):
		l.addLatin(f, entry, group)
	default:
		key := string(f.r)
		l.words[key] = append(l.words[key], group)
		if len(f.r) > 1 {
			l.phrases[f.r[0]] = append(l.phrases[f.r[0]], phraseEntry{f.r, group})
		}
	}
}

func (l *lexicon) addLatin(f *folded, entry string, group int32) {
	if hasJapanese(f.r) { // IVルート, PCI DSSの基準
		l.phrases[f.r[0]] = append(l.phrases[f.r[0]], phraseEntry{f.r, group})
		return
	}
	var keys []string
	for i := 0; i < len(f.r); {
		if !isLatin(f.r[i]) && !isDigit(f.r[i]) {
			i++
			continue
		}
		j := wordEndAt(f.r, i, len(f.r))
		s, e := f.source(i, j)
		keys = append(keys, englishKey(string(f.r[i:j]), entry[s:e]))
		i = j
	}
	switch len(keys) {
	case 0:
	case 1:
		l.words[keys[0]] = append(l.words[keys[0]], group)
	default:
		l.latin[keys[0]] = append(l.latin[keys[0]], latinEntry{keys, group})
	}
}

func (l *lexicon) oppose(entry string, side int32) {
	f := fold(entry)
	if len(f.r) == 0 {
		return
	}
	key := string(f.r)
	if isLatin(f.r[0]) {
		key = englishKey(key, entry)
	}
	l.sides[key] = append(l.sides[key], side)
}

// opposite reports whether two words are of opposite sides of a pair.
func (l *lexicon) opposite(a, b string) bool {
	sa := l.sides[a]
	if len(sa) == 0 {
		return false
	}
	for _, x := range sa {
		for _, y := range l.sides[b] {
			if x^1 == y {
				return true
			}
		}
	}
	return false
}

func hasJapanese(r []rune) bool {
	for _, c := range r {
		if isJapanese(c) {
			return true
		}
	}
	return false
}

// phrase is a stretch of a text that the lexicon knows as one.
type phrase struct {
	start, end int32
	group      int32
}

// find lists the lexicon's entries of several words that stand in t as whole words.
func (l *lexicon) find(t *text) {
	ends := make([]bool, len(t.r)+1)
	for i := range t.morphs {
		ends[t.morphs[i].end] = true
	}
	for i := range t.morphs {
		m := &t.morphs[i]
		for _, e := range l.phrases[t.r[m.start]] {
			end := int(m.start) + len(e.runes)
			if end < len(ends) && ends[end] && end > int(m.end)-1 && hasRuneSlice(t.r, int(m.start), e.runes) {
				t.phrases = append(t.phrases, phrase{m.start, int32(end), e.group})
			}
		}
		if m.class == classLatin {
			l.findLatin(t, i)
		}
	}
}

// findLatin matches entries of several English words at morph i by their stems.
func (l *lexicon) findLatin(t *text, i int) {
	for _, e := range l.latin[t.latinKey(i)] {
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
