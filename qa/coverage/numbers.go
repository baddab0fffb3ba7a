package coverage

import (
	"math"
	"strconv"
)

// number is an amount said in a text, in digits, kanji or words.
type number struct {
	start, end int     // runes, with the unit
	raw        float64 // as said
	value      float64 // in the unit's terms
	unit       string  // "" when none was said
	of         string  // what an amount without a unit counts ("ten interviews"), "" if nothing plain
	per        float64 // how many such periods a year, if it is so much a period
	approx     bool    // said with "about", 約, くらい …
	struck     bool    // taken back by a self-correction
	weak       bool    // a mere "a day", or a small count without a unit: no ground for a contradiction
}

// numberScanner finds the numbers of one text.
type numberScanner struct {
	r      []rune
	spoken bool // a recogniser may have written numbers in kana
	found  []number
}

// scanNumbers finds all numbers of a folded text, in order. Digits inside a
// word (ec2, p95) are part of that word and not numbers.
func scanNumbers(r []rune, spoken bool) []number {
	s := &numberScanner{r: r, spoken: spoken}
	for i := 0; i < len(r); {
		i = s.step(i)
	}
	s.shareUnits()
	s.joinDurations()
	for i := range s.found {
		s.found[i].per = s.periodOf(&s.found[i])
		s.found[i].of = s.countedAt(&s.found[i])
	}
	return s.found
}

// step reads what starts at i and returns where to go on.
func (s *numberScanner) step(i int) int {
	c := s.r[i]
	if e := s.frequency(i); e > i {
		return e
	}
	switch {
	case isDigit(c):
		return s.arabic(i, "")
	case currencies[c] != "" && i+1 < len(s.r) && isDigit(s.r[i+1]):
		return s.arabic(i+1, currencies[c])
	case isLatin(c):
		return s.words(i)
	case kanjiNumeral(c):
		return s.kanji(i)
	case c == '半' && i+1 < len(s.r) && (s.r[i+1] == '分' || s.r[i+1] == '数' || s.r[i+1] == '減'):
		s.add(number{start: i, end: i + 2, raw: 50, value: 50, unit: unitShare, approx: true})
		return i + 2
	case c == '半' && i+1 < len(s.r) && (s.r[i+1] == '年' || s.r[i+1] == '日'):
		if s.r[i+1] == '年' {
			s.add(number{start: i, end: i + 2, raw: 0.5, value: 6, unit: unitMonth})
		}
		return i + 2
	case s.spoken && isHiragana(c):
		return s.kana(i)
	}
	return i + 1
}

// countedAt is the English word that an amount without a unit counts.
func (s *numberScanner) countedAt(n *number) string {
	if n.unit != "" {
		return ""
	}
	w, _ := s.nextWord(n.end)
	if len(w) < 3 || !plainLetters(w) || englishStops[w] || englishPredicates[w] {
		return ""
	}
	return englishKey(w, w)
}

// arabic reads digits that start at i.
func (s *numberScanner) arabic(i int, currency string) int {
	start, j, dots := i, i, 0
	var buf [24]byte
	n := 0
	for ; j < len(s.r); j++ {
		c := s.r[j]
		switch {
		case isDigit(c):
			if n < len(buf) {
				buf[n] = byte(c)
				n++
			}
			continue
		case c == ',' && s.threeDigits(j+1):
			continue
		case c == '.' && j+1 < len(s.r) && isDigit(s.r[j+1]):
			dots++
			if dots == 1 && n < len(buf) {
				buf[n] = '.'
				n++
			}
			continue
		}
		break
	}
	v, err := strconv.ParseFloat(string(buf[:n]), 64)
	if err != nil || math.IsInf(v, 0) {
		return j
	}
	if currency != "" {
		start--
	}
	return s.finish(start, j, v, currency)
}

// threeDigits reports whether exactly three digits stand at i, as after a thousands comma.
func (s *numberScanner) threeDigits(i int) bool {
	for k := i; k < i+3; k++ {
		if k >= len(s.r) || !isDigit(s.r[k]) {
			return false
		}
	}
	return i+3 >= len(s.r) || !isDigit(s.r[i+3])
}

// finish takes a multiplier and a unit after the digits and keeps the number.
// Digits that run into a word that is no unit (3rd, 5xx) are that word's.
func (s *numberScanner) finish(start, j int, v float64, currency string) int {
	v, j = s.multiplier(j, v)
	u, end, glued := s.unitAt(j)
	if currency != "" {
		u, end, glued = unit{currency, 1}, j, false
	}
	if glued {
		return s.wordEnd(j)
	}
	s.add(s.measure(start, end, v, u))
	return end
}

// measure applies a unit to what was said. A 年 of four digits is a date.
func (s *numberScanner) measure(start, end int, v float64, u unit) number {
	if u.name == unitMonth && u.scale == 12 && v >= 1900 && v <= 2100 {
		u = unit{unitYear, 1}
	}
	if u.name == "" && v >= 1990 && v <= 2100 && v == math.Trunc(v) {
		u = unit{unitYear, 1}
	}
	if u.scale == 0 {
		u.scale = 1
	}
	return number{
		start: start, end: end, raw: v, value: v * u.scale, unit: u.name,
		approx: s.approxAround(start, end), weak: u.name == "" && v < 10,
	}
}

