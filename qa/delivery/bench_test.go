package delivery_test

import (
	"strings"
	"testing"

	"mondo/qa"
	"mondo/qa/delivery"
)

// BenchmarkMeasure measures answers of about five minutes.
func BenchmarkMeasure(b *testing.B) {
	tokens := delivery.Tokens()
	if err := tokens.Load(); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		lang qa.Lang
		n    int
	}{{"Japanese", qa.Japanese, 180}, {"English", qa.English, 140}} {
		made := speak(c.lang, c.n, 400, newRand())
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				delivery.Measure(tokens, made.Answer)
			}
		})
	}
}

// BenchmarkHostile measures 20,000 characters of what nobody says.
func BenchmarkHostile(b *testing.B) {
	tokens := delivery.Tokens()
	if err := tokens.Load(); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		lang       qa.Lang
	}{
		{"hesitations", strings.Repeat("えー", 10000), qa.Japanese},
		{"fillers", strings.Repeat("なんかこう", 4000), qa.Japanese},
		{"long vowels", strings.Repeat("ー", 20000), qa.Japanese},
		{"katakana", strings.Repeat("ア", 20000), qa.Japanese},
		{"digits", strings.Repeat("12,", 6667), qa.Japanese},
		{"hedges", strings.Repeat("かなと思います", 2857), qa.Japanese},
		{"likes", strings.Repeat("like ", 4000), qa.English},
		{"letters", strings.Repeat("a", 20000), qa.English},
		{"restarts", strings.Repeat("I, um, ", 2857), qa.English},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				delivery.Measure(tokens, delivery.Answer{Text: c.text, Lang: c.lang})
			}
		})
	}
}
