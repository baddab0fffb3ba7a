package prompts

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// choose takes the line of a situation that was said longest ago; lines never
// said come first, in an order that the seed decides. So no line comes twice
// before all of its situation were said, and never twice in a row.
//
// A line whose wording does not fit (fits may be nil) is passed over; false
// when none fits.
func (s Script) choose(situation string, fill slots, used Used, fits func(text string) bool) (Line, bool) {
	last, said := s.history(situation, used)
	var best template
	var text string
	for _, t := range s.lines[situation] {
		if !t.fitsVoice(s.persona) || text != "" && !s.before(t, best, last) {
			continue
		}
		filled := t.fill(fill)
		if fits != nil && !fits(filled) {
			continue
		}
		best, text = t, filled
	}
	if text == "" {
		return Line{}, false
	}
	return Line{ID: fmt.Sprintf("%s#%d", best.id, said+1), Text: text}, true
}

// history reads from the used lines when each template of a situation was last
// said (1 is first), and how many lines of it were said.
func (s Script) history(situation string, used Used) (last map[string]int, said int) {
	last = map[string]int{}
	prefix := string(s.lang) + "/" + situation + "/"
	for ids := range used {
		for id := range strings.SplitSeq(ids, "+") {
			if !strings.HasPrefix(id, prefix) {
				continue
			}
			name, place, _ := strings.Cut(id, "#")
			n, err := strconv.Atoi(place)
			if err != nil || n < 1 {
				n = 1
			}
			last[name] = max(last[name], n)
			said = max(said, n)
		}
	}
	return last, said
}

// before reports whether a is to be said rather than b.
func (s Script) before(a, b template, last map[string]int) bool {
	if last[a.id] != last[b.id] {
		return last[a.id] < last[b.id]
	}
	x, y := s.place(a.id), s.place(b.id)
	return x < y || x == y && a.id < b.id
}

// place is where a template stands in this script's order of things.
func (s Script) place(id string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", s.seed, id)
	// FNV's high bits hardly differ between names that differ in their last
	// letters only; this spreads them (the finaliser of MurmurHash3).
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
