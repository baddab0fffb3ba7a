package delivery

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
	"mondo/qa/coverage"
)

// talk is an answer taken apart into what was said.
type talk struct {
	text  string
	lang  qa.Lang
	known bool // Japanese words are known
	words []word
	// ended tells that there are sentence ends to go by.
	ended   bool
	fillers []qa.Filler
}

// word is one thing said, with what stands between it and the one before.
type word struct {
	coverage.Word // of a word that is not Japanese, only Start and End
	kind          wordKind
	key           string // as it stands; Latin in lower case, with straight apostrophes
	cut           cut
	filler        bool // or part of one
}

type wordKind uint8

const (
	japanese   wordKind = iota
	latin               // also of letters and digits: EC2
	number              // digits
	sign                // % and &, which are said as words
	hesitation          // えーと, um
)

// cut is how strongly a word is parted from the one before.
type cut uint8

const (
	cutNone cut = iota
	cutGap      // a comma, a space in Japanese, a short silence
	cutStop     // the end of a sentence
)

// takeApart cuts an answer into words.
func takeApart(tokens *coverage.Tokenizer, a Answer) *talk {
	t := &talk{text: a.Text, lang: a.Lang, known: tokens != nil && (a.Lang != qa.Japanese || tokens.Load() == nil)}
	if a.Lang != qa.Japanese {
		tokens = nil
	}
	t.cutWords(tokens)
	t.cutGaps()
	t.cutSentences()
	t.cutPauses(a)
	t.findFillers()
	return t
}

// count is how many words are known to have been said.
func (t *talk) count() int {
	if t.lang == qa.Japanese && !t.known {
		return 0
	}
	return len(t.words)
}

// cutWords fills t.words. Hesitations are taken out first: a dictionary makes
// other words of them and of their neighbours.
func (t *talk) cutWords(tokens *coverage.Tokenizer) {
	t.words = make([]word, 0, len(t.text)/4+4)
	from := 0
	for _, h := range japaneseHesitations(t.text) {
		t.cutStretch(tokens, from, h[0])
		t.add(word{Word: coverage.Word{Start: h[0], End: h[1]}, kind: hesitation})
		from = h[1]
	}
	t.cutStretch(tokens, from, len(t.text))
}

// cutStretch cuts text[i:end], which has no Japanese hesitation.
func (t *talk) cutStretch(tokens *coverage.Tokenizer, i, end int) {
	at := i
	known := tokens.Words(t.text[i:end])
	for i < end {
		c, size := utf8.DecodeRuneInString(t.text[i:end])
		switch {
		case len(known) > 0 && at+known[0].Start == i:
			w := known[0]
			known = known[1:]
			w.Start, w.End = w.Start+at, w.End+at
			t.add(word{Word: w})
			i = w.End
		case isDigit(c):
			i = t.addRun(i, end, number)
		case isLatin(c):
			i = t.addRun(i, end, latin)
		case strings.ContainsRune("%％&＆", c):
			t.add(word{Word: coverage.Word{Start: i, End: i + size}, kind: sign})
			i += size
		case isJapanese(c): // without a dictionary
			i = t.addScript(i, end)
		default:
			i += size
		}
	}
}

// add adds a word.
func (t *talk) add(w word) {
	if n := len(t.words); n > 0 && w.kind == japanese && t.drawnOut(&t.words[n-1], &w) {
		t.words[n-1].End, t.words[n-1].key = w.End, t.text[t.words[n-1].Start:w.End]
		return
	}
	w.key = t.text[w.Start:w.End]
	if w.kind == latin {
		w.key = strings.ReplaceAll(strings.ToLower(w.key), "’", "'")
	}
	if w.kind == latin && englishHesitation(t.text[w.Start:w.End], t.text[w.End:], t.words) {
		w.kind = hesitation
	}
	t.words = append(t.words, w)
}

// drawnOut tells whether w is only the long vowel of the word before it: まあー.
func (t *talk) drawnOut(before, w *word) bool {
	return before.kind == japanese && before.End == w.Start && strings.Trim(t.text[w.Start:w.End], "ー") == ""
}

// addRun adds the number or the Latin word at byte i and returns where it ends.
func (t *talk) addRun(i, end int, kind wordKind) int {
	j := i
	for j < end {
		c, size := utf8.DecodeRuneInString(t.text[j:end])
		next, _ := utf8.DecodeRuneInString(t.text[j+size : end])
		in := isDigit(c)
		if kind == latin {
			in = in || isLatin(c) || (c == '\'' || c == '’') && isLatin(next) || (c == '+' || c == '#') && j-i <= 2
		} else {
			in = in || (c == '.' || c == ',') && isDigit(next)
		}
		if !in {
			break
		}
		j += size
	}
	t.add(word{Word: coverage.Word{Start: i, End: j}, kind: kind})
	return j
}

