package prompts

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// clue is a piece of a text by which its content can be known: a word, a name or
// an amount. Two texts that share none say nothing of each other.
type clue struct {
	script script // of text; noWord for an amount
	text   string // folded: a Latin stem, katakana, two kanji or one
	amount string // its value: "15" of 15分, 十五分 and fifteen minutes
	weak   bool   // any interviewer says it to anybody
	// compound is set for a word of several scripts, whose parts are clues too.
	compound bool
	// sound is how a Latin or katakana word sounds, roughly, so that it can be
	// known in the other script.
	sound sound
}

// clues lists what a text says: amounts, Latin words by their stems, katakana
// words without the everyday words compounded with them, kanji in pairs, single
// kanji, and the kanji of a compound verb (切り戻し is 切戻, as is 切戻し).
func clues(text string) []clue {
	text = fold(text)
	numbers := amounts(text)
	all := make([]clue, 0, len(numbers)+16)
	for _, n := range numbers {
		all = append(all, amountClue(text, n))
	}
	for _, r := range runs(text) {
		word := text[r.start:r.end]
		switch r.script {
		case kanji:
			all = append(all, kanjiClues(word, text[r.end:])...)
		case katakana:
			all = append(all, katakanaClue(word))
		default:
			all = append(all, latinClues(word)...)
		}
	}
	for _, m := range joinedKanji.FindAllStringSubmatch(text, -1) {
		all = append(all, kanjiClue(m[1]+m[2]))
	}
	for _, w := range words(text) {
		if w.script == noWord && w.end-w.start <= longestCompound {
			all = append(all, clue{script: kanji, text: text[w.start:w.end], compound: true})
		}
	}
	return all
}

// longestCompound is the longest word of several scripts that is one clue, in
// bytes.
const longestCompound = 36

// amountClue is an amount. A small one only tells something with what it counts:
// 3分 and three minutes do, 三つ does not.
func amountClue(text string, n amount) clue {
	if !n.small() {
		return clue{amount: n.value}
	}
	if m := measured.FindStringSubmatch(text[n.end:]); m != nil {
		return clue{amount: n.value + m[1]}
	}
	return clue{amount: n.value, weak: true}
}

var measured = regexp.MustCompile(`^ ?-?(分|秒|時間|日|週|か月|ヶ月|カ月|年|割|倍|%|パーセント|キロ|グラム|minute|hour|day|week|month|year|percent|kilo|gram)`)

// joinedKanji are two kanji with the ending of the first one's verb between them.
var joinedKanji = regexp.MustCompile(`(\p{Han})[いきしちにみりぎじびえけせてねめれげべ](\p{Han})`)

// kanjiClues are the clues of a kanji run. A single kanji is a noun before a
// particle, and else the stem of a verb, which is in many words.
func kanjiClues(word, after string) []clue {
	if utf8.RuneCountInString(word) == 1 {
		return []clue{{script: kanji, text: word, weak: everydayOf(qa.Japanese)[word] || !particle.MatchString(after)}}
	}
	var all []clue
	for _, pair := range pairs(word) {
		all = append(all, kanjiClue(pair))
	}
	return all
}

var particle = regexp.MustCompile(`^(?:[はがをにでのともやへ、。]|から|まで|より|$)`)

// kanjiClue is two kanji. Numerals are amounts already, and weak as words.
func kanjiClue(pair string) clue {
	first, _ := utf8.DecodeRuneInString(pair)
	return clue{script: kanji, text: pair, weak: everydayOf(qa.Japanese)[pair] || isNumeral(first)}
}

// katakanaClue is a katakana word without its everyday parts, unless it has no
// others. What is left of two characters is too short to know anything by.
func katakanaClue(word string) clue {
	rest := everydayOf(qa.Japanese).without(word)
	if n := utf8.RuneCountInString(rest); n < 2 || n == 2 && rest != word {
		return clue{script: katakana, text: word, weak: true}
	}
	return clue{script: katakana, text: rest, sound: soundOfKana(rest)}
}

// latinClues are the words of a Latin run that is no amount.
func latinClues(run string) []clue {
	var all []clue
	for word := range latinParts(run) {
		if functionWords[word] || utf8.RuneCountInString(word) < 2 || isAmount(word) {
			continue
		}
		s := stem(word)
		weak := everydayOf(qa.English)[s] || numberWords[word] > 0 || common(word)
		all = append(all, clue{script: latin, text: s, weak: weak, sound: soundOfLatin(word)})
	}
	return all
}

