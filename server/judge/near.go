package judge

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// A model that copies a passage drops a particle, mends a misspelling or gives a
// sentence another ending. Such a quote is repaired: the words of the answer take
// its place. It must say the same numbers and deny as often.

const (
	editShare   = 8  // characters of a quote for each that may differ
	mostEdits   = 12 // that may differ at all
	mostWindows = 8  // places in which a quote is compared, for texts that repeat themselves
	// leastRun is how many characters of a quote must stand in a row when its
	// beginning or end is another one, and runShare what share of it.
	leastRun = 6
	runShare = 0.75
)

// nearly finds the words that a form was meant to be.
func (t *text) nearly(form string) (qa.Span, bool) {
	from, to, ok := t.alike(form)
	if !ok {
		from, to, ok = t.longRun(form)
	}
	if !ok {
		return qa.Span{}, false
	}
	s := t.toEnding(t.widened(t.span(from, to)))
	return s, !t.instructed(s) && sameSense(form, formOf(s.Text))
}

// alike finds the stretch of the form that differs from a quote's by the fewest
// characters, at most one in editShare. Of a quote cut into one piece more than
// may differ, one must stand as it is: only around those is anything compared.
func (t *text) alike(form string) (from, to int, ok bool) {
	quote := []rune(form)
	edits := min(len(quote)/editShare, mostEdits)
	if edits == 0 {
		return 0, 0, false
	}
	best, windows := edits+1, 0
	size := len(quote) / (edits + 1)
	for p := 0; p+size <= len(quote) && windows < mostWindows; p += size {
		piece := string(quote[p : p+size])
		for at := 0; windows < mostWindows; windows++ {
			i := strings.Index(t.form[at:], piece)
			if i < 0 {
				break
			}
			at += i
			start := back(t.form, at, p+edits)
			end := ahead(t.form, at, len(quote)-p+edits)
			if i, j, cost := closest(quote, t.form[start:end]); cost < best && !strings.ContainsRune(t.form[start+i:start+j], barrier) {
				from, to, best = start+i, start+j, cost
			}
			at += len(piece)
		}
	}
	return from, to, best <= edits
}

// back and ahead are n characters away from byte at, as far as the form goes.
func back(form string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(form[:at])
		at -= size
	}
	return at
}

func ahead(form string, at, n int) int {
	for ; n > 0 && at < len(form); n-- {
		_, size := utf8.DecodeRuneInString(form[at:])
		at += size
	}
	return at
}

// closest finds the stretch of a window with the least edit distance to a quote
// (Sellers' algorithm: where it starts is free, and so is where it ends).
func closest(quote []rune, window string) (from, to, cost int) {
	type cell struct{ cost, from int }
	column := make([]cell, len(quote)+1)
	for i := range column {
		column[i] = cell{i, 0}
	}
	cost = len(quote)
	for at, r := range window {
		next := at + utf8.RuneLen(r)
		diagonal := column[0]
		column[0] = cell{0, next}
		for i, q := range quote {
			replaced := diagonal
			if q != r {
				replaced.cost++
			}
			diagonal = column[i+1]
			column[i+1] = replaced
			if c := column[i]; c.cost+1 < column[i+1].cost {
				column[i+1] = cell{c.cost + 1, c.from}
			}
			if diagonal.cost+1 < column[i+1].cost {
				column[i+1] = cell{diagonal.cost + 1, diagonal.from}
			}
		}
		if last := column[len(quote)]; last.cost < cost {
			from, to, cost = last.from, next, last.cost
		}
	}
	return from, to, cost
}

// longRun finds the longest beginning, or else end, of a quote that stands in the
// text, when that is most of it.
func (t *text) longRun(form string) (from, to int, ok bool) {
	quote := []rune(form)
	least := max(leastRun, int(runShare*float64(len(quote))))
	for _, part := range []func(n int) string{
		func(n int) string { return string(quote[:n]) },
		func(n int) string { return string(quote[len(quote)-n:]) },
	} {
		if least > len(quote) || !strings.Contains(t.form, part(least)) {
			continue
		}
		n := least
		for n < len(quote) && strings.Contains(t.form, part(n+1)) {
			n++
		}
		from = strings.Index(t.form, part(n))
		return from, from + len(part(n)), true
	}
	return 0, 0, false
}

// longestEnding is how many kana an ending is long at most that a span takes along.
const longestEnding = 12

// toEnding takes the kana behind a span along: a Japanese verb says there whether
// it is denied.
func (t *text) toEnding(s qa.Span) qa.Span {
	for range longestEnding {
		r, size := utf8.DecodeRuneInString(t.src[s.End:])
		if !unicode.Is(unicode.Hiragana, r) {
			break
		}
		s.End += size
	}
	s.Text = t.src[s.Start:s.End]
	return s
}

// widened takes the rest of a Latin word or number that a span cuts.
func (t *text) widened(s qa.Span) qa.Span {
	for joined(t.src[:s.Start], t.src[s.Start:s.End]) {
		_, size := utf8.DecodeLastRuneInString(t.src[:s.Start])
		s.Start -= size
	}
	for joined(t.src[s.Start:s.End], t.src[s.End:]) {
		_, size := utf8.DecodeRuneInString(t.src[s.End:])
		s.End += size
	}
	s.Text = t.src[s.Start:s.End]
	return s
}

// instructed reports whether any of a span stands in an instruction.
func (t *text) instructed(s qa.Span) bool {
	return slices.ContainsFunc(t.signs, func(o qa.Span) bool { return s.Start < o.End && o.Start < s.End })
}

var (
	number = regexp.MustCompile(`\d+(?:\.\d+)?`)
	denial = regexp.MustCompile(`な[いくかけ]|ませ?ん|[ぬず]|無|不|未|非|not|n[o']?t|never|without|none|nobody|nothing`)
)

// sameSense reports whether two forms have the same numbers and as many denials.
func sameSense(a, b string) bool {
	return slices.Equal(number.FindAllString(a, -1), number.FindAllString(b, -1)) &&
		len(denial.FindAllString(a, -1)) == len(denial.FindAllString(b, -1))
}
