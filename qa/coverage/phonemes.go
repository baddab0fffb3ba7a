package coverage

import "strings"

// Sounds are written in a small alphabet that Japanese and loan words share:
// the vowels aiueo, the consonants kgsztdnhfbpmyrw, and N for ん. Long vowels and
// っ are dropped, ヴ is b, l is r: people and recognisers take them for one
// another. "New Relic" and ニューレリック both come out near nyureriku.

// kanaSounds maps kana to sounds. Small vowels after another kana replace its vowel.
var kanaSounds = func() map[rune]string {
	rows := map[string]string{
		"アイウエオ": "a i u e o", "カキクケコ": "ka ki ku ke ko", "ガギグゲゴ": "ga gi gu ge go",
		"サシスセソ": "sa si su se so", "ザジズゼゾ": "za zi zu ze zo", "タチツテト": "ta ti tu te to", "ダヂヅデド": "da zi zu de do",
		"ナニヌネノ": "na ni nu ne no", "ハヒフヘホ": "ha hi fu he ho", "バビブベボ": "ba bi bu be bo", "パピプペポ": "pa pi pu pe po",
		"マミムメモ": "ma mi mu me mo", "ヤユヨ": "ya yu yo", "ラリルレロ": "ra ri ru re ro", "ワヲンヴ": "wa o N bu", "ヰヱ": "i e",
	}
	m := map[rune]string{}
	for kana, sounds := range rows {
		s := strings.Fields(sounds)
		for i, c := range []rune(kana) {
			m[c] = s[i]
		}
	}
	return m
}()

// smallKana replace the vowel of the kana before them.
var smallKana = map[rune]string{'ァ': "a", 'ィ': "i", 'ゥ': "u", 'ェ': "e", 'ォ': "o", 'ャ': "ya", 'ュ': "yu", 'ョ': "yo", 'ヮ': "a"}

// kanaPhonemes writes kana as sounds. What is no kana is left out.
func kanaPhonemes(kana string) string {
	var b []byte
	for _, c := range kana {
		if isHiragana(c) {
			c += 'ァ' - 'ぁ'
		}
		if v, ok := smallKana[c]; ok && len(b) > 0 {
			b = joinSmall(b, v)
			continue
		}
		for i := 0; i < len(kanaSounds[c]); i++ {
			b = appendSound(b, kanaSounds[c][i])
		}
	}
	return string(b)
}

// joinSmall applies a small kana: フ+ァ is fa, シ+ャ is sya, テ+ィ is ti.
func joinSmall(b []byte, v string) []byte {
	if vowel(b[len(b)-1]) && (len(b) > 1 && !vowel(b[len(b)-2]) || b[len(b)-1] == 'u') {
		last := b[len(b)-1]
		b = b[:len(b)-1]
		if len(b) == 0 || vowel(b[len(b)-1]) {
			if last == 'u' && len(v) == 1 { // ウ+ェ
				b = append(b, 'w')
			}
		}
	}
	for i := 0; i < len(v); i++ {
		b = appendSound(b, v[i])
	}
	return b
}

// appendSound adds a sound, dropping what only lengthens the vowel before it.
func appendSound(b []byte, c byte) []byte {
	if n := len(b); n > 0 && vowel(c) {
		p := b[n-1]
		if p == c || p == 'o' && c == 'u' || p == 'e' && c == 'i' {
			return b
		}
	}
	return append(b, c)
}

