package coverage

import "math"

// hit is how well an answer says one wanted word in one clause.
type hit struct {
	sim      float64
	from, to int32 // runes of the answer
	light    bool  // the answer's word is one that is said of anything
}

// row holds a wanted word's best hit per clause of the answer.
type row []hit

// matcher compares the words of key points with one answer.
type matcher struct {
	answer *text
	lex    *vocabulary
	spoken bool
	// stuffed is set when the answer is mostly a list of keywords.
	stuffed bool
	listed  bool               // the question asks for lists: most of its points are
	kinds   []kind             // the answer's different words
	byKey   map[string]int     // index into kinds
	group   map[int32][]hit    // what says each meaning
	sounds  *stream            // made when first needed
	near    map[string][]match // likeness of a wanted key to the kinds
	found   map[*want][]hit    // what was looked for already
}

// kind is one word of the answer with all its places.
type kind struct {
	spelling
	class  wordClass
	places []hit // sim unused
}

type match struct {
	kind int
	sim  float64
}

func newMatcher(answer *text, lex *vocabulary, spoken bool) *matcher {
	m := &matcher{answer: answer, lex: lex, spoken: spoken, byKey: map[string]int{}, group: map[int32][]hit{}, near: map[string][]match{}, found: map[*want][]hit{}, stuffed: stuffed(answer)}
	for i := range answer.terms {
		x := &answer.terms[i]
		if x.number >= 0 || x.clause < 0 || x.struck {
			continue
		}
		k, ok := m.byKey[x.key]
		if !ok {
			k = len(m.kinds)
			m.byKey[x.key] = k
			m.kinds = append(m.kinds, kind{spelling: spellingOf(x), class: x.class})
		}
		m.kinds[k].places = append(m.kinds[k].places, hit{from: x.start, to: x.end})
		for _, g := range x.groups {
			m.group[g] = append(m.group[g], hit{sim: m.groupSim(g), from: x.start, to: x.end, light: x.weight < weightFull})
		}
	}
	for _, p := range answer.phrases {
		m.group[p.group] = append(m.group[p.group], hit{sim: m.groupSim(p.group), from: p.start, to: p.end})
	}
	return m
}

func (m *matcher) groupSim(g int32) float64 {
	if m.lex.isLoose(g) {
		return simLoose
	}
	return simGroup
}

// row finds the best hit for w in every clause.
func (m *matcher) row(p *point, w *want) row {
	r := make(row, len(m.answer.clauses))
	for _, h := range m.hits(p, w) {
		if c := m.clauseAt(h.from); c >= 0 && h.sim > r[c].sim {
			r[c] = h
		}
	}
	return r
}

// hits finds every place of the answer that says w, well or badly.
func (m *matcher) hits(p *point, w *want) []hit {
	h, ok := m.found[w]
	if !ok {
		h = m.search(p, w)
		m.found[w] = h
	}
	return h
}

func (m *matcher) search(p *point, w *want) []hit {
	if n := w.term.number; n >= 0 {
		return m.numbers(&p.text.numbers[n])
	}
	out := m.bySpelling(w, nil)
	for _, list := range [][]int32{w.term.groups, w.phrases} {
		for _, g := range list {
			for _, h := range m.group[g] {
				if h.light && w.term.weight > weightLight {
					h.sim *= lightForFull
				}
				out = append(out, h)
			}
		}
	}
	for _, h := range out {
		if h.sim >= simTypo {
			return out
		}
	}
	return m.bySound(w, out)
}

// bySpelling finds a word and words like it.
func (m *matcher) bySpelling(w *want, out []hit) []hit {
	for _, x := range m.likeKinds(w) {
		for _, h := range m.kinds[x.kind].places {
			h.sim = x.sim
			out = append(out, h)
		}
	}
	return out
}

func (m *matcher) likeKinds(w *want) []match {
	if list, ok := m.near[w.term.key]; ok {
		return list
	}
	var list []match
	if k, ok := m.byKey[w.term.key]; ok {
		list = append(list, match{k, simSame})
	} else {
		for k := range m.kinds {
			if sim := w.spelling.alike(&m.kinds[k].spelling); sim > 0 {
				list = append(list, match{k, sim})
			}
		}
	}
	m.near[w.term.key] = list
	return list
}

// How alike words must sound to be taken for one another. Short words need the
// very same sounds; sizes are as soundSize has them.
const (
	soundsTiny  = 18 // シーム, relay: two consonants or three
	soundsShort = 30
)

// leastSpelled is for acronyms: the names of letters are short and much alike.
const leastSpelled = 0.9

func leastLikeness(size int, name bool) float64 {
	switch {
	case size < soundsTiny:
		return 0.99
	case size < soundsShort && !name:
		return 0.92
	case size < soundsShort:
		return 0.85
	case !name:
		return 0.9
	}
	return 0.78
}

// bySound finds a word by how it sounds: names and loan words always, any word
// when the answer was spoken.
func (m *matcher) bySound(w *want, out []hit) []hit {
	if len(w.sounds) == 0 || !w.name && !m.spoken {
		return out
	}
	if m.sounds == nil {
		m.sounds = newStream(m.answer, m.spoken)
	}
	sim := simSound
	if !w.name {
		sim = simHomo
	}
	for _, s := range w.sounds {
		size := soundSize(s)
		if size < 9 || size < soundsTiny && !w.name {
			continue
		}
		least := leastLikeness(size, w.name)
		if w.acronym {
			least = math.Max(least, leastSpelled)
		}
		for _, f := range m.sounds.search(s, least, nil) {
			out = append(out, hit{sim: sim, from: f.from, to: f.to})
		}
	}
	return out
}

// numbers finds the amounts of the answer that are n.
func (m *matcher) numbers(n *number) []hit {
	var out []hit
	for i := range m.answer.numbers {
		if o := &m.answer.numbers[i]; !o.struck && n.same(*o) {
			out = append(out, hit{sim: simSame, from: int32(o.start), to: int32(o.end)})
		}
	}
	return out
}

// clauseAt finds the clause that holds rune i, -1 if none does.
func (m *matcher) clauseAt(i int32) int {
	lo, hi := 0, len(m.answer.clauses)
	for lo < hi {
		mid := (lo + hi) / 2
		if m.answer.clauses[mid].end <= int(i) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(m.answer.clauses) || m.answer.clauses[lo].start > int(i) {
		return -1
	}
	return lo
}
