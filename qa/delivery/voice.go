package delivery

import (
	"slices"

	"mondo/qa"
)

// longPause is the silence, in milliseconds, that counts as a pause: a shorter
// one is a breath.
const longPause = 1000

// latest bounds times, in milliseconds, so that no sum of them overflows: a day.
const latest = 24 * 60 * 60 * 1000

// voice gives the figures that follow from times, nil when there are none.
func voice(a Answer) *qa.Voice {
	if a.Modality == "typed" {
		return nil
	}
	speech := inOrder(speechOf(a))
	if len(speech) == 0 {
		return nil
	}
	first, last := speech[0], speech[len(speech)-1]
	v := &qa.Voice{FirstWord: first.Start, Length: last.End - first.Start}
	run := first.Start
	for i := 1; i < len(speech); i++ {
		silence := speech[i].Start - speech[i-1].End
		if silence <= longPause {
			continue
		}
		v.Pauses.Count++
		v.Pauses.Total += silence
		v.Pauses.Longest = max(v.Pauses.Longest, silence)
		v.LongestRun = max(v.LongestRun, speech[i-1].End-run)
		run = speech[i].Start
	}
	v.LongestRun = max(v.LongestRun, last.End-run)
	v.Speaking = v.Length - v.Pauses.Total
	v.AgainstBudget = share(float64(v.Length), float64(a.Budget.Milliseconds()))
	return v
}

// speechOf is when there was speech: by the voice, or else by the words.
func speechOf(a Answer) []Interval {
	if len(a.Speech) > 0 {
		return a.Speech
	}
	out := make([]Interval, 0, len(a.Words))
	for _, w := range a.Words {
		out = append(out, w.Interval)
	}
	return out
}

// inOrder sorts intervals, unites those that touch, and drops what is none.
// What lies before the end of the interviewer's turn is cut off.
func inOrder(speech []Interval) []Interval {
	out := make([]Interval, 0, len(speech))
	for _, s := range speech {
		s.Start, s.End = min(max(s.Start, 0), latest), min(s.End, latest)
		if s.Start < s.End {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Interval) int { return int(a.Start - b.Start) })
	n := 0
	for _, s := range out {
		if n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out[n] = s
		n++
	}
	return out[:n]
}
