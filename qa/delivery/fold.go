package delivery

import "mondo/qa"

// Fold sums up how the answers in lang were spoken; those in another language
// are left out. Rates are means weighted by speaking time, so that a short
// answer counts little; the time to the first word counts once an answer.
func Fold(lang qa.Lang, all []qa.Delivery) qa.DeliverySummary {
	out := qa.DeliverySummary{Lang: lang}
	var m means
	for i := range all {
		if all[i].Lang == lang {
			out.Answers++
			m.add(&all[i])
			addHeard(&out, &all[i].Heard)
			addVoice(&out, all[i].Voice)
		}
	}
	out.FirstWord = m.firstWord.value()
	out.CharactersPerMinute, out.MoraePerMinute = m.characters.value(), m.morae.value()
	out.WordsPerMinute, out.FillersPerMinute = m.words.value(), m.fillersMinute.value()
	out.AgainstBudget = m.budget.value()
	out.FillersPerHundredWords = m.fillersWords.value()
	out.PausesPerMinute = share(float64(out.Pauses.Count), minutes(out.Speaking))
	return out
}

// mean is a weighted mean that grows.
type mean struct{ sum, weight float64 }

func (m *mean) add(x *float64, weight float64) {
	if x != nil {
		m.sum += *x * weight
		m.weight += weight
	}
}

// value is nil when nothing was added.
func (m *mean) value() *float64 { return share(m.sum, m.weight) }

// means are the figures of a summary that are means.
type means struct {
	firstWord, characters, morae, words, fillersMinute, fillersWords, budget mean
}

func (m *means) add(d *qa.Delivery) {
	h := &d.Heard
	m.fillersWords.add(h.FillersPerHundredWords, float64(h.Words))
	if d.Voice == nil {
		return
	}
	first := float64(d.Voice.FirstWord)
	m.firstWord.add(&first, 1)
	speaking := float64(d.Voice.Speaking)
	m.characters.add(h.CharactersPerMinute, speaking)
	m.morae.add(h.MoraePerMinute, speaking)
	m.words.add(h.WordsPerMinute, speaking)
	m.fillersMinute.add(h.FillersPerMinute, speaking)
	if b := d.Voice.AgainstBudget; b != nil && *b > 0 {
		m.budget.add(b, float64(d.Voice.Length) / *b)
	}
}

func addHeard(out *qa.DeliverySummary, h *qa.Heard) {
	out.Words += h.Words
	out.Fillers += len(h.Fillers)
	out.RepeatedStarts += len(h.RepeatedStarts)
	out.Hedges += len(h.Hedges)
	out.Sentences = addSentences(out.Sentences, h.Sentences)
	out.Endings = addEndings(out.Endings, h.Endings)
	if h.ConclusionFirst != nil {
		out.ConclusionKnown++
		if *h.ConclusionFirst {
			out.ConclusionFirst++
		}
	}
}

func addVoice(out *qa.DeliverySummary, v *qa.Voice) {
	if v == nil {
		return
	}
	out.Timed++
	out.Length += v.Length
	out.Speaking += v.Speaking
	out.LongestRun = max(out.LongestRun, v.LongestRun)
	out.Pauses.Count += v.Pauses.Count
	out.Pauses.Total += v.Pauses.Total
	out.Pauses.Longest = max(out.Pauses.Longest, v.Pauses.Longest)
}

// addSentences adds b to a, either of which may be nil, without changing them.
func addSentences(a, b *qa.Sentences) *qa.Sentences {
	if a == nil || b == nil {
		if b == nil {
			return a
		}
		first := *b
		return &first
	}
	n := a.Count + b.Count
	mean := share(a.Mean*float64(a.Count)+b.Mean*float64(b.Count), float64(n))
	out := &qa.Sentences{Count: n, Longest: max(a.Longest, b.Longest)}
	if mean != nil {
		out.Mean = *mean
	}
	return out
}

// addEndings adds b to a, either of which may be nil, without changing them.
func addEndings(a, b *qa.Endings) *qa.Endings {
	if b == nil {
		return a
	}
	out := *b
	if a != nil {
		out.Polite, out.Plain, out.Other = out.Polite+a.Polite, out.Plain+a.Plain, out.Other+a.Other
	}
	return &out
}
