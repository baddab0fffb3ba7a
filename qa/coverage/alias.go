package coverage

import (
	"sort"

	"mondo/qa"
)

// Alias is words that convey a key point, as the person who said them has
// taught: a key point is covered when an answer conveys one of its aliases.
type Alias struct {
	KeyPoint string // its id
	Words    string
}

// WithAliases returns a scorer that knows these aliases as well. It shares the
// analysis of the sheet with s and costs next to nothing; an alias is analysed
// when an answer to its question is scored.
func (s *Scorer) WithAliases(aliases []Alias) *Scorer {
	of := s
	if s.of != nil {
		of = s.of
	}
	if len(aliases) == 0 {
		return of
	}
	taught := map[string][]string{}
	for _, a := range aliases {
		taught[a.KeyPoint] = append(taught[a.KeyPoint], a.Words)
	}
	return &Scorer{of: of, taught: taught}
}

// What an answer must say of an alias to say it again.
const (
	// aliasRecall leaves room for another ending or a filler, and none for
	// another number, name or deed.
	aliasRecall = 0.9
	// aliasTerms is the weight of words below which an alias is too thin to be
	// looked for in other talk ("はい、そうです"): then it must be all that is said.
	aliasTerms = 2.0
	// aliasConfidence is that of a person's own word, said again.
	aliasConfidence = 0.9
)

// maxAliases bounds the aliases of one key point that are tried, newest first.
const maxAliases = 20

// heed covers the key points whose aliases the answer conveys.
func (s *Scorer) heed(m *matcher, taught map[string][]string, out *qa.Scores) {
	for i := range out.Verdicts {
		v := &out.Verdicts[i]
		words := taught[v.KeyPoint]
		for n := len(words) - 1; n >= max(0, len(words)-maxAliases); n-- {
			if spans := s.saysAlias(m, words[n]); len(spans) > 0 {
				cover(v, spans)
				out.Claims = unclaimed(out.Claims, v.KeyPoint)
				break
			}
		}
	}
}

// cover makes the verdict what the person has taught.
func cover(v *qa.Verdict, spans []qa.Span) {
	v.Level, v.Confidence = qa.Covered, max(v.Confidence, aliasConfidence)
	v.Unsure, v.Contradicted, v.Evidence = false, false, spans
	for i := range v.Elements {
		v.Elements[i].Presence = qa.Present
	}
}

func unclaimed(claims []qa.Claim, point string) []qa.Claim {
	var left []qa.Claim
	for _, c := range claims {
		if c.KeyPoint != point {
			left = append(left, c)
		}
	}
	return left
}

// saysAlias finds where the answer conveys the words, nil when nowhere. The very
// same words count wherever whole clauses of the answer are made of them, also
// where the scorer's guards would not look.
func (s *Scorer) saysAlias(m *matcher, words string) []qa.Span {
	alias := s.analyser.question(qa.Question{KeyPoints: []qa.KeyPoint{{Text: words}}})
	if len(alias.points) == 0 || len(alias.points[0].text.clauses) == 0 {
		return nil
	}
	p := alias.points[0]
	thin := termWeight(p.text) < aliasTerms
	if spans := m.verbatim(p.text, thin); spans != nil {
		return spans
	}
	if thin {
		return nil
	}
	alias.weigh(s.rarity)
	f, ok := m.narrow(p)
	if !ok || f.against || f.contested || f.oneSided || f.contradicted > 0 || !m.samePolarity(p.text, &f) {
		return nil
	}
	return m.evidence(p, &f)
}

func termWeight(t *text) float64 {
	sum := 0.0
	for i := range t.terms {
		sum += t.terms[i].weight
	}
	return sum
}

// verbatim finds whole clauses of the answer that are the alias, character by
// character but for marks and spaces; all of the answer when it must be.
func (m *matcher) verbatim(alias *text, whole bool) []qa.Span {
	want := bare(alias, 0, len(alias.r))
	cl := m.answer.clauses
	for from := range cl {
		for to := from; to < len(cl) && to < from+2*len(alias.clauses)+1; to++ {
			if whole && (from > 0 || to < len(cl)-1) {
				continue
			}
			if bare(m.answer, cl[from].start, cl[to].end) == want {
				return appendSpan(m.answer, nil, cl[from].start, cl[to].end)
			}
		}
	}
	return nil
}

// bare is a stretch of a text without marks and spaces.
func bare(t *text, from, to int) string {
	k := sort.Search(len(t.morphs), func(k int) bool { return int(t.morphs[k].start) >= from })
	var out []rune
	for ; k < len(t.morphs) && int(t.morphs[k].end) <= to; k++ {
		if mo := &t.morphs[k]; mo.class != classMark {
			out = append(out, t.r[mo.start:mo.end]...)
		}
	}
	return string(out)
}

// narrow finds the tightest window of the answer that says nearly all of the
// alias: as many clauses as the alias has and one more, for a breath.
func (m *matcher) narrow(p *point) (measured, bool) {
	f := m.measure(p, nil)
	if f.recall < aliasRecall {
		return f, false
	}
	n := len(m.answer.clauses)
	for size := 1; size <= len(p.text.clauses)+1; size++ {
		for from := 0; from+size <= n; from++ {
			if m.recall(p, f.rows, from, from+size) < aliasRecall {
				continue
			}
			f.from, f.to = from, from+size
			m.weighContrary(p, &f)
			return f, true
		}
	}
	return f, false
}

// samePolarity holds that the window denies as much as the alias does: whoever
// taught "I have run it alone" must not be heard in "I have not".
func (m *matcher) samePolarity(alias *text, f *measured) bool {
	return denials(alias.clauses) == denials(m.answer.clauses[f.from:f.to])
}

func denials(clauses []clause) (n int) {
	for i := range clauses {
		if clauses[i].polarity.denies() || clauses[i].topicOff {
			n++
		}
	}
	return n
}
