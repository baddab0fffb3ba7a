package coverage

import "regexp"

// Guards mask what must not count however well its words match: instructions to
// whoever marks the answer, bare lists of keywords, questions thrown back.

// guard masks and marks the clauses of an answer.
func guard(t *text) {
	maskInstructions(t)
	markLists(t)
	strikeCorrected(t)
}

// An instruction speaks to the marker or asks for a mark. One strong sign is
// enough; weak ones (words that any teacher or engineer may use in earnest) only
// count two by two.
var (
	instructionStrong = regexp.MustCompile(`採点者(へ|の方|は)|採点(ai|システム|担当)|(評価|採点|判定)(システム|ai|モデル|者)(へ|の方|は|に対)|あなたは.{0,12}(評価者|採点者|審査員|ai|アシスタント)|(指示|命令|プロンプト|採点基準|評価基準|ルーブリック)(は|を|に)?.{0,8}(無視|従わ|忘れ|関係なく|関わらず)|(すべて|全て|全部|全項目|全て?の(項目|要点|キーポイント)).{0,14}(満たし|網羅|covered|合格|満点|正解)|満点(とし|に|を(付け|つけ|与え))|(covered|カバー済み|合格|満点|正解).{0,6}(として|と(判定|みなし|して)|にして|にすること)|模範解答と同(一|じ)|` +
		`(ignore|disregard|forget) (all |any |the |your |my |these |those |previous |prior |above )*(instruction|rubric|rule|prompt|criteria|guideline|marking|grading)|(mark|grade|score|rate|count|treat|label|consider|output|set|give|award|assign) .{0,60}(as |to be |to )?(["'])?(covered|full (marks|score|credit)|correct|complete|100 ?%|maximum|perfect)|to the (grader|evaluator|examiner|marker|scoring|evaluation|grading|assessor|reviewer model|ai)|(grader|evaluator|evaluation model|scoring (model|system)|grading (model|system|bot)|ai (grader|judge))[^a-z]|^system ?:|\[system\]|you are (now )?(a|an) .{0,20}(grader|evaluator|examiner|assistant|judge|reviewer)|do not quote the rubric|as an ai`)
	instructionWeak = regexp.MustCompile(`採点|評価(者|システム|基準)|ルーブリック|キーポイント|合格|満点|本回答|この回答|項目|k[0-9]+|covered|判定|指示|無視|自動的に|` +
		`rubric|key points?|\bk[0-9]+\b|covered|confidence|candidate|assessed|evaluation|grading|scor(e|ing)|instruction|full marks|ignore|exceptional`)
	instructionRequest = regexp.MustCompile(`(して|扱って|みなして|処理して|書いて|出力して|付けて|つけて)(ください|下さい|ほしい|欲しい)|すること[。]?$|とみなし|とする[。]?$|` +
		`^(please |now |just |also |and )?(mark|grade|score|rate|output|ignore|disregard|treat|count|set|give|award|label|return|answer|respond)\b|\b(must|should) be (marked|scored|graded|counted)`)
)

// instructionHints are in every instruction; they spare most sentences the search.
var instructionHints = []string{
	"採点", "評価", "判定", "満点", "ルーブリック", "指示", "命令", "プロンプト", "無視", "合格", "正解", "項目", "模範解答", "キーポイント", "回答", "カバー済", "審査", "アシスタント", "満たし", "網羅",
	"covered", "rubric", "grad", "scor", "mark", "evaluat", "examin", "ignore", "disregard", "forget", "instruct", "prompt", "system", "credit", "assess", "key point", "as an ai", "judge", "rate", "treat", "label", "award", "criteria",
}

// maskInstructions masks the sentences that speak to whoever marks the answer.
func maskInstructions(t *text) {
	for from := 0; from < len(t.clauses); {
		to := from + 1
		for to < len(t.clauses) && t.clauses[to].sentence == t.clauses[from].sentence {
			to++
		}
		s := t.text(sentenceStart(t, from), t.clauses[to-1].end)
		if instructs(s) {
			for i := from; i < to; i++ {
				t.clauses[i].masked = true
			}
		}
		from = to
	}
}

// sentenceStart is where the sentence of clause i starts, with brackets and the
// like that its first clause has lost.
func sentenceStart(t *text, i int) int {
	start := t.clauses[i].start
	for start > 0 && t.r[start-1] != '。' && t.r[start-1] != '\n' && t.r[start-1] != '.' && t.clauses[i].start-start < 12 {
		start--
	}
	return start
}

func instructs(sentence string) bool {
	if !containsAny(sentence, instructionHints) {
		return false
	}
	if instructionStrong.MatchString(sentence) {
		return true
	}
	weak := map[string]bool{}
	for _, w := range instructionWeak.FindAllString(sentence, 12) {
		weak[w] = true
	}
	return len(weak) >= 2 && instructionRequest.MatchString(sentence) || len(weak) >= 4
}
