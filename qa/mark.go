package qa

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is how a line says that it is a question or an answer: "Q1.", "問1．",
// "**質問：**", "A:", "回答例：" and their like.
type mark struct {
	// strong is set when a separator, a bracket or a word leaves no doubt;
	// "Q3 results" is not strong.
	strong bool
	rest   string // the raw text behind the mark
}

// The patterns match text folded by [fold]: half-width, so that one pattern
// reads ＱＱ１． and Q1. alike.
const (
	patEmph  = `[*_]{0,3}`
	patDeco  = `(?:[■□◆◇●○◎▼▽▶►★☆※✅❓❔⭐🔹🔸📌]+\x{FE0F}?\s*)?`
	patCount = `(?:\d{1,3}(?:[-.]\d{1,3})*(?:[.):、]\s*|\s+)|[①-⑳]\s*|\(\d{1,3}\)\s*)?`
	patNum   = `(?:\s*(?:no\.?|#)?\s*(?:\d{1,3}(?:\s?[-‐–._]\s?\d{1,3})*[a-d]?|[①-⑳❶-❿]|[一二三四五六七八九十]{1,3})(?:\s*(?:/|of|問目|つ目|番目?)\s*\d{0,3})?)`
	patNote  = `(?:\s*\([^()]{0,24}\))?`
	patSep   = `\s*(?:[.:;)、。|\]】→>]+|\s[-–—―~]+\s|[—―])`

	patQWord  = `(?:想定質問|想定問|予想質問|頻出質問|質問文?|設問|問題|問い|問|question|ques|qn|(?-i:Q))`
	patAsker  = `(?:面接官|試験官|審査員|審査委員|質問者|聞き手|株主|議長|お客様|interviewer|examiner|reviewer|committee|panel(?:list)?|audience)`
	patAWord  = `(?:model answer|sample answer|suggested answer|my answer|short answer|answer|ans|response|reply|模範解答|模範回答|想定回答|想定解答|回答例|回答案|回答文|解答例|回答|解答|返答|答え|答|(?-i:A))`
	patSelf   = `(?:応募者|候補者|回答者|受験者|発表者|私|自分|わたし|me|myself|(?-i:I)|candidate|applicant|presenter)`
	patOpen   = `[\[【(<「〔『《]`
	patClose  = `[\]】)>」〕』》]`
	patAfter  = patEmph + `\s*[:.、]?\s*`
	patBefore = `^\s*` + patEmph + `\s*` + patDeco
)

