package delivery

import (
	"regexp"
	"strings"

	"mondo/qa"
)

// What leads up to an answer instead of giving it: thinking aloud, and setting
// the scene. It is told from its form alone, at the head of a sentence.
var (
	preambleJapanese = regexp.MustCompile(`^(?:(?:どこ|何|なに)から(?:話|お話|言|申)|(?:ちょっと|少し|少々)?(?:考え(?:させて|ます|て)|お?待ち?(?:ください|って))|なんて(?:言|い)|何と(?:言|い)|うまく(?:言|い)え|.{0,12}難しい(?:質問|です|な)|思い出し|(?:まず|はじめに|最初に)?、?(?:背景|前提|経緯)|もともと|元々|そもそも|当時|昔|ある(?:日|とき|時)|あれは|話(?:は|が)(?:少し|ちょっと)?(?:長く|遡|さかのぼ)|(?:少し|ちょっと)長く|私が.{0,16}(?:入った|入社した|入職した|配属された)(?:頃|ころ|とき|時|当時|の(?:は|が)))`)
	preambleEnglish  = regexp.MustCompile(`^(?:let me (?:think|see|start)|where (?:do|should|shall) i (?:start|begin)|that(?:'s| is) (?:a |an )?(?:really |very )?(?:hard|tough|tricky|good|great|interesting|difficult)|i(?:'d| would|'ll)? have to think|give me (?:a|one) |how (?:do|can|should) i |(?:just |first,? |maybe )?(?:a (?:little )?bit of|some|for|a little) (?:background|context|history)|to give you (?:some |a (?:little )?bit of |a little )?(?:background|context)|(?:back )?when i (?:first )?(?:joined|started|came)|back in (?:19|20)\d\d|originally|at the time|a while (?:ago|back)|(?:some |many |\w+ )?years ago|it(?:'s| is) a long story|it (?:all )?(?:started|began)|funny (?:story|enough)|i don't know where)`)
)

// questionBack repeats what was asked: 「強みですか。」
var questionBack = regexp.MustCompile(`(?:[?？]|(?:です|ます|でしょう)(?:か|よね)ね?|について(?:です|ですね)?|に関して(?:です|ですね))[。？?\s]*$`)

// openings are words before a sentence's first that say nothing.
var openings = wordSet("はい ええ うん そうですね では じゃあ それでは で yes yeah yep no okay ok right sure so well and alright")

// How many words of content make a sentence say something. English ones are
// counted together with the small words between them.
const (
	minSaidJapanese = 2
	minSaidEnglish  = 3
)

// maxSkipped is how many sentences are looked at.
const maxSkipped = 3

// conclusionFirst tells whether the first sentence that says anything answers,
// nil when none can be told. A yes, thanks, the question repeated and the
// announcement of how many points there are say nothing and are passed over.
func (t *talk) conclusionFirst() *bool {
	if !t.ended || t.lang == qa.Japanese && !t.known {
		return nil
	}
	var answer *bool
	left := maxSkipped
	t.sentences(func(i, last int) bool {
		leadsUp, says := t.judge(t.begins(i, last), last)
		if leadsUp || says {
			first := !leadsUp
			answer = &first
		}
		left--
		return answer == nil && left > 0
	})
	return answer
}

// judge tells whether words i to last lead up to an answer, and whether they say
// anything.
func (t *talk) judge(i, last int) (leadsUp, says bool) {
	if i > last {
		return false, false
	}
	text := t.text[t.words[i].Start:t.words[last].End]
	if t.preamble(text) {
		return true, true
	}
	least := minSaidEnglish
	if t.lang == qa.Japanese {
		least = minSaidJapanese
	}
	return false, t.content(i, last) >= least && qa.Asserts(text) && !questionBack.MatchString(t.toEnd(i, last))
}

// begins passes over fillers and words that say nothing at a sentence's head.
func (t *talk) begins(i, last int) int {
	for i <= last && (t.words[i].filler || openings[t.words[i].key]) {
		i++
	}
	return i
}

// toEnd is the text of words i to last with the marks behind it.
func (t *talk) toEnd(i, last int) string {
	end := len(t.text)
	if last+1 < len(t.words) {
		end = t.words[last+1].Start
	}
	return strings.TrimSpace(t.text[t.words[i].Start:end])
}

func (t *talk) preamble(text string) bool {
	if t.lang == qa.Japanese {
		return preambleJapanese.MatchString(text)
	}
	return preambleEnglish.MatchString(strings.ReplaceAll(strings.ToLower(text), "’", "'"))
}

// content counts the words that carry some.
func (t *talk) content(i, last int) int {
	n := 0
	for ; i <= last; i++ {
		w := &t.words[i]
		switch {
		case w.filler || w.kind == hesitation:
		case w.kind != japanese:
			n++
		case w.Part == "名詞" && w.Detail != "非自立" && w.Detail != "代名詞", w.Detail == "自立":
			n++
		}
	}
	return n
}
