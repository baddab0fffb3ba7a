package qa

import (
	"time"
	"unicode"
)

// A comfortable pace of speaking: announcers read Japanese at about 300
// characters a minute, and people speak English at 120 to 160 words a minute.
const (
	japaneseCharacters = 300 // a minute
	englishWords       = 140 // a minute
)

// SpeakingTime is how long a text takes to say aloud at a comfortable pace.
// Marks and spaces cost nothing.
func SpeakingTime(lang Lang, text string) time.Duration {
	if lang == Japanese {
		return time.Duration(SpokenCharacters(text) / japaneseCharacters * float64(time.Minute))
	}
	return time.Duration(float64(latinWords(text)) / englishWords * float64(time.Minute))
}

// SpeakingLength is how much is said in a time at the same pace: characters in
// Japanese, words in English.
func SpeakingLength(lang Lang, d time.Duration) int {
	if lang == Japanese {
		return int(d.Minutes() * japaneseCharacters)
	}
	return int(d.Minutes() * englishWords)
}

// SpokenCharacters is the length of a Japanese text as it is said, in
// characters: marks and spaces count nothing, a Latin word counts three, a digit
// one and a half.
func SpokenCharacters(text string) float64 {
	n, word := 0.0, false
	for _, r := range text {
		switch {
		case isCJK(r):
			n, word = n+1, false
		case unicode.IsDigit(r):
			n, word = n+1.5, false
		case unicode.IsLetter(r):
			if !word {
				n += 3
			}
			word = true
		default:
			word = false
		}
	}
	return n
}

func latinWords(text string) int {
	n, word := 0, false
	for _, r := range text {
		in := isWord(r) || word && (r == '\'' || r == '’')
		if in && !word || isCJK(r) {
			n++
		}
		word = in
	}
	return n
}
