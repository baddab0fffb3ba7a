package live

import (
	"unicode"
	"unicode/utf8"
)

// perPiece is how many characters of a script without spaces make a piece.
const perPiece = 2

// pieces cuts a text into what is said at a time: a word with the space behind
// it, or a few characters where words are not set apart. Joined they are the
// text.
func pieces(text string) []string {
	var all []string
	for len(text) > 0 {
		n := pieceLen(text)
		all = append(all, text[:n])
		text = text[n:]
	}
	return all
}

func pieceLen(text string) int {
	n, wide := 0, 0
	spaced := false
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case unicode.IsMark(r) && n > 0: // belongs to the character before
		case unicode.IsSpace(r):
			spaced = true
		case spaced, wide == perPiece:
			return n
		case unspaced(r):
			if n > 0 && wide == 0 {
				return n
			}
			wide++
		case wide > 0:
			return n
		}
		n += size
	}
	return n
}

// unspaced reports characters of scripts that put no spaces between words, with
// their punctuation.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == 'ー'
}
