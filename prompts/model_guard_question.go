package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// sentence is one sentence of what is said, by bytes.
type sentence struct {
	start, end int
	whole      bool // it has its mark; the last one of a text may lack it
}

// sentencesOf divides a text. A mark inside a quotation ends nothing, and an
// English full stop ends a sentence only before a space or the end.
func sentencesOf(lang qa.Lang, text string) []sentence {
	var all []sentence
	start, quoted := 0, 0
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		switch {
		case strings.ContainsRune("「『“", r):
			quoted++
		case strings.ContainsRune("」』”", r):
			quoted = max(quoted-1, 0)
		case quoted > 0 || !strings.ContainsRune("。．？！?!.", r):
		case r == '.' && end < len(text) && text[end] != ' ':
		case end < len(text) && strings.ContainsAny(text[end:end+1], "?!"), strings.HasPrefix(text[end:], "？"), strings.HasPrefix(text[end:], "！"):
		default:
			all = append(all, sentence{start, end, true})
			start = end
		}
	}
	if strings.TrimSpace(text[start:]) != "" {
		all = append(all, sentence{start, len(text), false})
	}
	return all
}

// countAsked counts what a text asks in its sentences: questions, and requests to say
// something. A wish to hear ("I'd like to know") is one if nothing else is asked.
func countAsked(lang qa.Lang, text string, all []sentence) int {
	n, soft := 0, 0
	for _, s := range all {
		hard, wish := asksIn(lang, strings.TrimSpace(text[s.start:s.end]))
		n += hard
		if wish {
			soft = 1
		}
	}
	return max(n, soft)
}

// asksIn counts the questions of one sentence, and tells a wish to hear.
func asksIn(lang qa.Lang, s string) (hard int, wish bool) {
	s = quotation.ReplaceAllString(s, "X")
	if lang == qa.Japanese {
		return asksJapanese(s)
	}
	return asksEnglish(s)
}

var (
	questionJapanese  = regexp.MustCompile(`(?:[？?]|(?:か|かね|かしら|(?:いかが|どう)でしょう))[。．！!？?]*$`)
	requestJapanese   = regexp.MustCompile(`(?:ください|下さい|お願い(?:いた)?し(?:ます|たいです|たいのですが)|(?:て|で)(?:いただけると|いただければ|もらえると|もらえれば|いただきたい|ほしい|もらいたい)[^。]*|お願いできますと?[^。]*|(?:教え|聞かせ|話し|説明し)て)[。．！!]*$`)
	noRequestJapanese = regexp.MustCompile(`(?:(?:確認|整理|質問|お聞き|伺わ|お伺い)(?:を)?さ?せて|(?:ご)?安心(?:して)?|焦らないで|気にしないで|気になさらないで|無理(?:は|を)?(?:し|なさら)ないで|お待ち|楽にして|落ち着いて)(?:くだ|下)さい[ね。．！!]*$`)
	wishJapanese      = regexp.MustCompile(`(?:伺いたい|お聞きしたい|聞きたい|知りたい|気になり|興味があり|確認したい|伺えますと|(?:確認|伺わ)せて)[^。]*[。．！!]*$`)
	nodJapanese       = regexp.MustCompile(`^(?:なるほど|ええ|はい|ああ|そうですか|分かりました)?[、。]?(?:そう|さよう)?(?:なん|なの)?(?:です|でした|だったんです|だったのです)か[。！!]*$`)
	// echoJapanese takes a word up again: 「型紙ですか。」
	echoJapanese   = regexp.MustCompile(`^(?:なるほど|ええ|はい|ああ)?、?[^、。はがで]{1,10}(?:です|でした)か。$`)
	insideJapanese = regexp.MustCompile(`(?:です|ます|でした|ました|でしょう|ません)か[、,](?:\s*(それとも|あるいは|もしくは|または))?`)
)

func asksJapanese(s string) (hard int, wish bool) {
	switch {
	case nodJapanese.MatchString(s):
		return 0, false
	case echoJapanese.MatchString(s) && !interrogates.MatchString(strings.TrimSuffix(s, "ですか。")):
		return 0, true
	}
	for _, m := range insideJapanese.FindAllStringSubmatch(s, -1) {
		if m[1] == "" {
			hard++
		}
	}
	switch {
	case noRequestJapanese.MatchString(s):
	case questionJapanese.MatchString(s), requestJapanese.MatchString(s):
		hard++
	}
	return hard, wishJapanese.MatchString(s)
}

var (
	requestEnglish = regexp.MustCompile(`(?i)^(?:(?:and|so|then|now|ok|okay|right|well|good|thanks|thank you|i see|understood|fine|alright|but)[,.]? )*(?:please )?(?:just )?(?:tell|describe|explain|give|walk|talk|show|share|name|outline|elaborate|expand|go on|go over|go ahead|break|put|prove|convince|justify|defend|persuade|summari[sz]e|clarify|be (?:more )?(?:specific|exact|precise|concrete)|compare|help me|say|continue|list|state|spell|pick|choose|keep going|take me|lead me|bring me|make the case|address|answer|define|carry on|please)\b|(?i: and (?:then )?(?:tell|show|explain|give|describe)\b)`)
	wishEnglish    = regexp.MustCompile(`(?i)\bi(?:'d| would) (?:like|love) (?:you )?to (?:hear|know|understand|see|tell|say|explain|describe|walk)|\bi(?:'m| am) (?:curious|interested)|\bi (?:want|need) (?:you )?to (?:hear|know|understand|explain|tell)|\bi wonder\b|\bi was wondering\b`)
	// chained are the questions that one English sentence strings together; of two
	// words ("how often") there may be any number.
	chained = regexp.MustCompile(`(?i)(?:^|[,;—] ?(?:and |or |but )?| and | or )(?:how|what|why|when|where|who|which)\b(?: [^ ,;?]+){2}`)
)

// mostChained is how many questions one sentence may string together and still be
// answered as one: "What went wrong, and how did you deal with it?"
const mostChained = 2

func asksEnglish(s string) (hard int, wish bool) {
	switch {
	case strings.HasSuffix(strings.TrimRight(s, `!.”"`), "?"):
		hard = 1
		if len(chained.FindAllString(s, -1)) > mostChained {
			hard = 2
		}
	case requestEnglish.MatchString(s):
		hard = 1
	}
	return hard, hard == 0 && wishEnglish.MatchString(s)
}
