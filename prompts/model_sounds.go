package prompts

import "strings"

// sound is how a word sounds, roughly: enough to know Redis in レディス and
// しょうごう in shogo, and too little to tell bus from basu.
type sound struct {
	whole string // with vowels; long ones are short
	bones string // the consonants alone
	other string // the consonants with th as t instead of s
}

// like reports whether two words sound alike. Fewer than three consonants are too
// few to go by; then the vowels must agree as well, and with three, one of them.
func (s sound) like(t sound) bool {
	if s.whole == "" || t.whole == "" {
		return false
	}
	if len(s.whole) >= 4 && s.whole == t.whole {
		return true
	}
	if len(s.bones) < 3 || s.bones != t.bones && s.other != t.bones && s.bones != t.other {
		return false
	}
	return len(s.bones) > 3 || strings.ContainsAny(vowels(s.whole), vowels(t.whole))
}

// soundOfKana is the sound of hiragana or katakana.
func soundOfKana(word string) sound {
	var b strings.Builder
	for _, r := range word {
		if 'ぁ' <= r && r <= 'ゖ' {
			r += 'ァ' - 'ぁ'
		}
		small := strings.IndexRune("ァィゥェォャュョ", r)
		if small >= 0 && b.Len() > 0 {
			head := b.String()
			if i := len(head) - 1; isVowel(head[i]) {
				head = head[:i]
			}
			b.Reset()
			b.WriteString(head + []string{"a", "i", "u", "e", "o", "a", "u", "o"}[small/len("ァ")])
			continue
		}
		b.WriteString(kanaSound[r])
	}
	return newSound(b.String(), "")
}

// kanaSound gives a kana's sound in the small alphabet that is left when l is r,
// v is b, sh is s, ts and ch are t, j is z, and lengths are dropped.
var kanaSound = func() map[rune]string {
	m := map[rune]string{'ン': "n", 'ヴ': "bu", 'ワ': "wa", 'ヲ': "o"}
	for head, row := range map[string]string{
		"": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド",
		"n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
	} {
		for i, r := range []rune(row) {
			m[r] = head + "aiueo"[i:i+1]
		}
	}
	m['ヂ'], m['ヅ'] = "zi", "zu"
	m['ヤ'], m['ユ'], m['ヨ'] = "ya", "yu", "yo"
	return m
}()

// soundOfLatin is the sound of an English or romanised word, as a Japanese
// speaker would write it down.
func soundOfLatin(word string) sound {
	word = latinSpelling.Replace(strings.ToLower(word) + "|")
	word = strings.TrimSuffix(word, "|")
	return newSound(strings.ReplaceAll(word, "0", "s"), strings.ReplaceAll(word, "0", "t"))
}

// latinSpelling writes English spellings in the alphabet of [kanaSound]; 0 is th,
// | the end of the word.
var latinSpelling = strings.NewReplacer(
	"er|", "a", "or|", "a", "ar|", "a", "le|", "uru", "e|", "", "y|", "i",
	"tion", "syon", "sh", "s", "tch", "t", "ch", "t", "th", "0", "ts", "t", "ph", "h", "ck", "k", "qu", "ku", "wh", "w",
	"ce", "se", "ci", "si", "cy", "si", "c", "k", "q", "k", "x", "kusu", "l", "r", "v", "b", "f", "h", "j", "z",
	"rb", "b", "rd", "d", "rf", "h", "rg", "g", "rk", "k", "rl", "r", "rm", "m", "rn", "n", "rp", "p", "rs", "s", "rt", "t", "rv", "b",
)

// newSound drops lengths and doubles, and takes the consonants out. A y between
// a consonant and a vowel is dropped, being heard or not.
func newSound(written, other string) sound {
	s := sound{whole: shorten(written)}
	s.bones = consonants(s.whole)
	if other == "" {
		s.other = s.bones
	} else {
		s.other = consonants(shorten(other))
	}
	return s
}

func shorten(written string) string {
	var b []byte
	for i := range len(written) {
		c := written[i]
		if c < 'a' || c > 'z' {
			continue
		}
		n := len(b)
		switch {
		case n > 0 && b[n-1] == c, // ss, ii
			n > 0 && b[n-1] == 'o' && c == 'u', n > 0 && b[n-1] == 'e' && c == 'i',
			n > 0 && c == 'y' && !isVowel(b[n-1]):
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

func consonants(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aiueoyw", r) {
			return -1
		}
		return r
	}, word)
}

func vowels(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aiueo", r) {
			return r
		}
		return -1
	}, word)
}

func isVowel(b byte) bool { return strings.IndexByte("aiueo", b) >= 0 }
