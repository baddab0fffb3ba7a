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
	elements, err := m.elements(ctx, in)
	if err != nil {
		return qa.Scores{}, err
	}
	m.mu.Lock()
	inUse := m.judge
	m.mu.Unlock()
	return inUse.Score(ctx, judge.Task{
		Scope: in.Interview, SheetVersion: in.SheetVersion, Lang: in.Lang,
		Question: in.Question, Answer: in.Answer, Modality: in.Modality,
		Lexical: words, Elements: elements,
	})
}

// elements are the parts of key points that the person has approved.
func (m *Models) elements(ctx context.Context, in live.Scoring) (map[string][]string, error) {
	notes, err := m.store.Notes(ctx, in.Owner, in.Sheet)
	if err != nil {
		return nil, err
	}
	elements := map[string][]string{}
	for _, n := range notes {
		if len(n.Elements) > 0 {
			elements[n.KeyPoint] = n.Elements
		}
	}
	return elements, nil
}

// Interviewer is who words turns with the model in use, and by script without one.
func (m *Models) Interviewer(scripted live.Scripted, reading prompts.Reading) live.Speaker {
	return live.Modelled{Model: &m.use, Scripted: scripted, Reading: reading, Random: rand.Reader, Logger: m.log}
}
