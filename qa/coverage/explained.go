package coverage

import (
	"regexp"
	"strings"

	"mondo/qa"
)

// A sheet explains words in parentheses: "Service Level Objective (SLO)",
// 災害復旧（DR）, 誤出荷（通称「赤伝」）. Whoever says either has said the other. Most
// parentheses do something else, such as naming a tool or a figure; so only those
// are taken that are plainly two names of one thing.

// knowing gives an analyser that knows the words which key points explain: a
// itself when they explain none.
func (a *analyser) knowing(questions []qa.Question) *analyser {
	var groups [][]string
	for _, q := range questions {
		for _, k := range q.KeyPoints {
			if strings.ContainsAny(k.Text, "(（") {
				groups = a.explained(k.Text, groups)
			}
		}
	}
	return &analyser{tokens: a.tokens, lex: a.lex.with(Groups(groups))}
}

// explained adds the pairs of names in text to groups.
func (a *analyser) explained(text string, groups [][]string) [][]string {
	t := a.analyse(text, false)
	for k := range t.morphs {
		if k == 0 || t.morphs[k].base != "(" {
			continue
		}
		end := k + 1
		for end < len(t.morphs) && end-k <= maxNameMorphs && t.morphs[end].base != ")" {
			end++
		}
		if end == len(t.morphs) || t.morphs[end].base != ")" || end == k+1 {
			continue
		}
		from := t.nameBefore(k)
		if from == k {
			continue
		}
		outer, inner := t.written(from, k), t.written(k+1, end)
		if called := calledSo.FindStringSubmatch(inner); called != nil {
			groups = append(groups, []string{outer, called[1]})
		} else if name := t.otherName(from, k, end); name != "" {
			groups = append(groups, []string{name, inner})
		}
	}
	return groups
}

// maxNameMorphs is how many words a name in parentheses has at most, with what
// introduces it.
const maxNameMorphs = 8

// calledSo introduces another name in so many words.
var calledSo = regexp.MustCompile(`(?i)^(?:通称|略称|略して|別名|以下|以降|a\.?k\.?a\.?|also known as|called|known as|i\.e\.)[、,:： は]*["'「]?([^"'」、。]+)["'」]?$`)

// written is how the morphs m0 to m1 are written in the source.
func (t *text) written(m0, m1 int) string {
	s, e := t.source(int(t.morphs[m0].start), int(t.morphs[m1-1].end))
	return t.src[s:e]
}

// nameBefore is where the name that ends at morph k begins: the Latin words, or
// the compound of Japanese nouns, right before it. k when there is none.
func (t *text) nameBefore(k int) int {
	latin := t.morphs[k-1].class == classLatin
	from := k
	for from > 0 && k-from < maxNameMorphs {
		m := &t.morphs[from-1]
		if latin != (m.class == classLatin) || !contentClass(m.class) {
			break
		}
		if from < k && !latin && m.end != t.morphs[from].start {
			break
		}
		from--
	}
	for from < k && englishStops[t.morphs[from].base] {
		from++
	}
	return from
}

// otherName is what of the name at from to k the parentheses from k to end say
// in other words, "" when they do not: an acronym of Latin words, or an acronym
// for a compound of Japanese nouns; or the other way round.
func (t *text) otherName(from, k, end int) string {
	inner, last := t.written(k+1, end), t.written(k-1, k)
	switch {
	case end == k+2 && capitals(inner) && t.morphs[k-1].class == classLatin:
		for m := from; m < k; m++ {
			if name := t.written(m, k); !englishStops[t.morphs[m].base] && initials(name) == inner {
				return name
			}
		}
	case end == k+2 && capitals(inner) && t.compound(from, k):
		return t.written(from, k)
	case capitals(last) && (initials(inner) == last || t.nameBefore(end) == k+1 && t.compound(k+1, end)):
		return last
	}
	return ""
}

// compound reports whether the morphs m0 to m1 are a Japanese noun of several parts.
func (t *text) compound(m0, m1 int) bool {
	return m1-m0 >= 2 && t.morphs[m1-1].class != classLatin && t.morphs[m1-1].end-t.morphs[m0].start >= 4
}

// capitals reports whether a word is an acronym in capitals: SLO, APIs.
func capitals(w string) bool {
	w = strings.TrimSuffix(w, "s")
	return len(w) >= 2 && strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" && w[0] >= 'A'
}

// initials are the first letters of a name's words but for "of", "and" and the like.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if !englishStops[strings.ToLower(w)] {
			b.WriteString(strings.ToUpper(w[:1]))
		}
	}
	return b.String()
}
