package coverage

import (
	"sort"

	"mondo/qa"
)

// maxEvidence is how many spans a verdict shows at most.
const maxEvidence = 4

// evidence cuts the clauses of the window that say something of the point out
// of the answer, neighbours joined.
func (m *matcher) evidence(p *point, f *measured) []qa.Span {
	weight := make([]float64, f.to-f.from)
	for i := range f.rows {
		for j := range f.rows[i] {
			best, at := 0.0, -1
			for c := f.from; c < f.to; c++ {
				if s := f.rows[i][j][c].sim; s > best && m.counts(p, c) {
					best, at = s, c
				}
			}
			if at >= 0 {
				weight[at-f.from] += best
			}
		}
	}
	var spans []qa.Span
	for i, w := range weight {
		if w > 0 {
			c := &m.answer.clauses[f.from+i]
			spans = appendSpan(m.answer, spans, c.start, c.end)
		}
	}
	sort.SliceStable(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	if len(spans) > maxEvidence {
		spans = spans[:maxEvidence]
	}
	return spans
}

// appendSpan adds the runes from to to as a span, joined with the last one if
// only punctuation lies between them.
func appendSpan(t *text, spans []qa.Span, from, to int) []qa.Span {
	start, end := t.source(from, to)
	if start >= end {
		return spans
	}
	if n := len(spans); n > 0 && start-spans[n-1].End <= 4 {
		spans[n-1].End = max(end, spans[n-1].End)
		spans[n-1].Text = t.src[spans[n-1].Start:spans[n-1].End]
		return spans
	}
	return append(spans, qa.Span{Start: start, End: end, Text: t.src[start:end]})
}
