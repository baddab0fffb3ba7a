package coverage

import "math"

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
