package qa

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	// labelTail is what may follow a bold label: a note in brackets, a colon.
	labelTail  = regexp.MustCompile(`^\s*((?:[（(][^（）()]{0,40}[）)])?)\s*([:：]|[—―–]\s|\s[-－]\s)?\s*`)
	labelFrame = regexp.MustCompile(`^(?:[【［\[〔《＜<〈]\s*([^【】［］\[\]〔〕《》＜＞<>〈〉]{1,40})\s*[】］\]〕》＞>〉]|[■□◆◇▼▽▶►◎●○]\s*([^。：:]{1,30}))\s*[:：]?\s*`)
	colonLabel = regexp.MustCompile(`^([^:：]{1,60}?)\s*(?:：|:\s|:$)\s*`)
)

// cutLabel takes a label off the head of Markdown text: bold and followed by a
// colon or by nothing, or framed like 【体制】 and ■体制.
func cutLabel(md string) (label, rest string, ok bool) {
	md = strings.TrimSpace(md)
	if bold, after, found := boldLead(md); found {
		return boldLabel(bold, after)
	}
	if m := labelFrame.FindStringSubmatchIndex(md); m != nil && !strings.HasPrefix(md, "[x]") && !strings.HasPrefix(md, "[ ]") {
		if m[1] < len(md) && md[m[1]] == '(' { // a link
			return "", "", false
		}
		label = plainText(labelFrame.FindStringSubmatch(md)[1] + labelFrame.FindStringSubmatch(md)[2])
		return label, md[m[1]:], label != "" && !isWeightWord(label)
	}
	return "", "", false
}

func boldLabel(bold, after string) (label, rest string, ok bool) {
	label = plainText(bold)
	trimmed := strings.TrimRight(label, ":： ")
	m := labelTail.FindStringSubmatch(after)
	rest = after[len(m[0]):]
	closed := m[2] != "" || len(trimmed) < len(label) || strings.TrimSpace(rest) == ""
	if !closed || trimmed == "" || utf8.RuneCountInString(trimmed) > 60 || endsSentence(trimmed) {
		return "", "", false
	}
	return trimmed + m[1], rest, true
}

// isLabelLine tells a line that is nothing but a label, so that it stands in a
// paragraph of its own.
func isLabelLine(md string) bool {
	if first, _ := utf8.DecodeRuneInString(md); !strings.ContainsRune("*_【［■□◆◇▼▽〔《", first) {
		return false
	}
	_, rest, ok := cutLabel(md)
	return ok && strings.TrimSpace(rest) == ""
}

// plainLabel reads "体制：" and "Key results:" over a list: a short noun phrase.
func plainLabel(text string) (string, bool) {
	label := strings.TrimRight(text, ":： ")
	if label == "" || len(label) == len(text) || !isNounPhrase(label) {
		return "", false
	}
	return label, true
}

// colonLead reads the "APM: " of an item without bold.
func colonLead(text string) (label, rest string, ok bool) {
	m := colonLabel.FindStringSubmatchIndex(text)
	if m == nil || m[1] == len(text) {
		return "", "", false
	}
	label, rest = text[m[2]:m[3]], text[m[1]:]
	return label, rest, isNounPhrase(label)
}

// Lengths up to which a phrase can be a label.
const (
	maxLabelRunes = 20 // Japanese
	maxLabelWords = 5  // English
)

// isNounPhrase tells a label from a statement.
func isNounPhrase(text string) bool {
	if endsSentence(text) || pointsAhead(text) {
		return false
	}
	if hasKana(text) {
		return utf8.RuneCountInString(text) <= maxLabelRunes && !endsInVerb(text) && !strings.ContainsAny(text, "、，")
	}
	fields := strings.Fields(strings.ToLower(text))
	if len(fields) == 0 || len(fields) > maxLabelWords {
		return false
	}
	if leadWords[strings.Trim(fields[0], ",.;")] {
		return false
	}
	if len(fields) > 3 && !strings.ContainsAny(text, "&/") && !hasAny(fields, joiningWords) {
		return false // four words without "of" or "and" are likely to have a verb
	}
	for i, w := range fields {
		if englishSubject[w] && i < len(fields)-1 || englishFinite[w] {
			return false
		}
	}
	return true
}

// japaneseVerbEnd tells verbs and adjectives by their endings: nouns that end in
// hiragana (強み, まとめ, 違い) end in others.
var japaneseVerbEnd = regexp.MustCompile(`(?:[うくぐすつぬぶむるただ]|ない|たい|しい|やすい|にくい|ません)$`)

func endsInVerb(text string) bool { return japaneseVerbEnd.MatchString(text) }

func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’」』）)`))
	return strings.ContainsRune("。．！!？?", last) || last == '.' && !strings.HasSuffix(text, "etc.")
}

var (
	englishSubject = set("i we you he she they it this that these those there i've we've i'm we're it's that's")
	leadWords      = set("with because so and but by through using here yes no well sure two three four five six seven eight nine ten several some many most all")
	joiningWords   = set("of in for with on and to at from by or per as before after during")
	englishFinite  = set("is are was were has had does did will would can could should must may might am isn't aren't wasn't weren't")
)

func hasAny(fields []string, words map[string]bool) bool {
	for _, f := range fields {
		if words[f] {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
