package qa

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A lead-in is the sentence above a list, a table or a flow. One that only
// points ("以下のとおりです：", "I go through four steps:") is no key point; one
// that claims something besides is, without the pointing.

// leadIn gives the claim of a lead-in, "" when it only points. A sentence that
// points at nothing and ends in no colon is its own claim.
func leadIn(text string) string {
	bare := strings.TrimSpace(strings.TrimRight(text, ":：。．. "))
	colon := strings.HasSuffix(strings.TrimSpace(text), ":") || strings.HasSuffix(strings.TrimSpace(text), "：")
	if hasKana(bare) {
		if !pointsAhead(bare) {
			return bare
		}
		return japaneseClaim(bare)
	}
	if !colon && !pointsAhead(bare) {
		return text
	}
	return englishClaim(bare)
}

var (
	pointerJapanese = regexp.MustCompile(`以下|下記|下の(?:表|図|通り|とおり|よう)|次の(?:[0-9０-９一二三四五六七八九十]|通り|とおり|よう|点|こと|もの|[^、。]{1,12}(?:を|が|に|で|から|は))|(?:とおり|通り)です`)
	pointerEnglish  = regexp.MustCompile(`(?i)\b(?:as follows|following|below|these|like (?:this|so)|in this order|such as|namely|for example|for instance|this (?:way|is (?:how|what|why))|here (?:is|are)|here's|including|(?:two|three|four|five|six|seven|eight|nine|ten|several|some|a few|\d+) (?:\w+ )?` + genericEnglish + `)\b`)
)

const genericEnglish = `(?:steps?|things?|points?|reasons?|ways?|areas?|parts?|phases?|stages?|examples?|principles?|rules?|questions?|habits?|lessons?|items?|topics?|levels?|kinds?|types?|aspects?|factors?|goals?|ideas?|measures?|cases?|categories|layers?|pillars?|projects?|tasks?|skills?|strengths?|strands?|themes?)`

// pointsAhead tells whether a text refers to what stands below it.
func pointsAhead(text string) bool {
	if hasKana(text) {
		return pointerJapanese.MatchString(text)
	}
	return pointerEnglish.MatchString(text)
}

var (
	// pointPredicate ends a sentence that does nothing but point.
	pointPredicate = regexp.MustCompile(`(?:以下|次|下記)に、?[^、。]{0,12}?(?:挙げ|示し|述べ|説明し|まとめ|記し|紹介し|列挙し|整理し)(?:ます|ました|ておきます)$|(?:以下|次|下記|下の(?:表|図))(?:の(?:とおり|通り|よう|[0-9０-９一二三四五六七八九十]+[つ点個]))?(?:に(?:まとめ|示し|なり|挙げ|記し|整理し)(?:ます|ました|ています|ております)|になります|となります|でございます|です|でした|だ)?$`)
	// pointObject is "以下の業務を": what is pointed at is named and stays.
	pointObject = regexp.MustCompile(`(?:以下|次|下記)(?:の|に(?:示す|挙げる|記す))`)
	// pointAdverb is "以下の領域で": it only says where the list comes in.
	pointAdverb = regexp.MustCompile(`、?(?:以下|次|下記)の[^、。をがは]{1,14}?(?:において|に関して|に沿って|に基づいて|に従って|に分けて|によって|を通じて|を通して|として|から|まで|より|で|に)(?:、|は)?`)
	clauseJoint = regexp.MustCompile(`(?:が|ば|ので|から|けれど|けど|[^し]て|し)$`)
	pointCount  = regexp.MustCompile(`^(?:[0-9０-９]+|[一二三四五六七八九十]+|いくつか)(?:つ|点|個|種類|段階|項目|ステップ|本柱)?(?:の(?:こと|点|ポイント|もの|観点|軸|工夫|取り組み))?$`)
	objectNoun  = regexp.MustCompile(`^([^、。をがは]{1,16})(を|が|は|に|も)`)
	genericNoun = regexp.MustCompile(`^(?:こと|点|もの|とおり|通り|ような?(?:こと|もの)?|内容|業務|作業|仕事|経験|実績|取り組み|取組|工夫|対応|対策|方法|手順|流れ|順番|順序|順|ステップ|ポイント|要素|項目|観点|視点|技術|ツール|サービス|スキル|能力|領域|分野|役割|成果|結果|改善|施策|活動|理由|条件|希望|資格|知識|案件|プロジェクト|機能|構成|例|事例|課題|目標|強み)$`)
	topicClause = regexp.MustCompile(`^(?:[^、。]{1,20}(?:は|について(?:は)?|に関して(?:は)?|では|には|として(?:は)?|においては?|以来|普段|主に|また|さらに|特に|具体的に(?:は)?)、?)+`)
	genericVerb = regexp.MustCompile(`(?:意識|担当|実践|実施|経験|対応|理解|重視|徹底|準備|用意|使用|利用|活用|整理|検討|想定|希望|継続|説明|紹介|保有|取得)?(?:して|行って|続けて|持って|挙げて|考えて|進めて|心がけて|取り組んで|やって|大切にして|使って)?(?:き|い|おり|いただき)?(?:します|しました|ます|ました|です|あります|ありました|ございます|お願いします|する|した|行います|行いました|続けます|続けました|進めます|進めました|考えます|考えました|持ちます|挙げます|挙げられます|挙がります|心がけます|取り組みます|取り組みました|使います|使いました|做|得ました|学びました|分かれます|分けます|分けられます|なります|なりました|いきます)?$`)
)

