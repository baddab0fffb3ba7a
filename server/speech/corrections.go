package speech

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Correction is a term that was heard as something else.
type Correction struct{ Heard, Meant string }

// Corrections finds the terms of a text (see [Terms]) that a recogniser had heard
// as something else, each once and in order. What was changed beside a term, or
// added where nothing was heard, is the person's own wording and no correction;
// so is a whole text that has little in common with what was heard.
func Corrections(heard, text string) []Correction {
	a, b := tokens(heard), tokens(text)
	at, ok := alignment(a, b)
	if !ok {
		return nil
	}
	var all []Correction
	for _, term := range termsIn(text) {
		from, to := tokensIn(b, term)
		c := Correction{Heard: between(a, at, from, to), Meant: text[term.Start:term.End]}
		if c.Heard == "" || letters(c.Heard) == letters(c.Meant) || slices.Contains(all, c) {
			continue
		}
		if utf8.RuneCountInString(c.Heard) <= maxTermRunes && utf8.RuneCountInString(c.Meant) <= maxTermRunes {
			all = append(all, c)
		}
	}
	return all
}

// tokensIn is which of a text's tokens, from and before to, a stretch of its bytes
// touches.
func tokensIn(all []token, s Segment) (from, to int) {
	from, at := len(all), 0
	for n, t := range all {
		if end := at + len(t.word); at < s.End && end > s.Start {
			from, to = min(from, n), n+1
		}
		at += len(t.word) + len(t.tail)
	}
	return from, to
}

// between is what of a lies between the neighbours of b's tokens from and before
// to; "" when these have no counterpart. at is where each of b's tokens is in a.
func between(a []token, at []int, from, to int) string {
	start, end := 0, len(a)
	if from > 0 && from <= len(at) {
		start = at[from-1] + 1
	}
	if to < len(at) {
		end = at[to]
	}
	unknown := from >= to || from > 0 && start == 0 || end < start
	if unknown {
		return ""
	}
	return strings.TrimRightFunc(joined(a[start:end]), func(r rune) bool { return !heardRune(r) })
}
