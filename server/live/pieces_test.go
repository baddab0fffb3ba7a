package live

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Good morning, everyone.", []string{"Good ", "morning, ", "everyone."}},
		{"よろしくお願いします。", []string{"よろ", "しく", "お願", "いし", "ます", "。"}},
		{"監視にはNew Relicを", []string{"監視", "には", "New ", "Relic", "を"}},
		{"ガが", []string{"ガが"}},                               // half-width or not, two characters
		{"か\u3099き\u3099く", []string{"か\u3099き\u3099", "く"}}, // a mark stays with its character
		{"𠮷田さん", []string{"𠮷田", "さん"}},
		{"  two  spaces", []string{"  ", "two  ", "spaces"}},
		{"a\nb", []string{"a\n", "b"}},
	} {
		if diff := cmp.Diff(c.want, pieces(c.text)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func FuzzPieces(f *testing.F) {
	for _, text := range []string{"", "SLO は 99.9% です。", "か\u3099\u3099", "\u3099", "a\xffb", "🇯🇵👨‍👩‍👧 はい"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := pieces(text)
		if strings.Join(all, "") != text {
			t.Errorf("%q came back as %q", text, all)
		}
		for _, piece := range all {
			if piece == "" {
				t.Errorf("an empty piece in %q", all)
			}
			if utf8.ValidString(text) && !utf8.ValidString(piece) {
				t.Errorf("a character of %q was cut", text)
			}
		}
	})
}
