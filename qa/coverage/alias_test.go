package coverage_test

import (
	"strings"
	"testing"

	"mondo/qa"
	"mondo/qa/coverage"
)

// What an alias teaches, and what it must not: minimal pairs around each.
func TestAliases(t *testing.T) {
	ja := qa.Question{ID: "q1", Text: "前職での工夫を教えてください", KeyPoints: []qa.KeyPoint{
		{ID: "k1", Text: "検針作業の負荷を半減させた", Vital: true}, {ID: "k2", Text: "後輩二名を指導した", Vital: true},
	}}
	en := qa.Question{ID: "q1", Text: "What did you improve?", KeyPoints: []qa.KeyPoint{
		{ID: "k1", Text: "Halved the load of meter reading", Vital: true}, {ID: "k2", Text: "Taught two juniors", Vital: true},
	}}
	tokens := coverage.NewTokenizer()
	for _, c := range []struct {
		name, words, answer string
		spoken, covers      bool
	}{
		{name: "the same words", words: "メーターを見て回る時間が、ぐっと短くなりました", answer: "はい。メーターを見て回る時間が、ぐっと短くなりました。よかったです。", covers: true},
		{name: "another ending", words: "メーターを見て回る時間が、ぐっと短くなりました", answer: "メーターを見て回る時間がぐっと短くなったんです。", covers: true},
		{name: "denied", words: "メーターを見て回る時間が、ぐっと短くなりました", answer: "メーターを見て回る時間が、ぐっと短くはなりませんでした。"},
		{name: "half of it", words: "メーターを見て回る時間が、ぐっと短くなりました", answer: "メーターを見て回っていました。"},
		{name: "another number", words: "四人がかりの巡回を一人で回せるようにしました", answer: "四人がかりの巡回を三人で回せるようにしました。"},
		{name: "the same number", words: "四人がかりの巡回を一人で回せるようにしました", answer: "4人がかりの巡回を1人で回せるようにしました。", covers: true},
		{name: "a denial taught and said", words: "もう全戸を歩く必要はなくなりました", answer: "もう全戸を歩く必要はなくなりました。", covers: true},
		{name: "a denial taught, the contrary said", words: "夜間に呼ばれることはありません", answer: "夜間に呼ばれることがあります。"},
		{name: "too thin to be looked for", words: "はい、そうです", answer: "はい、そうです。それとは別に、庭の手入れが好きです。"},
		{name: "too thin, and all that was said", words: "はい、そうです", answer: "はい、そうです。", covers: true},
		{name: "a bare list that the person stands by", words: "巡回、半分、省力化、時短、改善", answer: "巡回、半分、省力化、時短、改善。", covers: true},
		{name: "English, the same words", words: "we only had to walk the streets every other month", answer: "Well, we only had to walk the streets every other month, so people were happy.", covers: true},
		{name: "English, denied", words: "the team could walk the streets alone", answer: "The team could not walk the streets alone."},
		{name: "English, another number", words: "it took four people instead of eight", answer: "It took six people instead of eight."},
		{name: "English, scattered words", words: "we walked the streets every other month", answer: "I like streets. Every morning I make coffee. The other day it rained. Last month was cold. People walked past."},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := ja
			if strings.HasPrefix(c.name, "English") {
				q = en
			}
			plain := coverage.Prepare(tokens, "", []qa.Question{q})
			taught := plain.WithAliases([]coverage.Alias{{KeyPoint: "k1", Words: c.words}})
			answer := coverage.Answer{Text: c.answer, Modality: "typed"}
			before, after := plain.Score(q, answer), taught.Score(q, answer)
			if before.Verdicts[0].Level == qa.Covered {
				t.Fatal("covered without the alias: the case shows nothing")
			}
			v := after.Verdicts[0]
			if (v.Level == qa.Covered) != c.covers {
				t.Errorf("%s", v.Level)
			}
			if c.covers && (v.Unsure || len(v.Evidence) == 0 || c.answer[v.Evidence[0].Start:v.Evidence[0].End] != v.Evidence[0].Text) {
				t.Errorf("%+v", v)
			}
			if after.Verdicts[1].Level != before.Verdicts[1].Level {
				t.Errorf("the other point is %s now", after.Verdicts[1].Level)
			}
		})
	}
}

// An alias leaves no trace in the scorer that it was given to.
func TestAliasesAreNotKept(t *testing.T) {
	q := qa.Question{ID: "q1", Text: "Why here?", KeyPoints: []qa.KeyPoint{{ID: "k1", Text: "The team ships every week", Vital: true}}}
	plain := coverage.Prepare(coverage.NewTokenizer(), qa.English, []qa.Question{q})
	words := "you never sit on finished things"
	taught := plain.WithAliases([]coverage.Alias{{KeyPoint: "k1", Words: words}})
	for _, c := range []struct {
		name   string
		scorer *coverage.Scorer
		want   qa.Level
	}{
		{"taught", taught, qa.Covered},
		{"the scorer that it came from", plain, qa.Missed},
		{"taught nothing more", taught.WithAliases(nil), qa.Missed},
	} {
		if got := c.scorer.Score(q, coverage.Answer{Text: words}).Verdicts[0].Level; got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
