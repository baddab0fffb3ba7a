package server

import (
	"slices"
	"strings"

	"mondo/prompts"
	"mondo/qa"
)

// forModel is a question as a model may read it: without the sentences that speak
// to one, and without the key points that have any. A sheet may be somebody else's.
func forModel(q qa.Question) qa.Question {
	q.Text, q.ModelAnswer = withoutOrders(q.Text), withoutOrders(q.ModelAnswer)
	q.KeyPoints = slices.DeleteFunc(slices.Clone(q.KeyPoints), func(k qa.KeyPoint) bool { return orders(k.Text) })
	return q
}

// orders says whether a text speaks to a model.
func orders(text string) bool { return len(prompts.Instructions(text)) > 0 }

// withoutOrders leaves out what speaks to a model.
func withoutOrders(text string) string {
	var b strings.Builder
	from := 0
	for _, s := range prompts.Instructions(text) {
		b.WriteString(text[from:s.Start])
		from = s.End
	}
	b.WriteString(text[from:])
	return b.String()
}
