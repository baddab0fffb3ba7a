package prompts

import (
	"strings"
	"testing"
	"unicode/utf8"

	"mondo/qa"
)

func TestTopic(t *testing.T) {
	for _, c := range []struct {
		lang           qa.Lang
		question, want string
	}{
		{qa.Japanese, "配送システムの改善経験について教えてください", "配送システムの改善経験"},
		{qa.Japanese, "障害対応の経験を教えてください。", "障害対応の経験"},
		{qa.Japanese, "前職での役割について、具体的に教えてください", "前職での役割"},
		{qa.Japanese, "あなたの強みは何ですか？", "強み"},
		{qa.Japanese, "RustとGoの違いは？", "RustとGoの違い"},
		{qa.Japanese, "学びたい技術は？", "学びたい技術"},
		{qa.Japanese, "Terraformの経験はありますか？", "Terraformの経験"},
		{qa.Japanese, "チームを率いたことはありますか", "チームを率いた経験"},
		{qa.Japanese, "失敗から学んだことは何ですか", "失敗から学んだこと"},
		{qa.Japanese, "設計で気をつけていることは？", "設計で気をつけていること"},
		{qa.Japanese, "決済の規格（PCI等）の経験は？", "決済の規格の経験"},
		{qa.Japanese, "当社と他社の違いを、どう見ていますか", "当社と他社の違い"},
		{qa.Japanese, "志望動機", "志望動機"},
		{qa.Japanese, "志望動機を教えてください", "志望動機"},
		{qa.Japanese, "自己紹介を1分程度でお願いします。", "自己紹介"},
		{qa.Japanese, "転職の理由をお聞かせください", "転職の理由"},
		{qa.Japanese, "夜勤の回数と、急な欠勤への対応を教えてください", "夜勤の回数と、急な欠勤への対応"},
		{qa.Japanese, "なぜこの会社に興味を持ちましたか？", ""},
		{qa.Japanese, "患者さんが急変したときは、どのように動きますか", ""},
		{qa.Japanese, "どんなときにやりがいを感じますか", ""},
		{qa.Japanese, "自己紹介をお願いします。その後、志望動機も教えてください。", ""},
		{qa.Japanese, "なぜ前の会社を辞めて当社のこのポジションに応募しようと考えたのかについて教えてください", ""},
		{qa.Japanese, "Tell me about Kafka.", ""},

		{qa.English, "What is your experience with payments?", "your experience with payments"},
		{qa.English, "Tell me about an outage that you caused.", "the outage that you caused"},
		{qa.English, "Tell me about yourself and why you want to move.", ""},
		{qa.English, "Tell me about yourself.", ""},
		{qa.English, "Walk me through what happens to a request.", "what happens to a request"},
		{qa.English, "How do you keep a PostgreSQL database fast?", "how you keep a PostgreSQL database fast"},
		{qa.English, "How would you design a rate limiter?", "how you would design a rate limiter"},
		{qa.English, "How did you decide that?", ""},
		{qa.English, "When would you choose Kafka, and when a plain queue?", ""},
		{qa.English, "What are the trade-offs of microservices?", "the trade-offs of microservices"},
		{qa.English, "Do you have any experience with Terraform?", "your experience with Terraform"},
		{qa.English, "Where do you see yourself in five years?", "where you see yourself in five years"},
		{qa.English, "Why us?", ""},
		{qa.English, "Motivation", "motivation"},
		{qa.English, "Biggest weakness", "biggest weakness"},
		{qa.English, "SRE experience", "SRE experience"},
		{qa.English, "What is your plan, and how will you pay for it?", ""},
		{qa.English, "志望動機を教えてください", ""},
	} {
		if got := topicOf(c.lang, c.question); got != c.want {
			t.Errorf("%s: %q, want %q", c.question, got, c.want)
		}
	}
}

func TestKind(t *testing.T) {
	for question, want := range map[string]kind{
		"障害対応の経験を教えてください":                                            deed,
		"これまでの役割を教えてください":                                            deed,
		"チームを率いたことはありますか":                                            deed,
		"志望動機を教えてください":                                               motive,
		"5年後のキャリアビジョンは？":                                             motive,
		"退職理由を聞かせてください":                                              motive,
		"RustとGoの違いは？":                                               view,
		"設計で意識していることは？":                                              view,
		"What is your experience with Go?":                           deed,
		"Tell me about a time you had to explain why you were late.": deed,
		"Why do you want this job?":                                  motive,
		"Where do you see yourself in five years?":                   motive,
		"When would you choose Kafka?":                               view,
		"":                                                           view,
	} {
		if got := kindOf(question); got != want {
			t.Errorf("%s: %s, want %s", question, got, want)
		}
	}
}

// FuzzTopic: a topic is one short piece of clean text that asks nothing itself.
func FuzzTopic(f *testing.F) {
	for _, lang := range languages {
		f.Add(samples[lang].question.Text)
	}
	f.Add("「」について教えてください")
	f.Add("Tell me about a ")
	f.Add("は？")
	f.Fuzz(func(t *testing.T, question string) {
		for _, lang := range languages {
			topic := topicOf(lang, question)
			if utf8.RuneCountInString(topic) > topicEnglish || strings.ContainsAny(topic, "？?。！!\n\u202e`#") || !utf8.ValidString(topic) {
				t.Errorf("%q has the topic %q", question, topic)
			}
			if topic != "" && lang == qa.English && secondAsk.MatchString(topic) {
				t.Errorf("%q has a topic that asks: %q", question, topic)
			}
		}
	})
}
