package judge

import (
	"cmp"
	"context"
	"math/rand/v2"
	"strconv"

	"mondo/prompts"
	"mondo/qa"
)

// said is what a model says of one element, looked up in the answer.
type said struct {
	presence qa.Presence
	spans    []qa.Span
	// void is set when the model called the element said, and no quote of its
	// was in the answer: it then counts as absent.
	void     bool
	repaired bool // a quote was in the answer in slightly other words
}

// vote is one reading of a point, by element.
type vote []said

// A call asks about so many points and elements at most: with more, models lose
// some of them.
const (
	pointsPerCall   = 10
	elementsPerCall = 30
	// mostTries is how often the elements of a call are asked for: those that a
	// reply leaves out or muddles are asked again.
	mostTries = 3
)

// calls divides points over calls, in their order.
func (h *hearing) calls(points []int) [][]int {
	var all [][]int
	elements := 0
	for _, p := range points {
		n := len(h.points[p].elements)
		if last := len(all) - 1; last >= 0 && len(all[last]) < pointsPerCall && elements+n <= elementsPerCall {
			all[last], elements = append(all[last], p), elements+n
			continue
		}
		all, elements = append(all, []int{p}), n
	}
	return all
}

// sheet is what one call asks: the points and elements under their ids, in an
// order of its own, so that place plays no part in a verdict.
type sheet struct {
	points []int
	order  [][]int // of each point's elements
	slots  map[string]slot
}

type slot struct{ point, element int }

func (h *hearing) shuffled(points []int, seed uint64) *sheet {
	random := rand.New(rand.NewPCG(seed, 0))
	s := &sheet{slots: map[string]slot{}}
	for _, i := range random.Perm(len(points)) {
		p := points[i]
		order := random.Perm(len(h.points[p].elements))
		s.points, s.order = append(s.points, p), append(s.order, order)
		for n, e := range order {
			s.slots[elementID(len(s.points), n)] = slot{p, e}
		}
	}
	return s
}

// elementID names the n-th element (from 0) of the p-th point (from 1) of a call:
// "1a". The ids are not the sheet's, so nobody can name one in an answer.
func elementID(p, n int) string { return strconv.Itoa(p) + string(rune('a'+n)) }

// judgement is the prompt's content, for the ids that are still missing.
func (h *hearing) judgement(s *sheet, missing map[string]bool) (j prompts.Judgement, ids []string) {
	j = prompts.Judgement{Lang: h.Lang, Question: h.Question.Text, Answer: h.Answer, Spoken: h.Modality == "spoken"}
	for i, p := range s.points {
		shown := prompts.JudgedPoint{Text: h.points[p].Text}
		for n, e := range s.order[i] {
			if id := elementID(i+1, n); missing[id] {
				shown.Elements = append(shown.Elements, prompts.JudgedElement{ID: id, Text: h.points[p].elements[e]})
				ids = append(ids, id)
			}
		}
		if len(shown.Elements) > 0 {
			j.Points = append(j.Points, shown)
		}
	}
	return j, ids
}

// ballot is what a call gave: the votes on those points of which it gave every
// element, and the model's name.
type ballot struct {
	votes map[int]vote
	model string
}

// ask makes one call, and up to two more for what its reply left out. An error
// means that the model failed before it said anything; later it ends the call.
func (j *Judge) ask(ctx context.Context, h *hearing, points []int) (ballot, error) {
	seed, err := j.seed()
	if err != nil {
		return ballot{}, err
	}
	s := h.shuffled(points, seed)
	missing, votes := map[string]bool{}, map[int]vote{}
	for id, at := range s.slots {
		missing[id] = true
		if votes[at.point] == nil {
			votes[at.point] = make(vote, len(h.points[at.point].elements))
		}
	}
	b := ballot{}
	for try := 1; try <= mostTries && len(missing) > 0; try++ {
		reply, ids, err := j.complete(ctx, h, s, missing)
		if err != nil && (try == 1 || ctx.Err() != nil) {
			return ballot{}, err
		}
		if err != nil {
			j.log.Warn("asking the judge again failed", "interview", h.Scope, "seed", seed, "missing", len(missing), "error", err)
			break
		}
		b.model = cmp.Or(reply.Model, j.name)
		for id, f := range prompts.ReadJudgement(reply.Text, ids) {
			at := s.slots[id]
			votes[at.point][at.element] = h.answer.lookUp(f)
			delete(missing, id)
		}
		j.log.Info("asked the judge", "interview", h.Scope, "seed", seed, "points", len(points), "try", try, "elements", len(ids), "unread", len(missing))
	}
	for id := range missing {
		delete(votes, s.slots[id].point)
	}
	b.votes = votes
	return b, nil
}

func (j *Judge) complete(ctx context.Context, h *hearing, s *sheet, missing map[string]bool) (prompts.Reply, []string, error) {
	fence, err := j.fence()
	if err != nil {
		return prompts.Reply{}, nil, err
	}
	content, ids := h.judgement(s, missing)
	p, err := prompts.JudgePrompt(fence, content)
	if err != nil {
		return prompts.Reply{}, nil, err
	}
	reply, err := j.model.Complete(ctx, h.Scope, p)
	return reply, ids, err
}

// mostSpans is how many quotes of one element are kept.
const mostSpans = 3

// lookUp finds a finding's quotes in the answer. Without a valid one an element
// is absent, whatever the model says of it.
func (t *text) lookUp(f prompts.Finding) said {
	s := said{presence: f.Presence}
	if f.Presence == qa.Absent {
		return s
	}
	for _, q := range f.Quotes {
		spans, repaired, ok := t.find(q)
		if !ok || len(s.spans) >= mostSpans {
			continue
		}
		s.spans, s.repaired = append(s.spans, spans...), s.repaired || repaired
	}
	if len(s.spans) == 0 {
		return said{presence: qa.Absent, void: true}
	}
	return s
}
