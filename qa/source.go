package qa

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is read at most. A sheet written by a person is a thousand times smaller
// than maxSource; the limits only keep a file that is no sheet from costing time.
const (
	maxSource = 5 << 20  // bytes of a sheet
	maxLine   = 16 << 10 // bytes of a line; the rest of a longer one is left out
	maxLines  = 30_000   // lines; further ones are left out
)

// line is one line of the file without its line ending.
type line struct {
	text string
	num  int // in the file, from 1
}

// readLines cuts a source into lines of valid UTF-8 without control characters
// and tells what had to be put right. Lines keep their numbers: \n and \r\n end
// a line, and so does \r in a file that has no \n.
func readLines(src []byte, f *findings) []line {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	end := []byte("\n")
	if !bytes.Contains(src, end) {
		end = []byte("\r")
	}
	var lines []line
	var bad badBytes
	for n, raw := range bytes.SplitN(src, end, maxLines+1) {
		num := n + 1
		if n == maxLines {
			f.error(num, say("行数が多すぎるため、先頭の %d 行だけを読みました。ファイルを分けてください。",
				"This file has too many lines; only the first %d were read. Split it.", maxLines))
			break
		}
		raw = bytes.TrimSuffix(raw, []byte("\r"))
		if len(raw) > maxLine {
			f.warn(num, say("この行は長すぎるため、先頭の %d KB だけを読みました。改行して短く分けてください。",
				"This line is too long; only its first %d KB were read. Break it into shorter lines.", maxLine>>10))
			raw = cutRunes(raw, maxLine)
		}
		text := string(raw)
		if !utf8.ValidString(text) {
			bad.invalid(num)
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		if strings.ContainsFunc(text, isControl) || strings.ContainsFunc(text, isOddSpace) {
			if strings.ContainsRune(text, 0) {
				bad.nul(num)
			}
			text = strings.Map(dropControl, text)
		}
		lines = append(lines, line{text, num})
	}
	bad.tell(src, f)
	return lines
}

// cutRunes cuts b to at most n bytes, at the edge of a rune.
func cutRunes(b []byte, n int) []byte {
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// isControl tells what is no text: control characters, invisible ones, and private
// ones, of which the parser uses one itself.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' || r == 0x7f || r == 0xFEFF || r == 0x200B || r >= 0xE000 && r <= 0xF8FF
}

func dropControl(r rune) rune {
	switch {
	case isControl(r):
		return -1
	case isOddSpace(r):
		return ' '
	}
	return r
}

// isOddSpace tells white space other than the usual one, the full-width one and
// the no-break one, which are read as they are.
func isOddSpace(r rune) bool {
	return r > 0x7f && r != 0x3000 && r != 0xA0 && unicode.IsSpace(r)
}

// badBytes remembers where a file is not text. It tells each kind once, with
// the first line and how many lines there are, because a file in another
// encoding has them everywhere.
type badBytes struct {
	firstInvalid, invalidLines int
	firstNul, nulLines         int
}

func (b *badBytes) invalid(num int) {
	if b.invalidLines == 0 {
		b.firstInvalid = num
	}
	b.invalidLines++
}

func (b *badBytes) nul(num int) {
	if b.nulLines == 0 {
		b.firstNul = num
	}
	b.nulLines++
}

func (b *badBytes) tell(src []byte, f *findings) {
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		f.error(1, say("このファイルは UTF-16 で保存されているため、正しく読めません。UTF-8 で保存し直してください。",
			"This file is saved as UTF-16 and cannot be read. Save it as UTF-8."))
	case b.invalidLines > 0 && looksShiftJIS(src):
		f.error(b.firstInvalid, say("文字コードが UTF-8 ではありません（Shift_JIS のようです）。UTF-8 で保存し直してください。",
			"This file is not UTF-8 (it looks like Shift_JIS). Save it as UTF-8."))
	case b.invalidLines > 0:
		f.warn(b.firstInvalid, say("UTF-8 として読めない文字が %d 行にあり、� に置き換えました。UTF-8 で保存し直してください。",
			"%d line(s) from here have bytes that are not UTF-8; they were replaced by �. Save the file as UTF-8.", b.invalidLines))
	}
	if b.nulLines > 0 {
		f.warn(b.firstNul, say("NUL 文字（0x00）が %d 行にあり、取り除いて読みました。テキストとして保存し直してください。",
			"%d line(s) from here have NUL bytes (0x00), which were left out. Save the file as plain text.", b.nulLines))
	}
}

// looksShiftJIS tells whether most bytes outside ASCII form Shift_JIS pairs
// with the lead bytes of kana and common kanji.
func looksShiftJIS(src []byte) bool {
	src = src[:min(len(src), 64<<10)]
	pairs, other := 0, 0
	for i := 0; i < len(src); i++ {
		c := src[i]
		if c < 0x80 {
			continue
		}
		lead := c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= 0xea
		if lead && i+1 < len(src) && src[i+1] >= 0x40 && src[i+1] != 0x7f && src[i+1] <= 0xfc {
			pairs++
			i++
			continue
		}
		other++
	}
	return pairs >= 4 && other*10 < pairs && bytes.Count(src, []byte{0x82})+bytes.Count(src, []byte{0x83}) > pairs/4
}
