package coverage

import "strings"

// The strength of a cut between two words.
const (
	cutNone     = iota
	cutConj     // a conjunction begins or has ended a clause
	cutComma    // a comma, or a space in Japanese, where people who dictate pause
	cutSentence // a full stop
)

// maxClauseMorphs is where a stretch without any sign of an end is cut anyway.
const maxClauseMorphs = 60

// cutBefore says whether a clause that began at morph open ends before morph k.
func cutBefore(t *text, open, k int) int {
	if k == 0 || open < 0 {
		if k > 0 && markStrength(t, k-1) == cutSentence {
			return cutSentence
		}
		return cutNone
	}
	prev, cur := &t.morphs[k-1], &t.morphs[k]
	if s := markStrength(t, k-1); s != cutNone {
		return s
	}
	if gap := gapStrength(t, prev, cur); gap != cutNone {
		return gap
	}
	if sentenceEnds(t, k-1) && startsAnew(cur) {
		return cutSentence
	}
	if cur.class == classConj && prev.class != classNumber && k-open >= 2 && !joiningConj[cur.base] {
		return cutConj
	}
	if k-open > maxClauseMorphs {
		return cutConj
	}
	if joinsClauses(t, k-1) && cur.class != classParticle && cur.class != classAux && cur.class != classMark {
		return cutConj
	}
	if cur.class == classLatin && k-open >= 2 && englishCut(t, open, k) {
		return cutConj
	}
	return cutNone
}

// sentenceEnds reports whether the word at k is a polite ending, with which a
// sentence ends that a recogniser has not punctuated: 受けておりません｜原因は….
func sentenceEnds(t *text, k int) bool {
	m := &t.morphs[k]
	if m.class != classAux {
		return false
	}
	before := ""
	if k > 0 {
		before = t.morphs[k-1].base
	}
	switch t.text(int(m.start), int(m.end)) {
	case "です", "ます":
		return true
	case "ん", "た":
		return before == "ます" || before == "です"
	}
	return false
}

// startsAnew reports whether a word after a polite ending begins a sentence: what
// follows in the same one is a particle or another ending.
func startsAnew(m *morph) bool {
	switch m.class {
	case classNoun, classAction, className, classVerb, classAdj, classAdverb, classPronoun, classConj, classNumber:
		return true
	}
	return false
}

// joiningConj are conjunctions between words.
var joiningConj = wordSet(`および 及び または 又は もしくは ならびに 並びに かつ`)

// markStrength is how strongly the mark at morph k ends a clause.
func markStrength(t *text, k int) int {
	m := &t.morphs[k]
	if m.class != classMark {
		return cutNone
	}
	switch m.base {
	case "。", "!", "?", "\n", "！", "？":
		return cutSentence
	case ".":
		if int(m.end) >= len(t.r) || t.r[m.end] == ' ' || t.r[m.end] == '\n' || isJapanese(t.r[m.end]) || strings.ContainsRune(`"')]`, t.r[m.end]) {
			return cutSentence
		}
	case "、", ",", ";", ":", "…", "(", ")", "「", "」", "[", "]", "→", "|", "・", "/":
		if m.base == "/" || m.base == "・" {
			if m.base == "/" && (int(m.start) == 0 || t.r[m.start-1] != ' ') {
				return cutNone
			}
			if m.base == "・" && int(m.start) > 0 && t.r[m.start-1] != '\n' {
				return cutNone
			}
		}
		return cutComma
	}
	return cutNone
}

// gapStrength is how strongly the white space between two words cuts. Japanese
// has none inside a clause; beside Latin words it says nothing.
func gapStrength(t *text, a, b *morph) int {
	if a.end == b.start {
		return cutNone
	}
	for i := a.end; i < b.start; i++ {
		if t.r[i] == '\n' {
			return cutSentence
		}
	}
	if a.class != classLatin && b.class != classLatin && a.class != classMark && b.class != classMark &&
		isJapanese(t.r[a.end-1]) && (isJapanese(t.r[b.start]) || isDigit(t.r[b.start])) {
		return cutComma
	}
	return cutNone
}

// joinsClauses reports whether the word at k ends a clause that another follows:
// けど, ので, なくて, ずに.
func joinsClauses(t *text, k int) bool {
	m := &t.morphs[k]
	if k == 0 {
		return false
	}
	if m.base == "ない" && notBut(t, k) {
		return true
	}
	if m.class != classParticle {
		return false
	}
	p := &t.morphs[k-1]
	afterPredicate := p.class == classAux || p.class == classVerb || p.class == classAdj
	switch m.base {
	case "けど", "けれど", "けれども", "ので", "のに", "ながら":
		return true
	case "が", "から", "し", "と":
		return afterPredicate && m.joining
	case "て", "で":
		return p.base == "ない" || m.joining && goesOn(t, k)
	case "に":
		return p.base == "ぬ" || p.base == "ん" || p.base == "ず"
	}
	return false
}

// notBut reports whether the なく at k sets one thing against the next: 瓶ではなく紙を.
func notBut(t *text, k int) bool {
	if t.text(int(t.morphs[k].start), int(t.morphs[k].end)) != "なく" || k+1 >= len(t.morphs) {
		return false
	}
	if c := t.morphs[k+1].class; !contentClass(c) && c != classPronoun && c != classNumber {
		return false
	}
	before := t.text(max(0, int(t.morphs[k].start)-4), int(t.morphs[k].start))
	return (strings.HasSuffix(before, "では") || strings.HasSuffix(before, "じゃ") || strings.HasSuffix(before, "で")) &&
		!strings.Contains(before, "だけ") && !strings.Contains(before, "のみ") && !strings.Contains(before, "かり")
}

// goesOn reports whether after a て-form at k a new thing is told, and not only
// how the same one went (している, してくれる).
func goesOn(t *text, k int) bool {
	if k+1 >= len(t.morphs) {
		return false
	}
	n := &t.morphs[k+1]
	switch n.class {
	case classNoun, classAction, className, classLatin, classNumber:
		return n.start == t.morphs[k].end
	case classVerb:
		return !japaneseStops[n.base] && n.start == t.morphs[k].end
	}
	return false
}

// englishCut reports whether the English word at k starts a new clause.
func englishCut(t *text, open, k int) bool {
	w := t.morphs[k].base
	prev := t.morphs[k-1].base
	switch w {
	case "because":
		return k+1 >= len(t.morphs) || t.morphs[k+1].base != "of"
	case "but", "whereas", "although", "though", "however", "which", "um", "uh", "unless", "except", "cause", "while":
		return true
	case "so":
		return prev != "or" && prev != "not" && prev != "and"
	case "not", "never":
		return prev == "and" || prev == "or" || prev == "but"
	case "i", "we", "they", "he", "she", "nobody", "somebody", "that's", "it's", "i'm", "i've":
		return k-open >= 4 && !englishHooks[prev] && t.morphs[k-1].class == classLatin
	case "it", "you", "there": // as often objects
		return k-open >= 4 && !englishHooks[prev] && k+1 < len(t.morphs) && englishAuxiliaries[t.morphs[k+1].base]
	case "instead", "rather":
		return true
	}
	return false
}

// englishHooks are words after which a subject goes on with the same clause.
var englishHooks = wordSet(`that if when what where how why who which as than until since before after whenever whether because do did does can could would should will have has had am is are was were and or of to for with from by the a an all not so about on in at both`)
