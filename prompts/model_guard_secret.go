package prompts

import (
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// secret is what gives one key point away: the clues of its text that nobody
// has said.
type secret struct {
	strong   []clue
	weak     []clue
	all      int // clues of the point, said ones too
	phrases  map[string]bool
	readings []string // of strong words in kanji, in hiragana
}

// Reading gives the katakana reading of a Japanese word, "" when it has none. A
// nil Reading knows none; then kanji are not found when they are written in kana.
type Reading func(word string) string

// Of a point that any interviewer's words could make up, it takes this share of
// them, and two at least, to give it away.
const (
	weakShare = 0.6
	leastWeak = 2
)

// newSecrets takes the secrets of some points; said is what may be said.
func newSecrets(points []qa.KeyPoint, said known, reading Reading) []secret {
	spoken := phrasesOf(said.text)
	all := make([]secret, 0, len(points))
	for _, p := range points {
		s := newSecret(p, said, reading)
		s.phrases = phrasesOf(fold(clean(body(p))))
		for p := range spoken {
			delete(s.phrases, p)
		}
		all = append(all, s)
	}
	return all
}

// newSecret takes what a point says in words, without its phrases.
func newSecret(point qa.KeyPoint, said known, reading Reading) secret {
	var s secret
	text := clean(body(point))
	seen := map[string]bool{}
	for _, c := range clues(text) {
		key := c.text + "#" + c.amount
		if seen[key] {
			continue
		}
		seen[key] = true
		if !c.compound {
			s.all++
		}
		switch {
		case said.has(c):
		case c.weak:
			s.weak = append(s.weak, c)
		default:
			s.strong = append(s.strong, c)
		}
	}
	if reading != nil {
		s.readings = readings(text, said, reading)
	}
	return s
}

// leastReading is the shortest reading looked for, in kana: shorter ones stand in
// the middle of other words.
const leastReading = 4

// readings are the readings of the compounds of a text that are not said yet.
func readings(text string, said known, reading Reading) []string {
	var all []string
	for _, r := range runs(text) {
		word := text[r.start:r.end]
		if r.script != kanji || utf8.RuneCountInString(word) < 2 || strings.Contains(said.text, word) {
			continue
		}
		kana := hiragana(reading(word))
		if utf8.RuneCountInString(kana) >= leastReading && !strings.Contains(hiragana(said.text), kana) {
			all = append(all, kana)
		}
	}
	return all
}

// hiragana writes katakana as hiragana.
func hiragana(text string) string {
	return strings.Map(func(r rune) rune {
		if 'ァ' <= r && r <= 'ヶ' {
			return r - ('ァ' - 'ぁ')
		}
		return r
	}, text)
}

// givesAway reports whether a folded text says a secret: one strong clue of it,
// or most of it in everyday words.
func (g *guard) givesAway(folded string, words []clue) bool {
	kana := hiragana(folded)
	for _, s := range g.secrets {
		if s.told(words) || s.recited(folded) || s.read(kana, folded) {
			return true
		}
	}
	return false
}

func (s secret) told(words []clue) bool {
	for _, c := range s.strong {
		if tells(words, c) {
			return true
		}
	}
	n := 0
	for _, c := range s.weak {
		if tells(words, c) {
			n++
		}
	}
	return n >= leastWeak && float64(n) >= weakShare*float64(s.all)
}

// tells reports whether words have a clue.
func tells(words []clue, c clue) bool {
	for _, w := range words {
		if c.same(w) {
			return true
		}
	}
	return false
}

// read reports whether a text has a secret in kana or romanised.
func (s secret) read(kana, folded string) bool {
	for _, r := range s.readings {
		if strings.Contains(kana, r) {
			return true
		}
	}
	if len(s.readings) == 0 {
		return false
	}
	for _, w := range runs(folded) {
		if w.script != latin {
			continue
		}
		for _, r := range s.readings {
			if soundOfLatin(folded[w.start:w.end]).whole == soundOfKana(r).whole {
				return true
			}
		}
	}
	return false
}

// begun is how many bytes at the end of a text may be the beginning of a secret's
// reading: not to be shown before it is plain that they are not.
func (s secret) begun(text string) int {
	longest := 0
	kana := hiragana(text)
	for _, r := range s.readings {
		for i := range r {
			if i > longest && strings.HasSuffix(kana, r[:i]) {
				longest = i // kana of both kinds take three bytes
			}
		}
	}
	return longest
}
