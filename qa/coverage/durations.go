package coverage

import "strings"

// joinDurations makes one number of a length of time that is said in parts:
// 1年2か月, "one year and two months", 1時間半.
func (s *numberScanner) joinDurations() {
	out := s.found[:0]
	for _, n := range s.found {
		if k := len(out); k > 0 && s.continues(&out[k-1], &n) {
			p := &out[k-1]
			p.value += n.value
			p.raw = p.value
			p.end = n.end
			continue
		}
		if n.duration() && n.end < len(s.r) && s.r[n.end] == '半' && !n.weak && n.raw > 0 {
			n.value += n.value / n.raw / 2
			n.raw += 0.5
			n.end++
		}
		out = append(out, n)
	}
	s.found = out
}

// continues reports whether b goes on with the duration a in a smaller unit.
func (s *numberScanner) continues(a, b *number) bool {
	if a.unit != b.unit || !a.duration() || a.weak || b.weak || b.start < a.end || b.raw == 0 || a.raw == 0 {
		return false
	}
	if b.value/b.raw >= a.value/a.raw || b.start-a.end > 5 {
		return false
	}
	switch strings.TrimSpace(string(s.r[a.end:b.start])) {
	case "", "と", "and":
		return true
	}
	return false
}

// periodOf reads "a month", 月に, per week around an amount: how many such
// periods a year has, 0 when the amount is not so much a period. Frequencies are
// amounts of their own.
func (s *numberScanner) periodOf(n *number) float64 {
	if n.unit == unitFrequency || n.unit == unitYear || n.unit == "月" || n.unit == "日" || n.unit == "時" {
		return 0
	}
	if p := s.periodBefore(n.start); p > 0 {
		return p
	}
	return s.periodAfter(n.end)
}

// periodBefore reads 月に, 週, 1日あたり, 年間 before rune i.
func (s *numberScanner) periodBefore(i int) float64 {
	before := string(s.r[max(0, i-6):i])
	before = strings.TrimSuffix(strings.TrimSuffix(before, "約"), "およそ")
	for _, link := range []string{"間に", "に", "あたり", "当たり", "間"} {
		if rest, ok := strings.CutSuffix(before, link); ok {
			before = rest
			break
		}
	}
	r := []rune(before)
	if len(r) == 0 {
		return 0
	}
	per, ok := japanesePeriods[r[len(r)-1]]
	if !ok {
		return 0
	}
	if len(r) >= 2 {
		if c := r[len(r)-2]; c != '1' && c != '一' && c != '毎' && (isDigit(c) || isHan(c)) {
			return 0 // 3月, 今月, 来週
		}
	}
	return per
}

// periodAfter reads "a week", "per month", /年 after rune i.
func (s *numberScanner) periodAfter(i int) float64 {
	for words := 0; words < 3 && i < len(s.r); words++ {
		if s.r[i] == '/' && i+1 < len(s.r) {
			return japanesePeriods[s.r[i+1]]
		}
		w, e := s.nextWord(i)
		if w == "" {
			return 0
		}
		if w == "a" || w == "per" || w == "each" || w == "every" {
			p, _ := s.nextWord(e)
			return frequencyPeriods[p]
		}
		i = e
	}
	return 0
}
