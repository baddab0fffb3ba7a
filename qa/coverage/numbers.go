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

func kanjiNumeral(c rune) bool {
	if _, ok := kanjiDigits[c]; ok {
		return true
	}
	_, ok := kanjiTens[c]
	return ok
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

// wordEnd is where the run of letters and digits that starts at i ends.
func (s *numberScanner) wordEnd(i int) int {
	for i < len(s.r) && (isLatin(s.r[i]) || isDigit(s.r[i])) {
		i++
	}
	return i
}

// words reads English number words ("forty-seven", "twenty twenty-three",
// "ninety-nine point five") that start at the word at i.
func (s *numberScanner) words(i int) int {
	end := s.wordEnd(i)
	first := string(s.r[i:min(end, i+12)])
	v, isNumber := englishNumbers[first]
	_, isMultiplier := englishMultipliers[first]
	switch {
	case isNumber:
	case first == "a" || first == "an":
		return s.article(i, end)
	case isMultiplier && len(first) > 2: // "hundreds" and the like are no amount; "hundred" alone is
		v = 1
		end = i
	case first == "half" || first == "halved":
		if w, _ := s.nextWord(end); w == "an" || w == "a" || w == "past" {
			return end
		}
		s.add(number{start: i, end: end, raw: 50, value: 50, unit: unitShare, approx: true})
		return end
	default:
		return s.monthName(i, end, first)
	}
	v, end = s.sum(i, end, v)
	u, uend, _ := s.unitAt(end)
	if u.name == "" && first == "one" && v == 1 {
		return end // "the one", "one of them"
	}
	s.add(s.measure(i, uend, v, u))
	return uend
}

// sum goes on adding up number words after the first, which said v.
func (s *numberScanner) sum(i, end int, v float64) (float64, int) {
	total, cur, last := 0.0, v, v
	for {
		k := end
		if k < len(s.r) && k > i && (s.r[k] == ' ' || s.r[k] == '-') {
			k++
		}
		e := s.wordEnd(k)
		if e == k || e-k > 12 {
			break
		}
		w := string(s.r[k:e])
		if n, ok := englishNumbers[w]; ok {
			cur = joinWords(cur, last, n)
			last, end = n, e
			continue
		}
		if m, ok := englishMultipliers[w]; ok && len(w) > 2 {
			cur *= m
			if m >= 1000 {
				total, cur = total+cur, 0
			}
			last, end = m, e
			continue
		}
		if w == "point" {
			f, fe := s.fraction(e)
			if fe > e {
				return total + cur + f, fe
			}
		}
		if w == "and" && last >= 100 && s.numberWordAt(e+1) {
			end = e
			continue
		}
		break
	}
	return total + cur, end
}

// joinWords adds the number word n to cur, of which last was the latest word:
// "forty" + "seven" add, "twenty" + "twenty" and "one" + "eighty" stand side by side.
func joinWords(cur, last, n float64) float64 {
	switch {
	case last >= 100 || last >= 20 && n < 10:
		return cur + n
	case n >= 10:
		return cur*100 + n
	default:
		return cur*10 + n
	}
}

// fraction reads the digits said after "point".
func (s *numberScanner) fraction(i int) (float64, int) {
	f, scale, end := 0.0, 0.1, i
	for {
		k := end
		if k < len(s.r) && s.r[k] == ' ' {
			k++
		}
		e := s.wordEnd(k)
		if e == k || e-k > 6 {
			break
		}
		n, ok := englishNumbers[string(s.r[k:e])]
		if !ok || n > 9 {
			break
		}
		f, scale, end = f+n*scale, scale/10, e
	}
	return math.Round(f*1e9) / 1e9, end
}

func (s *numberScanner) numberWordAt(i int) bool {
	e := s.wordEnd(i)
	if e == i || e-i > 12 {
		return false
	}
	_, ok := englishNumbers[string(s.r[i:e])]
	return ok
}

// article reads "a day", "a dozen", "an hour": one of them, and weakly so.
func (s *numberScanner) article(i, end int) int {
	k := end
	if k >= len(s.r) || s.r[k] != ' ' {
		return end
	}
	e := s.wordEnd(k + 1)
	w := string(s.r[k+1 : min(e, k+13)])
	if m, ok := englishMultipliers[w]; ok {
		v, ve := s.sum(i, e, m)
		u, uend, _ := s.unitAt(ve)
		s.add(s.measure(i, uend, v, u))
		return uend
	}
	if u, ok := latinUnits[w]; ok && (u.name == unitSecond || u.name == unitMonth) && len(w) > 2 && w != "second" {
		n := s.measure(i, e, 1, u)
		n.weak = true
		s.add(n)
		return e
	}
	return end
}

// monthName reads a month next to a day or a year as the number that 月 has.
func (s *numberScanner) monthName(i, end int, w string) int {
	if m, ok := englishMonths[w]; ok && (w != "march" || s.digitNear(end)) {
		s.add(number{start: i, end: end, raw: m, value: m, unit: "月"})
	}
	return end
}

func (s *numberScanner) digitNear(i int) bool {
	return i+1 < len(s.r) && s.r[i] == ' ' && (isDigit(s.r[i+1]) || s.numberWordAt(i+1))
}

// kanji reads a number in kanji that starts at i. A single kanji numeral counts
// only with a unit after it: 一般 and 三角 are words.
func (s *numberScanner) kanji(i int) int {
	j, structural, pointAt := i, false, -1
	for ; j < len(s.r); j++ {
		c := s.r[j]
		if _, ok := kanjiDigits[c]; ok {
			continue
		}
		if _, ok := kanjiTens[c]; ok {
			structural = true
			continue
		}
		if _, ok := kanjiMyriads[c]; ok && j > i {
			structural = true
			continue
		}
		if (c == '点' || c == '・') && pointAt < 0 && j > i && j+1 < len(s.r) && kanjiNumeral(s.r[j+1]) {
			pointAt = j
			continue
		}
		break
	}
	if s.spoken && pointAt < 0 {
		if v, e, ok := s.kanaPoint(i, j); ok {
			return s.finish(i, e, v, "")
		}
	}
	run := s.r[i:j]
	if pointAt < 0 && !structural && len(run) == 2 && kanjiDigits[run[1]] == kanjiDigits[run[0]]+1 && kanjiDigits[run[0]] > 0 {
		return s.pair(i, j, run)
	}
	u, end, _ := s.unitAt(j)
	if !s.kanjiCounts(i, j, end, u, pointAt >= 0, structural) {
		return j
	}
	s.add(s.measure(i, end, kanjiValue(run, pointAt-i), u))
	return end
}

// pair reads 五六名: five or six.
func (s *numberScanner) pair(i, j int, run []rune) int {
	u, end, _ := s.unitAt(j)
	if u.name == "" {
		return j
	}
	for k := range run {
		n := s.measure(i+k, i+k+1, float64(kanjiDigits[run[k]]), u)
		n.approx = true
		if k == len(run)-1 {
			n.end = end
		}
		s.add(n)
	}
	return end
}

// kanjiCounts decides whether the numerals at i to j are a number.
func (s *numberScanner) kanjiCounts(i, j, end int, u unit, point, structural bool) bool {
	after := rune(0)
	if end < len(s.r) {
		after = s.r[end]
	}
	word := string(s.r[i:end])
	switch word {
	case "十分": // enough, unless it measures time
		return i > 0 && (kanjiNumeral(s.r[i-1]) || s.r[i-1] == '歩' || s.r[i-1] == '約') || after == '間' || after == 'ほ' || after == '以' || after == 'く' || after == '程'
	case "一番", "一時", "一本", "一機", "一点":
		return after == '目' || after == '間'
	case "一度", "一日", "一人":
		return true
	}
	if u.name != "" {
		return true
	}
	return point || structural && j-i >= 2 || !structural && j-i >= 3
}

// kanjiValue reads a run of kanji numerals; point is the index of its decimal
// point, negative when it has none.
func kanjiValue(run []rune, point int) float64 {
	if point > 0 && point < len(run) {
		whole, scale := kanjiValue(run[:point], -1), 0.1
		for _, c := range run[point+1:] {
			whole += float64(kanjiDigits[c]) * scale
			scale /= 10
		}
		return math.Round(whole*1e9) / 1e9
	}
	total, section, digit, any := 0.0, 0.0, 0.0, false
	for _, c := range run {
		if d, ok := kanjiDigits[c]; ok {
			digit, any = math.Min(digit*10+float64(d), 1e15), true
			continue
		}
		if m, ok := kanjiTens[c]; ok {
			if !any {
				digit = 1
			}
			section, digit, any = section+digit*m, 0, false
			continue
		}
		if m, ok := kanjiMyriads[c]; ok {
			total, section, digit, any = total+(section+digit)*m, 0, 0, false
		}
	}
	return total + section + digit
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

// same reports whether two numbers say the same amount.
func (n number) same(o number) bool {
	if n.per > 0 && o.per > 0 && n.per != o.per {
		return n.unit == o.unit && near(n.value*n.per, o.value*o.per, true)
	}
	a, b := n.value, o.value
	switch {
	case n.duration() && o.duration() && n.unit != o.unit:
		return near(n.inDays(), o.inDays(), true)
	case n.money() && o.money() && (n.unit == unitCent || o.unit == unitCent):
		return near(a, b, n.approx || o.approx)
	}
	if n.unit != o.unit {
		if n.unit != "" && o.unit != "" && !dayLike(n, o) || n.plain() && o.measured() || o.plain() && n.measured() {
			return false
		}
		a, b = n.raw, o.raw
		if dayLike(n, o) {
			a, b = n.days(), o.days()
		}
	}
	return near(a, b, n.approx || o.approx)
}

// duration reports a length of time.
func (n number) duration() bool { return n.unit == unitSecond || n.unit == unitMonth }

// inDays is a length of time in days, months at their mean length.
func (n number) inDays() float64 {
	if n.unit == unitMonth {
		return n.value * 30.44
	}
	return n.value / 86400
}

// money reports an amount of money.
func (n number) money() bool {
	switch n.unit {
	case "$", "€", "£", "円", unitCent:
		return true
	}
	return false
}

// plain reports a small count without a unit ("two options"), which is not the
// same as as many days or percent.
func (n number) plain() bool { return n.unit == "" && n.raw <= 12 }

// measured reports an amount that is no count of things.
func (n number) measured() bool {
	switch n.unit {
	case unitSecond, unitMonth, unitYear, unitShare, unitFrequency, "日", "月", "時", "歳", "年目", "円", "$", "€", "£", "倍":
		return true
	}
	return false
}

// roughly is how far two rough amounts may lie apart and still be one: "about
// forty" for 42, "十日余り" for 11.
const roughly = 0.12

func near(a, b float64, rough bool) bool {
	d := math.Abs(a - b)
	if rough {
		return d <= roughly*math.Max(math.Abs(a), math.Abs(b))
	}
	return d <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// dayLike: 日 is a day of the month or a length, which only its company tells.
func dayLike(n, o number) bool {
	return n.unit == "日" && o.unit == unitSecond || n.unit == unitSecond && o.unit == "日"
}

func (n number) days() float64 {
	if n.unit == unitSecond {
		return n.value / 86400
	}
	return n.raw
}

// comparable reports whether two numbers count the same thing, so that a
// difference between them means something.
func (n number) comparable(o number) bool {
	if n.weak || o.weak || n.unit == "" {
		return false
	}
	return n.unit == o.unit || n.duration() && o.duration() || n.money() && o.money() && (n.unit == unitCent || o.unit == unitCent)
}
