package interview

import (
	"slices"
	"strings"

	"mondo/qa"
)

// SummedUp is an interview summed up in a model's words. A later one supersedes.
type SummedUp struct {
	Summary qa.Summary `json:"summary"`
	By      string     `json:"by"` // the prompt and the model, as in Turn
}

// Type is the event's stable name.
func (SummedUp) Type() string { return "interview.summed_up" }

// CmdSumUp is the command to keep Command.Summary. It may come once the interview
// is over, and changes no verdict.
const CmdSumUp CommandKind = "sum_up"

// RefusedNoSummary: what was to be kept says nothing, or is about key points that
// were not asked about.
const RefusedNoSummary RefusalCode = "no_summary"

func (s State) decideSummary(e SummedUp) ([]Event, error) {
	switch {
	case !s.Ended:
		return nil, refuse(RefusedTooEarly)
	case !s.covers(e.Summary):
		return nil, refuse(RefusedNoSummary)
	}
	return []Event{e}, nil
}

// covers says whether a summary says something, and each item of it is about a
// key point that has a verdict.
func (s State) covers(sum qa.Summary) bool {
	for _, item := range slices.Concat(sum.Strong, sum.Fix) {
		known := slices.ContainsFunc(s.Question(item.Thread).KeyPoints, func(k qa.KeyPoint) bool { return k.ID == item.KeyPoint })
		if !known || item.Thread >= len(s.Threads) || !s.Threads[item.Thread].scored() || strings.TrimSpace(item.Text) == "" {
			return false
		}
	}
	items := len(sum.Strong) + len(sum.Fix)
	return items > 0 && len(sum.Strong) <= qa.SummaryItems && len(sum.Fix) <= qa.SummaryItems
}

// summedUp keeps the last summary.
func (s State) summedUp(e SummedUp) State {
	if s.Ended && s.covers(e.Summary) {
		s.Summary = &e
	}
	return s
}
