package coverage

// How often something happens is an amount like others: 毎月, 月に一回 and
// "monthly" are twelve times a year, and whoever says 年に一回 instead says
// something else.

// unitFrequency counts times a year.
const unitFrequency = "times a year"

var frequencyWords = map[string]float64{
	"毎日": 365, "日次": 365, "毎晩": 365, "毎朝": 365, "毎週": 52, "週次": 52, "隔週": 26, "毎月": 12, "月次": 12, "毎年": 1, "年次": 1,
	"daily": 365, "nightly": 365, "weekly": 52, "fortnightly": 26, "biweekly": 26, "monthly": 12, "quarterly": 4, "yearly": 1, "annually": 1, "annual": 1,
}

// frequencyPeriods are the periods of "once a …" and "every …".
var frequencyPeriods = map[string]float64{"day": 365, "night": 365, "morning": 365, "evening": 365, "week": 52, "fortnight": 26, "month": 12, "quarter": 4, "year": 1}

var japanesePeriods = map[rune]float64{'日': 365, '週': 52, '月': 12, '年': 1}

// frequency reads a frequency that starts at i. It returns i when there is none.
func (s *numberScanner) frequency(i int) int {
	if isLatin(s.r[i]) {
		return s.englishFrequency(i)
	}
	if i+1 < len(s.r) && isHan(s.r[i]) {
		if v, ok := frequencyWords[string(s.r[i:i+2])]; ok {
			return s.addFrequency(i, i+2, v)
		}
	}
	per, ok := japanesePeriods[s.r[i]]
	if !ok || i > 0 && (isDigit(s.r[i-1]) || isHan(s.r[i-1])) {
		return i
	}
	j := i + 1
	if j < len(s.r) && s.r[j] == '間' {
		j++
	}
	if j < len(s.r) && s.r[j] == 'に' {
		j++
	}
	for _, once := range []string{"一回", "1回", "一度", "1度"} {
		if hasRunes(s.r, j, once) {
			return s.addFrequency(i, j+2, per)
		}
	}
	return i
}

func (s *numberScanner) englishFrequency(i int) int {
	end := s.wordEnd(i)
	w := string(s.r[i:min(end, i+12)])
	if v, ok := frequencyWords[w]; ok {
		return s.addFrequency(i, end, v)
	}
	switch w {
	case "every", "each":
		if next, e := s.nextWord(end); next == "other" || next == "second" {
			if p, e2 := s.nextWord(e); frequencyPeriods[p] > 0 {
				return s.addFrequency(i, e2, frequencyPeriods[p]/2)
			}
		} else if frequencyPeriods[next] > 0 {
			return s.addFrequency(i, e, frequencyPeriods[next])
		}
	case "once", "twice":
		if next, e := s.nextWord(end); next == "a" || next == "per" || next == "every" {
			if p, e2 := s.nextWord(e); frequencyPeriods[p] > 0 {
				times := 1.0
				if w == "twice" {
					times = 2
				}
				return s.addFrequency(i, e2, frequencyPeriods[p]*times)
			}
		}
	}
	return i
}

func (s *numberScanner) nextWord(i int) (string, int) {
	if i >= len(s.r) || s.r[i] != ' ' {
		return "", i
	}
	e := s.wordEnd(i + 1)
	return string(s.r[i+1 : min(e, i+13)]), e
}

func (s *numberScanner) addFrequency(start, end int, v float64) int {
	s.add(number{start: start, end: end, raw: v, value: v, unit: unitFrequency, approx: true})
	return end
}
