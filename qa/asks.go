package qa

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// asking says how clearly a text, without any mark, is a question.
type asking int

const (
	asksNothing asking = iota
	asksSoftly         // 志望動機を教えてください / Tell me about yourself
	asksPlainly        // ends with a question mark
)

var (
	asksJapanese  = regexp.MustCompile(`(?:か|ください|下さい|教えて|聞かせて|お聞かせ|話して|とは|お願いします|お願いいたします|お願い致します|願います|述べよ|説明せよ|答えよ|論ぜよ|挙げよ|なさい|でしょう|ますか|かな|.{3}は)$`)
	notAsking     = regexp.MustCompile(`(?:豊か|確か|静か|明らか|滑らか|なめらか|いくつか|ほか|なか|細か|僅か|わずか|鮮やか|温か|暖か|穏やか|健やか|速やか|何か|誰か|どこか|いつか)$`)
	asksEnglish   = regexp.MustCompile(`(?i)^(?:and |so |ok,? |then,? |now,? |finally,? |please |if [^,]{1,60}, )?(?:(?:what|which|how|when|where|who|whose|whom)\b[^.]*?\b(?:is|are|was|were|do|does|did|have|has|had|would|will|can|could|should|might|makes?|made|motivates?|motivated|interests?|interested|brings?|brought|drives?|attracts?|attracted|sets?|if|about)\b|(?:what|how) about\b|what's\b|how's\b|who's\b|where's\b|(?:do|does|did|have|has|are|is|was|were|can|could|would|will|should) (?:you|your|we|our|they|their|there|it|this|that|the|i|an?)\b|(?:tell|give|walk|talk|show|convince|teach|sell|take|remind|help) (?:me|us|them)\b|(?:describe|explain|introduce|discuss|compare|summari[sz]e|outline|justify|defend|define|convince|evaluate|critique|estimate|elaborate|recall|imagine|suppose|contrast)\b|(?:share|give|name|pick|choose|list|suggest|think of) (?:an?|one|two|three|your|some|any|the|me|us)\b|talk (?:about|us|me)\b)`)
	asksWhy       = regexp.MustCompile(`(?i)^why\b`)
	statesEnglish = regexp.MustCompile(`(?i)^(?:(?:what|how|when|where|who|which|why) (?:to|i|we|they|it|this|these|that|the|my|our|he|she)\b|(?:describe|explain|outline) (?:\w+ )?(?:section|part|notes?)\b)`)
)

// asksLength is the length, in runes, up to which a text can be one question.
const asksLength = 300

// longestEnding is the length of the longest ending above, in runes.
const longestEnding = 12

// lastRunes gives the last n runes of text.
func lastRunes(text string, n int) string {
	i := len(text)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	return text[i:]
}

// asks judges a text without its mark.
func asks(text string) asking {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.So, r) || strings.ContainsRune("」』）)\"”*_\uFE0F", r)
	})
	if text == "" || utf8.RuneCountInString(text) > asksLength {
		return asksNothing
	}
	if last, _ := utf8.DecodeLastRuneInString(text); last == '?' || last == '？' || last == '⁇' || last == '⁉' {
		return asksPlainly
	}
	text = strings.TrimRight(text, "。．.:：;；!！ 　")
	if hasKana(text) {
		end := lastRunes(text, longestEnding)
		if asksJapanese.MatchString(end) && !notAsking.MatchString(end) {
			return asksSoftly
		}
		return asksNothing
	}
	if asksWhy.MatchString(text) && len(strings.Fields(text)) <= 12 && !statesEnglish.MatchString(text) {
		return asksSoftly
	}
	if asksEnglish.MatchString(text) && !statesEnglish.MatchString(text) && strings.Contains(text, " ") {
		return asksSoftly
	}
	return asksNothing
}

// commonTopic names what interviewers ask for without a question's form.
var commonTopic = regexp.MustCompile(`(?i)^(?:自己紹介|自己ＰＲ|自己PR|志望動機|志望理由|応募理由|応募動機|転職理由|退職理由|転職の理由|退職の理由|長所|短所|長所と短所|長所・短所|強み|弱み|強みと弱み|強み・弱み|経歴|職務経歴|職歴|経験|成功体験|失敗体験|失敗経験|挫折経験|成果|実績|学生時代に力を入れたこと|ガクチカ|趣味|特技|キャリアプラン|キャリアビジョン|将来の夢|将来像|希望年収|希望条件|入社時期|研究内容|卒業研究|座右の銘|尊敬する人|(?:about yourself|self[- ]introduction|introduce yourself|elevator pitch|motivation|strengths?|weakness(?:es)?|strengths? (?:and|&) weakness(?:es)?|greatest (?:strength|weakness|achievement)|reasons? for leaving|career (?:goals|plan)|salary(?: expectations?)?|availability|notice period|teamwork|leadership|failure|conflict))$`)

// The headings whose text is kept and never asked, unless it is marked.
var (
	noteHeading    = regexp.MustCompile(`(?i)^(?:はじめに|まえがき|前書き|序文|序|概要|目的|前提|前提条件|目次|もくじ|注意|注意事項|注意点|留意点|ルール|約束|使い方|(?:この|本)(?:シート|資料|メモ|文書|ノート|ドキュメント)(?:について|の(?:使い方|読み方|目的|ルール))?|使い方|読み方|書き方|凡例|メモ|備考|覚え書き|覚書|ノート|参考|参考(?:資料|リンク|文献|情報)|リンク|リンク集|更新履歴|変更履歴|改訂履歴|持ち物|持ち物リスト|当日の?(?:流れ|持ち物|準備|注意|心得|メモ)?|面接(?:概要|情報|当日|の流れ|の心得|での注意点?)|日程|スケジュール|チェックリスト|あとがき|おわりに|終わりに|付録|補足|補足資料|NG(?:集|ワード|例)?|心構え|心得|事前準備|準備|企業情報|会社情報|会社概要|preface|foreword|introduction|intro|overview|summary|about(?: this.*)?|notes?(?:\b.*)?|rules?|ground rules|(?:table of )?contents|toc|how (?:to|i)\b.*|references?|links?|resources?|further reading|change ?log|history|checklist|appendix|logistics|reminders?|tips?|legend|glossary|to-?do|read ?me|before (?:you|i|the)\b.*|on the day|agenda|schedule|preparation|background|disclaimer|acknowledg\w+|closing(?: (?:notes?|remarks?))?|afterword|dress code|what to (?:bring|wear))$`)
	reverseHeading = regexp.MustCompile(`(?i)(?:逆質問|こちらから(?:の|する|聞く)?質問|質問したいこと|(?:面接官|企業|会社|相手|先方|貴社|御社|貴院|園|学校)(?:へ|に|側へ)の?(?:聞きたい|質問)|聞きたいこと|聞いておきたい|questions? (?:i |we )?(?:to|for|will|want to|can|should|could|would) ?(?:ask|the|them|my|you|your|interviewers?|company|panel)|questions? (?:i|we) (?:ask|have)|my questions|(?:things|what) (?:to|i(?:'ll| will| want to)?|we) ask|reverse questions?|ask(?:ing)? (?:them|the (?:company|panel|interviewers?)))`)
	anyQuestions   = regexp.MustCompile(`(?i)(?:質問は(?:あり|ござい|何か)|聞きたいことは(?:あり|ござい)|ご質問は|質問ありますか|any (?:other |further )?questions|questions for (?:us|me)\b.*\?)`)
)
