package coverage

import (
	"regexp"
	"strings"

	"mondo/qa"
)

// Whole answers that only say that the person does not know. Anything of
// substance beside it makes an answer more than that.
var (
	dontKnowJapanese = regexp.MustCompile(`(わか|分か|判)(りません|らない|んない)|知りません|知らない|存じません|存じ上げません|答えられません|思い出せません|思い出せない|覚えていません|覚えてません|ノーコメント|パス(します|で)|勉強不足|わかりかね|分かりかね|お答えできません`)
	dontKnowEnglish  = regexp.MustCompile(`\b(i )?(really |honestly |just )?(don'?t|do not) (really )?know\b|\bno idea\b|\bno clue\b|\bnot sure\b|\bi('m| am) not sure\b|\bcan'?t (say|answer|remember|recall)\b|\bcannot (say|answer|remember|recall)\b|^(pass|skip)\W*$`)
)

// maxDontKnowTerms is how many words of content an answer may have beside the
// formula ("正直に言うと、その質問は分かりません").
const maxDontKnowTerms = 6

// maxDontKnowRunes is how long such an answer may be.
const maxDontKnowRunes = 80

func dontKnow(t *text) bool {
	if len(t.r) > maxDontKnowRunes {
		return false
	}
	s := string(t.r)
	if !dontKnowJapanese.MatchString(s) && !dontKnowEnglish.MatchString(s) {
		return false
	}
	content := 0
	for i := range t.terms {
		if t.terms[i].weight >= weightLight {
			content++
		}
	}
	return content <= maxDontKnowTerms
}

// vague reports whether an answer stays general: it covers nothing and names
// nothing concrete. An answer without content is not vague but empty.
func vague(t *text, verdicts []qa.Verdict) bool {
	said := 0
	for i := range t.terms {
		x := &t.terms[i]
		if x.number >= 0 && !t.numbers[x.number].weak || x.class == className || named(t, x) {
			return false
		}
		if x.weight >= weightLight {
			said++
		}
	}
	for _, v := range verdicts {
		if v.Level == qa.Covered {
			return false
		}
	}
	return said >= 3
}

// named reports whether a Latin word is written as a name: with a capital that
// is not just the start of its sentence, or with a digit.
func named(t *text, x *term) bool {
	if x.class != classLatin {
		return false
	}
	start, end := t.source(int(x.start), int(x.end))
	w := t.src[start:end]
	return shouting(w) || strings.ContainsAny(w, "0123456789")
}
