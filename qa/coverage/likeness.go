package coverage

import (
	"strings"
	"unicode/utf8"
)

// How much a kind of likeness between two words counts.
const (
	simSame      = 1.0
	simForm      = 0.95 // the same word in another spelling or form
	simGroup     = 0.9  // near in meaning by the lexicon
	simSound     = 0.9  // a name by its sound
	simHomo      = 0.8  // a word of a recogniser's text by its sound
	simTypo      = 0.85
	simPart      = 0.7 // 認定 for 認定看護師
	simKanji1    = 0.6 // 減らす for 削減
	lightForFull = 0.6 // a near word that is said of anything, for one that is not
	simLoose     = 0.5 // kin by the lexicon
	simShare     = 0.3 // 確認 for 確保: one character of two
)

// spelling is what the likeness of a word's spelling is judged by.
type spelling struct {
	key   string
	kanji []rune // those that carry meaning, in order
	kind  script3
	verb  bool
}

func endsInHiragana(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return isHiragana(c)
}

type script3 uint8

const (
	inKana script3 = iota
	inKanji
	inKatakana
	inLatin
)

func spellingOf(x *term) spelling {
	s := spelling{key: x.key, verb: (x.class == classVerb || x.class == classAdj) && endsInHiragana(x.key)}
	katakana := true
	for _, c := range x.key {
		switch {
		case isHan(c):
			katakana = false
			if !plainKanji[c] {
				s.kanji = append(s.kanji, c)
			}
		case !isKatakana(c) && c != '・':
			katakana = false
		}
	}
	switch {
	case x.class == classLatin:
		s.kind = inLatin
	case katakana:
		s.kind = inKatakana
	case len(s.kanji) > 0:
		s.kind = inKanji
	}
	return s
}

// plainKanji stand in so many words that sharing one means nothing.
var plainKanji = func() map[rune]bool {
	m := map[rune]bool{}
	for _, c := range "的性化者員人大中小上下前後日月年一二三時分間行出入見使用作業定対応動実理立成経事物手方本気合通場所社会内外部全回度目名数全各新高長同取引受付" {
		m[c] = true
	}
	return m
}()

// alike compares two words by their spelling, 0 when they have nothing in common
// that means anything.
func (s *spelling) alike(o *spelling) float64 {
	switch {
	case s.kind == inKanji && o.kind == inKanji:
		return kanjiLikeness(s, o)
	case s.kind == inLatin && o.kind == inLatin:
		return latinLikeness(s.key, o.key)
	case s.kind == inKatakana && o.kind == inKatakana:
		return katakanaLikeness(s.key, o.key)
	}
	return 0
}

// kanjiLikeness compares by shared characters: 引継ぎ and 引き継ぎ are one word,
// 減らす is most of 削減, 認定 is part of 認定証.
func kanjiLikeness(s, o *spelling) float64 {
	a, b := s.kanji, o.kanji
	shared := 0
	for _, c := range a {
		for _, d := range b {
			if c == d {
				shared++
				break
			}
		}
	}
	small, large := min(len(a), len(b)), max(len(a), len(b))
	switch {
	case shared == 0:
		return 0
	case shared == large && small == large && large > 1:
		return simForm
	case shared == large && small == large:
		return simPart
	case shared == small && small > 1:
		return simPart
	case shared == small && (s.verb || o.verb):
		return simKanji1
	}
	return simShare * float64(shared)
}

// latinLikeness finds other forms of a word (deploy, deployment) and slips of
// the keyboard in long words.
func latinLikeness(a, b string) float64 {
	if len(a) < 4 || len(b) < 4 {
		return 0
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	small, large := min(len(a), len(b)), max(len(a), len(b))
	switch {
	case n == small && n >= 5 && large-small <= 3:
		return simForm
	case n == small && n >= 5 && large-small <= 5:
		return simLoose
	case n >= 5 && n*10 >= large*7:
		return simPart
	case small >= 6 && large-small <= 1 && oneEdit(a, b):
		return simTypo
	}
	return 0
}

// oneEdit reports whether one letter more, less, other or swapped makes a into b.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
		return true
	}
	return i < len(a) && a[i+1:] == b[i+1:]
}

// katakanaLikeness finds long vowels and small kana written otherwise, and a
// word inside a compound.
func katakanaLikeness(a, b string) float64 {
	x, y := kanaPhonemes(a), kanaPhonemes(b)
	if x == y && x != "" {
		return simForm
	}
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) >= 6 && strings.Contains(x, y) {
		return simPart
	}
	if len(y) >= 6 {
		if l := soundLikeness(x, y); l >= 0.85 {
			return simTypo
		}
	}
	return 0
}
