package qa

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a piece of prose with the lines that it stands in.
type sentence struct {
	text     string // plain
	from, to int
}

// sentences cuts the lines of a paragraph into sentences. Wrapped lines are put
// together; a hard break ends a sentence, and so does every line of a paragraph
// that has no punctuation at all.
func sentences(lines []line) []sentence {
	var out []sentence
	perLine := unpunctuated(lines)
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !perLine && !hardBreak(lines[end-1].text) {
			end++
		}
		out = append(out, cutSentences(lines[start:end])...)
		start = end
	}
	return out
}

// hardBreak tells a line that its author ended on purpose.
func hardBreak(md string) bool {
	return strings.HasSuffix(md, "  ") || strings.HasSuffix(md, `\`) || inlineBreak.MatchString(md) && strings.HasSuffix(strings.TrimSpace(md), ">")
}

// unpunctuated tells a paragraph written as notes, one to a line.
func unpunctuated(lines []line) bool {
	if len(lines) < 2 {
		return false
	}
	for _, l := range lines {
		if strings.ContainsAny(l.text, "。.!?！？") || !hasKana(l.text) || utf8.RuneCountInString(l.text) > wrapWidth {
			return false
		}
	}
	return true
}

// cutSentences joins lines and cuts them where sentences end.
func cutSentences(lines []line) []sentence {
	var b strings.Builder
	starts := make([]int, len(lines))
	for i, l := range lines {
		text := plainText(l.text)
		if b.Len() > 0 && text != "" {
			last, _ := utf8.DecodeLastRuneInString(b.String())
			first, _ := utf8.DecodeRuneInString(text)
			if !(isWide(last) && isWide(first)) {
				b.WriteByte(' ')
			}
		}
		starts[i] = b.Len()
		b.WriteString(text)
	}
	text := b.String()
	at := func(offset int) int {
		n := sort.SearchInts(starts, offset+1) - 1
		return lines[max(n, 0)].num
	}
	var out []sentence
	start := 0
	for _, end := range append(SentenceEnds(text), len(text)) {
		if piece := strings.TrimSpace(text[start:end]); piece != "" {
			lead := strings.Index(text[start:end], piece)
			out = append(out, sentence{piece, at(start + lead), at(start + lead + len(piece) - 1)})
		}
		start = end
	}
	return out
}

// SentenceEnds lists the byte offsets behind sentence ends: 。！？ outside
// brackets, and . ! ? before a space and a new beginning. The end of the text is
// not among them unless 。！？ stand there.
func SentenceEnds(text string) []int {
	var ends []int
	depth := 0
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		switch r {
		case '「', '『', '（', '(', '“', '【':
			depth++
		case '」', '』', '）', ')', '”', '】':
			depth = max(depth-1, 0)
		case '。', '！', '？', '．':
			if depth == 0 && !(r == '．' && digitAround(text, i, next)) {
				ends = append(ends, skipClosers(text, next))
			}
		case '.', '!', '?':
			end := skipClosers(text, next)
			if depth == 0 && beginsAfter(text, end) && !(r == '.' && abbreviated(text[:i])) {
				ends = append(ends, end)
			}
		}
	}
	return ends
}

func digitAround(text string, i, next int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[next:])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// skipClosers steps over closing quotes and further stops behind an end.
func skipClosers(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(`"'”’。！？!?.`, r) {
			break
		}
		i += n
	}
	return i
}

// beginsAfter tells whether a new sentence can begin at i: after a space, with a
// capital letter, a digit, a quote or a Japanese letter.
func beginsAfter(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(text[i:]); isCJK(first) {
		return true
	}
	if text[i] != ' ' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i:], " "))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || isCJK(r) || strings.ContainsRune(`"'“‘(`, r)
}

var abbreviations = set("e.g i.e mr mrs ms dr prof st vs etc approx dept fig no vol pp al cf inc ltd co corp jr sr a.m p.m u.s u.k ph.d est jan feb mar apr jun jul aug sep sept oct nov dec")

