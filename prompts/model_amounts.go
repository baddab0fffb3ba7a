package prompts

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// amount is a number that a text says, in digits, kanji or words.
type amount struct {
	value   string // without grouping, in decimal
	start   int    // bytes in the folded text
	end     int
	written bool // in kanji or in words, not in digits
}

// small reports the numbers that talk is full of: one, two, three.
func (a amount) small() bool { return a.value == "1" || a.value == "2" || a.value == "3" }

// amounts finds the numbers in a folded text, in no order. A digit in a name
// (EC2, p99) is none.
func amounts(text string) []amount {
	var all []amount
	words := spelledOut{text: text}
	for _, r := range runs(text) {
		switch r.script {
		case latin:
			at := r.start
			for part := range latinParts(text[r.start:r.end]) {
				at += strings.Index(text[at:], part)
				if m := digits.FindStringSubmatch(part); m != nil {
					all = append(all, inDigits(text, m[1], at, at+len(m[1]), at+len(part)))
				}
				words.read(part, at)
				at += len(part)
			}
		case kanji:
			all = append(all, inKanji(text, r)...)
		}
	}
	return append(all, words.finish()...)
}

// digits is a number with or without a unit in Latin letters behind it.
var digits = regexp.MustCompile(`^(\d[\d,]*(?:\.\d+)?)(?:%|x|k|th|st|nd|rd|s|ms|sec|secs|m|min|mins|h|hr|hrs|am|pm|kg|g|mg|t|km|cm|mm|l|ml|kb|mb|gb|tb|yen|usd|eur|percent|pct|fold|days?|weeks?|months?|years?)?$`)

func isAmount(part string) bool { return digits.MatchString(part) }

// inDigits is a number with a kanji that multiplies it behind it (3万, 8割).
func inDigits(text, number string, start, end, after int) amount {
	v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
	if err != nil {
		v = 0
	}
	for after < len(text) {
		r, size := utf8.DecodeRuneInString(text[after:])
		by, ok := multipliers[r]
		if !ok {
			break
		}
		v, after = v*by, after+size
	}
	return amount{value: decimal(v), start: start, end: end}
}

var multipliers = map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 1e4, '億': 1e8, '割': 10}

func decimal(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

var numerals = map[rune]float64{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

func isNumeral(r rune) bool {
	_, digit := numerals[r]
	_, by := multipliers[r]
	return digit || by && r != '割'
}

// inKanji finds the kanji numerals of a kanji run: two and more, or one before
// what it counts. 十分 is rather "enough" than ten minutes.
func inKanji(text string, in run) []amount {
	var all []amount
	for i := in.start; i < in.end; {
		end := i
		for end < in.end {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !isNumeral(r) {
				break
			}
			end += size
		}
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		afterDigit := i > 0 && isDigit(text[i-1])
		if !afterDigit && counts(text[i:end], text[end:]) {
			all = append(all, amount{value: kanjiValue(text[i:end], text[end:]), start: i, end: end, written: true})
		}
		i = end
	}
	return all
}

// counts reports whether kanji numerals count something.
func counts(numeral, after string) bool {
	if numeral == "十" && strings.HasPrefix(after, "分") {
		return false
	}
	return utf8.RuneCountInString(numeral) > 1 || counter.MatchString(after)
}

var counter = regexp.MustCompile(`^(?:つ|人|名|件|回|年|か月|ヶ月|カ月|月|日|週|時|分|秒|割|倍|台|個|本|枚|社|店|校|歳|円|度|点|位|番|階|種|床|拠点|冊|箱|頭|匹|杯|皿|席|棟|機|章|問|票|軒|組|班|チーム|パーセント)`)

// kanjiValue reads kanji numerals: 二十五, 三百, 一五.
func kanjiValue(numeral, after string) string {
	total, section, digit, seen := 0.0, 0.0, 0.0, false
	for _, r := range numeral {
		if v, ok := numerals[r]; ok {
			if seen {
				v += digit * 10 // 一五
			}
			digit, seen = v, true
			continue
		}
		by := multipliers[r]
		if !seen && (by < 1e4 || section == 0) {
			digit = 1
		}
		if by < 1e4 {
			section += digit * by
		} else {
			total += (section + digit) * by
			section = 0
		}
		digit, seen = 0, false
	}
	v := total + section + digit
	if strings.HasPrefix(after, "割") {
		v *= 10
	}
	return decimal(v)
}

// spelledOut reads English numbers over several words: "two hundred and forty".
type spelledOut struct {
	text           string
	all            []amount
	total, section float64
	start, end     int
	open           bool
}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100, "thousand": 1000, "million": 1e6, "dozen": 12,
}

// read takes the next word of the text.
func (s *spelledOut) read(word string, at int) {
	v, number := numberWords[word]
	joins := s.open && len(strings.TrimLeft(strings.TrimPrefix(s.text[s.end:at], " and"), " -")) == 0
	switch {
	case !number:
		return
	case !joins:
		s.close()
		s.start, s.open = at, true
	}
	switch {
	case v >= 1000:
		s.total, s.section = s.total+max(s.section, 1)*v, 0
	case v == 100 || v == 12 && word == "dozen":
		s.section = max(s.section, 1) * v
	case s.section > 0 && (int(s.section)%10 != 0 || v >= 10 && int(s.section)%100 != 0):
		s.close() // "four five" are two numbers
		s.start, s.open, s.section = at, true, v
	default:
		s.section += v
	}
	s.end = at + len(word)
}

func (s *spelledOut) close() {
	if s.open {
		s.all = append(s.all, amount{value: decimal(s.total + s.section), start: s.start, end: s.end, written: true})
	}
	s.open, s.total, s.section = false, 0, 0
}

func (s *spelledOut) finish() []amount {
	s.close()
	return s.all
}
