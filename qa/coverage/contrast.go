package coverage

import "strings"

// A key point that says one thing of A and another of B ("ECS は低い、EKS は高い",
// "Median is 35 ms and p99 is 180 ms") is only conveyed if each thing is said of
// the right one. The names A and B are the heads of its elements, and a word of
// an answer belongs to the head that governs it.

// findHeads finds the heads of the points of a question. A head is a name with
// which elements of several points begin, or which the question itself names.
func (q *question) findHeads(lex *vocabulary) {
	begins := map[string]int{}
	for _, p := range q.points {
		seen := map[string]bool{}
		for i := range p.elements {
			e := &p.elements[i]
			if k := e.firstName(p); e.role == roleBody && k != "" && !seen[k] {
				seen[k] = true
				begins[k]++
			}
		}
	}
	for _, p := range q.points {
		if p.flow {
			continue
		}
		p.setHeads(func(k string) bool { return begins[k] >= 2 || q.asked[k] })
		if !p.contrasted {
			p.topicHeads()
		}
		if !p.contrasted {
			p.oppositeHeads(lex)
		}
		if !p.contrasted {
			p.numberHeads()
		}
	}
}

// firstName is the key of the noun with which an element begins.
func (e *element) firstName(*point) string {
	if len(e.terms) == 0 || e.terms[0].term.number >= 0 {
		return ""
	}
	switch x := e.terms[0].term; x.class {
	case classLatin, classNoun, className, classAdverb:
		return x.key
	}
	return ""
}

// setHeads marks the head words of each element and reports a contrast when at
// least two elements have different ones.
func (p *point) setHeads(isHead func(string) bool) {
	var keys []string
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody || !isHead(e.firstName(p)) || !p.topical(e) {
			continue
		}
		keys = append(keys, e.terms[0].term.key)
	}
	if len(keys) < 2 || keys[0] == keys[len(keys)-1] {
		return
	}
	p.contrasted = true
	head := 0
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		if !isHead(e.firstName(p)) || !p.topical(e) {
			e.head = head // goes on about the last head
			continue
		}
		head++
		e.head = head
		for j := range e.terms {
			if j > 0 && !partOfHead(p.text, &e.terms[j-1], &e.terms[j]) {
				break
			}
			e.terms[j].head = true
		}
	}
}

// topical reports whether the name with which a Japanese element begins is what
// it is about: 「EKSは高い」, but not 「点検で見落とした」. English has no mark of it.
func (p *point) topical(e *element) bool {
	j := 0
	for j+1 < len(e.terms) && partOfHead(p.text, &e.terms[j], &e.terms[j+1]) {
		j++
	}
	x := e.terms[j].term
	if x.class == classLatin && english(p.text, &clause{m0: 0, m1: len(p.text.morphs)}) {
		return true
	}
	rest := p.text.text(int(x.end), min(len(p.text.r), int(x.end)+4))
	return startsWithAny(strings.TrimSpace(rest), []string{"は", "が", "も", "なら", "だと", "の方", "のほう", "では", "には"})
}

// partOfHead reports whether a head of several words goes on: "GitHub Actions",
// 現在の病院.
func partOfHead(t *text, a, b *want) bool {
	if b.term.number >= 0 {
		return false
	}
	gap := t.text(int(a.term.end), int(b.term.start))
	if a.term.class == classLatin && b.term.class == classLatin {
		s, _ := t.source(int(b.term.start), int(b.term.end))
		return gap == " " && t.src[s] >= 'A' && t.src[s] <= 'Z'
	}
	return gap == "の" || gap == ""
}

// topicHeads contrasts the parts of a point that have topics of their own: 平日は…、
// 土日は…, "guests …; suppliers …", "adults … while children …".
func (p *point) topicHeads() {
	var at []int
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody || len(e.terms) < 2 || e.firstName(p) == "" || e.polarity.denies() {
			continue
		}
		if p.topicAt(e, len(at) == 0) {
			at = append(at, i)
		}
	}
	if len(at) == 2 && p.elements[at[0]].terms[0].term.key != p.elements[at[1]].terms[0].term.key {
		p.contrast(at[0], at[1])
	}
}

// topicAt reports whether e begins with a topic that is set against another: one
// marked by は, or in English what follows a semicolon, while or whereas; the
// first such part only has to begin the point.
func (p *point) topicAt(e *element, first bool) bool {
	t := p.text
	x := e.terms[0].term
	if x.class != classLatin {
		return strings.HasPrefix(t.text(int(x.end), min(len(t.r), int(x.end)+2)), "は") && int(x.start) == e.start
	}
	before := strings.TrimSpace(t.text(max(0, e.start-10), int(x.start)))
	if first {
		rest := t.text(e.start, len(t.r))
		return before == "" && containsAny(rest, []string{"; ", " while ", " whereas "})
	}
	return endsWithAny(before, []string{";", "while", "whereas"})
}

// oppositeHeads contrasts the parts of a point that use opposite words: "steel
// would be cheaper but heavier; aluminium is lighter". A part begins with the
// name of what it is about.
func (p *point) oppositeHeads(lex *vocabulary) {
	head := make([]int, len(p.elements)) // the element that names what each is about
	last := -1
	for i := range p.elements {
		e := &p.elements[i]
		if e.role == roleBody && e.firstName(p) != "" && len(lex.sidesOf(e.terms[0].term.key)) == 0 {
			last = i
		}
		head[i] = last
	}
	for i := range p.elements {
		for j := i + 1; j < len(p.elements); j++ {
			if head[i] >= 0 && head[j] > head[i] && lex.contrasts(&p.elements[i], &p.elements[j]) {
				p.contrast(head[i], head[j])
				return
			}
		}
	}
}

// contrasts reports whether two elements use opposite words.
func (v *vocabulary) contrasts(a, b *element) bool {
	for i := range a.terms {
		for j := range b.terms {
			if v.opposite(a.terms[i].term.key, b.terms[j].term.key) {
				return true
			}
		}
	}
	return false
}

// contrast makes the first words of elements a and b the heads of what follows.
func (p *point) contrast(a, b int) {
	p.contrasted = true
	for i := a; i < len(p.elements); i++ {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		e.head = 1
		if i >= b {
			e.head = 2
		}
		if i == a || i == b {
			e.terms[0].head = true
		}
	}
}

// numberHeads contrasts elements by their amounts of one kind: the words beside
// each amount are its head.
func (p *point) numberHeads() {
	var with []int
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody {
			continue
		}
		for j := range e.terms {
			n := e.terms[j].term.number
			if n < 0 || len(e.terms) < 2 {
				continue
			}
			if len(with) > 0 && !p.numberOf(with[0]).comparable(p.text.numbers[n]) {
				continue
			}
			with = append(with, i)
			break
		}
	}
	if len(with) < 2 {
		return
	}
	p.contrasted, p.byAmount = true, true
	for h, i := range with {
		e := &p.elements[i]
		e.head = h + 1
		for j := range e.terms {
			e.terms[j].head = e.terms[j].term.number < 0
		}
	}
}

// numberOf is the first amount of element i.
func (p *point) numberOf(i int) number {
	for j := range p.elements[i].terms {
		if n := p.elements[i].terms[j].term.number; n >= 0 {
			return p.text.numbers[n]
		}
	}
	return number{}
}
