package delivery

import (
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// repeatedStarts lists what was begun twice: 「わた、私は」「私が、えー、私が」, "we, we
// had", "imp- important". What is said twice for its own sake (はい、はい; very,
// very) is left alone.
func (t *talk) repeatedStarts() []qa.Span {
	var out []qa.Span
	for i := 0; i < len(t.words); i++ {
		if last, ok := t.restart(i); ok {
			out = append(out, t.span(i, last))
			i = last
		}
	}
	return out
}

// maxRestart is how many words are compared: who begins anew goes back a few.
const maxRestart = 4

// restart gives the last word of the second try at what begins with word i.
func (t *talk) restart(i int) (last int, ok bool) {
	if t.words[i].kind == hesitation || t.words[i].filler || t.words[i].kind == number {
		return 0, false
	}
	for n := maxRestart; n > 0; n-- {
		j, parted := t.secondTry(i + n)
		if j < 0 || !t.sameWords(i, j, n) || t.crosses(i, n) {
			continue
		}
		if n > 1 && t.weighty(i, n) || n == 1 && t.startsOver(i, j, parted) {
			return j + n - 1, true
		}
	}
	if j, parted := t.secondTry(i + 1); j > 0 && parted && t.brokenOff(i, j) {
		return j, true
	}
	return 0, false
}

// secondTry is where the second try would begin, behind hesitations, and whether
// anything parts it from the first; -1 when there is none.
func (t *talk) secondTry(j int) (at int, parted bool) {
	start := j
	for j < len(t.words) && t.words[j].kind == hesitation {
		j++
	}
	if j >= len(t.words) || t.words[j].cut == cutStop {
		return -1, false
	}
	return j, j > start || t.words[j].cut > cutNone
}

// crosses tells whether a break stands within the n words at i.
func (t *talk) crosses(i, n int) bool {
	for k := i + 1; k < i+n; k++ {
		if t.words[k].cut > cutNone || t.words[k].filler {
			return true
		}
	}
	return false
}

// weighty tells whether several words, said twice, are a start: not a figure of
// speech like どんどん or 一つ一つ, or "more and more and".
func (t *talk) weighty(i, n int) bool {
	if t.lang != qa.Japanese {
		return restarters[t.words[i].key] || restarters[t.words[i+n-1].key]
	}
	last := &t.words[i+n-1]
	return last.Part == "助詞" && (last.Detail == "格助詞" || last.Detail == "係助詞" || last.Detail == "連体化") && (t.nominal(i) || t.words[i].Part == "連体詞")
}

// startsOver tells whether one word, said as i and as j, was a start.
func (t *talk) startsOver(i, j int, parted bool) bool {
	w := &t.words[i]
	if t.lang != qa.Japanese {
		return restarters[w.key] && !(j == i+1 && parted && closers[w.key])
	}
	return parted && (w.Part == "名詞" && w.Detail != "副詞可能" && w.Detail != "数" || w.Part == "動詞") && utf8.RuneCountInString(w.key) > 1
}

// restarters are the words that English speakers begin anew with. Others are
// said twice on purpose.
var restarters = wordSet("i we he she it they you the a an my our his her their this and but to of in on at for with from because if when it's i'm i've we're we've they're was were there what how where is")

// closers are those of them that may end one clause and, behind a comma, begin
// the next: "he asked her, her answer was no".
var closers = wordSet("her it you this there in on was is")

// brokenOff tells whether word i is only the beginning of word j.
func (t *talk) brokenOff(i, j int) bool {
	w, next := &t.words[i], &t.words[j]
	if t.lang != qa.Japanese {
		between := t.text[w.End:t.words[i+1].Start]
		dash := strings.HasPrefix(between, "- ") || strings.HasPrefix(between, "-, ") || strings.HasPrefix(between, "—") || strings.HasPrefix(between, "…") || strings.HasPrefix(between, "...")
		return dash && len(w.key) < len(next.key) && strings.HasPrefix(next.key, w.key)
	}
	if i > 0 && w.cut == cutNone && t.words[i-1].kind != hesitation || next.kind != japanese || wholeWords[w.key] {
		return false
	}
	if utf8.RuneCountInString(w.key) > maxFragment {
		return false
	}
	return len(w.key) < len(next.key) && strings.HasPrefix(next.key, w.key) || beginsLike(w.key, next.Reading)
}

// maxFragment is how long a broken-off word is at most, in characters.
const maxFragment = 3

// wholeWords are as short as a broken-off word and stand by themselves.
var wholeWords = wordSet("で と が あ え ま や ん う は も を に へ ね よ な か ただ また あと まず 今 木 月 火 水 金 土 日")

// beginsLike tells whether kana are the beginning of a reading, but not all of it.
func beginsLike(kana, reading string) bool {
	var b strings.Builder
	for _, c := range kana {
		if !isHiragana(c) && !isKatakana(c) {
			return false
		}
		b.WriteRune(katakana(c))
	}
	return b.Len() < len(reading) && strings.HasPrefix(reading, b.String())
}

// katakana is a kana in katakana.
func katakana(c rune) rune {
	if isHiragana(c) && c <= 0x3096 {
		return c + 'ァ' - 'ぁ'
	}
	return c
}
