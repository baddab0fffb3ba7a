package qa

import "unicode"

// japaneseShare is the share of Japanese letters from which a text is taken for
// Japanese. A Japanese sheet on technical matters is easily half Latin letters;
// an English one hardly has a Japanese name.
const japaneseShare = 0.15

// TextLang tells the language of a text by its letters.
func TextLang(text string) Lang {
	var c letterCount
	c.add(text)
	return c.lang()
}

type letterCount struct{ japanese, latin int }

func (c *letterCount) add(text string) {
	for _, r := range text {
		switch {
		case r < 0x80:
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				c.latin++
			}
		case isCJK(r):
			c.japanese++
		case unicode.IsLetter(r):
			c.latin++
		}
	}
}

func (c *letterCount) lang() Lang {
	all := c.japanese + c.latin
	if all > 0 && float64(c.japanese) >= japaneseShare*float64(all) {
		return Japanese
	}
	return English
}

// isCJK tells kana, kanji and the full-width marks that go with them.
func isCJK(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || isKanji(r) || r >= 0xFF66 && r <= 0xFF9F
}

func isKanji(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r == '々' || r == '〆'
}

func isHiragana(r rune) bool { return r >= 0x3041 && r <= 0x309F }
func isKatakana(r rune) bool { return r >= 0x30A0 && r <= 0x30FF }

// hasKana tells Japanese from a text that merely has symbols or Latin letters.
func hasKana(text string) bool {
	for _, r := range text {
		if isHiragana(r) || isKatakana(r) || isKanji(r) {
			return true
		}
	}
	return false
}