var (
	// questionStrong: Q1. / Q: / 【問1】 / **Q1** / Question 3: / 質問１）
	questionStrong = regexp.MustCompile(`(?i)` + patBefore + patEmph + patCount + patEmph + `(?:` +
		patOpen + `\s*` + patQWord + patNum + `?\s*` + patClose + patAfter +
		`|` + patOpen + `\s*` + patQWord + patNum + `?\s*[:.]\s*` + // 【Q1：…】
		`|` + patQWord + patNum + `?` + patNote + patSep + patAfter +
		`|[*_]{1,3}` + patQWord + patNum + `?` + `[*_]{1,3}\s*[:.]?\s*` +
		`|` + patQWord + patNum + `[*_]{1,3}\s*[:.]?\s*` +
		`|(?-i:q)\d{0,3}\s*:\s*` +
		`)`)
	// questionAsked: 面接官：… / Interviewer: …, a mark only before a question.
	questionAsked = regexp.MustCompile(`(?i)` + patBefore + patAsker + `\s*[a-z\d]?\s*(?:[:「]|[*_]{1,3}\s*[:「])` + patAfter)
	// questionWeak: Q1 text / 問1 text / Q text
	questionWeak = regexp.MustCompile(`(?i)` + patBefore + patCount + patQWord + patNum + `(?:\s+|$)`)
	questionBare = regexp.MustCompile(patBefore + patCount + `(?:Q\s+|問\s+)`)
	// questionGlued: Q1志望動機 / 問1志望動機, told from "Q1は…" by what follows.
	questionGlued = regexp.MustCompile(`(?i)` + patBefore + patCount + `(?:(?-i:Q)|問|質問|設問)\d{1,3}`)
	// questionAlone: a heading "質問" or "Question" whose text comes below.
	questionAlone = regexp.MustCompile(`(?i)` + patBefore + `(?:` + patOpen + `)?` + patQWord + patNum + `?(?:` + patClose + `)?\s*[:.]?` + patEmph + `\s*$`)

	answerStrong = regexp.MustCompile(`(?i)` + patBefore + patEmph + `(?:` +
		patOpen + `\s*` + patAWord + patNum + `?\s*` + patNote + `\s*` + patClose + patAfter +
		`|` + patAWord + patNum + `?` + patNote + patSep + patAfter +
		`|[*_]{1,3}` + patAWord + patNum + `?` + patNote + `[*_]{1,3}\s*[:.]?\s*` +
		`|` + patAWord + patNum + `?` + patNote + `[*_]{1,3}\s*[:.]?\s*` +
		`|(?-i:a)\d{0,3}\s*:\s*` +
		`|` + patSelf + `\s*(?:[:]|[*_]{1,3}\s*:)` + patAfter +
		`)`)
	answerNumbered = regexp.MustCompile(`(?i)` + patBefore + `(?:(?-i:A)|答|回答|answer)` + patNum + `(?:\s+|$)`)
	answerBare     = regexp.MustCompile(patBefore + `(?:A|答|答え|回答)\s+`)
	answerAlone    = regexp.MustCompile(`(?i)` + patBefore + `(?:` + patOpen + `)?` + patAWord + patNum + `?` + patNote + `(?:` + patClose + `)?\s*[:.]?` + patEmph + `\s*$`)

	// numberMark: "1.", "1)", "(1)", "①", "1-2.", "第1問", "#3", "No.4" before a heading's text.
	numberMark = regexp.MustCompile(`(?i)` + patBefore + patEmph + `(?:` +
		`第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*問?[.:、)]?\s+|第\s*\d{1,3}\s*問[.:、)]?\s*` +
		`|(?:no\.?|#)\s*\d{1,3}(?:[.:)、]\s*|\s+)` +
		`|\d{1,3}(?:[-.]\d{1,3})*\s*(?:[.):、。]\s*|\s+)` +
		`|[\(\[【]\s*\d{1,3}\s*[\)\]】]\s*` +
		`|[①-⑳❶-❿]\s*` +
		`|\d\x{FE0F}?\x{20E3}\s*` +
		`)` + patEmph)
)

// questionMark reads a question's mark at the head of raw text.
func questionMark(raw string) (mark, bool) {
	head, at := fold(raw)
	if !startsWithWord(head, questionWords) {
		return mark{}, false
	}
	if m := questionStrong.FindStringIndex(head); m != nil {
		return mark{strong: true, rest: keepEmphasis(raw, at[m[1]])}, true
	}
	if m := questionAsked.FindStringIndex(head); m != nil {
		rest := keepEmphasis(raw, at[m[1]])
		return mark{strong: true, rest: rest}, asks(plainText(rest)) != asksNothing
	}
	if m := questionAlone.FindStringIndex(head); m != nil && hasDigit(head) {
		return mark{strong: true}, true
	}
	if m := questionWeak.FindStringIndex(head); m != nil {
		return mark{rest: keepEmphasis(raw, at[m[1]])}, true
	}
	if m := questionBare.FindStringIndex(head); m != nil {
		return mark{rest: keepEmphasis(raw, at[m[1]])}, true
	}
	if m := questionGlued.FindStringIndex(head); m != nil {
		rest := raw[at[m[1]]:]
		if r, _ := utf8.DecodeRuneInString(rest); isCJK(r) && !strings.ContainsRune("とはのでにがをやもかへ〜～", r) {
			return mark{rest: keepEmphasis(raw, at[m[1]])}, true
		}
	}
	return mark{}, false
}

