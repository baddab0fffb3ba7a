package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// Lengths of what is quoted from an answer or a sheet, in characters: about as
// much as an interviewer repeats from memory.
const (
	quoteJapanese = 24
	quoteEnglish  = 60
)

// markdownMarks are taken out of what is quoted.
var markdownMarks = strings.NewReplacer("**", "", "`", "", "#", "", "__", "", "~~", "")

// longest is how much of a foreign text is looked at, in bytes: more than
// anybody quotes, and a bound on the work for a sheet of one endless line.
const longest = 6000

// clean makes one line of foreign text: no control, formatting or bidi
// characters, no Markdown, no runs of space.
func clean(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), longest)], "")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(markdownMarks.Replace(text)), " ")
}

// requote keeps quotation marks in a quote from closing the quotation.
func requote(lang qa.Lang, text string) string {
	if lang == qa.Japanese {
		return strings.NewReplacer("「", "『", "」", "』").Replace(text)
	}
	return strings.NewReplacer("“", "‘", "”", "’", `"`, "'").Replace(text)
}

// quote cuts foreign text to a phrase that fits between quotation marks in a
// sentence: the first sentence of it, cut at a boundary, without what hangs at
// its edges. "" when nothing worth quoting is left.
func quote(lang qa.Lang, text string) string {
	text = firstSentence(clean(text))
	limit := quoteEnglish
	if lang == qa.Japanese {
		limit = quoteJapanese
	}
	text = requote(lang, cut(text, limit))
	if utf8.RuneCountInString(text) < 2 || len(words(text)) == 0 {
		return ""
	}
	return text
}

// sentenceEnd is where a sentence ends; a full stop only before a space, so
// that "99.95" stays whole.
var sentenceEnd = regexp.MustCompile(`[。！？!?．｡]|\.(\s|$)`)

// firstSentence is the first sentence that says something, without its mark.
func firstSentence(text string) string {
	for _, s := range sentenceEnd.Split(text, -1) {
		if s = trimEdges(s); len(words(s)) > 0 {
			return s
		}
	}
	return ""
}

// cut shortens a text to a number of characters, with "…" for what is gone.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return trimEdges(text)
	}
	rs := []rune(text)
	end := boundary(rs, limit)
	head := trimEdges(string(rs[:end]))
	if clauseMark(rs[end]) {
		return head
	}
	return head + "…"
}

// boundary is the best place to cut before limit: at the last clause mark, else
// where a word begins, else at the limit. Cuts in the first third lose too much.
func boundary(rs []rune, limit int) int {
	for i := limit; i > limit/3; i-- {
		if clauseMark(rs[i]) {
			return i
		}
	}
	for i := limit; i > limit/3; i-- {
		if rs[i] == ' ' || wordBegins(rs[i-1], rs[i]) {
			return i
		}
	}
	return limit
}

func clauseMark(r rune) bool { return strings.ContainsRune("、，,;；:：", r) }

// wordBegins reports whether a Japanese word begins at next: its script differs
// from what stood before, and before was no half of a word.
func wordBegins(before, next rune) bool {
	s := scriptOf(next)
	return s != noWord && s != scriptOf(before) && (unicode.Is(unicode.Hiragana, before) || clauseMark(before))
}

// edgeMarks hang at the edges of a cut phrase.
const edgeMarks = " 、，,;；:：・…‥-–—―()（）[]［］「」『』“”\"'’‘<>《》|→*_~"

// trimEdges takes off marks at both ends and a Japanese particle at the end, so
// that a quote does not dangle: 「監視の運用は」 becomes 「監視の運用」.
func trimEdges(text string) string {
	text = strings.TrimLeft(text, strings.NewReplacer("(", "", "（", "", "「", "", "『", "", "“", "").Replace(edgeMarks))
	text = strings.TrimRight(text, strings.NewReplacer(")", "", "）", "", "」", "", "』", "", "”", "").Replace(edgeMarks))
	text = balanced(text)
	for _, p := range particles {
		head, found := strings.CutSuffix(text, p)
		last, _ := utf8.DecodeLastRuneInString(head)
		if found && scriptOf(last) != noWord && utf8.RuneCountInString(head) > 2 {
			return head
		}
	}
	return text
}

var particles = []string{"については", "について", "では", "には", "とは", "は", "が", "を", "に", "で", "と", "も", "の", "へ", "や"}

// balanced drops brackets that a cut left without their other half.
func balanced(text string) string {
	for _, pair := range []string{"()", "（）", "「」", "『』", "[]", "［］", "“”"} {
		rs := []rune(pair)
		open, shut := string(rs[0]), string(rs[1])
		if strings.Count(text, open) != strings.Count(text, shut) {
			text = strings.NewReplacer(open, "", shut, "").Replace(text)
		}
	}
	return strings.TrimSpace(text)
}

// deedDoneTo is a Japanese clause whose object can stand for it.
var deedDoneTo = regexp.MustCompile(`^([^はが、，]{4,})を[^をはが、，]{1,10}(?:た|ます|る|て)$`)

// thing shortens a quoted clause to what it is about, which one can ask on in a
// sentence: 「夜間バッチの置き換えを進めました」 to 「夜間バッチの置き換え」. Not for
// a contradiction, where the verb may be what is wrong.
func thing(quoted string) string {
	if m := deedDoneTo.FindStringSubmatch(quoted); m != nil {
		return m[1]
	}
	return quoted
}
