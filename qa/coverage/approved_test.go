package coverage

import (
	"strings"
	"testing"

	"mondo/qa"
)

// A point is made of what the person approved; where that cannot be found in it,
// of what its form tells.
func TestApprovedElements(t *testing.T) {
	const text = "Deployments: weekly to daily, with feature flags and a rollback in two minutes"
	own := elementsOf(text)
	for name, c := range map[string]struct {
		approved []string
		want     string
	}{
		"two":                     {[]string{"weekly to daily", "a rollback in two minutes"}, "weekly to daily | a rollback in two minutes"},
		"in another order":        {[]string{"rollback in two minutes", "Weekly to Daily"}, "weekly to daily | rollback in two minutes"},
		"none":                    {nil, own},
		"one that is not there":   {[]string{"weekly to daily", "canaries"}, own},
		"one inside of the other": {[]string{"weekly to daily", "to daily"}, own},
		"nothing":                 {[]string{""}, own},
	} {
		if got := elementsOf(text, c.approved...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := elementsOf("監視設計: 40サービスのダッシュボードを作り、検知を早めた", "検知を早めた", "40サービスのダッシュボード"); got != "40サービスのダッシュボード | 検知を早めた" {
		t.Errorf("Japanese: %s", got)
	}
}

// elementsOf scores an answer and lists the elements that the verdict explains
// itself by.
func elementsOf(text string, approved ...string) string {
	q := qa.Question{ID: "q", Text: "What changed?", KeyPoints: []qa.KeyPoint{{ID: "k", Text: text, Vital: true, Elements: approved}}}
	var all []string
	for _, e := range Prepare(NewTokenizer(), "", []qa.Question{q}).Score(q, Answer{Text: "Something."}).Verdicts[0].Elements {
		all = append(all, e.Text)
	}
	return strings.Join(all, " | ")
}
