package judge

import (
	"context"
	"strconv"
	"strings"

	"mondo/prompts"
	"mondo/qa"
)

// clash is words of the answer that cannot be true beside words of the sheet,
// both looked up.
type clash struct {
	span  qa.Span
	point int
	sheet string // what the sheet says
	line  int    // where
}

// mostClashes is how many a reply may name; a model that finds more accuses at random.
const mostClashes = 5

// compare finds what the answer says that the sheet contradicts. A claim accuses,
// so it must be found twice, in calls of their own; most answers have none and
// cost one call. A model that fails finds nothing.
func (j *Judge) compare(ctx context.Context, h *hearing) []clash {
	k := j.answerKey(h)
	got, err := j.compared.through(ctx, []key{k}, func([]key) map[key][]clash {
		found, ok := j.clashes(ctx, h)
		if !ok {
			return nil
		}
		if len(found) > 0 {
			again, ok := j.clashes(ctx, h)
			if !ok {
				return nil
			}
			found = inBoth(found, again)
		}
		return map[key][]clash{k: found}
	})
	if err != nil {
		return nil // the caller is no longer there
	}
	return got[k]
}

// clashes makes one call. ok is false when it gave nothing that could be read.
func (j *Judge) clashes(ctx context.Context, h *hearing) (found []clash, ok bool) {
	claims, err := j.askForClaims(ctx, h)
	if err != nil {
		if ctx.Err() == nil {
			j.log.Warn("comparing an answer with the sheet failed", "interview", h.Scope, "error", err)
		}
		return nil, false
	}
	if len(claims) > mostClashes {
		claims = nil
	}
	for _, c := range claims {
		if x, ok := h.clash(c); ok {
			found = append(found, x)
		}
	}
	j.log.Info("compared an answer with the sheet", "interview", h.Scope, "named", len(claims), "held", len(found))
	return found, true
}

func (j *Judge) askForClaims(ctx context.Context, h *hearing) ([]prompts.FoundClaim, error) {
	fence, err := j.fence()
	if err != nil {
		return nil, err
	}
	c := prompts.Comparison{
		Lang: h.Lang, Question: h.Question.Text, ModelAnswer: h.Question.ModelAnswer, Answer: h.Answer, Spoken: h.Modality == "spoken",
	}
	for i, p := range h.points {
		c.Points = append(c.Points, prompts.ComparedPoint{ID: strconv.Itoa(i + 1), Text: p.Text})
	}
	p, err := prompts.ClaimsPrompt(fence, c)
	if err != nil {
		return nil, err
	}
	reply, err := j.model.Complete(ctx, h.Scope, p)
	if err != nil {
		return nil, err
	}
	claims, ok := prompts.ReadClaims(reply.Text)
	if !ok {
		return nil, ErrUnread
	}
	return claims, nil
}

// clash looks a claim's words up: those of the answer in the answer, those of the
// sheet in a key point, or in the lines of the model answer that a key point has.
func (h *hearing) clash(c prompts.FoundClaim) (clash, bool) {
	spans, _, ok := h.answer.find(c.Answer)
	if !ok || len(spans) != 1 || strings.Contains(formOf(spans[0].Text), formOf(c.Sheet)) {
		return clash{}, false
	}
	x := clash{span: spans[0]}
	if x.point, ok = h.pointSaying(c); ok {
		p := h.points[x.point]
		x.sheet, x.line = p.Text, p.Line
		return x, true
	}
	spans, _, ok = newText(h.Question.ModelAnswer).find(c.Sheet)
	if !ok || len(spans) != 1 {
		return clash{}, false
	}
	x.sheet = spans[0].Text
	x.line = h.Question.AnswerLine + strings.Count(h.Question.ModelAnswer[:spans[0].Start], "\n")
	for i, p := range h.points {
		if p.Line <= x.line && x.line <= p.End {
			x.point = i
			return x, true
		}
	}
	return clash{}, false
}

// pointSaying is the point that has the sheet's words of a claim: the one that
// the model named, or else the first.
func (h *hearing) pointSaying(c prompts.FoundClaim) (int, bool) {
	first, found := 0, false
	for i, p := range h.points {
		if _, _, ok := newText(p.Text).find(c.Sheet); !ok {
			continue
		}
		if c.Point == strconv.Itoa(i+1) {
			return i, true
		}
		if !found {
			first, found = i, true
		}
	}
	return first, found
}

func inBoth(a, b []clash) []clash {
	var both []clash
	for _, x := range a {
		for _, y := range b {
			if x.point == y.point && overlap(x.span, y.span) {
				both = append(both, x)
				break
			}
		}
	}
	return both
}

func overlap(a, b qa.Span) bool { return a.Start < b.End && b.Start < a.End }