// abbreviated tells whether the full stop behind head belongs to an abbreviation.
func abbreviated(head string) bool {
	word := head[strings.LastIndexAny(head, " (")+1:]
	if w := strings.ToLower(word); abbreviations[w] {
		return w != "etc" && w != "no" && w != "inc" && w != "a.m" && w != "p.m" || false
	}
	return initial(head)
}

// initial tells whether a text ends in a capital letter that stands alone.
func initial(head string) bool {
	n := len(head)
	return n > 0 && head[n-1] >= 'A' && head[n-1] <= 'Z' && (n == 1 || strings.IndexByte(" \t\n\f\r", head[n-2]) >= 0)
}

// Asserts tells whether a sentence says something of its own: not a greeting, a
// yes, an announcement of how the answer is built, or a note to oneself.
func Asserts(text string) bool {
	bare := strings.TrimSpace(strings.TrimRight(text, "。．.!！ "))
	if !strings.ContainsFunc(bare, isWord) {
		return false
	}
	return !politePhrase.MatchString(bare) && !announcement.MatchString(bare) && !noteToSelf.MatchString(bare)
}

// answering is what people say before an answer and nobody has to remember.
var answering = regexp.MustCompile(`^(?:はい|ええ)[、，,。]\s*`)

// saysLittle tells a sentence that is a key point only where nothing else is
// said: a yes or no that leaves the rest to the question, or a question back.
func saysLittle(text string) bool {
	return asks(text) == asksPlainly || bareAnswer.MatchString(strings.TrimRight(text, "。．.!！ "))
}

var bareAnswer = regexp.MustCompile(`(?i)^(?:(?:はい|いいえ|ええ|いえ)、?)?(?:あり(?:ます|ません)|ござい(?:ます|ません)|でき(?:ます|ません)|大丈夫です|問題(?:ありません|ないです)|そうです|そう思います|可能です|不可能です|違います|います|いません|わかりません|yes|no|never|not yet|yes, i do|no, i don't|i do|i don't|i have|i have not|i haven't)$`)

var (
	noteToSelf   = regexp.MustCompile(`(?i)^(?:(?:自分用)?メモ|備忘|TODO|N\.?B\.?|notes?(?: to self)?|reminder|to-?do)\s*[:：]`)
	politePhrase = regexp.MustCompile(`(?i)^(?:はい|ええ|承知(?:いた)?しました|ありがとうございま(?:す|した)|(?:本日は|どうぞ|何卒|以上|今後とも)?[、,]?\s*(?:よろしく|宜しく)お願い(?:いた|致)?します|以上(?:です|になります|でございます|となります)?|失礼(?:いた)?します|ご清聴ありがとうございました|(?:ご質問|お時間(?:を|いただき)*)[^。]{0,12}ありがとうございま(?:す|した)|yes|sure|of course|certainly|thanks?(?: you)?(?: (?:very|so) much)?(?: for .{0,40})?|good question|great question|that(?:'s| is) a (?:good|great) question|thank you for (?:having me|your time|the question)|that(?:'s| is) (?:all|it))$`)
	announcement = regexp.MustCompile(`(?i)^(?:(?:結論|要点|ポイント)から(?:申し上げ|言い|お話しし|申し|いい)ます(?:と)?|(?:(?:[^、。]{0,20}?(?:理由|ポイント|要点|点|強み|工夫|取り組み|対策|学び|違い|特徴|課題|柱|方針|要因|背景|目的|方法|こと))?は、?)?(?:大きく(?:分けて)?)?(?:[0-9０-９]+|[一二三四五六七八九十]+|いくつか)(?:つ|点|個|段階)?(?:の(?:理由|点|ポイント|こと)が)?(?:あります|ございます|です|に分かれます|に分けてお話しします)|(?:順に|順番に)(?:ご?説明|お話し)(?:いた)?します|(?:there (?:are|were)|i have|i(?:'d| would) (?:say|give|name)|let me (?:give|name|mention)) (?:two|three|four|five|six|several|some|a few|\d+) (?:main |key |big |simple |such |short )?(?:reasons?|things?|points?|parts?|steps?|areas?|examples?|answers?|lessons?|aspects?|ways?))$`)
)
