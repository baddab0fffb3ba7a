package delivery

import (
	"time"

	"mondo/qa"
	"mondo/qa/coverage"
)

// Answer is an answer as it was heard.
type Answer struct {
	Text     string
	Lang     qa.Lang
	Modality string // "typed" or "spoken"; a typed answer has no times
	// Speech is when there was a voice. Without it, the words' times have to do.
	Speech []Interval
	// Words are the recogniser's, in the order of Text, if it gave times.
	Words []TimedWord
	// Budget is what the model answer takes to say, 0 when there is none.
	Budget time.Duration
}

// Interval is a stretch of time, in milliseconds from the moment when the
// interviewer's turn ended.
type Interval struct{ Start, End int64 }

// TimedWord is a word with its time.
type TimedWord struct {
	Text string
	Interval
}

// minRated is the speaking time, in milliseconds, from which a rate is given:
// that of a single はい says nothing.
const minRated = 2000

// Measure gives the figures of an answer. It accepts any text and any times, in
// any order, and always gives the same figures for the same input. Without
// tokens, or when their dictionary cannot be loaded, figures that rest on
// Japanese words are left out.
func Measure(tokens *coverage.Tokenizer, a Answer) qa.Delivery {
	t := takeApart(tokens, a)
	v := voice(a)
	return qa.Delivery{Method: Method, Lang: a.Lang, Voice: v, Heard: heard(t, v)}
}

// heard gives the figures that rest on the words.
func heard(t *talk, v *qa.Voice) qa.Heard {
	h := qa.Heard{
		Words:           t.count(),
		Fillers:         t.fillers,
		RepeatedStarts:  t.repeatedStarts(),
		Hedges:          t.hedges(),
		Sentences:       t.sentenceFigures(),
		ConclusionFirst: t.conclusionFirst(),
	}
	if t.lang == qa.Japanese {
		h.Characters = qa.SpokenCharacters(t.text)
		h.Morae = t.morae()
		h.Endings = t.endings()
	}
	if h.Words > 0 {
		h.FillersPerHundredWords = share(100*float64(len(h.Fillers)), float64(h.Words))
	}
	if v != nil && v.Speaking >= minRated {
		rate(&h, t.lang, minutes(v.Speaking))
	}
	return h
}

// rate fills in the figures for a minute, of so many minutes of speaking.
func rate(h *qa.Heard, lang qa.Lang, minutes float64) {
	h.FillersPerMinute = share(float64(len(h.Fillers)), minutes)
	if lang != qa.Japanese {
		h.WordsPerMinute = share(float64(h.Words), minutes)
		return
	}
	h.CharactersPerMinute = share(h.Characters, minutes)
	if h.Morae > 0 {
		h.MoraePerMinute = share(float64(h.Morae), minutes)
	}
}

func minutes(ms int64) float64 { return float64(ms) / float64(time.Minute.Milliseconds()) }

// share is a by b, nil when there is no b.
func share(a, b float64) *float64 {
	if b <= 0 {
		return nil
	}
	q := a / b
	return &q
}
