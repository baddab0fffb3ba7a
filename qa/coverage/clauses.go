package coverage

import (
	"regexp"
	"strings"
)

// clause is the smallest stretch of a text that is judged as one: it has one
// predicate, and so one polarity.
type clause struct {
	start, end int // runes, separators trimmed
	m0, m1     int // its morphs: text.morphs[m0:m1]
	t0, t1     int // its terms: text.terms[t0:t1]
	sentence   int
	polarity   polarity
	topicEnd   int  // runes up to here name the topic (AもBも); start when there is none
	topicOff   bool // what is said of the topic further on denies it
	done       bool // it reports what was done: past, or going on
	verbal     bool // it has a predicate of its own
	masked     bool // nothing in it may count: an instruction to the grader, struck by a correction
	list       bool // part of a bare list
}

// The strength of a cut between two words.
const (
	cutNone     = iota
	cutConj     // a conjunction begins or has ended a clause
	cutComma    // a comma, or a space in Japanese, where people who dictate pause
	cutSentence // a full stop
)

// maxClauseMorphs is where a stretch without any sign of an end is cut anyway.
const maxClauseMorphs = 60

// cutClauses cuts a text into clauses: at punctuation, at spaces in Japanese,
// and at the words that join clauses. A piece without a predicate goes with the
// next one, so that what is said at the end of "A も、B も、まだ使っていません" is
// said of all of it.
func cutClauses(t *text) []clause {
	var out []clause
	sentence, open := 0, -1
	end := func(m1 int, strength int) {
		if open < 0 {
			return
		}
		c := clause{m0: open, m1: m1, sentence: sentence}
		if !trimClause(t, &c) {
			open = -1
			return
		}
		c.verbal = verbal(t, &c)
		out = joinTopic(t, out, c)
		open = -1
	}
	for k := range t.morphs {
		strength := cutBefore(t, open, k)
		if strength != cutNone {
			end(k, strength)
			if strength == cutSentence {
				sentence++
			}
		}
		if open < 0 {
			open = k
		}
	}
	end(len(t.morphs), cutSentence)
	for i := range out {
		out[i].polarity = polarityOf(t, &out[i])
		out[i].topicEnd = topicEnd(t, &out[i])
		out[i].done = done(t, &out[i])
	}
	carryDenials(t, out)
	return out
}

// polarityAt is the polarity of what stands at rune at in the clause.
func (c *clause) polarityAt(at int32) polarity {
	if c.topicOff && int(at) < c.topicEnd {
		return negated
	}
	return c.polarity
}

// done reports whether a clause tells of something done or going on.
func done(t *text, c *clause) bool {
	if english(t, c) {
		return doneEnglish.MatchString(t.text(c.start, c.end))
	}
	for k := c.m1 - 1; k >= c.m0; k-- {
		m := &t.morphs[k]
		switch m.base {
		case "た", "だ":
			if m.class == classAux && t.r[m.start] == 'た' || t.r[m.start] == 'だ' && m.base == "た" {
				return true
			}
		case "てる", "いる", "おる", "てい":
			return true
		}
		if !tailMorph(m) {
			return false
		}
	}
	return false
}

var doneEnglish = regexp.MustCompile(`\b(i|we|i've|we've|i have|we have) (\w+ )?(\w+ed|built|ran|run|wrote|written|led|set up|did|done|made|taught|grew|held|won|sold|drew|put|was|were)\b`)

// topicEnd finds the end of a Japanese clause's topic: up to its last は, も or
// とか that follows a word of content.
func topicEnd(t *text, c *clause) int {
	for k := c.m1 - 1; k > c.m0; k-- {
		m := &t.morphs[k]
		if m.class != classParticle || m.base != "は" && m.base != "も" && m.base != "には" && m.base != "では" && m.base != "とは" {
			continue
		}
		j := k - 1
		for j > c.m0 && t.morphs[j].class == classParticle {
			j--
		}
		if contentClass(t.morphs[j].class) {
			return int(m.end)
		}
	}
	if c.m1-c.m0 >= 2 && t.morphs[c.m1-1].base == "か" { // 「CloudTrailですか、」
		return c.end
	}
	return c.start
}

func contentClass(k wordClass) bool {
	switch k {
	case classNoun, classAction, className, classLatin, classSuffix:
		return true
	}
	return false
}

