package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// wrap says what a quotation mark at the beginning of a reply is: one around the
// whole reply, which is not said, or one around words that the reply quotes.
type wrap int

const (
	plainStart wrap = iota // the reply begins with none
	undecided              // not plain yet
	quotes
	wrapped
)

// closers are the quotation marks that open, and those that close them.
var closers = map[rune]rune{'「': '」', '『': '』', '“': '”', '"': '"'}

// longestQuoted is how long a quotation at the beginning may be, in characters;
// a longer one is the reply.
const longestQuoted = 64

// unwrap decides what the quotation mark at the beginning is, once that can be
// told, and takes it off when it is around the reply.
func (r *FollowUpReader) unwrap(ended bool) {
	first, size := utf8.DecodeRune(r.text)
	closer, opens := closers[first]
	switch {
	case r.wrap == plainStart && len(r.text) == size && opens:
		r.wrap = undecided
	case r.wrap != undecided:
		return
	}
	inner, after, closed := strings.Cut(string(r.text[size:]), string(closer))
	switch {
	case closed && after != "":
		r.wrap = quotes
	case ended, !closed && (sentenceInside.MatchString(inner) || utf8.RuneCountInString(inner) > longestQuoted):
		r.wrap, r.closer = wrapped, closer
		r.text = []byte(inner)
	}
}

// sentenceInside is the end of a sentence with something behind it.
var sentenceInside = regexp.MustCompile(`[。？！?!]+[^。？！?!]|\. ?[^. ]`)

// closesReply reports whether a character is the mark that closes the reply's own
// quotation marks.
func (r *FollowUpReader) closesReply(c rune) bool {
	if r.wrap != wrapped || c != r.closer {
		return false
	}
	for opener, closer := range closers {
		if closer == c && opener != c && strings.Count(string(r.text), string(opener)) > strings.Count(string(r.text), string(c)) {
			return false
		}
	}
	return c != '"' || strings.Count(string(r.text), `"`)%2 == 0
}
