package coverage

import "math"

func kanjiNumeral(c rune) bool {
	if _, ok := kanjiDigits[c]; ok {
		return true
	}
	_, ok := kanjiTens[c]
	return ok
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
