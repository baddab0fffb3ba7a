package judge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/prompts"
	"mondo/qa"
	"mondo/qa/coverage"
)

// text is a text ready for quotes to be looked up in it.
type text struct {
	src string
	// form is what is compared: letters, digits and marks, folded, with a barrier
	// where no quote may stand. Each byte of it knows the bytes of src under its rune.
	form       string
	start, end []int32
	// signs are the stretches of src that instruct a model; they are barriers.
	signs []qa.Span
}

// barrier is in no quote.
const barrier = 0

// newText folds an answer, or words of a sheet.
func newText(src string) *text {
	t := &text{src: src, signs: prompts.Instructions(src)}
	runes, start, end := coverage.Fold(src)
	var form strings.Builder
	signs := t.signs
	for i, r := range runes {
		for len(signs) > 0 && signs[0].End <= int(start[i]) {
			signs = signs[1:]
		}
		switch {
		case len(signs) > 0 && signs[0].Start <= int(start[i]):
			r = barrier
			if form.Len() > 0 && t.start[len(t.start)-1] < 0 {
				continue
			}
			start[i], end[i] = -1, -1
		case !counts(r) && !joinsDigits(runes, i):
			continue
		}
		form.WriteRune(r)
		for range utf8.RuneLen(r) {
			t.start, t.end = append(t.start, start[i]), append(t.end, end[i])
		}
	}
	t.form = form.String()
	return t
}

// counts reports whether a character is compared: spaces and punctuation differ
// between a quote and what was said, and what shows nothing no model has seen.
func counts(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && prompts.Shown(r)
}

// joinsDigits reports whether the mark at i makes another number of two: 0.5 is
// not 05.
func joinsDigits(r []rune, i int) bool {
	return r[i] == '.' && i > 0 && i+1 < len(r) && unicode.IsDigit(r[i-1]) && unicode.IsDigit(r[i+1])
}

// formOf is the compared form of a quote.
func formOf(quote string) string {
	runes, _, _ := coverage.Fold(quote)
	var form strings.Builder
	for i, r := range runes {
		if counts(r) || joinsDigits(runes, i) {
			form.WriteRune(r)
		}
	}
	return form.String()
}

const (
	leastQuote   = 2    // characters that count; less is found anywhere
	longestQuote = 400  // … more is a copy of the answer
	quoteBytes   = 4096 // of which nothing more is looked at
)

// elision is how a quote leaves its middle out.
var elision = regexp.MustCompile(`\s*(?:…+|\.{3,}|・{3,}|。{3,}|‥+|[\[(（［](?:…|\.{3}|中略|略)[\])）］])\s*`)

// find gives the words of the text that a quote means: as they stand in it, even
// where the quote has them a little differently (repaired). A quote with its
// middle left out gives several spans. ok is false when any of it is not there.
func (t *text) find(quote string) (spans []qa.Span, repaired, ok bool) {
	quote = strings.ToValidUTF8(quote[:min(len(quote), quoteBytes)], "")
	for _, piece := range elision.Split(quote, -1) {
		form := formOf(piece)
		if form == "" {
			continue
		}
		if n := utf8.RuneCountInString(form); n < leastQuote || n > longestQuote {
			return nil, false, false
		}
		span, exact := t.exactly(form)
		if !exact {
			if span, ok = t.nearly(form); !ok {
				return nil, false, false
			}
		}
		spans, repaired = append(spans, span), repaired || !exact
	}
	return spans, repaired, len(spans) > 0
}

// exactly finds a form as it is. Latin words and numbers must be whole: "us" is
// not in "because", nor 3 in 3,000.
func (t *text) exactly(form string) (qa.Span, bool) {
	for from := 0; ; {
		i := strings.Index(t.form[from:], form)
		if i < 0 {
			return qa.Span{}, false
		}
		i += from
		if s := t.span(i, i+len(form)); t.whole(s) {
			return t.withDenial(s), true
		}
		_, size := utf8.DecodeRuneInString(t.form[i:])
		from = i + size
	}
}

// withDenial is a span with its ending where that denies it, which whoever reads
// the quote must see.
func (t *text) withDenial(s qa.Span) qa.Span {
	if longer := t.toEnding(s); !sameSense(s.Text, longer.Text) && !t.instructed(longer) {
		return longer
	}
	return s
}

// span is what stands under the bytes i to j of the form.
func (t *text) span(i, j int) qa.Span {
	start, end := int(t.start[i]), int(t.end[j-1])
	return qa.Span{Start: start, End: end, Text: t.src[start:end]}
}

// whole reports whether a span cuts no Latin word and no number at its edges.
func (t *text) whole(s qa.Span) bool {
	return !joined(t.src[:s.Start], s.Text) && !joined(s.Text, t.src[s.End:])
}

// joined reports whether one word or number goes on from the end of a into b.
func joined(a, b string) bool {
	last, size := utf8.DecodeLastRuneInString(a)
	first, width := utf8.DecodeRuneInString(b)
	if latin(last) && latin(first) {
		return true
	}
	beyond, _ := utf8.DecodeRuneInString(b[width:])
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-size])
	return unicode.IsDigit(last) && separates(first) && unicode.IsDigit(beyond) || unicode.IsDigit(before) && separates(last) && unicode.IsDigit(first)
}

func latin(r rune) bool { return unicode.IsDigit(r) || unicode.Is(unicode.Latin, r) }

func separates(r rune) bool { return r == '.' || r == ',' }
