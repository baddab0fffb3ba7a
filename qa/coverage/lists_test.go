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
