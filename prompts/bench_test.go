package prompts

import (
	"strings"
	"testing"

	"mondo/qa"
)

// BenchmarkFollowUp words a follow-up late in an interview: it is on the path
// from an answer to the first word of the reply.
func BenchmarkFollowUp(b *testing.B) {
	for _, lang := range languages {
		in := samples[lang]
		s, used := NewScript(lang, qa.Neutral, 1), Used{}
		brief := qa.Brief{Question: in.question, Target: in.labelled, Reason: qa.ReasonDeepen, Answer: in.answer, Evidence: evidence(in.answer, in.quoted)}
		for range 100 {
			used[s.FollowUp(brief, used).ID] = true
		}
		b.Run(string(lang), func(b *testing.B) {
			for b.Loop() {
				s.FollowUp(brief, used)
			}
		})
	}
}

// BenchmarkFollowUpHostile words one on a sheet and an answer that are one
// endless word each.
func BenchmarkFollowUpHostile(b *testing.B) {
	for name, piece := range map[string]string{"kanji": "監視", "katakana": "ア", "latin": "a", "words": "ab cd "} {
		answer, sheet := strings.Repeat(piece, 64<<10/len(piece)), strings.Repeat(piece, 5<<20/len(piece))
		brief := qa.Brief{
			Question: qa.Question{Text: sheet[:len(sheet)/10]}, Target: qa.KeyPoint{Label: piece, Text: piece + ": " + sheet},
			Reason: qa.ReasonDeepen, Answer: answer, Evidence: []qa.Span{{End: len(answer), Text: answer}},
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				NewScript(qa.Japanese, qa.Neutral, 1).FollowUp(brief, nil)
			}
		})
	}
}
