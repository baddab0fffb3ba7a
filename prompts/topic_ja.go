package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// The forms of Japanese questions whose topic stands before a fixed ending. In
// each the first group is the topic.
var japaneseForms = []*regexp.Regexp{
	// …について教えてください、…を聞かせてください
	regexp.MustCompile(`^(.+?)(?:について(?:は)?|に関して(?:は)?|のこと)?[をは]?、?` + adverbs +
		`(?:お?(?:教え|聞かせ|話し|話|答え)|ご?(?:説明|紹介)し?|述べ|挙げ|語っ)て?(?:い?ただけ|もらえ|くれ|ください|下さい|くださ|ほしい|頂け)[^。]*$`),
	// …をお願いします
	regexp.MustCompile(`^(.+?)を、?` + adverbs + `お願い(?:いた|致)?します$`),
	// …は何ですか、…はありますか、…はいかがですか、…は？
	regexp.MustCompile(`^(.+)は、?(?:何|なん|なに|どこ|どれ|どんなもの|どのようなもの)(?:ですか|でしょうか|だと(?:思い|考え)ますか|になりますか)?$`),
	regexp.MustCompile(`^(.+)は、?(?:ありますか|おありですか|ございますか|お持ちですか|持っていますか|いかがですか|いかがでしょうか|どうですか)$`),
	regexp.MustCompile(`^(.+)は$`),
	// …を、どう理解していますか
	regexp.MustCompile(`^(.+)(?:を|は|について)、?(?:どう|どのように|どうやって|いかに)[^、。]*か$`),
}

const adverbs = `(?:(?:具体的に|簡単に|簡潔に|詳しく|少し|率直に|一つ|ひとつ|[0-9０-９一二三]+分(?:程度|以内|ほど)?で|できるだけ|できれば|まず)、?)*`

var (
	brackets     = regexp.MustCompile(`（[^（）]*）|\([^()]*\)|【[^【】]*】`)
	openers      = regexp.MustCompile(`^(?:では|それでは|まず(?:は)?|次に|最後に|また|あなたの|あなたが)、?`)
	interrogates = regexp.MustCompile(`何|なぜ|どう|どの|どん|どこ|いつ|誰|だれ|いく(?:つ|ら)|について|ですか|ますか|ください|(?:とき|場合|際)$`)
)

// japaneseTopic takes the topic from a Japanese question.
func japaneseTopic(question string) string {
	question = strings.TrimRight(question, " 。？?！!．")
	if strings.ContainsAny(question, "。？?！!") {
		return "" // several sentences: the topic may stand in any
	}
	bare := brackets.ReplaceAllString(question, "")
	if nounEnd(bare) {
		return japaneseNoun(bare)
	}
	for _, form := range japaneseForms {
		if m := form.FindStringSubmatch(bare); m != nil {
			if topic := japaneseNoun(m[1]); topic != "" {
				return topic
			}
		}
	}
	return ""
}

// japaneseNoun is a candidate for a topic, if it is a noun phrase.
func japaneseNoun(topic string) string {
	topic = openers.ReplaceAllString(strings.TrimSpace(topic), "")
	topic = strings.TrimSuffix(strings.TrimSuffix(topic, "について"), "に関して")
	if deedDone.MatchString(topic) {
		topic = strings.TrimSuffix(topic, "こと") + "経験"
	}
	if !nounEnd(topic) || interrogates.MatchString(topic) || utf8.RuneCountInString(topic) < 2 {
		return ""
	}
	return topic
}

// deedDone is "…したこと", which the person may not have done: asked after as
// "…した経験". What one learned or noticed is no such thing.
var deedDone = regexp.MustCompile(`(?:し|務め|行っ|作っ|使っ|立て|率い|扱っ|携わっ)たこと$`)

// nounEndings are hiragana endings of nouns. Verbs turned into nouns (違い,
// 強み, 振り返り) are one kanji and one syllable of the i- or e-row.
var (
	nounEndings = regexp.MustCompile(`(?:こと|もの|ところ|とき|きっかけ|いきさつ|やりがい|つもり|つながり|こだわり|まとめ|きまり|など)$`)
	verbalNoun  = regexp.MustCompile(`\p{Han}[いきしちにみりぎじびけせめれげべえ]$`)
	requests    = regexp.MustCompile(`(?:下さい|願い|頂き|致し|申し)$`)
)

// nounEnd reports whether a Japanese phrase ends as a noun does.
func nounEnd(phrase string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(phrase, "」』）)"))
	return scriptOf(last) != noWord || nounEndings.MatchString(phrase) ||
		verbalNoun.MatchString(phrase) && !requests.MatchString(phrase)
}
