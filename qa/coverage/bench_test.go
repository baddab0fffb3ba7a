package coverage

import (
	"strings"
	"testing"

	"mondo/qa"
)

// benchQuestion has seven key points of the usual forms.
func benchQuestion() qa.Question {
	q := qa.Question{ID: "q", Text: "倉庫の出荷ミスをどのように減らしましたか"}
	for _, s := range []string{
		"現状把握: 半年分の誤出荷86件を分類し、6割が類似品の取り違えだとわかった",
		"ロケーション変更: 似た商品を隣り合わせに置かないよう棚割りを見直した",
		"ハンディ端末を全ラインに導入し、バーコードで検品するようにした",
		"新人は最初の2週間、必ず先輩と二人で作業する",
		"手順: 入荷 → 検品 → 棚入れ → ピッキング → 梱包 → 出荷",
		"比較: 手作業は安いが遅い、自動倉庫は高いが速い",
		"結果: 誤出荷は月14件から3件に減った",
	} {
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: "k" + string(rune('1'+len(q.KeyPoints))), Text: s, Vital: true})
	}
	return q
}

// benchAnswer is an answer of about 400 characters.
const benchAnswer = "はい、まず半年分の誤出荷を全部洗い直しまして、86件あったんですが、そのうち6割は似た商品の取り違えだったんですね。" +
	"なので棚割りを変えて、紛らわしいもの同士は離して置くようにしました。それとハンディを全部のラインに入れて、バーコードを読んで検品する形にしています。" +
	"新人さんは最初の二週間は必ず先輩とペアで作業してもらいます。流れとしては、入荷したら検品して、棚に入れて、ピッキング、梱包、最後に出荷という順番です。" +
	"手作業のほうは安いんですけど遅くて、自動倉庫は高い代わりに速い、という違いがあると思っています。うちは規模が小さいので、まだ手作業が中心ですね。" +
	"おかげさまで月14件あった誤出荷が、今では3件まで減りました。現場の皆さんが協力してくれたのが大きかったと思います。"

func loaded(b testing.TB) *Tokenizer {
	t := NewTokenizer()
	if err := t.Load(); err != nil {
		b.Fatal(err)
	}
	return t
}

func BenchmarkScore(b *testing.B) {
	q := benchQuestion()
	s := Prepare(loaded(b), qa.Japanese, []qa.Question{q})
	for _, modality := range []string{"typed", "spoken"} {
		b.Run(modality, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Score(q, Answer{benchAnswer, modality})
			}
		})
	}
}

func BenchmarkScoreEnglish(b *testing.B) {
	q := qa.Question{ID: "q", Text: "How did you bring more families into the museum?"}
	for _, s := range []string{
		"Audience: I interviewed 40 families in the park and found that they did not know children enter free",
		"I moved the workshops from weekday mornings to Saturday afternoons",
		"A volunteer greets every family at the door and hands out a picture trail",
		"Budget: the whole programme cost 6,500 pounds, half of it from a local charity",
		"Family visits rose from 900 to 2,300 a month within a year",
		"Guided tours are dear and slow, picture trails are cheap and quick",
		"I have never managed a permanent exhibition",
	} {
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: "k" + string(rune('1'+len(q.KeyPoints))), Text: s, Vital: true})
	}
	s := Prepare(NewTokenizer(), qa.English, []qa.Question{q})
	a := Answer{"I went to the park and interviewed forty families, and it turned out they had no idea that kids get in free. So we shifted the workshops from weekday mornings to Saturday afternoons. Each family is met at the door by a volunteer who gives them a picture trail. The programme cost £6,500 in total, and half of that came from a local charity. Within a year family visits went up from 900 to 2,300 per month.", "spoken"}
	b.ReportAllocs()
	for b.Loop() {
		s.Score(q, a)
	}
}

// BenchmarkLongAnswer scores 20,000 characters.
func BenchmarkLongAnswer(b *testing.B) {
	q := benchQuestion()
	s := Prepare(loaded(b), qa.Japanese, []qa.Question{q})
	for _, x := range []struct{ name, text string }{
		{"talk", strings.Repeat(benchAnswer, 20000/len([]rune(benchAnswer))+1)},
		{"katakana", strings.Repeat("ア", 20000)},
		{"latin", strings.Repeat("word ", 4000)},
		{"commas", strings.Repeat("、棚", 10000)},
		{"digits", strings.Repeat("12件", 6667)},
		{"noes", strings.Repeat("いや3件", 4000)},
	} {
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				s.Score(q, Answer{x.text, "spoken"})
			}
		})
	}
}

// BenchmarkPrepare analyses a sheet of 200 questions with seven key points each.
func BenchmarkPrepare(b *testing.B) {
	t := loaded(b)
	var questions []qa.Question
	for i := range 200 {
		q := benchQuestion()
		q.ID = "q" + string(rune('0'+i))
		q.Text += string(rune('あ' + i%40))
		questions = append(questions, q)
	}
	b.ReportAllocs()
	for b.Loop() {
		s := Prepare(t, qa.Japanese, questions)
		s.Score(questions[0], Answer{"検品", "typed"})
	}
}