// japaneseClaim drops the pointing words from a lead-in and gives what is left
// of it as a sentence, "" when that says nothing by itself.
func japaneseClaim(text string) string {
	if clause, ok := beforePredicate(text); ok {
		return clause
	}
	if at := pointAdverb.FindStringIndex(text); at != nil && !strings.HasPrefix(text[at[1]:], "の") {
		before, after := text[:at[0]], text[at[1]:]
		if saysNothing(before, after) {
			return ""
		}
		if clauseJoint.MatchString(before) {
			before += "、"
		}
		return before + after
	}
	at := pointObject.FindStringIndex(text)
	if at == nil {
		return text
	}
	before, after := text[:at[0]], text[at[1]:]
	if m := objectNoun.FindStringSubmatch(after); m != nil {
		if pointCount.MatchString(m[1]) || genericNoun.MatchString(m[1]) {
			if saysNothing(before, after[len(m[0]):]) {
				return ""
			}
			if clause := finishedClause(before, after[len(m[0]):]); clause != "" {
				return clause
			}
		}
	} else if saysNothing(before, after) {
		return ""
	}
	return before + after
}

// beforePredicate handles sentences that end in "…は以下のとおりです". What
// stands before the clause that points is kept when it is a sentence already.
func beforePredicate(text string) (claim string, ok bool) {
	at := pointPredicate.FindStringIndex(text)
	if at == nil {
		return "", false
	}
	head := text[:at[0]]
	cut := strings.LastIndex(head, "、")
	if cut < 0 {
		return "", true
	}
	clause := head[:cut]
	plain := plainClause(clause)
	if plain == "" || utf8.RuneCountInString(plain) < minClaim {
		return "", true
	}
	return plain, true
}

// minClaim is how many characters a claim has at least.
const minClaim = 8

// plainClause makes a sentence of a clause that was joined to the next one.
func plainClause(clause string) string {
	for _, e := range [][2]string{{"ており", "ている"}, {"ておりまして", "ている"}, {"ましたが", "ました"}, {"ますが", "ます"}, {"ですが", "です"}, {"ませんが", "ません"}, {"ましたので", "ました"}, {"ますので", "ます"}} {
		if s, found := strings.CutSuffix(clause, e[0]); found {
			return s + e[1]
		}
	}
	return ""
}

