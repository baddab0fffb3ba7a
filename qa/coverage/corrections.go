package coverage

import "strings"

// Whoever corrects themself means the last word: in 「三割、いや五割です」 and "no
// wait, it was Aurora" what stood before does not count.

// corrections are what a correction starts with. English ones stand as words.
var corrections = []string{
	"いや", "いえ", "もとい", "失礼", "訂正し", "訂正い", "違う", "違います", "違いました", "違った", "間違え", "じゃなくて", "じゃない", "ではなくて", "ではない",
	" no, ", " no wait", " no - ", " sorry", " i mean", " correction", " make that", " scratch that", " or rather",
}

// How far a correction reaches, in words of content: back to what is taken back,
// and on to what takes its place.
const (
	reachBack = 4
	reachOn   = 8
)

// strikeCorrected marks the words and amounts that the speaker took back. Only
// like is struck for like, an amount for one of the same kind, a name for a name,
// so that いや at the start of a sentence strikes nothing.
func strikeCorrected(t *text) {
	s := string(t.r)
	for _, c := range corrections {
		for n, from := 0, 0; n < maxCorrections; n++ {
			i := strings.Index(s[from:], c)
			if i < 0 {
				break
			}
			at := runeIndex(s, from+i)
			strike(t, int32(at), int32(at+len([]rune(c))))
			from += i + len(c)
		}
	}
}

// maxCorrections bounds the work on hostile texts, for each kind of correction.
const maxCorrections = 20

// strike takes back what stands before a correction at from to to.
func strike(t *text, from, to int32) {
	next := 0
	for next < len(t.terms) && t.terms[next].start < to {
		next++
	}
	last := next - 1
	for last >= 0 && t.terms[last].end > from {
		last--
	}
	for n := next; n < len(t.terms) && n < next+reachOn; n++ {
		for p := last; p >= 0 && p > last-reachBack; p-- {
			if replaces(t, &t.terms[n], &t.terms[p]) {
				t.terms[p].struck = true
				if k := t.terms[p].number; k >= 0 {
					t.numbers[k].struck = true
				}
				return
			}
		}
	}
}

// replaces reports whether the word n can take the place of p.
func replaces(t *text, n, p *term) bool {
	if n.number >= 0 && p.number >= 0 {
		a, b := t.numbers[n.number], t.numbers[p.number]
		return !a.same(b) && (a.comparable(b) || a.unit == "" || b.unit == "")
	}
	return n.number < 0 && p.number < 0 && n.key != p.key && properName(t, n) && properName(t, p)
}

// properName reports whether a word is surely a name: Latin with a capital inside
// a sentence, or Latin in Japanese, or a proper noun.
func properName(t *text, x *term) bool {
	if x.class == className {
		return true
	}
	if x.class != classLatin {
		return false
	}
	start, _ := t.source(int(x.start), int(x.end))
	c := t.src[start]
	return c >= 'A' && c <= 'Z'
}

// runeIndex is the index of the rune at byte i of s.
func runeIndex(s string, i int) int {
	n := 0
	for range s[:i] {
		n++
	}
	return n
}
