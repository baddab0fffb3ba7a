package interview

import (
	"cmp"
	"slices"

	"mondo/qa"
)

// The outcomes of a thread in a report.
const (
	outcomeAnswered = "answered"
	outcomeSkipped  = "skipped"
	outcomeNotAsked = "not_asked"
)

// Report sums up the interview under the given id, at any time: what has not
// been asked yet stands there as not asked. Sections and questions stand in the
// sheet's order, whatever the order of asking. Coverages count the key points
// of the questions that have a scored answer: what waits for its score must not
// look like nothing conveyed. No list in it is nil.
func (s State) Report(id string) *qa.Report {
	r := &qa.Report{
		Interview:  id,
		Sheet:      s.Plan.Sheet,
		Title:      s.Plan.SheetTitle,
		Lang:       s.Plan.Settings.Lang,
		Mode:       string(s.Plan.Settings.Mode),
		Persona:    string(s.Plan.Settings.Persona),
		StartedAt:  s.StartedAt,
		FinishedAt: s.FinishedAt,
		Sections:   []qa.SectionReport{},
	}
	var whole tally
	sums := map[string]*tally{}
	for _, thread := range s.sheetOrder() {
		title := s.Question(thread).Section
		i := slices.IndexFunc(r.Sections, func(sec qa.SectionReport) bool { return sec.Title == title })
		if i < 0 {
			i = len(r.Sections)
			r.Sections = append(r.Sections, qa.SectionReport{Title: title})
			sums[title] = &tally{}
		}
		tr, sum := s.threadReport(thread)
		r.Sections[i].Threads = append(r.Sections[i].Threads, tr)
		sums[title].add(sum)
		whole.add(sum)
		r.Claims += len(tr.Claims)
		count(&r.Counts, tr.Points)
	}
	if s.Summary != nil {
		r.Summary, r.SummaryBy = &s.Summary.Summary, s.Summary.By
	}
	for i := range r.Sections {
		r.Sections[i].Unaided, r.Sections[i].Final = sums[r.Sections[i].Title].shares()
	}
	r.Unaided, r.Final = whole.shares()
	return r
}

// sheetOrder lists the planned questions by their lines in the sheet.
func (s State) sheetOrder() []int {
	order := make([]int, len(s.Plan.Questions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(s.Plan.Questions[a].Line, s.Plan.Questions[b].Line)
	})
	return order
}

// tally is the weight of key points, and how much of it was conveyed.
type tally struct{ unaided, final, all float64 }

func (t *tally) add(u tally) {
	t.unaided += u.unaided
	t.final += u.final
	t.all += u.all
}

func (t *tally) shares() (unaided, final float64) {
	if t.all == 0 {
		return 0, 0
	}
	return t.unaided / t.all, t.final / t.all
}

// threadReport also gives the thread's part in the coverages: nothing when it
// has no answer.
func (s State) threadReport(thread int) (qa.ThreadReport, tally) {
	q := s.Question(thread).Question
	var t Thread
	if thread < len(s.Threads) {
		t = s.Threads[thread]
	}
	r := qa.ThreadReport{
		Thread:      thread,
		Question:    q.ID,
		Text:        q.Text,
		Line:        q.Line,
		Outcome:     t.outcome(),
		ModelAnswer: q.ModelAnswer,
		AnswerLine:  q.AnswerLine,
		Points:      make([]qa.PointReport, 0, len(q.KeyPoints)),
		Claims:      t.claims(),
	}
	rises := t.rises(q)
	r.Turns = t.turns(rises)
	first, last := t.standings(q, 1), t.final(q)
	hinted := t.hinted(q)
	var sum tally
	for _, k := range q.KeyPoints {
		p := qa.PointReport{
			KeyPoint:     k,
			Unaided:      first[k.ID].Level,
			Final:        last[k.ID].Level,
			Asked:        t.scored(),
			Hinted:       hinted[k.ID],
			Contradicted: last[k.ID].Contradicted,
			Unsure:       last[k.ID].Unsure,
			Words:        t.byWords(q, k.ID),
			Own:          t.tick(k.ID).Level != "",
			Evidence:     t.evidence(k.ID),
		}
		if better(p.Final, p.Unaided) {
			p.WonBy = lastRise(rises, k.ID)
		}
		r.Points = append(r.Points, p)
		if p.Asked {
			sum.add(tally{
				unaided: k.Weight() * capped(p.Unaided, t.hintedFirst(k.ID)),
				final:   k.Weight() * capped(p.Final, p.Hinted),
				all:     k.Weight(),
			})
		}
	}
	r.Unaided, r.Final = sum.shares()
	return r, sum
}

// outcome: a question that was asked and never answered, because the interview
// ended or has got no further, counts as not asked; one that was passed after
// an answer counts as answered.
func (t Thread) outcome() string {
	switch {
	case len(t.Answers) > 0:
		return outcomeAnswered
	case t.Skipped:
		return outcomeSkipped
	default:
		return outcomeNotAsked
	}
}

// scored says whether there is a verdict to count.
func (t Thread) scored() bool {
	return slices.ContainsFunc(t.Answers, func(a Answer) bool { return a.Revision > 0 })
}