// addScript adds a run of one Japanese script.
func (t *talk) addScript(i, end int) int {
	first, j := rune(0), i
	for j < end {
		c, size := utf8.DecodeRuneInString(t.text[j:end])
		if !isJapanese(c) || j > i && scriptOf(c) != scriptOf(first) {
			break
		}
		if j == i {
			first = c
		}
		j += size
	}
	t.add(word{Word: coverage.Word{Start: i, End: j, Base: t.text[i:j]}})
	return j
}

// cutGaps reads the marks and spaces between words.
func (t *talk) cutGaps() {
	for i := 1; i < len(t.words); i++ {
		p, w := &t.words[i-1], &t.words[i]
		between := t.text[p.End:w.Start]
		switch {
		case between == "":
		case strings.Contains(between, "\n"):
			w.cut = cutStop
		case strings.ContainsAny(between, "、，,;；:：…—–()（）.!?．。！？"), strings.Contains(between, "- "):
			w.cut = cutGap
		case spaced(between) && t.wide(p) && t.wide(w):
			w.cut = cutGap
		}
	}
}

func spaced(between string) bool { return strings.ContainsFunc(between, unicode.IsSpace) }

// wide tells a word of a script that has no spaces between words.
func (t *talk) wide(w *word) bool {
	c, _ := utf8.DecodeRuneInString(t.text[w.Start:])
	return isJapanese(c)
}

// silence is the length, in milliseconds, from which a gap between two timed
// words parts them.
const silence = 300

// cutPauses parts words where the recogniser's times leave a silence.
func (t *talk) cutPauses(a Answer) {
	next := 0
	for _, at := range silences(a) {
		for next < len(t.words) && t.words[next].Start < at {
			next++
		}
		if next > 0 && next < len(t.words) {
			t.words[next].cut = max(t.words[next].cut, cutGap)
		}
	}
}

// searched is how far ahead, in bytes, a timed word is looked for: recognisers
// leave out words between theirs, and may spell some otherwise.
const searched = 200

// silences lists the bytes of the text at which a silence ends a timed word.
func silences(a Answer) []int {
	var out []int
	at, before := 0, int64(-1)
	for _, w := range a.Words {
		text := strings.TrimSpace(w.Text)
		if text == "" || w.End < w.Start {
			continue
		}
		i := strings.Index(a.Text[at:min(len(a.Text), at+searched+len(text))], text)
		if i < 0 {
			continue
		}
		if before >= 0 && w.Start-before >= silence {
			out = append(out, at)
		}
		at += i + len(text)
		before = w.End
	}
	return out
}

// opens tells whether word i may begin a clause.
func (t *talk) opens(i int) bool {
	if i == 0 || t.words[i].cut > cutNone {
		return true
	}
	p := &t.words[i-1]
	return p.kind == hesitation || p.filler || clauseBefore[p.Part] || p.Detail == "接続助詞" || t.lang != qa.Japanese && connectives[p.key]
}

// clauseBefore are parts of speech behind which a clause begins: そして, はい, そうですね.
var clauseBefore = wordSet("接続詞 感動詞 フィラー")

// closes tells whether a clause or a breath may end behind word i.
func (t *talk) closes(i int) bool {
	return t.parts(i) || t.words[i+1].kind == hesitation
}

// parts tells whether something audible parts word i from the next.
func (t *talk) parts(i int) bool { return i+1 == len(t.words) || t.words[i+1].cut > cutNone }

// span is the stretch of words i to j, inclusive.
func (t *talk) span(i, j int) qa.Span {
	start, end := t.words[i].Start, t.words[j].End
	return qa.Span{Start: start, End: end, Text: t.text[start:end]}
}

func isHiragana(c rune) bool { return c >= 0x3041 && c <= 0x309F }
func isKatakana(c rune) bool { return c >= 0x30A1 && c <= 0x30FE && c != '・' }

func isKanji(c rune) bool {
	return unicode.Is(unicode.Han, c) || c == '々' || c == '〆'
}

func isJapanese(c rune) bool { return isHiragana(c) || isKatakana(c) || isKanji(c) }

// scriptOf tells the Japanese scripts apart.
func scriptOf(c rune) int {
	switch {
	case isHiragana(c):
		return 1
	case isKatakana(c):
		return 2
	}
	return 3
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }
func isLatin(c rune) bool { return !isJapanese(c) && unicode.IsLetter(c) }

// wordSet reads words, parted by spaces.
func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}
