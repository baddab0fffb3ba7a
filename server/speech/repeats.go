package speech

import (
	"slices"
	"unicode"
)

// A recogniser that has lost the thread says the same over and over. People
// repeat a word twice or three times, and 「はいはいはいはい」.
const (
	repeatsOfPhrase = 4 // of at least phraseLetters
	repeatsOfWord   = 8 // of at least one letter: 100000000 is a number
	phraseLetters   = 4
	maxRepeated     = 60 // characters of what is repeated
)

// withoutRepeats leaves one of each that is repeated so often.
func withoutRepeats(text string) string {
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		for size := 1; size <= maxRepeated && i+size*repeatsOfPhrase <= len(runes); size++ {
			n := timesRepeated(runes[i:], size)
			heard := letterCount(runes[i : i+size])
			if heard >= phraseLetters && n >= repeatsOfPhrase || heard >= 1 && n >= repeatsOfWord {
				runes = slices.Delete(runes, i+size, i+size*n)
				break
			}
		}
	}
	return string(runes)
}

// timesRepeated is how often the first size characters stand one after another.
func timesRepeated(runes []rune, size int) int {
	n := 1
	for (n+1)*size <= len(runes) && slices.Equal(runes[:size], runes[n*size:(n+1)*size]) {
		n++
	}
	return n
}

func letterCount(runes []rune) int {
	n := 0
	for _, r := range runes {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
