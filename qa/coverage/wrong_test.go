package coverage_test

import (
	"testing"

	"mondo/qa"
	"mondo/qa/coverage"
)

// Facts that are wrong in one place, beside the same facts told right.
func TestWrongFacts(t *testing.T) {
	tokens := coverage.NewTokenizer()
	for _, c := range []struct{ name, point, right, wrong string }{
		{"another period", "検査は週に2回行う", "検査は1週間に2回やっています。", "検査は月に2回やっています。"},
		{"another period in English", "The filters are changed twice a week", "We change the filters twice a week.", "We change the filters twice a month."},
		{"months and days", "The repair of the roof took two months", "The repair of the roof took two months.", "The repair of the roof took two days."},
		{"years and months together", "改修には14か月かかった", "改修には1年2か月かかりました。", "改修には2年2か月かかりました。"},
		{"and a half", "改修には18か月かかった", "改修には1年半かかりました。", "改修には3年半かかりました。"},
		{"cents", "Each label costs €0.60", "Each label costs sixty cents.", "Each label costs eighty cents."},
		{"rose and fell", "Bookings rose by 12 percent after the renovation", "After the renovation bookings went up by 12 percent.", "After the renovation bookings fell by 12 percent."},
		{"増えた and 減った", "来客数は改装後に8%増えた", "来客数は改装のあと8%増えました。", "来客数は改装のあと8%減りました。"},
		{"did not fall", "返品の件数は半分に減った", "返品の件数は半分に減りました。", "返品の件数は減っておらず、増えました。"},
		{"not this but that", "瓶ではなく紙の容器を選んだ", "瓶ではなくて紙の容器を選びました。", "紙ではなく瓶の容器を選びました。"},
		{"English not this", "We chose paper cartons, not glass bottles", "We went for paper cartons, not glass bottles.", "We went for glass bottles, not paper cartons."},
		{"two topics swapped", "平日は予約制、土日は先着順にした", "平日は予約制で、土日は先着順にしました。", "土日は予約制で、平日は先着順にしました。"},
		{"two sides swapped in English", "Guests pay by card; suppliers are paid by transfer", "Guests pay by card, and suppliers are paid by transfer.", "Guests pay by transfer, and suppliers are paid by card."},
		{"while", "Adults get the map while children get the quiz", "Adults get the map and children get the quiz.", "Children get the map and adults get the quiz."},
		{"another year", "工場は2016年に移転した", "工場の移転は2016年です。", "工場の移転は2019年です。"},
		{"another amount of money", "The new oven cost 40,000 dollars", "The new oven was forty thousand dollars.", "The new oven was fourteen thousand dollars."},
		{"more and less", "展示の来場者は目標より多かった", "展示の来場者は目標より多かったです。", "展示の来場者は目標より少なかったです。"},
		{"before and after", "接客の研修は開店の前に終えた", "接客の研修は開店前に終えました。", "接客の研修は開店後に終えました。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := qa.Question{ID: "q", Text: "どうでしたか / How did it go?", KeyPoints: []qa.KeyPoint{{ID: "k", Text: c.point, Vital: true}}}
			s := coverage.Prepare(tokens, "", []qa.Question{q})
			if v := s.Score(q, coverage.Answer{Text: c.right, Modality: "typed"}).Verdicts[0]; v.Level != qa.Covered {
				t.Errorf("right: %s %+v", v.Level, v)
			}
			if v := s.Score(q, coverage.Answer{Text: c.wrong, Modality: "typed"}).Verdicts[0]; v.Level == qa.Covered {
				t.Errorf("wrong: %s %+v", v.Level, v)
			}
		})
	}
}
