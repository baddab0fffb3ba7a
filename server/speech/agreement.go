package speech

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, or a character of a script without spaces, with the
// punctuation and space behind it. Recognisers are of two minds about those, so
// only the word's letters are compared.
type token struct{ word, tail, letters string }

func (t token) same(u token) bool { return t.letters == u.letters }

// tokens cuts a text; together they are the text.
func tokens(text string) []token {
	var all []token
	for len(text) > 0 {
		n := wordLength(text)
		rest := strings.TrimLeftFunc(text[n:], func(r rune) bool { return !heardRune(r) })
		tail := len(text) - n - len(rest)
		all = append(all, token{text[:n], text[n : n+tail], letters(text[:n])})
		text = rest
	}
	return all
}

func heardRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordLength is the length of the word at the start of a text, with what stands
// before its first letter.
func wordLength(text string) int {
	end, inside := 0, false
	for i, r := range text {
		switch {
		case heardRune(r) && wide(r) && inside, unicode.IsSpace(r) && inside:
			return end
		case heardRune(r) && wide(r):
			return i + utf8.RuneLen(r)
		case heardRune(r):
			end, inside = i+utf8.RuneLen(r), true
		case wide(r) && inside: // 、
			return end
		}
	}
	if !inside {
		return len(text)
	}
	return end
}

func joined(all []token) string {
	var b strings.Builder
	for _, t := range all {
		b.WriteString(t.word)
		b.WriteString(t.tail)
	}
	return b.String()
}

// agreement is the growing text of one window: what two answers in a row agree
// on is firm and never changes; the rest is the last answer's.
type agreement struct{ firm, rest []token }

// hear takes the recogniser's next answer about the same, longer sound.
func (a *agreement) hear(text string) {
	answer := tokens(text)
	n := aligned(a.firm, answer)
	if last := len(a.firm) - 1; last >= 0 && n > 0 && a.firm[last].same(answer[n-1]) {
		a.firm[last].tail = answer[n-1].tail
	}
	answer = answer[n:]
	agreed := 0
	for agreed < min(len(a.rest), len(answer)) && a.rest[agreed].same(answer[agreed]) {
		agreed++
	}
	a.firm, a.rest = append(a.firm, answer[:agreed]...), answer[agreed:]
}

// text is what is shown, and how many bytes of it are firm: all but the
// punctuation behind the last firm word, which may still become another.
func (a *agreement) text() (text string, firm int) {
	text = joined(a.firm)
	firm = len(text)
	if last := len(a.firm) - 1; last >= 0 {
		firm -= len(a.firm[last].tail)
	}
	return text + joined(a.rest), firm
}

// aligned is how many tokens of an answer say what is firm: the beginning of the
// answer that is the fewest changes away from it.
func aligned(firm, answer []token) int {
	// costs[j] is the number of changes from the firm tokens so far to the first
	// j of the answer.
	costs := make([]int, len(answer)+1)
	for j := range costs {
		costs[j] = j
	}
	for i, f := range firm {
		before := costs[0]
		costs[0] = i + 1
		for j := range answer {
			change := before
			if !f.same(answer[j]) {
				change++
			}
			before = costs[j+1]
			costs[j+1] = min(change, costs[j]+1, before+1)
		}
	}
	best := 0
	for j, cost := range costs {
		if cost < costs[best] || cost == costs[best] && abs(j-len(firm)) < abs(best-len(firm)) {
			best = j
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