// finishedClause makes a sentence of "5年間担当し、" when nothing but a general verb
// comes after what is pointed at ("以下の業務を行いました").
func finishedClause(before, verb string) string {
	clause, joined := strings.CutSuffix(before, "し、")
	if !joined || genericVerb.ReplaceAllString(strings.TrimSpace(verb), "") != "" {
		return ""
	}
	if strings.HasSuffix(verb, "した") {
		return clause + "した"
	}
	return clause + "します"
}

// saysNothing tells whether the words around a pointer claim nothing: a topic
// before it and a verb that could stand with any list behind it.
func saysNothing(before, after string) bool {
	if rest := topicClause.ReplaceAllString(before, ""); strings.Trim(rest, "、 ") != "" {
		return false
	}
	if m := objectNoun.FindStringSubmatch(after); m != nil && (genericNoun.MatchString(m[1]) || pointCount.MatchString(m[1])) {
		after = after[len(m[0]):]
	}
	after = strings.TrimSpace(after)
	rest := genericVerb.ReplaceAllString(after, "")
	return rest == "" || utf8.RuneCountInString(rest) <= 2
}

var (
	// trailingPointer is the pointing end of a lead-in that claims something.
	trailingPointer = regexp.MustCompile(`(?i),?\s+(?:as follows|like this|like so|in this order|in the following (?:way|order|areas?|steps?|ways)|in (?:two|three|four|five|six|several|\d+) (?:\w+ )?` + genericEnglish + `|(?:with|through|by|using|by doing) (?:these|the following)(?: \w+){0,3}|including|such as|namely|for example|for instance|these (?:are|were)|here (?:is|are) (?:how|what|why|the \w+))$`)
	// nounClause is "The closest work I have done": nothing is said of the noun.
	nounClause = regexp.MustCompile(`(?i)^(?:the|my|our|some|a few|those|these|things|what|which|how|where|why|all)\b(?: [\w'-]+){0,5}? (?:that |which )?(?:i|we|i've|we've|you|they)(?: (?:have|had|am|are|was|were|would|will|can|could|usually|often|always|never|also|do|did))*(?: \w+(?: (?:for|with|on|about|in|to|from|at|of))?)?$`)
	emptyVerb  = regexp.MustCompile(`(?i)\b(?:is|are|was|were|flows?|works?|goes?|go|looks?|runs?|happens?|proceeds?|consists?|includes?|have|has|had|do|does|did|follow|follows|take|takes|took|use|uses|used|see|mean|means|list|give|name|mention|prepare|prepared|learned|learnt|keep|kept|try|tried|remember|would say|go through|went through|come|comes|want|need|offer|bring|cover|covers|covered)$`)
)

// englishClaim gives the claim of an English lead-in without its colon.
func englishClaim(text string) string {
	rest := text
	if at := trailingPointer.FindStringIndex(text); at != nil {
		rest = text[:at[0]]
		if emptyVerb.MatchString(rest) || len(strings.Fields(rest)) < 4 {
			return ""
		}
		return rest
	}
	words := len(strings.Fields(rest))
	switch {
	case nounClause.MatchString(rest):
		return ""
	case pointsAhead(rest):
		if words <= 8 || !strings.Contains(rest, ",") {
			return ""
		}
		cut := rest[:strings.LastIndex(rest, ",")]
		if pointsAhead(cut) || len(strings.Fields(cut)) < 4 {
			return ""
		}
		return cut
	case words <= 3 || !hasVerb(rest):
		return ""
	}
	return rest
}

var englishVerb = regexp.MustCompile(`(?i)\b(?:i|we|you|he|she|they|it|i've|we've|i'm|we're)\b|\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should|must)\b|\w{2,}ed\b|\w{3,}s\b`)

// hasVerb guesses whether an English phrase says something of its subject.
func hasVerb(text string) bool { return englishVerb.MatchString(text) }