func (s *numberScanner) multiplier(j int, v float64) (float64, int) {
	for j < len(s.r) {
		if m, ok := kanjiMyriads[s.r[j]]; ok {
			v, j = v*m, j+1
			continue
		}
		if m, ok := kanjiTens[s.r[j]]; ok && m >= 100 {
			v, j = v*m, j+1
			continue
		}
		break
	}
	k := j
	if k < len(s.r) && (s.r[k] == ' ' || s.r[k] == '-') {
		k++
	}
	if e := s.wordEnd(k); e > k && e-k <= 8 {
		if m, ok := englishMultipliers[string(s.r[k:e])]; ok {
			return v * m, e
		}
	}
	return v, j
}

// unitAt reads the unit at j. glued reports a Latin word that follows without a
// space and is no unit.
func (s *numberScanner) unitAt(j int) (u unit, end int, glued bool) {
	if j >= len(s.r) {
		return unit{}, j, false
	}
	if u, e := s.ratioAt(j); u.name != "" {
		return u, e, false
	}
	if isLatin(s.r[j]) {
		e := s.wordEnd(j)
		if u, ok := latinUnits[string(s.r[j:min(e, j+12)])]; ok {
			return u, e, false
		}
		return unit{}, j, s.r[j] < 0x80
	}
	for n := min(maxUnitRunes, len(s.r)-j); n > 0; n-- {
		if u, ok := japaneseUnits[string(s.r[j:j+n])]; ok {
			return u, j + n, false
		}
	}
	k := j
	if s.r[k] == ' ' || s.r[k] == '-' {
		k++
	}
	if e := s.wordEnd(k); e > k {
		if u, ok := latinUnits[string(s.r[k:min(e, k+12)])]; ok {
			return u, e, false
		}
	}
	return unit{}, j, false
}

// ratioAt reads a unit that is one by another (mS/cm, kg/m), which is a unit of
// its own: half of it would be milliseconds.
func (s *numberScanner) ratioAt(j int) (unit, int) {
	if s.r[j] == ' ' && j+1 < len(s.r) {
		j++
	}
	e := s.wordEnd(j)
	if e == j || !isLatin(s.r[j]) || e+1 >= len(s.r) || s.r[e] != '/' || !isLatin(s.r[e+1]) {
		return unit{}, j
	}
	end := s.wordEnd(e + 1)
	if end-j > maxRatioRunes {
		return unit{}, j
	}
	return unit{string(s.r[j:end]), 1}, end
}

// maxRatioRunes is how long the name of such a unit may be; a longer one is two
// words with a slash.
const maxRatioRunes = 8

// wordEnd is where the run of letters and digits that starts at i ends.
func (s *numberScanner) wordEnd(i int) int {
	for i < len(s.r) && (isLatin(s.r[i]) || isDigit(s.r[i])) {
		i++
	}
	return i
}

func (s *numberScanner) add(n number) { s.found = append(s.found, n) }

// shareUnits gives the first number of a range the unit of the second (5~6名).
func (s *numberScanner) shareUnits() {
	for i := len(s.found) - 2; i >= 0; i-- {
		a, b := &s.found[i], s.found[i+1]
		if a.unit != "" || b.unit == "" || b.raw == 0 || b.start-a.end > 2 || b.start <= a.end {
			continue
		}
		gap := string(s.r[a.end:b.start])
		if gap == "~" || gap == "-" || gap == "から" || gap == "、" || gap == "to" {
			a.unit, a.value, a.weak = b.unit, a.raw*b.value/b.raw, false
		}
	}
}

// approxAround looks for a word that makes the number a rough one.
func (s *numberScanner) approxAround(start, end int) bool {
	before := string(s.r[max(0, start-14):start])
	after := string(s.r[end:min(len(s.r), end+8)])
	return endsWithAny(before, roughBefore) || startsWithAny(after, roughAfter)
}

var (
	roughBefore = []string{"約", "およそ", "おおよそ", "だいたい", "大体", "ざっと", "ほぼ", "about ", "around ", "roughly ", "approximately ", "some ", "nearly ", "almost ", "something like ", "like ", "maybe ", "about €", "about $", "around €", "getting on for ", "close to ", "just under ", "just over ", "a little over ", "a bit over ", "a bit under ", "well over ", "a good ", "not quite ", "more or less ", "approaching ", "ざっくり", "せいぜい", "かれこれ", "ほとんど", "もう少しで"}
	roughAfter  = []string{"ほど", "くらい", "ぐらい", "程度", "前後", "余り", "あまり", "ちょっと", "近く", "近い", "弱", "強", "ちかく", "足らず", "そこそこ", "余", "と少し", "ちょい", " or thereabouts", " give or take", " odd", "or so", " or so", "-ish", "ish", "-odd"}
)
