package prompts

import (
	"strings"
	"testing"

	"mondo/qa"
)

func TestQuestionStaysVerbatim(t *testing.T) {
	texts := []string{
		"配送の経験を教えてください", "配送の経験を教えてください。", "RustとGoの違いは？", "学びたい技術は", "志望動機",
		"当社について、どう思いますか", "What is your plan?", "Tell me about yourself", "Biggest weakness", "Why us",
		"**太字**の「質問」は？", "{area} と {question} は？",
	}
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		s := NewScript(lang, p, 4)
		for _, text := range texts {
			used := Used{}
			for n := range 20 {
				line := s.Question(Question{Text: text, Number: n%3 + 1, Of: 3, Section: "1. 章", NewSection: n%2 == 0}, used)
				used[line.ID] = true
				if !strings.Contains(line.Text, text) {
					t.Errorf("%s: %q is not in %q", name, text, line.Text)
				}
				if before, _, _ := strings.Cut(line.Text, text); languageOf(text) != lang && strings.HasSuffix(before, "、") {
					t.Errorf("%s: half a sentence before another language's: %q", name, line.Text)
				}
			}
		}
	})
}

func TestQuestionEnds(t *testing.T) {
	for text, want := range map[string]string{
		"経験を教えてください": "経験を教えてください。", "違いは？": "違いは？", "違いは": "違いは？", "何ですか": "何ですか。",
		"Why us": "Why us?", "Tell me about it": "Tell me about it.", "Why us?": "Why us?", " ": "",
	} {
		if got := ended(text); got != want {
			t.Errorf("%q ends as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		"志望動機": true, "RustとGoの違い": true, "私の強み": true, "気をつけていること": true, "経験を教えてください": false,
		"何がつらいですか": false, "自己紹介をお願いします": false, "違いは": false, "Motivation": true, "Why us": false, "Your plan?": false,
	} {
		if got := bareNoun(text); got != want {
			t.Errorf("%q: bare noun %v, want %v", text, got, want)
		}
	}
}

func TestRepeatLeavesTheBridge(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		s, used := NewScript(lang, p, 9), Used{}
		text := ended(samples[lang].question.Text)
		for _, in := range []Question{
			{Number: 1, Of: 3},
			{Number: 2, Of: 3},
			{Number: 3, Of: 3},
			{Number: 2, Of: 3, After: AfterSkipped},
			{Number: 2, Of: 3, After: AfterLimit},
			{Number: 2, Of: 3, Section: "3. 章", NewSection: true},
		} {
			in.Text = samples[lang].question.Text
			for range 12 {
				asked := s.Question(in, used)
				used[asked.ID] = true
				if got := s.withoutBridge(asked.Text); got != text {
					t.Errorf("%s: %q of %q", name, got, asked.Text)
				}
			}
		}
		followUp := "X. " + text
		if got := s.Repeat(followUp, used).Text; !strings.HasSuffix(got, followUp) {
			t.Errorf("%s: %q does not say %q again", name, got, followUp)
		}
	})
}

func TestSectionName(t *testing.T) {
	s := NewScript(qa.Japanese, qa.Neutral, 1)
	for title, want := range map[string]string{
		"1. 物流": "物流", "第2章 物流": "物流", "③ 物流": "物流", "10．物流": "物流", "物流": "物流", "5年後の姿": "5年後の姿",
		"3つの強み": "3つの強み", "Part 2: Logistics": "Logistics", "**物流**\u202e": "物流", "": "",
	} {
		if got := s.sectionName(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
