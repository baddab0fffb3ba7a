package delivery

import "strings"

// loanMorae guesses how many morae an English word (in lower case) has as
// Japanese people say it, from its spelling: a vowel one, a long one two, each
// consonant without a vowel one. docs/delivery.md says how far off it is.
func loanMorae(w string) int {
	n := 0
	for i := 0; i < len(w); {
		if isVowel(w, i) {
			count, size := vowelMorae(w, i)
			n, i = n+count, i+size
			continue
		}
		count, size := consonantMorae(w, i)
		n, i = n+count, i+size
	}
	return max(n, 1)
}

// isVowel tells whether the letter at i is a vowel; y is one unless it begins.
func isVowel(w string, i int) bool {
	return strings.IndexByte("aeiou", w[i]) >= 0 || w[i] == 'y' && i > 0 && (i+1 == len(w) || strings.IndexByte("aeiou", w[i+1]) < 0)
}

// vowelMorae counts the vowel that begins at i, and says how many letters it takes.
func vowelMorae(w string, i int) (morae, size int) {
	rest := w[i:]
	for _, v := range longVowels {
		if strings.HasPrefix(rest, v) {
			return 2, len(v)
		}
	}
	if len(rest) > 1 && rest[1] == 'r' && (len(rest) == 2 || !isVowel(w, i+2)) { // server, docker
		return 2, 2
	}
	switch {
	case rest == "e" && i > 1 && !isVowel(w, i-1), rest == "es" && i > 2, rest == "ed" && i > 2:
		return 0, 1
	case magic(w, i):
		return 2, 1
	}
	return 1, 1
}

var longVowels = []string{"eigh", "igh", "eau", "ee", "ea", "oo", "ou", "ow", "ai", "ay", "ey", "ei", "oa", "au", "aw", "ew", "ue", "ui", "oi", "oy", "ie"}

// magic tells a vowel that a final e makes long: rate, time, scope.
func magic(w string, i int) bool {
	return len(w) == i+3 && w[i+2] == 'e' && !isVowel(w, i+1) && w[i] != 'e' && w[i+1] != 'v'
}

// consonants of several letters that are one.
var consonants = []string{"tch", "sch", "ch", "sh", "th", "ph", "ck", "qu", "wh", "gh", "dg"}

// consonantMorae counts the consonant that begins at i: none before a vowel, one
// elsewhere, one more for a stop that closes a short syllable (ネット, バッグ).
func consonantMorae(w string, i int) (morae, size int) {
	size = 1
	for _, c := range consonants {
		if strings.HasPrefix(w[i:], c) {
			size = len(c)
			break
		}
	}
	double := i+1 < len(w) && w[i+1] == w[i]
	if double {
		size = 2
	}
	end := i + size
	sounded := end < len(w) && isVowel(w, end) && !silentE(w, end)
	switch {
	case w[i] == 'x':
		morae = 1
	case double && sounded && strings.IndexByte("ptkc", w[i]) >= 0: // ドッカー
		return 1, size
	}
	if sounded {
		return morae, size
	}
	if end == len(w) && i > 0 && shortStop(w, i) {
		morae++
	}
	return morae + 1, size
}

// silentE tells an e at the end of a word that is not said.
func silentE(w string, i int) bool { return w[i:] == "e" && i > 1 }

// shortStop tells whether the stop at i closes a syllable with one short vowel.
func shortStop(w string, i int) bool {
	stop := strings.IndexByte("ptkcgd", w[i]) >= 0 && !strings.HasPrefix(w[i:], "th") && !strings.HasPrefix(w[i:], "ph")
	return stop && isVowel(w, i-1) && (i < 2 || !isVowel(w, i-2))
}
