package coverage

import "mondo/qa"

// Live follows one answer while it is being spoken. Each update scores the whole
// transcript so far; the question is analysed once, and a transcript that only
// repeats itself costs nothing. It is for one goroutine.
type Live struct {
	scorer   *Scorer
	question qa.Question
	modality string
	last     string
	scores   qa.Scores
	started  bool
}

// Live starts to follow an answer to q. modality is "typed" or "spoken".
func (s *Scorer) Live(q qa.Question, modality string) *Live {
	return &Live{scorer: s, question: q, modality: modality}
}

// Update takes the transcript as it is now, whole, and returns the scores of it.
// A recogniser may have changed its mind about earlier words; the last call with
// the finished transcript gives the same as [Scorer.Score].
func (l *Live) Update(transcript string) qa.Scores {
	if l.started && transcript == l.last {
		return l.scores
	}
	l.started, l.last = true, transcript
	l.scores = l.scorer.Score(l.question, Answer{Text: transcript, Modality: l.modality})
	return l.scores
}
