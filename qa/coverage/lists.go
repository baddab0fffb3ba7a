package coverage

import (
	"regexp"
	"strings"
)

// A bare list is at least this many names in a row without a predicate.
const leastList = 5

// maxPieceMorphs is how long a piece of a bare list may be; Japanese strings
// nouns together with の and writes no spaces between the parts of a word.
const (
	maxPieceMorphs    = 6
	maxJapaneseMorphs = 14
)

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

// barePieces counts the names in the pieces of a clause if all but a leading
// topic are bare; 0 otherwise. A predicate at the end is allowed if it says
// nothing of them.
func barePieces(t *text, c *clause) int {
	n, bare, names, start, last, predicate := 0, 0, 0, c.m0, 0, false
	for k := c.m0; k <= c.m1; k++ {
		if k < c.m1 && !separatesPieces(t, k) {
			continue
		}
		if k > start {
			n++
			last = bareNames(t, start, k)
			predicate = last == 0
			switch {
			case last > 0 || k < c.m1:
			case emptyEnd(t, start, k):
				last = 1
			case bare == n-1:
				last = namesBeforeCopula(t, start, k)
			}
			if last > 0 {
				bare++
			}
			names += last
		}
		start = k + 1
	}
	if bare < n-1 || last == 0 || predicate && c.verbal && names < leastList {
		return 0
	}
	return names
}

// emptyEnd reports whether the morphs m0 to m1 are a name with an ending that
// claims nothing of it: "…などが挙げられます", "…が大切だと考えています", 以上です.
func emptyEnd(t *text, m0, m1 int) bool {
	seen := 0
	for k := m1 - 1; k >= m0; k-- {
		m := &t.morphs[k]
		switch {
		case emptyWords[m.base]:
			seen++
		case m.class == classAux, m.class == classParticle, m.class == classPronoun, m.class == classMark:
		default:
			return seen > 0 && bareNames(t, m0, k+1) > 0
		}
	}
	return seen > 0
}

// namesBeforeCopula counts the names of the morphs m0 to m1 before a です, which
// ends a row of names and says nothing of them; 0 if there is more or none.
func namesBeforeCopula(t *text, m0, m1 int) int {
	k := m1
	for k > m0 && t.morphs[k-1].class == classAux && copulas[t.morphs[k-1].base] {
		k--
	}
	if k == m1 || k == m0 {
		return 0
	}
	return bareNames(t, m0, k)
}

var copulas = wordSet(`です だ ます ある た`)

// emptyWords say of things only that they are there or matter.
var emptyWords = wordSet(`挙げる あげる ある なる 思う 考える 言う いう 大切 重要 大事 必要 ポイント キーワード 用語 観点 要素 内容 項目 点 論点 以上 等 感じ する 意識 踏まえる 押さえる 触れる 浮かぶ 並べる 心がける 心掛ける 重視 理解 含む 含める 関わる 関する 覚える keywords keyword terms matter important key would be are those these points topics`)

func separatesPieces(t *text, k int) bool {
	if t.morphs[k].class != classMark {
		return false
	}
	return strings.Contains("、,/・;:|\"「」()-", t.morphs[k].base)
}

// bareNames counts the names that the morphs m0 to m1 are, 0 if they are
// anything more than names.
func bareNames(t *text, m0, m1 int) int {
	names, words, linked, latin := 1, 0, false, 0
	for k := m0; k < m1; k++ {
		m := &t.morphs[k]
		switch m.class {
		case classVerb:
			if !inCompound(t, m0, m1, k) {
				return 0
			}
			words++
		case classAux, classPronoun, classConj:
			return 0
		case classParticle:
			if !joinsNames[m.base] {
				return 0
			}
			if m.base == "と" || m.base == "や" || m.base == "とか" {
				names++
			}
			linked = true
		case classLatin:
			if englishPredicates[m.base] {
				return 0
			}
			linked = linked || englishStops[m.base]
			words, latin = words+1, latin+1
		default:
			words++
		}
	}
	switch length := m1 - m0; {
	case length <= maxPieceMorphs, length <= maxJapaneseMorphs && latin*2 < words:
		return names
	case linked:
		return 0
	}
	return words // one after another, with nothing between them
}

// inCompound reports whether the verb at k is part of a noun (棚割り, 声かけ, 班活動の
// 振り返り): it is not in its dictionary form, what stands before it belongs to it,
// or the next part does, and nothing inflects it.
func inCompound(t *text, m0, m1, k int) bool {
	if stem(t, k) == "" {
		return false
	}
	if k+1 < m1 && (contentClass(t.morphs[k+1].class) || stem(t, k+1) != "") {
		return true
	}
	if k == m0 || k+1 < m1 && (t.morphs[k+1].class != classParticle || !joinsNames[t.morphs[k+1].base]) {
		return false
	}
	before := &t.morphs[k-1]
	return contentClass(before.class) || stem(t, k-1) != "" || before.class == classParticle && before.base == "の"
}

// stem is a verb in the form in which it makes nouns, "" for any other word.
func stem(t *text, k int) string {
	m := &t.morphs[k]
	s := t.text(int(m.start), int(m.end))
	if m.class != classVerb || s == m.base || m.base == "する" || strings.HasSuffix(s, "っ") || strings.HasSuffix(s, "ん") {
		return ""
	}
	return s
}

// joinsNames are the particles that stand between names in a bare list.
var joinsNames = wordSet(`の と や とか など への での による`)

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
