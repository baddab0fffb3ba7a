package speech

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// termRuns finds what may be a term: Latin words with their marks and digits
// (CI/CD, P99, Node.js), katakana words and compounds of kanji.
var termRuns = regexp.MustCompile(`[A-Za-z][A-Za-z0-9]*(?:[-_./+&'][A-Za-z0-9]+)*|[\p{Katakana}ー]{3,}|\p{Han}{3,}`)

// Terms lists the words of texts that a recogniser is likely to miss: names and
// abbreviations, katakana words and compounds of kanji, each once and in order.
// The first texts count most; see [Hints].
func Terms(texts ...string) []string {
	var all []string
	seen := map[string]bool{}
	for _, text := range texts {
		for _, at := range termsIn(text) {
			if term := text[at.Start:at.End]; !seen[term] {
				seen[term] = true
				all = append(all, term)
			}
		}
	}
	return all
}

// termsIn are the places of a text's terms, in bytes.
func termsIn(text string) []Segment {
	var all []Segment
	for _, at := range termRuns.FindAllStringIndex(text, -1) {
		if special(text[at[0]:at[1]], text[:at[0]], text[at[1]:]) {
			all = append(all, Segment{at[0], at[1]})
		}
	}
	return all
}

// special reports whether a run is more than an everyday word: every run of
// Japanese and every Latin one in Japanese, and in a Latin text one with a digit,
// with capitals inside, or with one at its start when that is not a sentence's.
func special(term, before, after string) bool {
	first, _ := utf8.DecodeRuneInString(term)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case first >= utf8.RuneSelf:
		return true
	case len(term) < 2:
		return false
	case wide(last), wide(next):
		return true
	case strings.ContainsFunc(term[1:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }):
		return true
	}
	return unicode.IsUpper(first) && (unicode.IsLetter(last) || last == ',')
}
