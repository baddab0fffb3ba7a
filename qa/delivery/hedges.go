package delivery

import (
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// japaneseHedges take back part of what is said. と思います and its like are found
// by their verb.
var japaneseHedges = byFirst(`
かもしれません かもしれない かもです
ような気がします ような気がする ような気がして 気がします 気がする 気がして
のではないかと んじゃないかと んじゃないかなと ではないかと じゃないかと じゃないかなと かなと
たぶん 多分 おそらく 恐らく 一応 いちおう とりあえず
というか っていうか
みたいな感じ みたいなところ という感じ って感じ
なんとなく 何となく ある程度
`)

// byFirst sorts phrases by their first character.
func byFirst(s string) map[rune][]string {
	m := map[rune][]string{}
	for p := range strings.FieldsSeq(s) {
		c, _ := utf8.DecodeRuneInString(p)
		m[c] = append(m[c], p)
	}
	return m
}

// englishHedges take back part of what is said.
var englishHedges = phrases(`
i think
i guess
i suppose
i feel like
maybe
perhaps
probably
possibly
might
somewhat
hopefully
a little bit
a bit
more or less
i'm not sure
kind of
sort of
`)

// hedges lists what softens the answer, beside its fillers.
func (t *talk) hedges() []qa.Span {
	at := t.hedgeEnglish
	if t.lang == qa.Japanese {
		at = t.hedgeJapanese
	}
	var out []qa.Span
	for i := 0; i < len(t.words); i++ {
		if last, ok := at(i); ok {
			out = append(out, t.span(i, last))
			i = last
		}
	}
	return out
}

// hedgeEnglish gives the last word of the hedge that begins with word i.
func (t *talk) hedgeEnglish(i int) (last int, ok bool) {
	for _, p := range englishHedges {
		if !t.startsWith(i, p) {
			continue
		}
		if p[0] == "kind" || p[0] == "sort" {
			return i + len(p) - 1, !t.words[i].filler && (i == 0 || !kindBefore[t.words[i-1].key])
		}
		return i + len(p) - 1, true
	}
	return 0, false
}

// hedgeJapanese gives the last word of the hedge that begins with word i.
func (t *talk) hedgeJapanese(i int) (last int, ok bool) {
	c, _ := utf8.DecodeRuneInString(t.words[i].key)
	for _, p := range japaneseHedges[c] {
		if last, ok = t.spells(i, p); ok {
			return t.throughThinking(last), true
		}
	}
	if t.words[i].key != "と" || t.wanting(i-1) {
		return 0, false
	}
	last = t.throughThinking(i)
	return last, last > i
}

// spells tells whether the words from i on are written p, and gives the last of
// them. A word that goes on behind p (というかたち) is another.
func (t *talk) spells(i int, p string) (last int, ok bool) {
	if !strings.HasPrefix(t.text[t.words[i].Start:], p) {
		return 0, false
	}
	end := t.words[i].Start + len(p)
	for i < len(t.words) && t.words[i].End < end {
		i++
	}
	return i, i < len(t.words) && t.words[i].End == end
}

// throughThinking gives the last word of 思います and its like behind a と that is
// word i, and i where there is none. What one thought (思いました) is told, and
// softens nothing.
func (t *talk) throughThinking(i int) int {
	if t.words[i].key != "と" || t.parts(i) || t.words[i+1].Base != "思う" {
		return i
	}
	last := i + 1
	for !t.parts(last) && trailsVerb(&t.words[last+1]) {
		last++
	}
	if t.words[last].key == "た" {
		return i
	}
	return last
}

// trailsVerb tells what forms one predicate with the verb before it.
func trailsVerb(w *word) bool {
	return w.Part == "助動詞" || w.key == "て" || w.key == "ん" || w.Part == "動詞" && w.Detail != "自立"
}

// wanting tells whether word i says what one wants or means to do (行きたい, 行こう),
// which と思います takes nothing back from. だろう is a guess.
func (t *talk) wanting(i int) bool {
	if i < 0 {
		return false
	}
	switch t.words[i].Base {
	case "たい", "よう":
		return true
	case "う":
		return i == 0 || t.words[i-1].Base != "だ" && t.words[i-1].Base != "です"
	}
	return false
}
