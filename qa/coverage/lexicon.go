package coverage

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

//go:embed lexicon.txt
var lexiconText []byte

// Lexicon is a list of words that mean nearly the same, are kin, or are
// opposites. It never changes.
type Lexicon struct{ lines []lexiconLine }

// lexiconLine is one line of a lexicon.
type lexiconLine struct {
	words []string
	loose bool     // the words are only kin
	other []string // opposites of the words, nil in a line without <>
}

// Limits of a lexicon that a person writes. The one that comes with the program
// has a third of the lines.
const (
	maxLexiconLines = 20_000
	maxEntryRunes   = 60
	maxLexiconFlaws = 20 // lines whose flaws are told
)

// ReadLexicon reads a list in the form that the head of lexicon.txt explains.
// The error names each line that cannot be used, as name:line: why.
func ReadLexicon(name string, src []byte) (*Lexicon, error) {
	if !utf8.Valid(src) {
		return nil, fmt.Errorf("%s is not UTF-8 text: save it as UTF-8", name)
	}
	l := &Lexicon{}
	var flaws []error
	number := 0
	for text := range strings.Lines(strings.TrimPrefix(string(src), "\ufeff")) {
		if number++; number > maxLexiconLines {
			flaws = append(flaws, fmt.Errorf("%s:%d: a lexicon may have up to %d lines", name, number, maxLexiconLines))
			break
		}
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		line, why := readLexiconLine(text)
		if why != "" && len(flaws) < maxLexiconFlaws {
			flaws = append(flaws, fmt.Errorf("%s:%d: %s", name, number, why))
		}
		l.lines = append(l.lines, line)
	}
	if len(flaws) > 0 {
		return nil, errors.Join(flaws...)
	}
	return l, nil
}

// readLexiconLine reads one line, or says why it cannot be used.
func readLexiconLine(text string) (line lexiconLine, why string) {
	if left, right, ok := strings.Cut(text, "<>"); ok {
		line.words, line.other = entries(left), entries(right)
		switch {
		case strings.HasPrefix(text, "~"):
			return line, "opposites cannot be loose: leave out the ~, or write | for <>"
		case strings.Contains(right, "<>"):
			return line, "a line has one <> with opposites on its two sides"
		case len(line.words) == 0 || len(line.other) == 0:
			return line, "opposites need words on both sides of the <>"
		}
		return line, tooLong(append(line.words[:len(line.words):len(line.words)], line.other...))
	}
	text, line.loose = strings.CutPrefix(text, "~")
	line.words = entries(text)
	if len(line.words) < 2 {
		return line, "a group needs two words or more, with | between them"
	}
	return line, tooLong(line.words)
}

func entries(text string) []string {
	var words []string
	for w := range strings.SplitSeq(text, "|") {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func tooLong(words []string) string {
	for _, w := range words {
		if utf8.RuneCountInString(w) > maxEntryRunes {
			return fmt.Sprintf("%q is longer than %d characters: a lexicon holds words, not sentences", w, maxEntryRunes)
		}
	}
	return ""
}

// Groups makes a lexicon of groups of words, each of which mean the same.
func Groups(groups [][]string) *Lexicon {
	l := &Lexicon{}
	for _, words := range groups {
		l.lines = append(l.lines, lexiconLine{words: words})
	}
	return l
}
