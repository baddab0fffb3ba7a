package prompts

import (
	"strings"
	"unicode"

	"mondo/qa"
)

// A phrase of a key point gives it away though each of its words is everybody's:
// so many letters of Japanese, of which so many are kanji or katakana, or so many words
// of English, of which so many are no function words.
const (
	phraseJapanese  = 7
	contentJapanese = 3
	phraseEnglish   = 4
	contentEnglish  = 2
)

// phrasesOf are the phrases of a folded text.
func phrasesOf(folded string) map[string]bool {
	all := map[string]bool{}
	eachPhrase(folded, func(p string) bool {
		all[p] = true
		return true
	})
	return all
}

// recited reports whether a folded text has a phrase of the point.
func (s secret) recited(folded string) bool {
	found := false
	eachPhrase(folded, func(p string) bool {
		found = s.phrases[p]
		return !found
	})
	return found
}

// eachPhrase calls do for every phrase of a folded text until it returns false.
func eachPhrase(folded string, do func(string) bool) {
	if languageOf(folded) == qa.Japanese {
		rs := []rune(strings.Map(lettersOnly, folded))
		for i := 0; i+phraseJapanese <= len(rs); i++ {
			if piece := rs[i : i+phraseJapanese]; contentRunes(piece) >= contentJapanese && !do(string(piece)) {
				return
			}
		}
		return
	}
	fields := plainWords(folded)
	for i := 0; i+phraseEnglish <= len(fields); i++ {
		if piece := fields[i : i+phraseEnglish]; contentWordsIn(piece) >= contentEnglish && !do(strings.Join(piece, " ")) {
			return
		}
	}
}

func contentRunes(rs []rune) int {
	n := 0
	for _, r := range rs {
		if unicode.In(r, unicode.Han, unicode.Katakana) {
			n++
		}
	}
	return n
}

func contentWordsIn(words []string) int {
	n := 0
	for _, w := range words {
		if !functionWords[w] {
			n++
		}
	}
	return n
}

// plainWords are the words of a folded text without its marks.
func plainWords(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return lettersOnly(r) < 0 && r != '\'' })
}