// hintedFirst says whether a point was hinted at before the first answer.
func (t Thread) hintedFirst(id string) bool {
	return slices.Contains(t.Hints, Hinted{KeyPoint: id, Before: 0})
}

// capped is what a level counts: what a hint gave away counts half at most.
func capped(l qa.Level, hinted bool) float64 {
	if hinted {
		return min(l.Share(), qa.Partial.Share())
	}
	return l.Share()
}

// rise is what one answer brought: the key points whose level rose with it.
type rise struct {
	answer string
	to     string // the turn that was answered
	points []string
	after  bool // the turn was a follow-up
}

func (t Thread) rises(q qa.Question) []rise {
	rises := make([]rise, 0, len(t.Answers))
	before := t.standings(q, 0)
	for i, a := range t.Answers {
		now := t.standings(q, i+1)
		to, _ := t.said(a.To)
		r := rise{answer: a.ID, to: a.To, after: to.Kind == TurnFollowUp}
		for _, k := range q.KeyPoints {
			if better(now[k.ID].Level, before[k.ID].Level) {
				r.points = append(r.points, k.ID)
			}
		}
		rises = append(rises, r)
		before = now
	}
	return rises
}

// byWords is how far a point was conveyed by words alone, "" where no judge said
// otherwise of it.
func (t Thread) byWords(q qa.Question, point string) qa.Level {
	differs, answers := false, slices.Clone(t.Answers)
	for i, a := range answers {
		answers[i].Scores.Verdicts = slices.Clone(a.Scores.Verdicts)
		for j, v := range a.Scores.Verdicts {
			if v.KeyPoint != point || v.Words == "" {
				continue
			}
			differs = true
			// A judge's elements and contradiction are not the words'.
			answers[i].Scores.Verdicts[j] = qa.Verdict{KeyPoint: point, Level: v.Words}
		}
	}
	if !differs {
		return ""
	}
	words := conveyed(q, answers)[point].Level
	if words == conveyed(q, t.Answers)[point].Level {
		return ""
	}
	return words
}

// lastRise is the follow-up after which a point rose last, "" if none.
func lastRise(rises []rise, point string) string {
	for _, r := range slices.Backward(rises) {
		if r.after && slices.Contains(r.points, point) {
			return r.to
		}
	}
	return ""
}

func (t Thread) turns(rises []rise) []qa.TurnReport {
	turns := make([]qa.TurnReport, 0, len(t.Said))
	for _, said := range t.Said {
		r := qa.TurnReport{
			ID:      said.ID,
			Who:     "interviewer",
			Kind:    string(said.Kind),
			Text:    said.Text,
			At:      said.At,
			By:      said.By,
			Reason:  string(said.Reason),
			Targets: said.Targets,
		}
		switch said.Kind {
		case TurnAnswer:
			t.report(said.ID, &r)
			r.Brought = broughtBy(rises, func(x rise) bool { return x.answer == said.ID })
		case TurnFollowUp:
			r.Brought = broughtBy(rises, func(x rise) bool { return x.to == said.ID })
		}
		turns = append(turns, r)
	}
	return turns
}

// report adds what only an answer's turn has.
func (t Thread) report(answer string, r *qa.TurnReport) {
	r.Who = "candidate"
	for _, a := range t.Answers {
		if a.ID == answer {
			r.Scorer, r.Unjudged, r.Took = a.Scores.Scorer, a.unjudged(), a.Took
			r.Modality, r.DontKnow = string(a.Modality), a.Scores.DontKnow
			r.Delivery, r.Heard = a.Delivery, a.Heard
		}
	}
}

func broughtBy(rises []rise, by func(rise) bool) []string {
	if i := slices.IndexFunc(rises, by); i >= 0 {
		return rises[i].points
	}
	return nil
}

// evidence is every word, in any answer, that a verdict on the point rests on:
// those that the person named, else the scorers'.
func (t Thread) evidence(point string) []qa.EvidenceReport {
	found := []qa.EvidenceReport{}
	switch own := t.tick(point); {
	case own.Level == qa.Missed:
		return found
	case own.Words.Text != "":
		return append(found, qa.EvidenceReport{Turn: own.Answer, Span: own.Words})
	}
	for _, a := range t.Answers {
		for _, v := range a.Scores.Verdicts {
			if v.KeyPoint != point || v.Level == qa.Missed && !contradicts(v) {
				continue
			}
			for _, span := range v.Evidence {
				found = append(found, qa.EvidenceReport{Turn: a.ID, Span: span})
			}
		}
	}
	return found
}

func (t Thread) claims() []qa.ClaimReport {
	claims := []qa.ClaimReport{}
	for _, a := range t.Answers {
		for _, c := range a.Scores.Claims {
			claims = append(claims, qa.ClaimReport{Turn: a.ID, Claim: c})
		}
	}
	return claims
}

func count(c *qa.Counts, points []qa.PointReport) {
	for _, p := range points {
		if !p.Asked {
			c.NotAsked++
			continue
		}
		switch p.Final {
		case qa.Covered:
			c.Covered++
		case qa.Partial:
			c.Partial++
		default:
			c.Missed++
		}
		if p.Hinted {
			c.Hinted++
		}
		if p.Unsure {
			c.Unsure++
		}
		if p.Own {
			c.Own++
		}
	}
}
