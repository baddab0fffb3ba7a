package coverage

import (
	"strings"

	"mondo/qa"
)

// point is a key point taken apart: what an answer has to say to convey it.
type point struct {
	id       string
	source   qa.KeyPoint
	text     *text
	elements []element
	list     bool // it lists names and claims nothing of them
	flow     bool // its elements are steps in an order
	// contrasted is set when its elements say different things of different heads.
	contrasted bool
	byAmount   bool // they do so by amounts of one kind, and their heads are whatever stands there
	directions []direction
	label      int  // number of its last label among the question's, 0 without
	namedLabel bool // the label is a name
	limit      bool // it owns up to a limit: what was not, or hardly, done
	wish       bool // it says what is wanted, not what was done
}

// element is one of the parts that make a key point that point.
type element struct {
	start, end int // runes of the point's text
	role       role
	polarity   polarity
	terms      []want
	weight     float64 // what the element counts in the point
	denied     int     // index of the word whose denial it is, -1 when all of it is denied
	inherits   bool    // its polarity is that of what follows it
	head       int     // which head it is about, from 1; 0 without contrast
}

// want is one word that an answer should say, in these or near words.
type want struct {
	term   *term
	weight float64
	// phrases are the lexicon's entries that the word is part of.
	phrases  []int32
	spelling spelling
	name     bool     // a name or a loan word, which may be written as it sounds
	sounds   []string // how it may sound
	acronym  bool     // it is said letter by letter
	names    bool     // it stands in this label of the question and in no other
	bound    bool     // several labels' points want it: it counts only under its label
	head     bool     // it names what its element is about
	off      bool     // it is denied, whatever the rest of its element is
}

// role is the part that an element plays in its point.
type role uint8

const (
	roleBody  role = iota
	roleLabel      // "監視設計: …": the area, which a speaker rarely repeats
	roleAside      // in parentheses
)

// What an element of a role counts beside one of the body. A label names the
// area and is known from the question or the sheet's headings; an aside explains.
const (
	labelWeight = 0.35
	asideWeight = 0.4
)

// takeApart finds the elements of a key point.
func (a *analyser) takeApart(k qa.KeyPoint) *point {
	p := &point{id: k.ID, source: k, text: a.analyse(k.Text, false)}
	p.cut()
	return p
}

// cut splits the point at its labels, parentheses, commas and arrows.
func (p *point) cut() {
	t := p.text
	body := labelEnd(t)
	if body > 0 {
		p.addLabels(body)
	}
	if !p.cutAsApproved(body) {
		p.cutByForm(body)
	}
	p.settle()
	p.list = p.lists()
	p.findDirections()
	p.findAttitude()
}

// cutByForm finds the elements of the body by its parentheses, commas and arrows.
func (p *point) cutByForm(body int) {
	t := p.text
	start, depth, aside := body, 0, -1
	for k := body; k < len(t.morphs); k++ {
		m := &t.morphs[k]
		switch {
		case m.class == classMark && (m.base == "(" || m.base == "[") && depth == 0:
			p.add(start, k, roleBody)
			depth, aside = 1, k+1
		case m.class == classMark && (m.base == ")" || m.base == "]") && depth == 1:
			p.add(aside, k, roleAside)
			depth, start = 0, k+1
		case depth == 0 && elementEnds(t, start, k):
			p.add(start, k, roleBody)
			start = k
		}
	}
	if depth == 1 {
		p.add(aside, len(t.morphs), roleAside)
	} else {
		p.add(start, len(t.morphs), roleBody)
	}
}

var (
	limitWords = []string{"のみ", "だけ", "限定的", "浅い", "経験はない", "未経験", "まだ", "limited", "only a", "no direct", "never had", "not yet"}
	wishWords  = []string{"今後", "したい", "習得したい", "目標", "将来", "これから", "would like", "want to", "plan to", "in future", "going forward"}
)

// findAttitude reads from label and text whether the point owns up to a limit or
// says a wish.
func (p *point) findAttitude() {
	s := string(p.text.r)
	p.limit = containsAny(strings.ReplaceAll(s, "だけでな", ""), limitWords)
	if l := p.lastLabel(); l != nil {
		p.wish = p.wish || containsAny(string(p.text.r[:l.end]), wishWords)
	}
}

// longestListed is how many words a thing in a list has at most.
const longestListed = 3

// lists reports whether the body only lists names ("EC2, ECS Fargate, Lambda").
func (p *point) lists() bool {
	n := 0
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		n++
		if len(e.terms) > longestListed {
			return false
		}
		for j := range e.terms {
			switch x := e.terms[j].term; x.class {
			case classVerb, classAction, classAdj:
				return false
			case classLatin: // a list of names, not of plain English words
				if !named(p.text, x) && !properName(p.text, x) {
					return false
				}
			}
		}
	}
	m0, m1 := labelEnd(p.text), len(p.text.morphs)
	for k := m0; k < m1; k++ {
		m := &p.text.morphs[k]
		if m.class == classAux || m.class == classParticle && m.base != "や" && m.base != "と" && m.base != "の" && m.base != "など" || m.class == classLatin && englishPredicates[m.base] || m.class == classMark && m.base == "→" {
			return false
		}
	}
	return n >= 3
}

