package coverage

import (
	"regexp"
	"strings"

	"mondo/qa"
)

// Guards mask what must not count however well its words match: instructions to
// whoever marks the answer, bare lists of keywords, questions thrown back.

// guard masks and marks the clauses of an answer.
func guard(t *text) {
	maskInstructions(t)
	markLists(t)
	strikeCorrected(t)
}

// maskInstructions masks the sentences that speak to whoever marks the answer.
func maskInstructions(t *text) {
	for from := 0; from < len(t.clauses); {
		to := from + 1
		for to < len(t.clauses) && t.clauses[to].sentence == t.clauses[from].sentence {
			to++
		}
		s := t.text(sentenceStart(t, from), t.clauses[to-1].end)
		if qa.Instructs(s) {
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
