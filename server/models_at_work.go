package server

import (
	"context"
	"crypto/rand"

	"mondo/prompts"
	"mondo/qa"
	"mondo/server/judge"
	"mondo/server/live"
)

// Judge reads an answer with the judge in use; see live.Judge.
func (m *Models) Judge(ctx context.Context, in live.Scoring, words qa.Scores) (qa.Scores, error) {
	m.mu.Lock()
	inUse := m.judge
	m.mu.Unlock()
	return inUse.Score(ctx, judge.Task{
		Scope: in.Interview, SheetVersion: in.SheetVersion, Lang: in.Lang,
		Question: in.Question, Answer: in.Answer, Modality: in.Modality,
		Lexical: words,
	})
}

// Interviewer is who words turns with the model in use, and by script without one.
func (m *Models) Interviewer(scripted live.Scripted, reading prompts.Reading) live.Speaker {
	return live.Modelled{Model: &m.use, Scripted: scripted, Reading: reading, Random: rand.Reader, Logger: m.log}
}
