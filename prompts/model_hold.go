package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// safe is how many bytes of a growing text the guard can decide on now. The rest
// is held back: a word that may go on, a quotation that is open, the beginning of
// a secret's reading, what comes behind a question until it is plain that it is
// no second one.
func (g *guard) safe(text string) int {
	if g.lang == qa.Japanese && !hasHiragana(text) && utf8.RuneCountInString(text) <= kanjiOnly {
		return 0 // it may be Chinese
	}
	end := len(text)
	for _, s := range g.secrets {
		end = min(end, len(text)-s.begun(text))
	}
	return min(end, g.lastWord(text), openQuotation(text), g.afterQuestion(text))
}

// lastWord is where the word begins that a text ends with, if it may go on.
func (g *guard) lastWord(text string) int {
	growing := growingEnglish
	if g.lang == qa.Japanese {
		growing = growingJapanese
	}
	if at := growing.FindStringIndex(text); at != nil {
		return at[0]
	}
	return len(text)
}

// In Japanese a Latin word goes on over a space, so that a phrase of another
// language is seen whole, and kanji go on over the ending of a verb (切り戻し).
var (
	growingEnglish  = regexp.MustCompile(`[\p{L}\p{N}ー][\p{L}\p{N}ー\-_./+&'’,%]*$`)
	growingJapanese = regexp.MustCompile(`(?:[\p{Latin}\p{N}][\p{Latin}\p{N}\-_./+&'’,%]*(?: [\p{Latin}\p{N}][\p{Latin}\p{N}\-_./+&'’,%]*)*)?[\p{Katakana}ー]*(?:[\p{Han}々]+[いきしちにみりぎじびえけせてねめれげべ])*[\p{Han}々]*$`)
)

// openQuotation is where a quotation begins that is not closed.
func openQuotation(text string) int {
	first := len(text)
	for opener, closer := range closers {
		at := strings.LastIndex(text, string(opener))
		switch {
		case at < 0:
		case opener == closer && strings.Count(text, string(opener))%2 == 1,
			opener != closer && strings.LastIndex(text, string(closer)) < at:
			first = min(first, at)
		}
	}
	return first
}

// afterQuestion is where the sentence begins that comes behind a question and has
// not ended.
func (g *guard) afterQuestion(text string) int {
	all := sentencesOf(g.lang, text)
	n := len(all)
	if n == 0 || all[n-1].whole || countAsked(g.lang, text, all[:n-1]) == 0 {
		return len(text)
	}
	return all[n-1].start
}
