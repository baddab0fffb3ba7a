package coverage

import "testing"

// What is a mere list of keywords, and what only looks like one.
func TestStuffed(t *testing.T) {
	a := &analyser{tokens: loaded(t), lex: builtin()}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"commas", "棚割り、検品、ハンディ端末、新人、先輩、誤出荷。", true},
		{"middle dots under a heading", "在庫管理：棚割り・検品・ハンディ端末・新人・誤出荷。以上の観点が挙げられます。", true},
		{"slashes", "棚割り／検品／ハンディ端末／新人教育／誤出荷の削減", true},
		{"an ending that says nothing", "棚割り、検品、ハンディ端末、新人教育、誤出荷などが大切だと考えています。", true},
		{"one a line", "- 棚割り\n- 検品\n- ハンディ端末\n- 新人教育\n- 誤出荷", true},
		{"a word a sentence", "棚割り。検品。ハンディ端末。新人教育。誤出荷。", true},
		{"English", "Boiler, apprentices, vents, safety manual, inspection, two engineers.", true},
		{"English, called keywords", "Boiler; apprentices; vents; safety manual; inspection. Those would be my keywords.", true},
		{"no commas", "Boiler apprentices vents safety manual inspection engineers chimney permits", true},
		{"long names", "検品の手順書の整備、棚割りの見直し、新人教育の担当者の増員、誤出荷の件数の削減、端末の導入。", true},
		{"nouns that are verbs", "班活動の振り返り、児童の見守り、教室の飾り付け、教材の読み込み、生徒の聞き取り。", true},
		{"a bare です at the end", "棚割り、検品、ハンディ端末、新人教育、誤出荷です。", true},
		{"以上です", "えー、棚割り、検品、ハンディ端末、新人教育、誤出荷、以上です。", true},
		{"what was used", "使っているのは、棚割り表、検品票、ハンディ端末、新人ノート、誤出荷の記録です。", false},
		{"steps told by verbs", "手を洗い、道具を拭き、棚を開け、数を数え、票に書きます。", false},
		{"a list with a deed", "棚割り、検品、ハンディ端末、新人教育、誤出荷の分類を私が担当しました。", false},
		{"talk", "棚割りを見直して、検品の方法を変えて、新人には先輩をつけて、誤出荷を減らしました。", false},
		{"English talk", "I repaired the boiler, trained apprentices, cleaned the vents, and rewrote the safety manual.", false},
		{"three things", "棚割り、検品、新人教育です。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := a.analyse(c.text, false)
			guard(x)
			if got := stuffed(x); got != c.want {
				t.Errorf("%t; clauses %+v", got, x.clauses)
			}
		})
	}
}
