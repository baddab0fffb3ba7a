package judge

import (
	"fmt"
	"slices"
	"strings"

	"mondo/prompts"
	"mondo/qa"
)

// How sure a verdict is. The figures are set by reasoning (a reading that words
// confirm is the surest, one that the votes do not agree on is a guess) and not
// yet fitted; mondo eval shows what the surest are worth.
const (
	confirmed   = 0.95 // words alone say the same level
	judged      = 0.85 // one step from what words say
	votedAgain  = 0.75 // far from it, or in doubt, and all votes agree
	onceOnly    = 0.5  // in doubt, and there was one vote
	divided     = 0.5  // the votes differ
	unsupported = 0.4  // it rests on the word of a model that somebody instructs
	repairedBy  = 0.95 // what a quote in slightly other words takes off
	sureLine    = 0.6  // below it a verdict is unsure
)

// scores makes the verdicts of the readings. Points that were not read keep
// theirs, with their scorer.
func (h *hearing) scores(readings map[int]reading, clashes []clash) qa.Scores {
	out := qa.Scores{Scorer: scorer(readings), DontKnow: h.Lexical.DontKnow, Vague: h.Lexical.Vague}
	for i := range h.points {
		v := h.lexically(i)
		if r, ok := readings[i]; ok {
			v = h.verdict(i, r)
		}
		out.Vague = out.Vague && v.Level != qa.Covered
		out.Verdicts = append(out.Verdicts, v)
	}
	h.settleClaims(&out, clashes)
	return out
}

// scorer names the judge by the version of its prompt and the models that spoke.
func scorer(readings map[int]reading) string {
	var models []string
	for _, r := range readings {
		models = append(models, r.model)
	}
	slices.Sort(models)
	return fmt.Sprintf("judge/%d/%s", prompts.JudgeVersion, strings.Join(slices.Compact(models), "+"))
}

func (h *hearing) lexically(i int) qa.Verdict {
	v := h.points[i].lexical
	v.Scorer = h.Lexical.Scorer
	return v
}

// verdict is what a reading comes to.
func (h *hearing) verdict(i int, r reading) qa.Verdict {
	p := &h.points[i]
	level, contradicted := r.elements.level()
	if r.elements.void() && p.lexical.Level.Share() > level.Share() {
		// The model finds it said, too, and cannot show where: words can.
		return h.lexically(i)
	}
	v := qa.Verdict{KeyPoint: p.ID, Level: level, Contradicted: contradicted, Confidence: p.confidence(r, level)}
	if level == qa.Covered && p.suspect && !h.supported(p) {
		v.Level, v.Confidence = qa.Partial, unsupported
	}
	v.Unsure = v.Confidence < sureLine
	if v.Level != p.lexical.Level {
		v.Words = p.lexical.Level
	}
	for e, s := range r.elements {
		v.Elements = append(v.Elements, qa.Element{Text: p.elements[e], Presence: s.presence})
	}
	if v.Level != qa.Missed || v.Contradicted {
		v.Evidence = h.evidence(r)
	}
	return v
}

func (p *heard) confidence(r reading, level qa.Level) float64 {
	c := judged
	switch {
	case r.split:
		c = divided
	case p.doubtful(r.elements) && r.votes == 1:
		c = onceOnly
	case level == p.lexical.Level:
		c = confirmed
	case r.votes > 1:
		c = votedAgain
	}
	if r.elements.void() {
		c = min(c, onceOnly)
	}
	if r.elements.repaired() {
		c *= repairedBy
	}
	return c
}

// supported reports whether words alone, too, find something of a point said
// outside of what instructs a model.
func (h *hearing) supported(p *heard) bool {
	return p.lexical.Level != qa.Missed && slices.ContainsFunc(p.lexical.Evidence, func(s qa.Span) bool { return !h.answer.instructed(s) })
}

// evidence is the quotes of a reading, in order and without overlap.
func (h *hearing) evidence(r reading) []qa.Span {
	var all []qa.Span
	for _, s := range r.elements {
		all = append(all, s.spans...)
	}
	slices.SortFunc(all, func(a, b qa.Span) int { return a.Start - b.Start })
	var out []qa.Span
	for _, s := range all {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			start, end := out[n-1].Start, max(out[n-1].End, s.End)
			out[n-1] = qa.Span{Start: start, End: end, Text: h.Answer[start:end]}
			continue
		}
		out = append(out, s)
	}
	return out
}

// settleClaims adds the claims: those that the model found, which contradict
// their points, and those found by words alone. Nobody is accused over a point
// that was covered.
func (h *hearing) settleClaims(out *qa.Scores, clashes []clash) {
	at := map[string]int{}
	for i, v := range out.Verdicts {
		at[v.KeyPoint] = i
	}
	for _, x := range clashes {
		v := &out.Verdicts[x.point]
		if v.Level == qa.Covered {
			continue
		}
		v.Contradicted = true
		out.Claims = append(out.Claims, qa.Claim{Span: x.span, KeyPoint: v.KeyPoint, Sheet: x.sheet, Line: x.line})
	}
	for _, c := range h.Lexical.Claims {
		i, known := at[c.KeyPoint]
		if known && out.Verdicts[i].Level == qa.Covered || slices.ContainsFunc(out.Claims, func(o qa.Claim) bool { return overlap(o.Span, c.Span) }) {
			continue
		}
		out.Claims = append(out.Claims, c)
	}
	slices.SortStableFunc(out.Claims, func(a, b qa.Claim) int { return a.Start - b.Start })
}
