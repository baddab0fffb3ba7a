package prompts

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// head is the beginning of a reply, where it names its target. Models write the
// line in many ways (T2, [T2], Target: T2, **T2**, ```T2), leave it out, put their
// words behind it on the same line, or announce themselves ("Interviewer:").
type head struct{ text []byte }

// longestHead is where, in characters, a head that has not ended is none.
const longestHead = 48

// add takes the next character; true when the head is over.
func (h *head) add(c rune) bool {
	h.text = utf8.AppendRune(h.text, c)
	if utf8.RuneCount(h.text) > longestHead {
		return true
	}
	return !headGoesOn.MatchString(strings.Map(narrow, string(h.text)))
}

// A head is an opening of a code fence, a target, and the speaker's name, each
// left out or there.
const (
	headFence  = "(?:```[a-z]*\\s+)?"
	headOpen   = `[\s\[\](){}<>【】「『“"'*_#|-]*`
	headTarget = `(?:(?:target|id|line ?1|対象|番号|候補|1行目)\s*[:=]?\s*)?[\[(【*]*t\s?(\d{1,2})`
	headClose  = `["'」』”\])}>】*_` + "`" + `]*[\s:.,、。|=*-]*`
	headName   = `(?:(?:interviewer|question|follow-?up(?: question)?|line ?[12]|面接官|質問|問い|深掘り|[12]行目)\s*[:]\s*)?`
)

var (
	headWhole = regexp.MustCompile("^" + headFence + headOpen + headTarget + headClose + headName)
	headNone  = regexp.MustCompile(`^(?:` + "```[a-z]*\\s+" + `)?\s*` + headName)
	// headGoesOn matches a text that may still be the beginning of a head.
	headGoesOn = regexp.MustCompile("^(?:`{0,3}|```[a-z]*\\s*)" + headOpen +
		`(?:` + beginnings("target", "id", "line 1", "line1", "対象", "番号", "候補", "1行目") + `\s*[:=]?\s*[\[(【*]*)?(?:t\s?\d{0,2})?` + headClose +
		`(?:` + beginnings("interviewer", "question", "follow-up question", "followup question", "line 1", "line 2", "line1", "line2", "面接官", "質問", "問い", "深掘り", "1行目", "2行目") + `\s*[:]?\s*)?$`)
)

// beginnings matches any of some words, or how one of them begins.
func beginnings(words ...string) string {
	var all []string
	for _, w := range words {
		var nested strings.Builder
		for _, r := range w {
			nested.WriteString("(?:" + regexp.QuoteMeta(string(r)))
		}
		nested.WriteString(strings.Repeat(")?", utf8.RuneCountInString(w)))
		all = append(all, nested.String())
	}
	return "(?:" + strings.Join(all, "|") + ")"
}

// split gives the number of the target, 0 when the head names none, and what
// stands behind the head. The closer is that of a quotation mark that the head
// opens and does not close, 0 for none.
func (h *head) split() (target int, rest string, closer rune) {
	text := string(h.text)
	narrow := strings.Map(narrow, text)
	m := headWhole.FindStringSubmatchIndex(narrow)
	if m == nil {
		return 0, skipRunes(text, headNone.FindString(narrow)), 0
	}
	n, err := strconv.Atoi(narrow[m[2]:m[3]])
	if err != nil {
		n = 0
	}
	if open := openQuotation(narrow[:m[1]]); open < m[1] {
		first, _ := utf8.DecodeRuneInString(narrow[open:])
		closer = closers[first]
	}
	return n, skipRunes(text, narrow[:m[1]]), closer
}

// narrow writes a full-width Latin letter, digit or mark as the ordinary one, in
// lower case: a character for a character.
func narrow(r rune) rune {
	if '！' <= r && r <= '～' {
		r -= '！' - '!'
	}
	return unicode.ToLower(r)
}

// skipRunes drops as many characters from a text as head has.
func skipRunes(text, head string) string {
	for range utf8.RuneCountInString(head) {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return text
}
