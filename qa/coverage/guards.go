package coverage

import (
	"regexp"
	"strings"
)

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

// A bare list is at least this many pieces in a row without a predicate.
const leastList = 5

// maxPieceMorphs is how long a piece of a bare list may be.
const maxPieceMorphs = 6

// markLists marks the clauses that are bare lists of keywords.
func markLists(t *text) {
	for i := range t.clauses {
		c := &t.clauses[i]
		if n := barePieces(t, c); n >= leastList {
			c.list = true
		}
	}
	// A list that is cut into several clauses, or into sentences of a word or two.
	for from := 0; from < len(t.clauses); {
		to := from
		bare := 0
		for to < len(t.clauses) && bareClause(t, &t.clauses[to]) {
			bare += max(1, barePieces(t, &t.clauses[to]))
			to++
		}
		if bare >= leastList {
			for i := from; i < to; i++ {
				t.clauses[i].list = true
			}
		}
		from = max(to, from+1)
	}
}

// bareClause reports whether nothing in a clause states anything.
func bareClause(t *text, c *clause) bool {
	return barePieces(t, c) > 0
}

// barePieces counts the pieces of a clause if all but a leading topic are bare;
// 0 otherwise. A predicate at the end is allowed if it says nothing of them.
func barePieces(t *text, c *clause) int {
	n, bare, start, last := 0, 0, c.m0, false
	for k := c.m0; k <= c.m1; k++ {
		if k < c.m1 && !separatesPieces(t, k) {
			continue
		}
		if k > start {
			n++
			last = barePiece(t, start, k) || k == c.m1 && emptyEnd(t, start, k)
			if last {
				bare++
			}
		}
		start = k + 1
	}
	if bare < n-1 || !last || c.verbal && n < leastList {
		return 0
	}
	return bare
}

// emptyEnd reports whether the morphs m0 to m1 are a name with an ending that
// claims nothing of it: "…などが挙げられます", "…が大切だと考えています".
func emptyEnd(t *text, m0, m1 int) bool {
	seen := 0
	for k := m1 - 1; k >= m0; k-- {
		m := &t.morphs[k]
		switch {
		case m.class == classAux, m.class == classParticle, m.class == classPronoun, m.class == classMark:
		case emptyWords[m.base]:
			seen++
		default:
			return seen > 0 && barePiece(t, m0, k+1)
		}
	}
	return seen > 0
}

// emptyWords say of things only that they are there or matter.
var emptyWords = wordSet(`挙げる あげる ある なる 思う 考える 言う いう 大切 重要 大事 必要 ポイント キーワード 用語 観点 要素 内容 項目 点 論点 以上 等 感じ する 意識 keywords keyword terms matter important key would be are those these points topics`)

func separatesPieces(t *text, k int) bool {
	if t.morphs[k].class != classMark {
		return false
	}
	return strings.Contains("、,/・;:|\"「」()-", t.morphs[k].base)
}

// barePiece reports whether the morphs m0 to m1 are only a name for something.
func barePiece(t *text, m0, m1 int) bool {
	if m1-m0 > maxPieceMorphs {
		return false
	}
	for k := m0; k < m1; k++ {
		m := &t.morphs[k]
		switch m.class {
		case classVerb:
			if !inCompound(t, m0, m1, k) {
				return false
			}
		case classAux, classPronoun, classConj:
			return false
		case classParticle:
			switch m.base {
			case "の", "と", "や", "への", "での", "による", "など", "とか":
			default:
				return false
			}
		case classLatin:
			if englishPredicates[m.base] {
				return false
			}
		}
	}
	return true
}

// inCompound reports whether the verb at k is part of a compound noun (棚割り,
// 誤出荷): a noun stands next to it and nothing inflects it.
func inCompound(t *text, m0, m1, k int) bool {
	if string(t.r[t.morphs[k].start:t.morphs[k].end]) == t.morphs[k].base {
		return false
	}
	before := k > m0 && contentClass(t.morphs[k-1].class)
	after := k+1 < m1 && contentClass(t.morphs[k+1].class)
	return after || before && k+1 == m1 || before && k+1 < m1 && t.morphs[k+1].class == classParticle && t.morphs[k+1].base == "の"
}

// stuffed reports whether most of what an answer says stands in bare lists. What
// it says beside them is then about words ("these are the terms I revised") or
// made up to fill.
func stuffed(t *text) bool {
	listed, all := 0.0, 0.0
	for i := range t.clauses {
		c := &t.clauses[i]
		for k := c.t0; k < c.t1; k++ {
			all += t.terms[k].weight
			if c.list {
				listed += t.terms[k].weight
			}
		}
	}
	share := stuffedShare
	if aboutWords.MatchString(string(t.r[:min(len(t.r), maxAboutWords)])) {
		share = namedShare
	}
	return all > 0 && listed >= share*all
}

const (
	stuffedShare  = 0.5
	namedShare    = 0.25 // when the answer itself calls them keywords
	maxAboutWords = 2000
)

// aboutWords is talk about words instead of things.
var aboutWords = regexp.MustCompile(`キーワード|用語|という単語|といった単語|単語は|観点(が|として|は)挙げ|\b(key ?words?|buzz ?words?|key terms|talking points|bullet points)\b`)
