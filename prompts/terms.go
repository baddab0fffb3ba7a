package prompts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mondo/qa"
)

// script is a class of characters whose runs make words without a dictionary.
type script int

const (
	noWord script = iota // hiragana, punctuation, space: what stands between words
	kanji
	katakana
	latin // with digits
)

func scriptOf(r rune) script {
	switch {
	case unicode.Is(unicode.Han, r) || r == '々' || r == '〆' || r == 'ヶ':
		return kanji
	case unicode.Is(unicode.Katakana, r) || r == 'ー':
		return katakana
	case unicode.Is(unicode.Hiragana, r):
		return noWord
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return latin
	default:
		return noWord
	}
}

// run is a maximal piece of a text in one script.
type run struct {
	start, end int // bytes
	script     script
}

// runs finds the runs of a text in order. A mark between Latin characters
// ("CI/CD", "99.95", "lock_timeout") belongs to their run.
func runs(text string) []run {
	var all []run
	for i, r := range text {
		s := scriptOf(r)
		if s == noWord {
			continue
		}
		end := i + utf8.RuneLen(r)
		if n := len(all); n > 0 && all[n-1].script == s && joined(text, all[n-1].end, i, s) {
			all[n-1].end = end
			continue
		}
		all = append(all, run{i, end, s})
	}
	return all
}

// joined reports whether what ends at end and what begins at start, both of a
// script, are one run.
func joined(text string, end, start int, s script) bool {
	switch gap := text[end:start]; {
	case gap == "":
		return true
	case s != latin:
		return false
	case gap == ",": // 2,700
		return isDigit(text[end-1]) && isDigit(text[start])
	default:
		return len(gap) == 1 && strings.Contains("-_./+&'", gap) || gap == "’"
	}
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// words merges runs that touch ("CI/CD" and "パイプライン" into one word).
func words(text string) []run {
	var all []run
	for _, r := range runs(text) {
		if n := len(all); n > 0 && all[n-1].end == r.start {
			all[n-1].end = r.end
			if all[n-1].script != r.script {
				all[n-1].script = noWord
			}
			continue
		}
		all = append(all, r)
	}
	return all
}

// fold makes spellings comparable: width and letter case are taken away.
func fold(text string) string { return strings.ToLower(norm.NFKC.String(text)) }

// terms lists what could give a text's content away, folded: Latin words and
// numbers, katakana words, and kanji in pairs, because a compound is given away
// by its parts.
func terms(text string) []string {
	text = fold(text)
	var all []string
	for _, r := range runs(text) {
		word := text[r.start:r.end]
		switch n := utf8.RuneCountInString(word); {
		case r.script == latin:
			if !functionWords[word] && (n > 1 || unicode.IsDigit(rune(word[0]))) {
				all = append(all, word)
			}
		case n < 2:
		case r.script == kanji:
			all = append(all, pairs(word)...)
		default:
			all = append(all, word)
		}
	}
	return all
}

func pairs(word string) []string {
	var all []string
	rs := []rune(word)
	for i := range rs[:len(rs)-1] {
		all = append(all, string(rs[i:i+2]))
	}
	return all
}

// contains reports whether a folded text has a folded term. A Latin term must
// stand as a word or the beginning of one, so that "or" is not in "for" and
// "index" is in "indexes".
func contains(text, term string) bool {
	first, _ := utf8.DecodeRuneInString(term)
	for from := 0; ; {
		i := strings.Index(text[from:], term)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		if scriptOf(first) != latin || scriptOf(before) != latin {
			return true
		}
		from += i + len(term)
	}
}

// unsaid lists the terms of a point that an interviewer must not say: those
// that stand neither in its label nor in the question nor in the answer.
func unsaid(q qa.Question, point qa.KeyPoint, answer string) []string {
	known := fold(clean(point.Label) + "\n" + clean(q.Text) + "\n" + answer)
	var secret []string
	for _, t := range terms(clean(body(point))) {
		if !contains(known, t) {
			secret = append(secret, t)
		}
	}
	return secret
}

// body is a point's text without its label.
func body(point qa.KeyPoint) string {
	if point.Label == "" {
		return point.Text
	}
	rest := strings.TrimPrefix(point.Text, point.Label)
	return strings.TrimLeft(rest, ":： ")
}

// reveals reports whether a text says one of the folded terms.
func reveals(text string, secret []string) bool {
	text = fold(text)
	for _, t := range secret {
		if contains(text, t) {
			return true
		}
	}
	return false
}

// functionWords carry no content of their own.
var functionWords = wordSet(`
	a about above after again all also am an and any are as at back be because been before being between both but by
	can cannot could did do does doing done don't down during each either else ever every few first for from further
	get gets go goes got had has have having he her here hers him his how i i'd i'll i'm i've if in instead into is it
	it's its itself just last later like made make makes many may me might more most much must my myself near need needs
	never next no nor not now of off often on once one only or other others our ours out over own per put rather
	same say says see set she should since so some still such take takes than that that's the their theirs them then
	there these they thing things this those through to together too two under until up upon us use used uses using
	very via was we well went were what when where which while who whom whose why will with within without won't would
	yes yet you your yours yourself`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
