package coverage

import (
	"slices"
	"sync"

	"mondo/qa"
)

// Answer is what a candidate said or wrote.
type Answer struct {
	Text     string
	Modality string // "typed" or "spoken"; a spoken answer is also matched by sound
}

// Scorer gives verdicts on the answers to one sheet's questions. It never
// changes; it is safe for concurrent use.
type Scorer struct {
	analyser  *analyser
	questions []qa.Question
	prepare   sync.Once
	prepared  map[string]*question
	rarity    *rarity
	sheet     []sheetPoint
	index     map[string][]posting
	of        *Scorer             // whose analysis this one shares, nil for its own
	taught    map[string][]string // aliases by key point
}

// question is one question of the sheet, analysed.
type question struct {
	q        qa.Question
	analyser *analyser // knows the words that its key points explain
	name     string    // its text, folded: two questions of one name are one
	text     *text
	asked    map[string]bool // keys of the words in the question
	points   []*point
	// labelled is set when the points stand under several labels.
	labelled bool
}

// Prepare returns a scorer for a sheet's questions. It knows the words that come
// with the program, those of the lexicons in own (a person's, the sheet's; nil
// ones are passed over), and those that key points explain in parentheses. The
// sheet is analysed on first use, once, so that preparing costs nothing before
// the dictionary is loaded. Any other question can be scored too; it is then
// analysed each time.
func Prepare(t *Tokenizer, _ qa.Lang, questions []qa.Question, own ...*Lexicon) *Scorer {
	lex := builtin()
	for _, l := range own {
		lex = lex.with(l)
	}
	return &Scorer{analyser: &analyser{tokens: t, lex: lex}, questions: questions}
}

func (s *Scorer) analyseSheet() {
	s.analyser = s.analyser.knowing(s.questions)
	s.rarity = newRarity()
	s.prepared = make(map[string]*question, len(s.questions))
	for _, q := range s.questions {
		p := s.analyser.question(q)
		s.prepared[q.ID] = p
		for _, k := range p.points {
			s.rarity.add(k.text)
		}
	}
	for _, q := range s.prepared {
		q.weigh(s.rarity)
	}
	s.buildIndex()
}

// question takes a question apart.
func (a *analyser) question(q qa.Question) *question {
	out := &question{q: q, analyser: a, text: a.analyse(q.Text, false), asked: map[string]bool{}}
	out.name = string(out.text.r)
	for i := range out.text.terms {
		out.asked[out.text.terms[i].key] = true
	}
	for _, k := range q.KeyPoints {
		out.points = append(out.points, a.takeApart(k))
	}
	out.findHeads(a.lex)
	out.findLabels()
	return out
}

func (q *question) weigh(r *rarity) {
	for _, p := range q.points {
		p.weigh(r, q.asked)
	}
}

// question finds the analysed form of q. A question that is not the sheet's, or
// whose key points differ from the sheet's, is analysed on the spot.
func (s *Scorer) question(q qa.Question) *question {
	s.prepare.Do(s.analyseSheet)
	if p, ok := s.prepared[q.ID]; ok && samePoints(p.q.KeyPoints, q.KeyPoints) {
		return p
	}
	p := s.analyser.knowing([]qa.Question{q}).question(q)
	r := s.rarity
	if r.points == 0 {
		r = newRarity()
		for _, k := range p.points {
			r.add(k.text)
		}
	}
	p.weigh(r)
	return p
}

func samePoints(a, b []qa.KeyPoint) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID || a[i].Text != b[i].Text || !slices.Equal(a[i].Elements, b[i].Elements) {
			return false
		}
	}
	return true
}

// Score says which key points of q the answer conveys. It accepts any text and
// always gives the same scores for the same input.
func (s *Scorer) Score(q qa.Question, a Answer) qa.Scores {
	if s.of != nil {
		return s.of.score(q, a, s.taught)
	}
	return s.score(q, a, nil)
}

func (s *Scorer) score(q qa.Question, a Answer, taught map[string][]string) qa.Scores {
	aq := s.question(q)
	m := aq.matcher(a)
	t := m.answer
	all, x := s.measureAll(m, aq)
	out := qa.Scores{Scorer: Version, Claims: m.claims(aq, all)}
	out.Verdicts = m.verdicts(aq, all, x)
	s.heed(m, taught, &out)
	out.DontKnow = dontKnow(t)
	out.Vague = !out.DontKnow && vague(t, out.Verdicts)
	return out
}

// matcher takes an answer apart for the key points of q.
func (q *question) matcher(a Answer) *matcher {
	spoken := a.Modality == "spoken"
	t := q.analyser.analyse(a.Text, spoken)
	guard(t)
	return newMatcher(t, q.analyser.lex, spoken)
}

// verdicts decides on all key points of a question.
func (m *matcher) verdicts(q *question, all []measured, x []features) []qa.Verdict {
	out := make([]qa.Verdict, 0, len(q.points))
	for i, p := range q.points {
		out = append(out, m.verdict(p, &all[i], x[i]))
	}
	m.doubt(all, out)
	return out
}

// asksForLists reports whether most of a question's points are lists of names.
func (q *question) asksForLists() bool {
	n := 0
	for _, p := range q.points {
		if p.list {
			n++
		}
	}
	return 2*n >= len(q.points)
}

func (s *Scorer) measureAll(m *matcher, q *question) ([]measured, []features) {
	all := make([]measured, len(q.points))
	m.listed = q.asksForLists()
	var labels []mention
	if q.labelled {
		labels = m.labelMentions(q)
	}
	for i, p := range q.points {
		all[i] = m.measure(p, labels)
	}
	x := make([]features, len(q.points))
	for i := range q.points {
		x[i] = m.features(q, all, i, s.elsewhere(m, q, &all[i]))
	}
	return all, x
}