func vowel(c byte) bool { return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o' }

// letterNames are the names of letters and digits as they are said.
var letterNames = map[byte]string{
	'a': "e", 'b': "bi", 'c': "si", 'd': "di", 'e': "i", 'f': "efu", 'g': "zi", 'h': "eti", 'i': "ai", 'j': "zye", 'k': "ke", 'l': "eru", 'm': "emu",
	'n': "enu", 'o': "o", 'p': "pi", 'q': "kyu", 'r': "aru", 's': "esu", 't': "ti", 'u': "yu", 'v': "bui", 'w': "daburyu", 'x': "ekusu", 'y': "wai", 'z': "zeto",
	'0': "zero", '1': "waN", '2': "tu", '3': "suri", '4': "fo", '5': "faibu", '6': "sikusu", '7': "sebuN", '8': "eito", '9': "naiN",
}

// spelled is how an acronym sounds letter by letter: ecs is isiesu.
func spelled(word string) string {
	var b []byte
	for i := 0; i < len(word); i++ {
		s := letterNames[word[i]]
		for k := 0; k < len(s); k++ {
			b = appendSound(b, s[k])
		}
	}
	return string(b)
}

// spelling rules from English letters to sounds, the longest first. They need
// not be right about vowels, which differ cheaply.
var spellingRules = []struct{ letters, sounds string }{
	{"tion", "syoN"},
	{"sion", "syoN"},
	{"ture", "tya"},
	{"ough", "o"},
	{"augh", "o"},
	{"eigh", "e"},
	{"dge", "zi"},
	{"tch", "ti"},
	{"igh", "ai"},
	{"que", "k"},
	{"gue", "g"},
	{"sch", "sk"},
	{"ch", "t"},
	{"sh", "s"},
	{"th", "s"},
	{"ph", "f"},
	{"gh", "g"},
	{"ck", "k"},
	{"qu", "ku"},
	{"wh", "w"},
	{"kn", "n"},
	{"wr", "r"},
	{"ng", "Ng"},
	{"ps", "ps"},
	{"ee", "i"},
	{"ea", "i"},
	{"ie", "i"},
	{"oo", "u"},
	{"ou", "au"},
	{"ai", "e"},
	{"ay", "e"},
	{"ei", "e"},
	{"ey", "i"},
	{"oa", "o"},
	{"ow", "o"},
	{"au", "o"},
	{"aw", "o"},
	{"ew", "yu"},
	{"ue", "yu"},
	{"ui", "i"},
	{"er", "a"},
	{"or", "o"},
	{"ar", "a"},
	{"ir", "a"},
	{"ur", "a"},
	{"x", "kus"},
	{"a", "a"},
	{"b", "b"},
	{"d", "d"},
	{"e", "e"},
	{"f", "f"},
	{"h", "h"},
	{"i", "i"},
	{"j", "z"},
	{"k", "k"},
	{"l", "r"},
	{"m", "m"},
	{"n", "n"},
	{"o", "o"},
	{"p", "p"},
	{"r", "r"},
	{"s", "s"},
	{"t", "t"},
	{"u", "u"},
	{"v", "b"},
	{"w", "w"},
	{"z", "z"},
}

// latinPhonemes is how a word of English spelling would sound as a loan word.
func latinPhonemes(word string) string {
	var b []byte
	for i := 0; i < len(word); {
		if i+1 < len(word) && word[i] == word[i+1] && !vowel(word[i]) {
			i++ // double consonants
			continue
		}
		n, sounds := spellingAt(word, i)
		for k := 0; k < len(sounds); k++ {
			b = appendSound(b, sounds[k])
		}
		i += n
	}
	return string(nasals(b))
}

// spellingAt applies the rule for the letters at i.
func spellingAt(w string, i int) (int, string) {
	rest := w[i:]
	soft := len(rest) > 1 && (rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y')
	switch {
	case rest == "e" && i > 1: // silent
		return 1, ""
	case rest[0] == 'c' && !strings.HasPrefix(rest, "ch") && !strings.HasPrefix(rest, "ck"):
		if soft {
			return 1, "s"
		}
		return 1, "k"
	case rest[0] == 'g' && !strings.HasPrefix(rest, "gh") && !strings.HasPrefix(rest, "gue"):
		if soft && i > 0 {
			return 1, "z"
		}
		return 1, "g"
	case rest[0] == 'y':
		if i == 0 {
			return 1, "y"
		}
		return 1, "i"
	}
	for _, r := range spellingRules {
		if !strings.HasPrefix(rest, r.letters) {
			continue
		}
		if len(r.letters) == 2 && r.letters[1] == 'r' && vowel(r.letters[0]) && len(rest) > 2 && vowelLetter(rest[2]) {
			continue // the r belongs to the next syllable
		}
		if s := magicE(rest); s != "" && len(r.letters) == 1 {
			return 1, s
		}
		return len(r.letters), r.sounds
	}
	return 1, ""
}

// magicE gives the sound of a vowel before one consonant and a final e (rate, time).
func magicE(rest string) string {
	if len(rest) != 3 || rest[2] != 'e' || vowelLetter(rest[1]) {
		return ""
	}
	switch rest[0] {
	case 'a':
		return "e"
	case 'i':
		return "ai"
	case 'u':
		return "yu"
	case 'o':
		return "o"
	}
	return ""
}

func vowelLetter(c byte) bool { return vowel(c) || c == 'y' }

// nasals turns n and m into ん where no vowel follows.
func nasals(b []byte) []byte {
	for i, c := range b {
		last := i+1 == len(b)
		if c == 'n' && (last || !vowel(b[i+1]) && b[i+1] != 'y') || c == 'm' && !last && (b[i+1] == 'p' || b[i+1] == 'b') {
			b[i] = 'N'
		}
	}
	return b
}
