package qa

import (
	"regexp"
	"strings"
)

// cutQuestion takes the question off the head of a paragraph, first being its
// first line without the mark, and leaves the lines behind it.
func cutQuestion(first line, more []line, form headForm) (question string, rest []line) {
	if form == byHeading || form == byFold && len(more) == 0 {
		return first.text, nil
	}
	if bold, after, n, ok := boldQuestion(first, more); ok {
		return bold, append(nonBlank(after), more[n:]...)
	}
	if q, a, ok := cutInlineAnswer(first.text); ok {
		return q, append([]line{{a, first.num}}, more...)
	}
	n := wrappedQuestion(first, more)
	question = first.text
	for _, l := range more[:n] {
		question += "\n" + l.text
	}
	return question, more[n:]
}

func nonBlank(l line) []line {
	if strings.TrimSpace(l.text) == "" {
		return nil
	}
	return []line{l}
}

// boldQuestion reads a question that is set in bold, over n more lines. When the
// sentence goes on behind the bold words, all of it is the question.
func boldQuestion(first line, more []line) (question string, after line, n int, ok bool) {
	text := first.text
	for {
		bold, rest, found := boldLead(text)
		if found {
			rest = strings.TrimSpace(strings.TrimLeft(rest, ":： "))
			if rest != "" && asks(plainText(bold)) == asksNothing && asks(plainText(text)) != asksNothing {
				return text, line{}, n, true
			}
			num := first.num
			if n > 0 {
				num = more[n-1].num
			}
			return bold, line{rest, num}, n, true
		}
		if !strings.HasPrefix(text, "**") || n == len(more) || n == maxWrapped {
			return "", line{}, 0, false
		}
		text += "\n" + more[n].text
		n++
	}
}

// inlineAnswer is an answer's mark behind the end of a question on one line.
var inlineAnswer = regexp.MustCompile(`([？?。．.」])\s*[/／|]?\s*((?:[*_]{2})?(?:[AＡ]\d{0,2}|答え?|回答|Answer|Ans)\s*[:：.．](?:[*_]{2})?\s*)(\S)`)

func cutInlineAnswer(text string) (question, answer string, ok bool) {
	m := inlineAnswer.FindStringSubmatchIndex(text)
	if m == nil {
		return "", "", false
	}
	return text[:m[3]], text[m[4]:], true
}

// maxWrapped is over how many lines a question may be wrapped.
const maxWrapped = 4

// wrappedQuestion counts the lines that the question goes on for: its first line
// does not end like one, and a later one does.
func wrappedQuestion(first line, more []line) int {
	if asks(plainText(first.text)) != asksNothing && !strings.HasSuffix(first.text, "は") || endsSentence(first.text) {
		return 0
	}
	for i, l := range more[:min(len(more), maxWrapped)] {
		if _, ok := answerMark(l.text); ok {
			return 0
		}
		if _, _, ok := cutInlineAnswer(l.text); ok {
			return 0
		}
		if asks(plainText(l.text)) == asksPlainly || asks(joinLines(first.text+"\n"+plainText(l.text))) == asksSoftly {
			return i + 1
		}
		if endsSentence(l.text) {
			return 0
		}
	}
	return 0
}

// cleanQuestion gives a question's text as it is asked.
func cleanQuestion(md string) string {
	text := plainText(strings.TrimSpace(md))
	for _, e := range []string{"**", "__"} {
		text = strings.ReplaceAll(text, e, "")
	}
	text, _ = cutWeight(text)
	text = strings.Trim(text, "\u3000 ")
	if strings.HasPrefix(text, "「") && strings.HasSuffix(text, "」") && strings.Count(text, "「") == 1 {
		text = strings.TrimSuffix(strings.TrimPrefix(text, "「"), "」")
	}
	return strings.TrimRight(text, " :：")
}
