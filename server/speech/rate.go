package speech

import (
	"time"
	"unicode"
)

// Faster than this nobody speaks. Announcers reach 8 morae or 3.5 words a second,
// rushing candidates 10 or 5.
const (
	maxMoraeRate = 12.0
	maxWordRate  = 6.0
	// rateSlack is how much speech may have been missed around what was heard.
	rateSlack = 500 * time.Millisecond
)

// morae of a kanji in running text, at the least: most have two, many one.
const kanjiMorae = 1.5

// fastest is the shortest time in which a text can be spoken.
func fastest(text string) time.Duration {
	morae, words := 0.0, 0
	inWord := false
	for _, r := range text {
		latin := unicode.IsLetter(r) && !wide(r) || inWord && (r == '\'' || r == '’')
		if latin && !inWord {
			words++
		}
		inWord = latin
		switch {
		case unicode.Is(unicode.Han, r):
			morae += kanjiMorae
		case small(r):
		case unicode.In(r, unicode.Hiragana, unicode.Katakana) || r == 'ー':
			morae++
		case unicode.IsDigit(r):
			morae += 2
		}
	}
	seconds := morae/maxMoraeRate + float64(words)/maxWordRate
	return time.Duration(seconds * float64(time.Second))
}

// small reports whether a kana belongs to the mora before it.
func small(r rune) bool {
	switch r {
	case 'ゃ', 'ゅ', 'ょ', 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'ゎ', 'ャ', 'ュ', 'ョ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ヮ':
		return true
	}
	return false
}

// possible reports whether a text can be spoken in that time.
func possible(text string, spoken time.Duration) bool { return fastest(text) <= spoken+rateSlack }