// elementEnds reports whether an element that began at morph start ends before k.
func elementEnds(t *text, start, k int) bool {
	if k == start {
		return false
	}
	m := &t.morphs[k]
	if m.class == classMark {
		switch m.base {
		case "、", ",", ";", "→", "。", ":", "/":
			return true
		case ".":
			return markStrength(t, k) == cutSentence
		case "・": // 設計・運用, but not カスタマー・サクセス
			return int(m.end) >= len(t.r) || m.start == 0 || !isKatakana(t.r[m.start-1]) || !isKatakana(t.r[m.end])
		}
		return false
	}
	if joinsClauses(t, k-1) && m.class != classParticle && m.class != classAux {
		return true
	}
	return m.class == classLatin && (englishCut(t, start, k) || m.base == "and" && k-start >= 3)
}

// labelEnd gives the morph after the last label colon, 0 when there is none. A
// label is short and stands at the start.
func labelEnd(t *text) int {
	end := 0
	for k := range t.morphs {
		m := &t.morphs[k]
		if m.class == classMark && m.base == ":" && int(m.end) < len(t.r) && k > 0 {
			if k-end > maxLabelMorphs || claims(t, end, k) {
				break
			}
			end = k + 1
		}
		if m.class == classMark && (m.base == "。" || m.base == "、" || m.base == "," || m.base == ";") {
			break
		}
	}
	return end
}

// claims reports whether the words before a colon state something of their own
// ("We run both: …") rather than name an area ("What we run: …").
func claims(t *text, m0, m1 int) bool {
	c := clause{m0: m0, m1: m1}
	if !english(t, &c) {
		return false
	}
	switch t.morphs[m0].base {
	case "what", "how", "why", "when", "where", "who", "which":
		return false
	}
	return englishVerbal(t, &c)
}

// maxLabelMorphs is how long one label may be; more is a clause with a colon.
const maxLabelMorphs = 12

func (p *point) addLabels(body int) {
	start := 0
	for k := 0; k < body; k++ {
		if m := &p.text.morphs[k]; m.class == classMark && m.base == ":" {
			p.add(start, k, roleLabel)
			start = k + 1
		}
	}
}

// add makes an element of the morphs m0 to m1, if they say anything.
func (p *point) add(m0, m1 int, r role) {
	t := p.text
	for m0 < m1 && t.morphs[m0].class == classMark {
		m0++
	}
	for m1 > m0 && t.morphs[m1-1].class == classMark {
		m1--
	}
	if m0 >= m1 {
		return
	}
	e := element{start: int(t.morphs[m0].start), end: int(t.morphs[m1-1].end), role: r}
	for i := range t.terms {
		x := &t.terms[i]
		if int(x.start) >= e.start && int(x.end) <= e.end {
			e.terms = append(e.terms, t.want(x))
		}
	}
	if len(e.terms) == 0 {
		return
	}
	if r == roleBody {
		e.polarise(t, m0, m1)
	}
	e.denied = e.deniedWord()
	p.elements = append(p.elements, e)
}

// want prepares a word for being looked for.
func (t *text) want(x *term) want {
	w := want{term: x, weight: x.weight, phrases: t.phrasesOver(x)}
	if x.number >= 0 {
		return w
	}
	w.spelling = spellingOf(x)
	switch {
	case x.class == classLatin:
		start, end := t.source(int(x.start), int(x.end))
		w.name, w.acronym = true, acronym(t.src[start:end])
		w.sounds = append(w.sounds, wordSounds(t.text(int(x.start), int(x.end)), t.src[start:end]))
	case w.spelling.kind == inKatakana:
		w.name = true
		w.sounds = append(w.sounds, kanaPhonemes(t.text(int(x.start), int(x.end))))
	case x.read != "":
		w.sounds = append(w.sounds, kanaPhonemes(x.read))
	}
	return w
}

// phrasesOver lists the groups of the lexicon's entries that cover x.
func (t *text) phrasesOver(x *term) []int32 {
	var out []int32
	for i := range t.phrases {
		if p := &t.phrases[i]; p.start <= x.start && x.end <= p.end && (p.start < x.start || x.end < p.end) {
			out = append(out, p.group)
		}
	}
	return out
}

// settle makes sure that a point has a body: one that is all label or aside is
// its own body.
func (p *point) settle() {
	for i := range p.elements {
		if p.elements[i].role == roleBody {
			return
		}
	}
	for i := range p.elements {
		p.elements[i].role = roleBody
	}
}

// weigh sets how much every word and element counts, with how rare a word is
// among the sheet's key points and whether the question already says it.
func (p *point) weigh(r *rarity, asked map[string]bool) {
	for i := range p.elements {
		e := &p.elements[i]
		sum := 0.0
		for j := range e.terms {
			w := &e.terms[j]
			w.weight = w.term.weight
			if w.term.number < 0 {
				w.weight *= r.of(w.term.key)
				if asked[w.term.key] {
					w.weight *= askedWeight
				}
			}
			sum += w.weight
		}
		e.weight = elementWeight(sum)
		switch e.role {
		case roleLabel:
			e.weight *= labelWeight
		case roleAside:
			e.weight *= asideWeight
		}
	}
}

// askedWeight is what a word counts that the question already said: repeating
// it shows nothing, but leaving it out of a key point would make "SLO の設計"
// and "SLO の監視" the same.
const askedWeight = 0.45

// elementWeight keeps long elements from drowning short ones.
func elementWeight(sum float64) float64 {
	if sum > 2 {
		return 2 + (sum-2)*0.5
	}
	return sum
}

// trimmed is the element's own words, for showing.
func (p *point) words(e *element) string {
	s, t := p.text.source(e.start, e.end)
	return strings.TrimSpace(p.text.src[s:t])
}
