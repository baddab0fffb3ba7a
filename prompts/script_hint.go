package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// Hint asks for help with one point. It costs: a point that was hinted at no
// longer counts in full.
type Hint struct {
	Question qa.Question
	Point    qa.KeyPoint
}

// Hint gives a nudge that is worth its cost: the point's area with how it
// begins and what kind of thing it is; without an area, the text with its key
// words blanked, or its opening words.
func (s Script) Hint(in Hint, used Used) Line {
	text := clean(body(in.Point))
	if text == "" {
		text = clean(in.Point.Text)
	}
	fill := slots{"area": areaOf(s.lang, in.Question, in.Point), "opening": requote(s.lang, opening(text))}
	switch {
	case fill["opening"] == "":
		return s.say("hint.initial", slots{"initial": initial(text)}, used)
	case fill["area"] != "":
		return s.say(hintKind(in.Point, text), fill, used)
	}
	if blanked := requote(s.lang, cloze(text)); blanked != "" {
		return s.say("hint.cloze", slots{"cloze": blanked}, used)
	}
	return s.say("hint.opening", fill, used)
}

// hintKind is the situation of a hint by what kind of thing the point is.
func hintKind(point qa.KeyPoint, text string) string {
	switch {
	case point.Form == qa.Flow || point.Form == qa.Item && strings.ContainsAny(text, "→"):
		return "hint.area.step"
	case figure.MatchString(text):
		return "hint.area.number"
	case properName.MatchString(text) && languageOf(text) == qa.Japanese:
		return "hint.area.name"
	default:
		return "hint.area"
	}
}

var (
	figure     = regexp.MustCompile(`(?:^|[^\p{Latin}\d.])\d+(?:[.,]\d+)?\s?(?:[%％件回人名年月日時分秒台割倍例床歳歩億万千円]|か月|ヶ月|以上|以内|percent\b|hours?\b|minutes?\b|seconds?\b|days?\b|weeks?\b|months?\b|years?\b|ms\b|million\b|pods\b|of\b|[a-z]+s\b)`)
	properName = regexp.MustCompile(`\p{Lu}\p{Latin}+`)
)

// opening is how a text begins: about a third of it, ending where a word ends,
// never as much as half. "" when it is too short to begin.
func opening(text string) string {
	if languageOf(text) == qa.Japanese {
		return japaneseOpening([]rune(text))
	}
	fields := strings.Fields(text)
	n := min((len(fields)+2)/3, 5)
	if len(fields) < 3 {
		return ""
	}
	return strings.TrimRight(strings.Join(fields[:n], " "), edgeMarks) + "…"
}

func japaneseOpening(rs []rune) string {
	if len(rs) < 6 {
		return ""
	}
	third := min(max(len(rs)/3, 2), 10)
	end := third
	for end < len(rs)/2 && !wordBegins(rs[end-1], rs[end]) {
		end++
	}
	if end >= len(rs)/2 || end > 12 {
		end = third
	}
	return strings.TrimRight(string(rs[:end]), edgeMarks) + "…"
}

// initial is the first character of a text that is too short for an opening.
func initial(text string) string {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(r)
		}
	}
	return "?"
}

// Lengths of a cloze, in characters.
const (
	clozeJapanese = 40
	clozeEnglish  = 90
)

// cloze is a text with every second of its words blanked, beginning with the
// first; "" when it has too few words, or is too long to be read at once.
func cloze(text string) string {
	mark, limit := "___", clozeEnglish
	if languageOf(text) == qa.Japanese {
		mark, limit = "〇〇", clozeJapanese
	}
	content := contentWords(text)
	if len(content) < 3 || utf8.RuneCountInString(text) > limit {
		return ""
	}
	var b strings.Builder
	at := 0
	for i, w := range content {
		if i%2 == 1 {
			continue
		}
		b.WriteString(text[at:w.start] + mark)
		at = w.end
	}
	return b.String() + text[at:]
}

// contentWords are the words of a text that carry it.
func contentWords(text string) []run {
	var all []run
	for _, w := range words(text) {
		word := text[w.start:w.end]
		if utf8.RuneCountInString(word) > 1 && !functionWords[fold(word)] {
			all = append(all, w)
		}
	}
	return all
}
