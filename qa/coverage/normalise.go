package coverage

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in the form in which texts are compared: compatibility forms
// undone, lower case, one kind of dash, new kanji for old. Every rune knows the
// bytes of the source that it came from, so that whatever is found can be shown
// in the person's own words.
type folded struct {
	src  string
	r    []rune
	from []int32 // first source byte of each rune
	to   []int32 // source byte after each rune
}

// fold brings text into the form in which texts are compared. It accepts any
// bytes; what is no UTF-8, and every control character but a line break, is a
// space. It takes time linear in the text.
func fold(src string) *folded {
	f := &folded{src: src}
	n := len(src)
	f.r = make([]rune, 0, n/2+8)
	f.from = make([]int32, 0, n/2+8)
	f.to = make([]int32, 0, n/2+8)
	for i := 0; i < n; {
		c, size := utf8.DecodeRuneInString(src[i:])
		switch {
		case c == utf8.RuneError && size <= 1:
			f.add(' ', i, i+1)
			i++
		case foldsAlone(c), isKana(c) && !voicingFollows(src[i+size:]):
			f.add(foldRune(c), i, i+size)
			i += size
		case c >= '①' && c <= '⑳': // NFKC would run ① and ② together as 12
			f.addNumber(int(c-'①')+1, i, i+size)
			i += size
		default:
			i = f.addComposed(i)
		}
	}
	f.mendDashes()
	return f
}

// foldsAlone reports whether c is folded by itself: no neighbour composes with
// it and it has no compatibility form. It keeps the common scripts off the slow path.
func foldsAlone(c rune) bool {
	switch {
	case c < 0x80:
		return true
	case c >= 0x4E00 && c <= 0x9FFF:
		return true
	case c >= 0x2010 && c <= 0x2027, c >= 0x3001 && c <= 0x301F:
		return true
	}
	return false
}

// voicingFollows reports whether rest starts with a combining (half-)voiced mark.
func voicingFollows(rest string) bool {
	return len(rest) >= 3 && rest[0] == 0xE3 && rest[1] == 0x82 && (rest[2] == 0x99 || rest[2] == 0x9A)
}

// addComposed folds the normalisation segment that starts at byte i and returns
// the byte after it. All its runes share one source range.
func (f *folded) addComposed(i int) int {
	n := norm.NFKC.NextBoundaryInString(f.src[i:], true)
	if n <= 0 || n > maxSegment {
		_, n = utf8.DecodeRuneInString(f.src[i:])
	}
	for _, c := range norm.NFKC.String(f.src[i : i+n]) {
		f.add(foldRune(c), i, i+n)
	}
	return i + n
}

// maxSegment bounds a run of combining marks, in bytes. No language needs more.
const maxSegment = 64

func (f *folded) addNumber(v, i, j int) {
	if v >= 10 {
		f.add(rune('0'+v/10), i, j)
	}
	f.add(rune('0'+v%10), i, j)
	f.add(' ', i, j)
}

func (f *folded) add(c rune, from, to int) {
	f.r = append(f.r, c)
	f.from = append(f.from, int32(from))
	f.to = append(f.to, int32(to))
}

// foldRune lowers case and joins characters that people use for one another.
func foldRune(c rune) rune {
	switch c {
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣':
		return '-'
	case '〜', '∼', '～':
		return '~'
	case '’', '‘', 'ʼ', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '⇒', '➡', '➜', '⟶', '►', '▶':
		return '→'
	case '‥', '⋯':
		return '…'
	case '\u00a0', '\t', '\r', '\u200b', '\ufeff':
		return ' '
	case '\n', '\u2028', '\u2029':
		return '\n'
	}
	if c < 0x20 || c == 0x7f || c == unicode.ReplacementChar {
		return ' '
	}
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}
	if c >= 0x4E00 && c <= 0x9FFF {
		if n, ok := newKanji[c]; ok {
			return n
		}
		return c
	}
	return unicode.ToLower(c)
}

// mendDashes turns a dash that stands inside katakana into the long vowel mark
// that was meant ("サ−バ−"), and so joins サーバー however it was typed.
func (f *folded) mendDashes() {
	for i := 1; i < len(f.r); i++ {
		if f.r[i] != '-' || !isKatakana(f.r[i-1]) {
			continue
		}
		if i+1 == len(f.r) || isKatakana(f.r[i+1]) || isKana(f.r[i+1]) || isHan(f.r[i+1]) {
			f.r[i] = 'ー'
		}
	}
}

// source gives the bytes of the source under the runes i to j (exclusive).
func (f *folded) source(i, j int) (start, end int) {
	if i >= j || i < 0 || j > len(f.r) {
		return 0, 0
	}
	return int(f.from[i]), int(f.to[j-1])
}

// text gives the runes i to j as a string.
func (f *folded) text(i, j int) string { return string(f.r[i:j]) }

// newKanji maps old and variant forms to the ones in common use. It lists those
// that are met in names and in older people's spelling.
var newKanji = variants("國国學学體体會会實実舊旧變変澤沢髙高﨑崎濱浜廣広邊辺邉辺齋斎齊斉櫻桜圓円應応關関當当發発經経驗験數数對対證証點点權権擴拡擔担據拠縣県爲為德徳戶戸內内樣様聲声讀読賣売專専傳伝轉転勞労榮栄營営單単圖図團団壓圧險険檢検嚴厳藝芸繼継繩縄總総續続屆届醫医濟済劑剤竝並龍竜瀧滝眞真條条與与豫予餘余譽誉來来亂乱覽覧兩両獨独將将淺浅遲遅禮礼隱隠價価假仮勸勧氣気歸帰譯訳驛駅釋釈處処")

func variants(pairs string) map[rune]rune {
	r := []rune(pairs)
	m := make(map[rune]rune, len(r)/2)
	for i := 0; i+1 < len(r); i += 2 {
		m[r[i]] = r[i+1]
	}
	return m
}

func isHiragana(c rune) bool { return c >= 0x3041 && c <= 0x309F }

func isKatakana(c rune) bool { return c >= 0x30A1 && c <= 0x30FE && c != '・' }

func isKana(c rune) bool { return isHiragana(c) || isKatakana(c) }

func isHan(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF || c >= 0xF900 && c <= 0xFAFF ||
		c >= 0x20000 && c <= 0x3FFFF || c == '々' || c == '〆'
}

func isJapanese(c rune) bool { return isKana(c) || isHan(c) }

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// isLatin reports whether c is a letter of a word that is cut at spaces.
func isLatin(c rune) bool {
	if c < 0x80 {
		return c >= 'a' && c <= 'z'
	}
	return !isJapanese(c) && unicode.IsLetter(c)
}
