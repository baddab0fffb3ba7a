package coverage

import (
	"unicode/utf8"

	"github.com/ikawaha/kagome/v2/tokenizer"
)

// Word is a word of Japanese, as the dictionary has it.
type Word struct {
	Start, End int    // bytes of the text
	Base       string // dictionary form; as it stands where there is none
	Reading    string // katakana, "" when the dictionary knows none
	Part       string // part of speech, in the dictionary's terms: 名詞, 助詞
	Detail     string // which kind of it: 代名詞, 接続助詞
}

// Words lists the words of the Japanese in text and leaves out what else there
// is: Latin words, digits, marks. It is empty when the dictionary cannot be
// loaded, which [Tokenizer.Load] tells.
func (t *Tokenizer) Words(text string) []Word {
	if t == nil || t.Load() != nil {
		return nil
	}
	var out []Word
	for i := 0; i < len(text); {
		end := japaneseEnd(text, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		out = t.words([]rune(text[i:end]), i, out)
		i = end
	}
	return out
}

// japaneseEnd is where the run of Japanese script at byte i of text ends.
func japaneseEnd(text string, i int) int {
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		if !isJapanese(c) {
			break
		}
		i += size
	}
	return i
}

// words appends the words of r, which stands at byte at of its text.
func (t *Tokenizer) words(r []rune, at int, out []Word) []Word {
	for i := 0; i < len(r); {
		e := pieceEnd(r, i, len(r))
		for _, tok := range t.t.Analyze(string(r[i:e]), tokenizer.Normal) {
			out = append(out, toWord(tok, at))
			at += len(tok.Surface)
		}
		i = e
	}
	return out
}

func toWord(tok tokenizer.Token, at int) Word {
	w := Word{Start: at, End: at + len(tok.Surface), Base: tok.Surface}
	w.Part, _ = tok.FeatureAt(featClass)
	w.Detail, _ = tok.FeatureAt(featSub)
	if tok.Class != tokenizer.KNOWN {
		return w
	}
	if b, ok := tok.FeatureAt(featBase); ok && b != "*" && b != "" {
		w.Base = b
	}
	if y, ok := tok.FeatureAt(featRead); ok && y != "*" {
		w.Reading = y
	}
	return w
}
