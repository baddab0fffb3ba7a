package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// otherLanguage reports whether a text leaves the interview's language. Names and
// words of the sheet and of the conversation are at home in both.
func (g *guard) otherLanguage(text string, ended bool) bool {
	for _, r := range text {
		if otherScript(r) && !strings.ContainsRune(g.known.text, unicode.ToLower(r)) {
			return true
		}
	}
	if g.lang == qa.Japanese {
		return g.notJapanese(text, ended)
	}
	return g.notEnglish(text)
}

// kanjiOnly is how many letters a Japanese sentence may begin with before its
// first hiragana: a long name and no more.
const kanjiOnly = 24

func (g *guard) notJapanese(text string, ended bool) bool {
	if !hasHiragana(text) && (ended || utf8.RuneCountInString(text) > kanjiOnly) {
		return true
	}
	for _, phrase := range latinPhrase.FindAllString(text, -1) {
		if g.isEnglish(phrase) {
			return true
		}
	}
	return false
}

func hasHiragana(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) })
}

// latinPhrase is Latin words with nothing but spaces and marks of a sentence
// between them.
var latinPhrase = regexp.MustCompile(`\p{Latin}[\p{Latin}'’-]*(?:[ ,.;:?!]+\p{Latin}[\p{Latin}'’-]*)+`)

// isEnglish reports whether a phrase is a piece of an English sentence: three
// words with a function word among them, not as somebody has said or written it.
func (g *guard) isEnglish(phrase string) bool {
	folded := fold(phrase)
	fields := strings.FieldsFunc(folded, func(r rune) bool { return strings.ContainsRune(" ,.;:?!", r) })
	if len(fields) < 3 || strings.Contains(g.known.text, folded) {
		return len(fields) == 2 && functionWords[fields[0]] && functionWords[fields[1]] && !strings.Contains(g.known.text, folded)
	}
	for _, w := range fields {
		if functionWords[w] {
			return true
		}
	}
	return false
}

// An English text of so many words has this share of words that every English
// text has.
const (
	englishFrom  = 6
	englishShare = 0.4
)

func (g *guard) notEnglish(text string) bool {
	for _, word := range japaneseRun.FindAllString(text, -1) {
		if !strings.Contains(g.known.text, fold(word)) {
			return true
		}
	}
	n, fields := 0, strings.Fields(text)
	for _, f := range fields {
		w := fold(strings.Trim(f, edgeMarks+".?!"))
		if functionWords[w] || everydayOf(qa.English)[stem(w)] || g.known.exact[stem(w)] {
			n++
		}
	}
	few := len(fields) >= 3 && n == 0 || len(fields) >= englishFrom && float64(n) < englishShare*float64(len(fields))
	return few || strings.ContainsAny(text, "¿¡")
}

var japaneseRun = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}ー]+`)

// otherScript reports a letter that neither Japanese nor English has.
func otherScript(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Common)
}
