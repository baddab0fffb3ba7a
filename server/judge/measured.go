package judge

import (
	"context"

	"mondo/qa"
	"mondo/qa/coverage"
)

// Words scores by words alone. sheet is the answer's, nil when it is not at hand.
type Words interface {
	Score(ctx context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error)
}

// Measured is a judge as it is measured on marked answers: behind the scorer by
// words, as in an interview. It is a scorer of package eval.
type Measured struct {
	Judge *Judge
	Words Words
	// Scope is what calls are counted under: "eval".
	Scope string
}

// Score scores by words and then judges. The language is the question's.
func (m Measured) Score(ctx context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error) {
	lexical, err := m.Words.Score(ctx, q, sheet, a)
	if err != nil {
		return qa.Scores{}, err
	}
	if q.ModelAnswer == "" {
		q.ModelAnswer = modelAnswer(q, sheet)
	}
	return m.Judge.Score(ctx, Task{
		Scope: m.Scope, Lang: qa.TextLang(q.Text), Question: q, Answer: a.Text, Modality: a.Modality, Lexical: lexical,
	})
}

// modelAnswer is what the sheet has for a question of the same text.
func modelAnswer(q qa.Question, sheet *qa.Sheet) string {
	if sheet == nil {
		return ""
	}
	for _, s := range sheet.Questions() {
		if s.Text == q.Text {
			return s.ModelAnswer
		}
	}
	return ""
}
