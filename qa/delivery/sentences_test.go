package delivery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/qa/delivery"
)

func TestSentencesAndEndings(t *testing.T) {
	tokens := delivery.Tokens()
	for _, c := range []struct {
		name, text string
		lang       qa.Lang
		sentences  *qa.Sentences
		endings    *qa.Endings
	}{
		{"polite", "在庫が合いました。毎晩数えています。", qa.Japanese, &qa.Sentences{Count: 2, Mean: 8, Longest: 8}, &qa.Endings{Polite: 2}},
		{"mixed", "在庫が合いました。毎晩数えたんだ。数が多い。", qa.Japanese, &qa.Sentences{Count: 3, Mean: 19. / 3, Longest: 8}, &qa.Endings{Polite: 1, Plain: 2}},
		{"a noun at the end", "強みは粘り強さ。弱みは朝です。", qa.Japanese, &qa.Sentences{Count: 2, Mean: 6.5, Longest: 7}, &qa.Endings{Polite: 1, Other: 1}},
		{"left open", "数えたんですけど。合わなかったので。", qa.Japanese, &qa.Sentences{Count: 2, Mean: 8, Longest: 8}, &qa.Endings{Polite: 1, Plain: 1}},
		{"broken off", "数えていて。", qa.Japanese, &qa.Sentences{Count: 1, Mean: 5, Longest: 5}, &qa.Endings{Other: 1}},
		{"particles behind", "数えましたよね。数えてください。そうでしょうか。", qa.Japanese, &qa.Sentences{Count: 3, Mean: 7, Longest: 7}, &qa.Endings{Polite: 3}},
		{"a quotation stays inside", "店長が「もういい。帰れ。」と言いました。", qa.Japanese, &qa.Sentences{Count: 1, Mean: 15, Longest: 15}, &qa.Endings{Polite: 1}},
		{"no marks, but polite", "在庫が合いました 次に毎晩数えています 数えるのは一人です", qa.Japanese, &qa.Sentences{Count: 3, Mean: 9, Longest: 10}, &qa.Endings{Polite: 3}},
		{"no marks and no spaces", "在庫が合いました次に毎晩数えたんですけど一人です", qa.Japanese, &qa.Sentences{Count: 2, Mean: 12, Longest: 16}, &qa.Endings{Polite: 2}},
		{"a です that holds the listener", "春にですね在庫が合いました", qa.Japanese, &qa.Sentences{Count: 1, Mean: 13, Longest: 13}, &qa.Endings{Polite: 1}},
		{"English", "The stock matched. We counted every night, e.g. on Mondays.", qa.English, &qa.Sentences{Count: 2, Mean: 5.5, Longest: 8}, nil},
		{"nothing", "", qa.Japanese, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := hear(tokens, c.lang, c.text)
			if diff := cmp.Diff(c.sentences, h.Sentences); diff != "" {
				t.Error("sentences", diff)
			}
			if diff := cmp.Diff(c.endings, h.Endings); diff != "" {
				t.Error("endings", diff)
			}
		})
	}
}

func TestMixed(t *testing.T) {
	for _, c := range []struct {
		e    qa.Endings
		want bool
	}{{qa.Endings{Polite: 3, Other: 2}, false}, {qa.Endings{Plain: 3}, false}, {qa.Endings{Polite: 3, Plain: 1}, true}} {
		if c.e.Mixed() != c.want {
			t.Errorf("%+v: %t", c.e, !c.want)
		}
	}
}