// common reports a Latin abbreviation that Japanese speakers use of anything.
func common(word string) bool { return everydayOf(qa.Japanese)[stem(word)] }

// latinParts are the words that marks join to one run ("well-known", "CI/CD").
// A word with a digit stays whole.
func latinParts(run string) iter.Seq[string] {
	return strings.FieldsFuncSeq(run, func(r rune) bool { return strings.ContainsRune("-/&+_", r) })
}

// stem is an English word without its endings, so that its forms compare equal.
// It needs not be a word, and is wrong for some: two words that it takes for one
// are alike anyway.
func stem(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(word, "’", "'"), "'s"), "'")
	if len(word) < 4 || strings.ContainsFunc(word, unicode.IsDigit) {
		return word
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(word, e.from); ok && len(base) >= 3 {
			return strings.TrimSuffix(single(base, e.to), "e")
		}
	}
	return strings.TrimSuffix(word, "e")
}

// single puts an ending on a stem, and takes the consonant back that an ending
// had doubled (dropped, planning).
func single(base, ending string) string {
	if n := len(base); ending == "" && n > 3 && base[n-1] == base[n-2] && base[n-1] != 's' && base[n-1] != 'l' {
		return base[:n-1]
	}
	return base + ending
}

var endings = []struct{ from, to string }{
	{"ings", ""},
	{"ing", ""},
	{"ies", "y"},
	{"ied", "y"},
	{"sses", "ss"},
	{"xes", "x"},
	{"ches", "ch"},
	{"shes", "sh"},
	{"ed", ""},
	{"ss", "ss"},
	{"us", "us"},
	{"is", "is"},
	{"s", ""},
}

// same reports whether a clue of a text is this one: equal, another form of it,
// part of it in a compound, or the same in the other script.
func (c clue) same(said clue) bool {
	switch {
	case c.script == noWord || said.script == noWord:
		return c.script == said.script && c.amount == said.amount
	case c.script == said.script && c.script == katakana:
		return overlap(c.text, said.text, 4)
	case c.script == said.script && c.script == latin:
		return c.text == said.text || formOf(c.text, said.text) || formOf(said.text, c.text)
	case c.script == said.script:
		return c.text == said.text
	default:
		return c.sound.like(said.sound)
	}
}

// formOf reports whether a stem is another one with endings (configuration is
// configure with some, dockerfile is not docker).
func formOf(long, stem string) bool {
	rest, ok := strings.CutPrefix(long, stem)
	return ok && len(stem) >= 5 && derived.MatchString(rest)
}

var derived = regexp.MustCompile(`^(?:ation|ion|ment|er|or|ity|al|ly|ive|able|ible|ic|ance|ence|ness|ful|ise|ize|is|iz|y|at)+$`)

// overlap reports whether two words are equal, or one of at least so many
// characters stands in the other.
func overlap(a, b string, least int) bool {
	if a == b {
		return true
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	return utf8.RuneCountInString(short) >= least && strings.Contains(long, short)
}

// known is what was said or may be said: the clues of some texts.
type known struct {
	text   string // folded
	exact  map[string]bool
	fuzzy  []clue // Latin and katakana, which have forms
	amount map[string]bool
}

func newKnown(texts ...string) known {
	k := known{text: fold(strings.Join(texts, "\n")), exact: map[string]bool{}, amount: map[string]bool{}}
	for _, c := range clues(k.text) {
		switch {
		case c.script == noWord:
			k.amount[c.amount] = true
			k.amount[c.amount[:digitsIn(c.amount)]] = true
		case !k.exact[c.text]:
			k.exact[c.text] = true
			if c.script != kanji {
				k.fuzzy = append(k.fuzzy, c)
			}
		}
	}
	return k
}

// digitsIn is the length of the number at the beginning of an amount.
func digitsIn(amount string) int {
	return len(amount) - len(strings.TrimLeft(amount, "0123456789."))
}

func (k known) has(c clue) bool {
	if c.script == noWord {
		return k.amount[c.amount]
	}
	if k.exact[c.text] {
		return true
	}
	for _, f := range k.fuzzy {
		if f.same(c) {
			return true
		}
	}
	return false
}
