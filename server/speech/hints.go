package speech

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Hints are what helps a recogniser.
type Hints struct {
	Lang  string   // "ja" or "en"; always sent, because servers assume English
	Terms []string // words that may be said, the likeliest first
}

// Of the terms that are sent. Whisper keeps the last 224 tokens of its prompt,
// which are about 60 short terms.
const (
	maxTerms     = 60
	maxTermRunes = 30
	maxHintRunes = 400
)

// chosen are the terms that fit, each once.
func (h Hints) chosen() []string {
	var terms []string
	runes := 0
	for _, t := range h.Terms {
		t = strings.Join(strings.Fields(t), " ")
		n := utf8.RuneCountInString(t)
		if n == 0 || n > maxTermRunes || slices.Contains(terms, t) {
			continue
		}
		if runes += n; runes > maxHintRunes || len(terms) == maxTerms {
			break
		}
		terms = append(terms, t)
	}
	return terms
}

// prompt is the terms as one text, the likeliest last: a recogniser that cannot
// keep all of it keeps the end.
func (h Hints) prompt() string {
	terms := h.chosen()
	slices.Reverse(terms)
	if h.Lang == "ja" {
		return strings.Join(terms, "、")
	}
	return strings.Join(terms, ", ")
}

// fields are the hints as a server takes them.
func (h Hints) fields(as TermsField) []field {
	terms := h.chosen()
	if len(terms) == 0 {
		return nil
	}
	switch as {
	case TermsPrompt:
		return []field{{"prompt", h.prompt()}}
	case TermsHotwords:
		return []field{{"hotwords", strings.Join(terms, ", ")}}
	case TermsKeywords:
		var all []field
		for _, t := range terms {
			all = append(all, field{"keywords[]", t})
		}
		return all
	}
	return nil
}
