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
// words blanked, or its opening words. What the question says already is no
// nudge, so it is neither blanked nor counted as the opening.
func (s Script) Hint(in Hint, used Used) Line {
	text := strings.TrimRight(clean(body(in.Point)), " 。.：:")
	if text == "" {
		text = clean(in.Point.Text)
	}
	known := fold(in.Question.Text)
	fill := slots{"area": areaOf(s.lang, in.Question, in.Point), "opening": requote(s.lang, opening(text, known))}
	switch {
	case fill["opening"] == "":
		return s.say("hint.initial", slots{"initial": initial(text)}, used)
	case fill["area"] != "":
		return s.say(hintKind(in.Point, text, known), fill, used)
	}
	if blanked := requote(s.lang, cloze(text, known)); blanked != "" {
		return s.say("hint.cloze", slots{"cloze": blanked}, used)
	}
	return s.say("hint.opening", fill, used)
}

// hintKind is the situation of a hint by what kind of thing the point is.
func hintKind(point qa.KeyPoint, text, known string) string {
	switch {
	case point.Form == qa.Flow || strings.Contains(text, " → ") && !figure.MatchString(text):
		return "hint.area.step"
	case figure.MatchString(text):
		return "hint.area.number"
	case languageOf(text) == qa.Japanese && point.Form != qa.Row && hasName(text, known):
		return "hint.area.name"
	default:
		return "hint.area"
	}
}

// figure is a number that is no part of a name (EC2, p99).
var figure = regexp.MustCompile(`(?:^|[^\p{Latin}\d.])\d`)

// hasName reports whether a Japanese text has a name in Latin letters that the
// question does not have.
func hasName(text, known string) bool {
	for _, name := range properName.FindAllString(text, -1) {
		if !contains(known, fold(name)) {
			return true
		}
	}
	return false
}

var properName = regexp.MustCompile(`\p{Lu}\p{Latin}+`)

// newsFrom is where a text begins to say what is not known.
func newsFrom(text, known string) int {
	for _, w := range words(text) {
		word := fold(text[w.start:w.end])
		if !functionWords[word] && !contains(known, word) {
			return w.start
		}
	}
	return 0
}

// leadLimit is how many known characters an opening may begin with.
const leadLimit = 24

// opening is how a text begins, up to and with its first news: about a third of
// the rest, ending where a word ends. "" when it is too short to begin.
func opening(text, known string) string {
	from := newsFrom(text, known)
	if utf8.RuneCountInString(text[:from]) > leadLimit {
		from = 0
	}
	lead, rest := text[:from], text[from:]
	begun := ""
	if languageOf(text) == qa.Japanese {
		if i := strings.IndexAny(rest, "、，"); len(words(lead)) > 0 && i > 0 {
			rest = rest[:i] + "、" // the next clause repeats what is known: 「A は …、B は …」
		}
		begun = japaneseOpening([]rune(rest))
	} else {
		begun = englishOpening(strings.Fields(rest))
	}
	if begun == "" {
		return ""
	}
	return strings.TrimLeft(lead+strings.TrimRight(begun, edgeMarks), edgeMarks) + "…"
}

func englishOpening(fields []string) string {
	if len(fields) < 3 {
		return ""
	}
	return strings.Join(fields[:min((len(fields)+2)/3, 5)], " ")
}

// japaneseOpening ends at the word boundary that is nearest to a third; in one
// long word, after two characters.
func japaneseOpening(rs []rune) string {
	if len(rs) < 3 {
		return ""
	}
	third, end := min(max(len(rs)/3, 2), 10), 0
	for i := 2; i < len(rs)*2/3 && i <= 12 && !strings.ContainsRune("（(「『", rs[i-1]); i++ {
		if wordBoundary(rs[i-1], rs[i]) && distance(i, third) <= distance(end, third) {
			end = i
		}
	}
	if end == 0 {
		end = min(2, len(rs)/2)
	}
	return string(rs[:end])
}

// wordBoundary reports whether a Japanese word ends between two characters. A
// verb's ending in hiragana belongs to its word; a particle does not.
func wordBoundary(before, after rune) bool {
	switch {
	case scriptOf(before) == noWord:
		return unicode.Is(unicode.Hiragana, before) && scriptOf(after) != noWord
	case unicode.Is(unicode.Hiragana, after):
		return strings.ContainsRune("はがをにでとのもへや", after)
	default:
		return scriptOf(before) != scriptOf(after)
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

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

// cloze is a text with every second of its new words blanked, beginning with
// the first; "" when it has too few, or is too long to be read at once.
func cloze(text, known string) string {
	mark, limit := "___", clozeEnglish
	if languageOf(text) == qa.Japanese {
		mark, limit = "〇〇", clozeJapanese
	}
	var news []run
	for _, w := range contentWords(text) {
		if !contains(known, fold(text[w.start:w.end])) && !verbStem.MatchString(text[w.end:]) {
			news = append(news, w)
		}
	}
	if len(news) < 3 || utf8.RuneCountInString(text) > limit {
		return ""
	}
	var b strings.Builder
	at := 0
	for i, w := range news {
		if i%2 == 1 {
			continue
		}
		b.WriteString(text[at:w.start] + mark)
		at = w.end
	}
	return b.String() + text[at:]
}

// nounFromVerb is the ending of a noun that was a verb (法人向け, 打刻漏れ), and
// the particle that tells it from a verb.
var nounFromVerb = regexp.MustCompile(`^[いきしちにみりけせてれめえべ][をのがはにで]`)

// verbStem is what follows the stem of a verb (毎週話|し合い, 見直|し、): blanking
// the stem would leave half a word. Forms of する follow whole words.
var verbStem = regexp.MustCompile(`^(?:し\p{Han}|[^\P{Hiragana}はがをにでとのもへやしすさなだか])`)

// contentWords are the words of a text that carry it. In Japanese a name of
// several Latin words is one.
func contentWords(text string) []run {
	var all []run
	japanese := languageOf(text) == qa.Japanese
	for _, w := range words(text) {
		word := text[w.start:w.end]
		if utf8.RuneCountInString(word) < 2 || functionWords[fold(word)] {
			continue
		}
		if m := nounFromVerb.FindString(text[w.end:]); m != "" {
			w.end += len(m) - len("を")
		}
		if n := len(all); n > 0 && japanese && text[all[n-1].end:w.start] == " " {
			all[n-1].end = w.end
			continue
		}
		all = append(all, w)
	}
	return all
}
