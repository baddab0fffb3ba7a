package speech

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed inventions.txt
var inventionsText string

// inventions are known inventions by their letters; true for those that nobody
// says in an answer.
type inventions map[string]bool

func readInventions(text string) inventions {
	all := inventions{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		phrase, never := strings.CutPrefix(line, "!")
		all[letters(phrase)] = never
	}
	return all
}

// letters are what of a text is heard: no case, width, punctuation or space.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(text))
}

// sentencesOf cuts a text after each mark that ends a sentence, and at each
// sound that a recogniser describes, such as ♪. Together they are the text.
func sentencesOf(text string) []string {
	var all []string
	start := 0
	runes := []rune(text)
	for i, r := range runes {
		next := rune(' ')
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		ends := strings.ContainsRune("。！？!?♪♫\n", r) || r == '.' && unicode.IsSpace(next)
		if ends && !strings.ContainsRune("。！？!?.」』）)\"”", next) {
			all = append(all, string(runes[start:i+1]))
			start = i + 1
		}
	}
	if start < len(runes) {
		all = append(all, string(runes[start:]))
	}
	return all
}
