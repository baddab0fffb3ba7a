package prompts

import (
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// guard decides whether words of a model may reach the candidate. It reads a
// text from its beginning and knows nothing of meaning: it compares words with
// those of the sheet and of the conversation.
type guard struct {
	lang    qa.Lang
	secrets []secret
	known   known           // words of the sheet and of the conversation
	prompt  map[string]bool // pieces of the prompt's own sentences
	word    string          // of the prompt's fence
	limit   int             // characters in Japanese, words in English
	// coach is set for words to somebody whose interview is over, or who is not in
	// one: these may speak of the prepared answers.
	coach bool
}

// inspect looks at the beginning of a follow-up, up to where words end; ended
// says that it is all of it.
func (g *guard) inspect(text string, ended bool) error {
	if err := g.inspectWords(text, ended); err != nil {
		return err
	}
	return g.inspectQuestions(text, ended)
}

// inspectWords looks at a text's words. The order of the looks is the order of
// how bad it is.
func (g *guard) inspectWords(text string, ended bool) error {
	folded := fold(text)
	words := clues(folded)
	switch {
	case text == "":
		return Empty
	case g.breaksRole(folded):
		return BreaksRole
	case g.otherLanguage(text, ended):
		return OtherLanguage
	case g.givesAway(folded, words):
		return GivesAway
	case g.invents(text, words):
		return Invents
	case g.length(text) > g.limit:
		return TooLong
	}
	return nil
}

// inspectQuestions counts what is asked in the sentences that are whole.
func (g *guard) inspectQuestions(text string, ended bool) error {
	all := sentencesOf(g.lang, text)
	if n := len(all); n > 0 && !all[n-1].whole && !ended {
		all = all[:n-1]
	}
	switch n := countAsked(g.lang, text, all); {
	case n > 1:
		return ManyQuestions
	case ended && n == 0:
		return NoQuestion
	}
	return nil
}

// length is a text's length in what the guard's limit counts.
func (g *guard) length(text string) int {
	if g.lang == qa.Japanese {
		return utf8.RuneCountInString(text)
	}
	return len(strings.Fields(text))
}
