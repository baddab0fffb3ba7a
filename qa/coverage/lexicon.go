package coverage

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// lexicon knows which words mean nearly the same.
type lexicon struct {
	words map[string][]int32 // by key
	// phrases holds entries that may be more than one word of a text.
	phrases map[rune][]phraseEntry
}

type phraseEntry struct {
	runes  []rune
	groups []int32
}

// builtin is the lexicon that comes with the program. It is read once and never
// changes.
var builtin = sync.OnceValue(func() *lexicon { return readLexicon(lexiconText) })

// readLexicon reads groups of words, one group a line. What it cannot use it
// leaves out.
func readLexicon(src string) *lexicon {
	l := &lexicon{words: map[string][]int32{}, phrases: map[rune][]phraseEntry{}}
	id := int32(0)
	for line := range strings.Lines(src) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id++
		for entry := range strings.SplitSeq(line, "|") {
			l.add(strings.TrimSpace(entry), id)
		}
	}
	return l
}

func (l *lexicon) add(entry string, id int32) {
	f := fold(entry)
	if len(f.r) == 0 {
		return
	}
	key := string(f.r)
	if isLatin(f.r[0]) && !strings.ContainsAny(key, " -/.") {
		key = englishKey(key, entry)
	}
	l.words[key] = append(l.words[key], id)
	l.phrases[f.r[0]] = append(l.phrases[f.r[0]], phraseEntry{f.r, []int32{id}})
}

func (l *lexicon) word(key string) []int32 { return l.words[key] }

// phrase is a stretch of a text that the lexicon knows as one.
type phrase struct {
	start, end int32
	clause     int32
	groups     []int32
}

// find lists the lexicon's entries that stand in t as whole words.
func (l *lexicon) find(t *text) {
	starts := make(map[int32]bool, len(t.morphs))
	ends := make(map[int32]bool, len(t.morphs))
	for i := range t.morphs {
		starts[t.morphs[i].start], ends[t.morphs[i].end] = true, true
	}
	for i := range t.morphs {
		s := t.morphs[i].start
		for _, e := range l.phrases[t.r[s]] {
			end := s + int32(len(e.runes))
			if ends[end] && hasRuneSlice(t.r, int(s), e.runes) {
				t.phrases = append(t.phrases, phrase{start: s, end: end, clause: -1, groups: e.groups})
			}
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
