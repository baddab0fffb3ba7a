package coverage

// A recogniser now and then writes a number as it sounds: ごねんかん, 五てんなな,
// にじゅうよんさんろくご. Reading those is safe only where a unit or several
// numerals in a row make it plain that a number was meant.

var kanaNumerals = []struct {
	kana  string
	value float64
}{
	{"きゅう", 9},
	{"じゅう", 10},
	{"ひゃく", 100},
	{"びゃく", 100},
	{"ぴゃく", 100},
	{"いち", 1},
	{"さん", 3},
	{"よん", 4},
	{"ろく", 6},
	{"なな", 7},
	{"しち", 7},
	{"はち", 8},
	{"せん", 1000},
	{"ぜん", 1000},
	{"まん", 10000},
	{"ぜろ", 0},
	{"ろっ", 6},
	{"はっ", 8},
	{"いっ", 1},
	{"に", 2},
	{"ご", 5},
}

var kanaUnits = []struct {
	kana string
	unit unit
}{
	{"ねんかん", unit{unitMonth, 12}},
	{"ねんめ", unit{"年目", 1}},
	{"かげつ", unit{unitMonth, 1}},
	{"しゅうかん", unit{unitSecond, 7 * 86400}},
	{"じかん", unit{unitSecond, 3600}},
	{"ぱーせんと", unit{unitShare, 1}},
	{"パーセント", unit{unitShare, 1}},
	{"%", unit{unitShare, 1}},
}

func (s *numberScanner) kanaNumeralAt(i int) (float64, int) {
	for _, k := range kanaNumerals {
		if hasRunes(s.r, i, k.kana) {
			return k.value, i + len([]rune(k.kana))
		}
	}
	return 0, i
}

// kana reads a number written in hiragana at i, if it is plainly one.
func (s *numberScanner) kana(i int) int {
	if i > 0 && (isKana(s.r[i-1]) && !s.afterFiller(i)) {
		return i + 1
	}
	var values []float64
	j := i
	for {
		v, e := s.kanaNumeralAt(j)
		if e == j {
			break
		}
		values, j = append(values, v), e
	}
	if len(values) == 0 {
		return i + 1
	}
	u, end := s.kanaUnitAt(j)
	if u.name == "" && len(values) < 3 {
		return i + 1
	}
	for _, v := range groupKana(values) {
		s.add(s.measure(i, end, v, unit{}))
	}
	if u.name != "" {
		last := &s.found[len(s.found)-1]
		*last = s.measure(i, end, last.raw, u)
	}
	return max(end, i+1)
}

// afterFiller reports whether the kana before i end a hesitation or a particle,
// after which a new word starts.
func (s *numberScanner) afterFiller(i int) bool {
	return endsWithAny(string(s.r[max(0, i-4):i]), []string{"えーと", "えっと", "えと", "あのー", "は", "が", "も", "を", "で", "と", "ー"})
}

func (s *numberScanner) kanaUnitAt(i int) (unit, int) {
	for _, k := range kanaUnits {
		if hasRunes(s.r, i, k.kana) {
			return k.unit, i + len([]rune(k.kana))
		}
	}
	if u, end, _ := s.unitAt(i); u.name != "" && i < len(s.r) && isHan(s.r[i]) {
		return u, end
	}
	return unit{}, i
}

// groupKana adds numerals up: 2, 10, 4 are 24, and 3, 6, 5 after them 365.
func groupKana(values []float64) []float64 {
	var out []float64
	total, digit, hasDigit, tens := 0.0, 0.0, false, false
	flush := func() {
		if hasDigit || tens {
			out = append(out, total+digit)
		}
		total, digit, hasDigit, tens = 0, 0, false, false
	}
	for _, v := range values {
		switch {
		case v >= 10:
			if !hasDigit {
				digit = 1
			}
			total, digit, hasDigit, tens = total+digit*v, 0, false, true
		case hasDigit && tens:
			flush()
			digit, hasDigit = v, true
		case hasDigit:
			digit = digit*10 + v
		default:
			digit, hasDigit = v, true
		}
	}
	flush()
	return out
}

// kanaPoint reads 五てんなな: kanji numerals at i to j, a spoken point, a digit.
func (s *numberScanner) kanaPoint(i, j int) (float64, int, bool) {
	if !hasRunes(s.r, j, "てん") {
		return 0, 0, false
	}
	v, e := s.kanaNumeralAt(j + 2)
	if e == j+2 || v > 9 {
		return 0, 0, false
	}
	return kanjiValue(s.r[i:j], -1) + v/10, e, true
}

// hasRunes reports whether text stands in r at i.
func hasRunes(r []rune, i int, text string) bool {
	for _, c := range text {
		if i >= len(r) || r[i] != c {
			return false
		}
		i++
	}
	return true
}