// answerMark reads an answer's mark at the head of raw text.
func answerMark(raw string) (mark, bool) {
	head, at := fold(raw)
	if !startsWithWord(head, answerWords) {
		return mark{}, false
	}
	for _, p := range []*regexp.Regexp{answerStrong, answerAlone} {
		if m := p.FindStringIndex(head); m != nil {
			return mark{strong: true, rest: keepEmphasis(raw, at[m[1]])}, true
		}
	}
	if m := answerNumbered.FindStringIndex(head); m != nil {
		return mark{rest: keepEmphasis(raw, at[m[1]])}, true
	}
	if m := answerBare.FindStringIndex(head); m != nil {
		rest := raw[at[m[1]]:]
		if r, _ := utf8.DecodeRuneInString(rest); isCJK(r) || strings.HasPrefix(raw, "Ａ") {
			return mark{rest: rest}, true
		}
	}
	return mark{}, false
}

// cutNumber takes a number off the head of raw text ("1) Why us?").
func cutNumber(raw string) (rest string, ok bool) {
	head, at := fold(raw)
	m := numberMark.FindStringIndex(head)
	if m == nil || m[1] == 0 {
		return raw, false
	}
	rest = keepEmphasis(raw, at[m[1]])
	return rest, strings.TrimSpace(rest) != ""
}

// keepEmphasis cuts a mark of n bytes off raw. When the mark took an opening **
// with it whose closing one is still there, the rest gets it back.
func keepEmphasis(raw string, n int) string {
	taken, rest := raw[:n], raw[n:]
	for _, e := range []string{"**", "__"} {
		if strings.Count(taken, e)%2 == 1 && strings.Count(rest, e)%2 == 1 {
			return e + rest
		}
	}
	return rest
}

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿一二三四五六七八九十")
}

// maxMark is how far into a line a mark can reach, in runes.
const maxMark = 80

// fold gives the head of s with full-width ASCII made half-width, and for each
// byte offset in it the offset in s.
func fold(s string) (head string, at []int) {
	var b strings.Builder
	at = make([]int, 0, maxMark*2)
	runes := 0
	end := len(s)
	for i, r := range s {
		if runes++; runes > maxMark {
			end = i
			break
		}
		r = halfWidth(r)
		for range utf8.RuneLen(r) {
			at = append(at, i)
		}
		b.WriteRune(r)
	}
	return b.String(), append(at, end)
}

// halfWidth folds full-width ASCII and the ideographic space.
func halfWidth(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0xA0:
		return ' '
	case r == '︓' || r == '∶':
		return ':'
	}
	return r
}

// The words that marks begin with, so that the patterns, which are slow, run
// only on the few lines that can match.
var (
	questionWords = wordSet("q qn ques question interviewer examiner reviewer committee panel panelist panellist audience",
		"想 予 頻 質 設 問 面 試 審 聞 株 議 お")
	answerWords = wordSet("a ans answer model sample suggested my short response reply me myself i candidate applicant presenter",
		"模 想 回 解 返 答 応 候 受 発 私 自 わ")
)

type words struct {
	latin map[string]bool
	runes string
}

func wordSet(latin, runes string) words {
	w := words{latin: map[string]bool{}, runes: runes}
	for _, s := range strings.Fields(latin) {
		w.latin[s] = true
	}
	return w
}

// startsWithWord tells whether the first letters of s are one of the words.
func startsWithWord(s string, w words) bool {
	start := strings.IndexFunc(s, unicode.IsLetter)
	if start < 0 {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(s[start:]); first >= 0x80 {
		return strings.ContainsRune(w.runes, first) || strings.ContainsRune("一二三四五六七八九十第", first)
	}
	end := start
	for end < len(s) && (s[end]|0x20) >= 'a' && (s[end]|0x20) <= 'z' {
		end++
	}
	word := s[start:end]
	if word == "a" || word == "q" || word == "i" { // only with a colon or a number behind
		return end < len(s) && strings.IndexByte(":0123456789 *", s[end]) >= 0 && strings.Contains(s[end:min(end+6, len(s))], ":")
	}
	return w.latin[strings.ToLower(word)]
}