// carryDenials carries a denial back to the topic that it is about: "A も B も、
// 資料を読んだだけで、使ったことはありません".
func carryDenials(t *text, out []clause) {
	for i := 1; i < len(out); i++ {
		c := &out[i]
		if !c.polarity.denies() || c.topicEnd > c.start && !pronounTopic(t, c) || hasSubject(t, c) {
			continue
		}
		for j := i - 1; j >= 0 && out[j].sentence == c.sentence; j-- {
			if p := &out[j]; p.topicEnd > p.start {
				p.topicOff = true
				break
			}
		}
	}
}

// hasSubject reports whether a clause names its own subject with が.
func hasSubject(t *text, c *clause) bool {
	for k := c.m0 + 1; k < c.m1; k++ {
		if m := &t.morphs[k]; m.class == classParticle && m.base == "が" && !m.joining && contentClass(t.morphs[k-1].class) {
			return true
		}
	}
	return false
}

// pronounTopic reports whether a clause's topic is only a pointer (あれも, それは, 私は).
func pronounTopic(t *text, c *clause) bool {
	return t.morphs[c.m0].class == classPronoun
}

// trimClause drops marks at the edges and sets the rune range. It reports
// whether anything is left.
func trimClause(t *text, c *clause) bool {
	for c.m0 < c.m1 && t.morphs[c.m0].class == classMark {
		c.m0++
	}
	for c.m1 > c.m0 && t.morphs[c.m1-1].class == classMark && t.morphs[c.m1-1].base != "?" {
		c.m1--
	}
	if c.m0 == c.m1 {
		return false
	}
	c.start, c.end = int(t.morphs[c.m0].start), int(t.morphs[c.m1-1].end)
	return true
}

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
		return k-open >= 4 && !englishHooks[prev] && k+1 < len(t.morphs) && englishHooks[t.morphs[k+1].base]
	case "instead", "rather":
		return true
	}
	return false
}

// englishHooks are words after which a subject goes on with the same clause.
var englishHooks = wordSet(`that if when what where how why who which as than until since before after whenever whether because do did does can could would should will have has had am is are was were and or of to for with from by the a an all not so about on in at both`)

// verbal reports whether a clause has a predicate, so that it can stand alone.
func verbal(t *text, c *clause) bool {
	if english(t, c) {
		return englishVerbal(t, c)
	}
	last := c.m1 - 1
	for last > c.m0 && (t.morphs[last].class == classParticle || t.morphs[last].class == classMark || t.morphs[last].class == classFiller) {
		if p := &t.morphs[last]; p.class == classParticle && topicParticles[p.base] && !t.morphs[last].joining {
			return false
		}
		last--
	}
	switch m := &t.morphs[last]; m.class {
	case classVerb, classAux:
		return !dependentNouns[m.base]
	case classAdj:
		return true
	case classLatin: // "downtimeをminimize"
		return englishVerbal(t, c)
	}
	return false
}

// topicParticles leave a clause open for a predicate to come.
var topicParticles = wordSet(`は も を が に で と の や へ とか だと では には とは`)

// dependentNouns are of the class of auxiliaries without being predicates.
var dependentNouns = wordSet(`こと もの の ため とき 時 ところ ほう 方 よう 中 際 以上 以下`)

// english reports whether a clause is mostly in a script with spaces.
func english(t *text, c *clause) bool {
	latin, japanese := 0, 0
	for k := c.m0; k < c.m1; k++ {
		switch t.morphs[k].class {
		case classLatin:
			latin++
		case classMark, classNumber:
		default:
			japanese++
		}
	}
	return latin > 0 && japanese*2 < latin
}

// englishVerbal guesses by its function words whether an English clause states
// something. A bare list has none.
func englishVerbal(t *text, c *clause) bool {
	for k := c.m0; k < c.m1; k++ {
		if englishPredicates[t.morphs[k].base] {
			return true
		}
	}
	return false
}

var englishPredicates = wordSet(`
i we they he she it you there that this nobody somebody everyone someone who which
am is are was were be been being do does did have has had will would shall should can could may might must
i'm i've i'd i'll we're we've we'd we'll it's that's there's they're they've he's she's you're don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't shouldn't can't cannot
dont didnt doesnt isnt wasnt cant couldnt im ive its thats
`)

// joinTopic appends c, or makes one of it and a piece before it that lacked a
// predicate ("資格は、", "Minor units,").
func joinTopic(t *text, out []clause, c clause) []clause {
	if len(out) == 0 {
		return append(out, c)
	}
	p := &out[len(out)-1]
	short := c.m1-p.m0 <= maxClauseMorphs
	if p.sentence == c.sentence && !p.verbal && short && (!english(t, p) || p.m1-p.m0 <= 3) {
		p.m1, p.end = c.m1, c.end
		p.verbal = c.verbal
		return out
	}
	return append(out, c)
}
