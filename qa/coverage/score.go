package coverage

import (
	"math"
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
}

// question is one question of the sheet, analysed.
type question struct {
	q      qa.Question
	text   *text
	asked  map[string]bool // keys of the words in the question
	points []*point
}

// Prepare returns a scorer for a sheet's questions. The sheet is analysed on
// first use, once, so that preparing costs nothing before the dictionary is
// loaded. Any other question can be scored too; it is then analysed each time.
func Prepare(t *Tokenizer, _ qa.Lang, questions []qa.Question) *Scorer {
	return &Scorer{analyser: &analyser{tokens: t, lex: builtin()}, questions: questions}
}

func (s *Scorer) analyseSheet() {
	s.rarity = newRarity()
	s.prepared = make(map[string]*question, len(s.questions))
	for _, q := range s.questions {
		p := s.takeApart(q)
		s.prepared[q.ID] = p
		for _, k := range p.points {
			s.rarity.add(k.text)
		}
	}
	for _, q := range s.prepared {
		q.weigh(s.rarity)
	}
}

func (s *Scorer) takeApart(q qa.Question) *question {
	out := &question{q: q, text: s.analyser.analyse(q.Text, false), asked: map[string]bool{}}
	for i := range out.text.terms {
		out.asked[out.text.terms[i].key] = true
	}
	for _, k := range q.KeyPoints {
		out.points = append(out.points, s.analyser.takeApart(k))
	}
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
	p := s.takeApart(q)
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
		if a[i].ID != b[i].ID || a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

// Score says which key points of q the answer conveys. It accepts any text and
// always gives the same scores for the same input.
func (s *Scorer) Score(q qa.Question, a Answer) qa.Scores {
	aq := s.question(q)
	out := qa.Scores{Scorer: Version, Verdicts: make([]qa.Verdict, 0, len(aq.points))}
	t := s.analyser.analyse(a.Text, a.Modality == "spoken")
	m := newMatcher(t, s.analyser.lex, a.Modality == "spoken")
	for _, p := range aq.points {
		out.Verdicts = append(out.Verdicts, m.judge(p))
	}
	out.DontKnow = dontKnow(t)
	out.Vague = !out.DontKnow && vague(t, out.Verdicts)
	return out
}

// judge gives the verdict on one key point.
func (m *matcher) judge(p *point) qa.Verdict {
	f := m.measure(p)
	level := qa.Missed
	switch {
	case f.recall >= 0.6:
		level = qa.Covered
	case f.recall >= 0.35:
		level = qa.Partial
	}
	v := qa.Verdict{KeyPoint: p.id, Level: level, Confidence: math.Min(1, 0.5+math.Abs(f.recall-0.45))}
	v.Elements = f.elements
	if level != qa.Missed {
		v.Evidence = m.evidence(f)
	}
	return v
}

// measured is what the matcher found for one key point.
type measured struct {
	recall   float64
	from, to int // the window of clauses
	rows     [][]row
	elements []qa.Element
}

// measure finds the window of neighbouring clauses that says most of p.
func (m *matcher) measure(p *point) measured {
	f := measured{rows: make([][]row, len(p.elements))}
	for i := range p.elements {
		e := &p.elements[i]
		for j := range e.terms {
			f.rows[i] = append(f.rows[i], m.row(p, &e.terms[j]))
		}
	}
	size := 3 + len(p.elements)
	n := len(m.answer.clauses)
	for from := 0; from < n; from++ {
		to := min(from+size, n)
		if r := m.recall(p, f.rows, from, to); r > f.recall {
			f.recall, f.from, f.to = r, from, to
		}
	}
	for i := range p.elements {
		e := &p.elements[i]
		pr := qa.Absent
		if m.element(p, e, f.rows[i], f.from, f.to) >= 0.5 {
			pr = qa.Present
		}
		if e.role == roleBody {
			f.elements = append(f.elements, qa.Element{Text: p.words(e), Presence: pr})
		}
	}
	return f
}

func (m *matcher) recall(p *point, rows [][]row, from, to int) float64 {
	sum, all := 0.0, 0.0
	for i := range p.elements {
		e := &p.elements[i]
		sum += e.weight * m.element(p, e, rows[i], from, to)
		all += e.weight
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// element is how much of e the clauses from to to say, 0 to 1.
func (m *matcher) element(_ *point, e *element, rows []row, from, to int) float64 {
	sum, all := 0.0, 0.0
	for j := range rows {
		best := 0.0
		for c := from; c < to; c++ {
			cl := &m.answer.clauses[c]
			sim := rows[j][c].sim
			if sim == 0 || cl.masked {
				continue
			}
			if (cl.polarity == negated) != (e.polarity == negated) {
				sim *= 0.2
			}
			best = math.Max(best, sim)
		}
		sum += best * e.terms[j].weight
		all += e.terms[j].weight
	}
	if all == 0 {
		return 0
	}
	return sum / all
}
