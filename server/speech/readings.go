package speech

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed readings.txt
var readingsText string

// Reading is how a term is said.
type Reading struct{ Term, Said string }

// MaxReadings bounds the list of a sheet.
const MaxReadings = 500

// ParseReadings reads a sheet's own list: one a line, the term and its reading
// with = between them; # begins a comment.
func ParseReadings(text string) ([]Reading, error) {
	var all []Reading
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		term, said, ok := strings.Cut(strings.Replace(line, "＝", "=", 1), "=")
		r := Reading{strings.TrimSpace(term), strings.TrimSpace(said)}
		if !ok || r.Term == "" || r.Said == "" {
			return nil, fmt.Errorf("speech: line %d of the readings: want TERM = READING, as in ECS = イーシーエス", n)
		}
		if all = append(all, r); len(all) > MaxReadings {
			return nil, fmt.Errorf("speech: there are more than %d readings", MaxReadings)
		}
	}
	return all, nil
}

// Readings says the terms of a text as they are spoken in one language.
type Readings struct {
	lang  string
	terms []Reading // the longest first
}

// NewReadings has the built-in readings of a language, and own ones that win
// over them.
func NewReadings(lang string, own []Reading) Readings {
	terms := slices.Clone(own)
	for line := range strings.Lines(readingsText) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && f[0] == lang {
			terms = append(terms, Reading{f[1], f[2]})
		}
	}
	// Stable: of the same term the own reading comes first.
	slices.SortStableFunc(terms, func(a, b Reading) int { return len(b.Term) - len(a.Term) })
	return Readings{lang, terms}
}

// Apply gives the text as it is to be said.
func (r Readings) Apply(text string) string {
	var b strings.Builder
	before := ' '
	for text != "" {
		said, n := r.at(text, before)
		b.WriteString(said)
		before, _ = utf8.DecodeLastRuneInString(text[:n])
		text = text[n:]
	}
	return b.String()
}

// at is how the beginning of a text is said that stands behind a character, and
// how many bytes that is.
func (r Readings) at(text string, before rune) (string, int) {
	for _, t := range r.terms {
		if rest, ok := strings.CutPrefix(text, t.Term); ok && apart(before, t.Term, rest) {
			return t.Said, len(t.Term)
		}
	}
	if n := capitals(text); r.lang == "ja" && n > 0 && apart(before, text[:n], strings.TrimLeft(text[n:], "0123456789")) {
		return spelled(text[:n]), n // P99: the voice can read the number
	}
	_, n := utf8.DecodeRuneInString(text)
	return text[:n], n
}

// apart reports whether a term stands by itself: no letter or digit of its kind
// touches it.
func apart(before rune, term, rest string) bool {
	first, _ := utf8.DecodeRuneInString(term)
	last, _ := utf8.DecodeLastRuneInString(term)
	after, _ := utf8.DecodeRuneInString(rest)
	return !(narrow(first) && narrow(before)) && !(narrow(last) && narrow(after))
}

func narrow(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// maxCapitals is how long an abbreviation is that is spelled; longer ones are
// words in capitals.
const maxCapitals = 5

// capitals is how many capital letters a text begins with, 0 when it is more
// than an abbreviation has.
func capitals(text string) int {
	n := 0
	for n < len(text) && 'A' <= text[n] && text[n] <= 'Z' {
		n++
	}
	if n > maxCapitals {
		return 0
	}
	return n
}

// letterNames are what Japanese calls A to Z.
var letterNames = [...]string{
	"エー", "ビー", "シー", "ディー", "イー", "エフ", "ジー", "エイチ", "アイ", "ジェー", "ケー", "エル", "エム",
	"エヌ", "オー", "ピー", "キュー", "アール", "エス", "ティー", "ユー", "ブイ", "ダブリュー", "エックス", "ワイ", "ゼット",
}

func spelled(capitals string) string {
	var b strings.Builder
	for _, c := range []byte(capitals) {
		b.WriteString(letterNames[c-'A'])
	}
	return b.String()
}
