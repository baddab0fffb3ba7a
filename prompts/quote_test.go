package prompts

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

func TestQuote(t *testing.T) {
	for name, c := range map[string]struct {
		lang       qa.Lang
		text, want string
	}{
		"short":             {qa.Japanese, "一次対応も担当でした", "一次対応も担当でした"},
		"dangling particle": {qa.Japanese, "監視の運用は", "監視の運用"},
		"one sentence":      {qa.Japanese, "夜間は二人です。昼は五人です。", "夜間は二人です"},
		"clause":            {qa.Japanese, "倉庫の担当者と毎週話す場を作って、夜間バッチの置き換えを進めました", "倉庫の担当者と毎週話す場を作って"},
		"word boundary":     {qa.Japanese, "夜間バッチの置き換えを進めながら現場の担当者とも毎週話していました", "夜間バッチの置き換えを進めながら現場の担当者とも…"},
		"quotation marks":   {qa.Japanese, "「現場が第一」という考え", "『現場が第一』という考え"},
		"markdown":          {qa.Japanese, "**Go** と `Rust` で\n# 書いた", "Go と Rust で 書いた"},
		"bidi and control":  {qa.Japanese, "監視\u202e基盤\x00を\u200b作った", "監視基盤を作った"},
		"question mark":     {qa.Japanese, "XMLでしたっけ？違うな", "XMLでしたっけ"},
		"nothing":           {qa.Japanese, "。、…", ""},
		"hesitation":        {qa.Japanese, "えーと", "えーと"},
		"decimal":           {qa.English, "availability was 99.95% last year. I think", "availability was 99.95% last year"},
		"cut":               {qa.English, "I replaced the nightly batch that everybody in the warehouse had been complaining about", "I replaced the nightly batch that everybody in the warehouse…"},
		"comma":             {qa.English, "I replaced the nightly batch that everybody hated, and then the label printer too", "I replaced the nightly batch that everybody hated"},
		"english marks":     {qa.English, `we said "this was me" early`, "we said 'this was me' early"},
	} {
		if got := quote(c.lang, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// FuzzQuote: whatever a candidate writes, a quote is short, one line, clean,
// closes no quotation, and says nothing that was not said.
func FuzzQuote(f *testing.F) {
	for _, lang := range languages {
		f.Add(samples[lang].answer)
	}
	f.Add("「「「」")
	f.Add(strings.Repeat("ア", 500))
	f.Add("\u202eabc\u2066def \xff\xfe`**#")
	f.Add("a.b.c.d (e (f) g")
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range languages {
			q := quote(lang, text)
			limit := quoteEnglish + 1
			if lang == qa.Japanese {
				limit = quoteJapanese + 1
			}
			if n := utf8.RuneCountInString(q); n > limit || q != "" && n < 2 {
				t.Errorf("%q: quote of %d characters: %q", text, n, q)
			}
			for _, r := range q {
				if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("`#。？！?!\n", r) {
					t.Errorf("%q: quote with %q: %q", text, r, q)
				}
			}
			if lang == qa.Japanese && strings.ContainsAny(q, "「」") || lang == qa.English && strings.ContainsAny(q, "“”\"") {
				t.Errorf("%q: quote with quotation marks: %q", text, q)
			}
			if !utf8.ValidString(q) {
				t.Errorf("%q: invalid UTF-8: %q", text, q)
			}
		}
	})
}
