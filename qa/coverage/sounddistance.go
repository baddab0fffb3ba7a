package coverage

// The cost of hearing one sound for another, in eighths of a consonant. Vowels,
// voicing and glides are cheap: that is what recognisers and rule-made katakana
// get wrong.
const (
	costVowel     = 3
	costVowelGap  = 2
	costKin       = 3
	costConsonant = 8
	costGap       = 7
	costGlideGap  = 2
	costNasalGap  = 5
	costClass     = 7 // a vowel for a consonant
)

// soundKin lists pairs of consonants that are taken for one another.
var soundKin = func() (kin [128][128]bool) {
	for _, p := range []string{"kg", "sz", "td", "hf", "hb", "hp", "fb", "fp", "bp", "mn", "mN", "nN", "ts", "zd", "zt", "wb", "yw", "rd", "bm", "gN"} {
		kin[p[0]][p[1]], kin[p[1]][p[0]] = true, true
	}
	return
}()

func substituteCost(a, b byte) int {
	switch {
	case a == b:
		return 0
	case vowel(a) && vowel(b):
		return costVowel
	case vowel(a) != vowel(b):
		return costClass
	case soundKin[a&127][b&127]:
		return costKin
	}
	return costConsonant
}

func gapCost(c byte) int {
	switch c {
	case 'a', 'i', 'u', 'e', 'o':
		return costVowelGap
	case 'y', 'w':
		return costGlideGap
	case 'N':
		return costNasalGap
	}
	return costGap
}

// substituteCosts and gapCosts are the same as tables, for the inner loop.
var (
	substituteCosts = func() (t [128][128]int32) {
		for a := range t {
			for b := range t[a] {
				t[a][b] = int32(substituteCost(byte(a), byte(b)))
			}
		}
		return
	}()
	gapCosts = func() (t [128]int32) {
		for c := range t {
			t[c] = int32(gapCost(byte(c)))
		}
		return
	}()
)

// soundSize is the cost of hearing nothing of s: what a distance is a share of.
func soundSize(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if vowel(s[i]) {
			n += costVowel
		} else {
			n += gapCost(s[i])
		}
	}
	return n
}

// soundLikeness compares two whole words: 1 for the same sounds, 0 for none shared.
func soundLikeness(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	var rowA, rowB [maxSounds + 1]int
	if len(a) > maxSounds || len(b) > maxSounds {
		return 0
	}
	prev, cur := rowA[:], rowB[:]
	for j := 1; j <= len(b); j++ {
		prev[j] = prev[j-1] + gapCost(b[j-1])
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = prev[0] + gapCost(a[i-1])
		for j := 1; j <= len(b); j++ {
			cur[j] = min(prev[j-1]+substituteCost(a[i-1], b[j-1]), prev[j]+gapCost(a[i-1]), cur[j-1]+gapCost(b[j-1]))
		}
		prev, cur = cur, prev
	}
	size := max(soundSize(a), soundSize(b))
	return max(0, 1-float64(prev[len(b)])/float64(size))
}

// maxSounds bounds the length of a word's sounds.
const maxSounds = 63
