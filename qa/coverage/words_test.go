package coverage

import (
	"strings"
	"testing"
)

// Words gives the Japanese words with their bytes, whatever stands between.
func TestWords(t *testing.T) {
	tokens := loaded(t)
	for _, c := range []struct{ name, text, want string }{
		{"a sentence", "在庫を数えた。", "在庫/在庫/ザイコ/名詞 を/を/ヲ/助詞 数え/数える/カゾエ/動詞 た/た/タ/助動詞"},
		{"beside Latin and digits", "AWSを3年", "を/を/ヲ/助詞 年/年/トシ/名詞"},
		{"an unknown word", "ンゴロ", "ンゴロ/ンゴロ//名詞"},
		{"invalid bytes", "\xff在庫\xe3", "在庫/在庫/ザイコ/名詞"},
		{"no Japanese", "None, 24.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range tokens.Words(c.text) {
				got = append(got, c.text[w.Start:w.End]+"/"+w.Base+"/"+w.Reading+"/"+w.Part)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%s\nwant %s", s, c.want)
			}
		})
	}
	if got := (*Tokenizer)(nil).Words("在庫"); got != nil {
		t.Errorf("without a tokenizer: %v", got)
	}
}
