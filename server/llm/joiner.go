package llm

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// joiner makes valid text of pieces that may end in the middle of a character.
// It holds back at most the beginning of one.
type joiner struct{ held []byte }

// add gives as much of the text so far as is whole. What can never become a
// character is replaced by U+FFFD.
func (j *joiner) add(piece []byte) string {
	if len(j.held) == 0 && utf8.Valid(piece) {
		return string(piece)
	}
	all := append(j.held, piece...)
	var b strings.Builder
	n := 0
	for n < len(all) {
		r, size := decode(all[n:])
		if size == 0 {
			break
		}
		b.WriteRune(r)
		n += size
	}
	j.held = append([]byte(nil), all[n:]...)
	return b.String()
}

// end gives what was held back: no character came of it.
func (j *joiner) end() string {
	if len(j.held) == 0 {
		return ""
	}
	j.held = nil
	return string(utf8.RuneError)
}

// decode reads a character; size 0 says that more is needed to tell.
func decode(b []byte) (r rune, size int) {
	r, size = utf8.DecodeRune(b)
	if r != utf8.RuneError || size > 1 {
		return r, size
	}
	if !utf8.FullRune(b) || len(b) < 3 && b[0] == 0xED && (len(b) == 1 || b[1]&0xE0 == 0xA0) {
		return 0, 0
	}
	high := half(b)
	if high < 0 {
		return utf8.RuneError, 1
	}
	if !utf16.IsSurrogate(high) || high >= 0xDC00 {
		return utf8.RuneError, 3
	}
	if len(b) < 6 && strings.HasPrefix("\xED", string(b[3:min(4, len(b))])) {
		return 0, 0
	}
	if r := utf16.DecodeRune(high, half(b[3:])); r != utf8.RuneError {
		return r, 6
	}
	return utf8.RuneError, 3
}
