package speech

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSpoken is how many characters are spoken at once when no sentence ends: a
// voice starts late on more.
const maxSpoken = 200

// Sentences cuts a text into sentences to be spoken while it is still being
// written. The zero value is ready. The pieces together are the text without the
// space between them.
type Sentences struct{ rest string }

// Write takes the next piece of the text and gives the sentences that are now
// certain to have ended.
func (s *Sentences) Write(delta string) []string {
	s.rest += delta
	return s.cut(false)
}

// End gives what is left.
func (s *Sentences) End() []string { return s.cut(true) }

func (s *Sentences) cut(last bool) []string {
	var all []string
	for {
		n := sentenceEnd(s.rest, last)
		if n == 0 {
			break
		}
		if text := strings.TrimSpace(s.rest[:n]); strings.ContainsFunc(text, heardRune) {
			all = append(all, text)
		}
		s.rest = s.rest[n:]
	}
	return all
}

// sentenceEnd is where the first sentence of a text ends, 0 when that is not yet
// known. last says that the text is whole.
func sentenceEnd(text string, last bool) int {
	quotes, runes, comma := 0, 0, 0
	for i, r := range text {
		after := i + utf8.RuneLen(r)
		switch runes++; {
		case strings.ContainsRune("「『（", r):
			quotes++
		case strings.ContainsRune("」』）", r):
			quotes = max(0, quotes-1)
		case r == '\n':
			return after
		case strings.ContainsRune("、，,; ", r):
			comma = after
		}
		if quotes == 0 && strings.ContainsRune("。！？!?.", r) {
			if end := afterMark(text, i, last); end > 0 {
				return end
			}
		}
		if runes >= maxSpoken {
			if comma > 0 {
				return comma
			}
			return after
		}
	}
	if last {
		return len(text)
	}
	return 0
}

// afterMark is where a sentence ends whose mark stands at i, with the marks and
// brackets behind it; 0 when it does not end there, or that cannot be known yet.
func afterMark(text string, i int, last bool) int {
	end := i
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if end > i && !strings.ContainsRune("。！？!?.」』）)\"”’", r) {
			break
		}
		end += n
	}
	if end == len(text) && !last {
		return 0 // a bracket may follow, or a digit
	}
	if strings.ContainsRune("。！？", []rune(text[i:])[0]) || end == len(text) {
		return end
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	switch {
	case wide(next):
		return end // Are you sure?はい。
	case !unicode.IsSpace(next):
		return 0 // v1.2, example.com
	case text[i] != '.' || end > i+1:
		return end
	case abbreviated(text[:i]):
		return 0
	}
	after := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	first, _ := utf8.DecodeRuneInString(after)
	if after == "" && !last || unicode.IsLower(first) {
		return 0 // the U.S. team, and perhaps the p.m. that has just begun
	}
	return end
}

// abbreviations end with a dot that ends no sentence.
var abbreviations = strings.Fields(`e.g i.e vs etc cf approx incl ca dr mr mrs ms prof no vol fig eq sec dept inc ltd co jr sr st jan feb mar apr jun jul aug sep sept oct nov dec`)

// abbreviated reports whether a text ends with an abbreviation, an initial, or
// the number of an item.
func abbreviated(text string) bool {
	start := strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(（\"“「", r) }) + 1
	if start > 0 {
		_, n := utf8.DecodeRuneInString(text[start-1:])
		start += n - 1
	}
	word := text[start:]
	switch {
	case slices.Contains(abbreviations, strings.ToLower(word)):
		return true
	case len(word) == 1 && unicode.IsUpper(rune(word[0])) && word != "I":
		return true // J. Smith
	default:
		return start == 0 && word != "" && strings.Trim(word, "0123456789") == "" // 1. First
	}
}
