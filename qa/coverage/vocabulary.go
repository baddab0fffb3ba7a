package coverage

import (
	"fmt"
	"sync"
)

// vocabulary looks words up in a lexicon and in those under it: the sheet's own
// words lie on the person's, and those on the ones that come with the program.
type vocabulary struct {
	under *vocabulary
	// firstGroup and firstPair are where the numbers of this one's groups and
	// pairs of opposites start, after those of what lies under it.
	firstGroup, firstPair int32
	pairs                 int32

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
	group int32
}

type latinEntry struct {
	keys  []string
	group int32
}

// builtin is the vocabulary that comes with the program. It is read once and
// never changes.
var builtin = sync.OnceValue(func() *vocabulary {
	l, err := ReadLexicon("lexicon.txt", lexiconText)
	if err != nil {
		panic(fmt.Sprintf("the lexicon that comes with the program: %v", err)) // a test reads it
	}
	return (*vocabulary)(nil).with(l)
})

// with lays a lexicon on v, which may be nil and stays as it is.
func (v *vocabulary) with(l *Lexicon) *vocabulary {
	if l == nil || len(l.lines) == 0 {
		return v
	}
	on := &vocabulary{under: v, words: map[string][]int32{}, sides: map[string][]int32{}, phrases: map[rune][]phraseEntry{}, latin: map[string][]latinEntry{}}
	if v != nil {
		on.firstGroup, on.firstPair = v.firstGroup+int32(len(v.loose)), v.firstPair+v.pairs
	}
	for _, line := range l.lines {
		if line.other != nil {
			on.oppose(line)
		} else {
			on.join(line)
		}
	}
	return on
}

// join makes a group of a line's words.
func (v *vocabulary) join(line lexiconLine) {
	id := v.firstGroup + int32(len(v.loose))
	v.loose = append(v.loose, line.loose)
	for _, w := range line.words {
		v.add(w, id)
	}
}

// oppose makes a pair of opposites of a line.
func (v *vocabulary) oppose(line lexiconLine) {
	id := (v.firstPair + v.pairs) * 2
	v.pairs++
	for side, words := range [][]string{line.words, line.other} {
		for _, w := range words {
			f := fold(w)
			if len(f.r) == 0 {
				continue
			}
			key := string(f.r)
			if isLatin(f.r[0]) {
				key = englishKey(key, w)
			}
			v.sides[key] = append(v.sides[key], id+int32(side))
		}
	}
}

// add puts an entry into a group.
func (v *vocabulary) add(entry string, group int32) {
	f := fold(entry)
	switch {
	case len(f.r) == 0:
	case isLatin(f.r[0]):
		v.addLatin(f, entry, group)
	default:
		key := string(f.r)
		v.words[key] = append(v.words[key], group)
		if len(f.r) > 1 {
			v.phrases[f.r[0]] = append(v.phrases[f.r[0]], phraseEntry{f.r, group})
		}
	}
}

func (v *vocabulary) addLatin(f *folded, entry string, group int32) {
	if hasJapanese(f.r) { // IVルート, PCI DSSの基準
		v.phrases[f.r[0]] = append(v.phrases[f.r[0]], phraseEntry{f.r, group})
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
		v.words[keys[0]] = append(v.words[keys[0]], group)
	default:
		v.latin[keys[0]] = append(v.latin[keys[0]], latinEntry{keys, group})
	}
}

// groupsOf lists the groups that a word stands in.
func (v *vocabulary) groupsOf(key string) []int32 {
	return through(v, func(v *vocabulary) []int32 { return v.words[key] })
}

// sidesOf lists the sides of pairs of opposites that a word stands on.
func (v *vocabulary) sidesOf(key string) []int32 {
	return through(v, func(v *vocabulary) []int32 { return v.sides[key] })
}

func (v *vocabulary) phrasesAt(c rune) []phraseEntry {
	return through(v, func(v *vocabulary) []phraseEntry { return v.phrases[c] })
}

func (v *vocabulary) latinAt(key string) []latinEntry {
	return through(v, func(v *vocabulary) []latinEntry { return v.latin[key] })
}

// through gathers what v and all under it have.
func through[T any](v *vocabulary, of func(*vocabulary) []T) []T {
	var out []T
	for ; v != nil; v = v.under {
		own := of(v)
		if len(out) == 0 {
			out = own[:len(own):len(own)]
		} else {
			out = append(out, own...)
		}
	}
	return out
}

// isLoose reports whether a group's words are only kin.
func (v *vocabulary) isLoose(group int32) bool {
	for group < v.firstGroup {
		v = v.under
	}
	return v.loose[group-v.firstGroup]
}

// opposite reports whether two words are of opposite sides of a pair.
func (v *vocabulary) opposite(a, b string) bool {
	sa := v.sidesOf(a)
	if len(sa) == 0 {
		return false
	}
	for _, x := range sa {
		for _, y := range v.sidesOf(b) {
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
