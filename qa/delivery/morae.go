package delivery

import (
	"strings"
	"unicode/utf8"
)

// unreadKanji is how many morae a kanji without a reading counts: most of those
// in compounds are read with two.
const unreadKanji = 2

// morae counts the morae of the answer, 0 when Japanese words are not known. ッ,
// ー and ン count one, small ャュョァィゥェォ none. Digits and Latin are counted as
// they would be said in Japanese.
func (t *talk) morae() int {
	if !t.known {
		return 0
	}
	n := 0
	for i := range t.words {
		w := &t.words[i]
		switch {
		case w.kind == number:
			n += kanaMorae(readNumber(w.key))
		case w.kind == latin:
			n += t.latinMorae(i)
		case w.kind == sign:
			n += kanaMorae(signs[w.key])
		case i > 0 && t.words[i-1].kind == number && counters[w.key] != "":
			n += kanaMorae(counters[w.key])
		case w.Reading != "":
			n += kanaMorae(w.Reading)
		default:
			n += kanaMorae(w.key)
		}
	}
	return n
}

// counters are read otherwise behind digits than the dictionary reads them alone,
// in another number of morae.
var counters = map[string]string{"日": "ニチ", "時": "ジ", "名": "メイ"}

// signs are how signs are said.
var signs = map[string]string{"%": "パーセント", "％": "パーセント", "&": "アンド", "＆": "アンド"}

// kanaMorae counts the morae of kana. Kanji among them count [unreadKanji].
func kanaMorae(s string) int {
	n := 0
	for _, c := range s {
		switch {
		case strings.ContainsRune("ャュョァィゥェォヮゃゅょぁぃぅぇぉゎ", c):
		case isHiragana(c), isKatakana(c), c == '〜', c == '～':
			n++
		case isKanji(c):
			n += unreadKanji
		}
	}
	return n
}

// Readings of numbers. Sound changes (サンビャク, ロッピャク) keep the count.
var (
	digitNames = [10]string{"ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ"}
	tens       = [4]string{"", "ジュウ", "ヒャク", "セン"}
	myriads    = [4]string{"", "マン", "オク", "チョウ"}
)

// maxRead is the number of digits up to which a number is read as one.
const maxRead = 16

// readNumber gives the reading of digits with commas and a point in katakana.
func readNumber(s string) string {
	whole, rest, fraction := strings.Cut(asciiDigits(s), ".")
	var b strings.Builder
	if len(whole) > maxRead || len(whole) > 1 && whole[0] == '0' {
		readDigits(&b, whole)
	} else {
		readWhole(&b, whole)
	}
	if fraction {
		b.WriteString("テン")
		readDigits(&b, rest)
	}
	return b.String()
}

// asciiDigits narrows digits and drops commas.
func asciiDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '０' && c <= '９' {
			return c - '０' + '0'
		}
		if c == ',' {
			return -1
		}
		return c
	}, s)
}

// readDigits reads digit by digit; points among them are said.
func readDigits(b *strings.Builder, s string) {
	for i := range len(s) {
		if s[i] == '.' {
			b.WriteString("テン")
		} else {
			b.WriteString(digitNames[s[i]-'0'])
		}
	}
}

// readWhole reads digits as one number.
func readWhole(b *strings.Builder, s string) {
	said := false
	for i := range len(s) {
		place := len(s) - 1 - i
		if d := s[i] - '0'; d > 0 {
			if d > 1 || place%4 == 0 {
				b.WriteString(digitNames[d])
			}
			b.WriteString(tens[place%4])
			said = true
		}
		if place%4 == 0 && said {
			b.WriteString(myriads[place/4])
			said = false
		}
	}
	if b.Len() == 0 {
		b.WriteString(digitNames[0])
	}
}

// latinMorae counts the morae of the Latin word i as it is said in Japanese.
func (t *talk) latinMorae(i int) int {
	w := &t.words[i]
	if i > 0 && t.words[i-1].kind == number && metric[w.key] != "" {
		return kanaMorae(metric[w.key])
	}
	source := t.text[w.Start:w.End]
	n := 0
	for j := 0; j < len(source); {
		k := partEnd(source, j)
		n += partMorae(source[j:k])
		j = k
	}
	return n
}

// partEnd is where the part of a Latin word that begins at i ends: at a digit
// beside letters, and at a capital behind a small letter (Dynamo DB).
func partEnd(s string, i int) int {
	k := i + 1
	for k < len(s) && isDigit(rune(s[k])) == isDigit(rune(s[i])) && !(isUpper(s[k]) && !isUpper(s[k-1])) {
		k++
	}
	return k
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// metric are units that are not said as they are written.
var metric = map[string]string{"km": "キロ", "kg": "キロ", "cm": "センチ", "mm": "ミリ", "mb": "メガ", "gb": "ギガ", "tb": "テラ"}

// partMorae counts digits or letters of a Latin word: EC2 is イーシーツー.
func partMorae(s string) int {
	switch {
	case isDigit(rune(s[0])) && len(s) == 1:
		return kanaMorae(englishDigits[s[0]-'0'])
	case isDigit(rune(s[0])):
		return kanaMorae(readNumber(s))
	case spelledOut(s):
		n := 0
		for _, c := range strings.ToLower(s) {
			n += kanaMorae(letterNames[c])
		}
		return n
	}
	return loanMorae(strings.ToLower(s))
}

var englishDigits = [10]string{"ゼロ", "ワン", "ツー", "スリー", "フォー", "ファイブ", "シックス", "セブン", "エイト", "ナイン"}

var letterNames = map[rune]string{
	'a': "エー", 'b': "ビー", 'c': "シー", 'd': "ディー", 'e': "イー", 'f': "エフ", 'g': "ジー", 'h': "エイチ", 'i': "アイ", 'j': "ジェー", 'k': "ケー", 'l': "エル", 'm': "エム",
	'n': "エヌ", 'o': "オー", 'p': "ピー", 'q': "キュー", 'r': "アール", 's': "エス", 't': "ティー", 'u': "ユー", 'v': "ブイ", 'w': "ダブリュー", 'x': "エックス", 'y': "ワイ", 'z': "ゼット",
	'+': "プラス", '#': "シャープ",
}

// spelledOut tells letters that are said one by one: an acronym, a letter alone.
func spelledOut(s string) bool {
	return utf8.RuneCountInString(s) == 1 || s == strings.ToUpper(s) && len(s) <= 5 || strings.HasSuffix(s, "s") && len(s) > 2 && len(s) <= 5 && s[:len(s)-1] == strings.ToUpper(s[:len(s)-1])
}
