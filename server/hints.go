package server

import (
	"slices"

	"mondo/qa"
	"mondo/server/speech"
)

// HintsFor are the terms that an answer to q may hold: those that a recogniser has
// missed before, then its own, then those of the other questions.
func HintsFor(lang qa.Lang, q qa.Question, all []qa.Question, missed []string) speech.Hints {
	texts := questionTexts(q)
	for _, other := range all {
		texts = append(texts, questionTexts(other)...)
	}
	return speech.Hints{Lang: string(lang), Terms: slices.Concat(missed, speech.Terms(texts...))}
}

func questionTexts(q qa.Question) []string {
	texts := []string{q.Text}
	for _, k := range q.KeyPoints {
		texts = append(texts, k.Text)
	}
	return texts
}
