package delivery_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/qa/delivery"
)

var (
	//go:embed testdata/fillers.txt
	fillerCases string
	//go:embed testdata/restarts.txt
	restartCases string
	//go:embed testdata/hedges.txt
	hedgeCases string
	//go:embed testdata/conclusions.txt
	conclusionCases string
)

// cases runs f on each line of a text, with its language and the rest, and
// wants at least so many.
func cases(t *testing.T, text string, least int, f func(t *testing.T, lang qa.Lang, rest string)) {
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		lang, rest, _ := strings.Cut(line, " ")
		t.Run(line, func(t *testing.T) { f(t, qa.Lang(lang), rest) })
	}
	if n < least {
		t.Errorf("%d cases, want %d", n, least)
	}
}

// unmark takes the marks {…} and <…> out of a case.
func unmark(marked string) (text string, fillers []qa.Filler) {
	var b strings.Builder
	start := 0
	for _, c := range marked {
		switch c {
		case '{', '<':
			start = b.Len()
		case '}', '>':
			kind := qa.Hesitation
			if c == '>' {
				kind = qa.FillerWord
			}
			fillers = append(fillers, qa.Filler{Span: qa.Span{Start: start, End: b.Len(), Text: b.String()[start:]}, Kind: kind})
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), fillers
}

// unmarkSpans takes the marks {…} out of a case.
func unmarkSpans(marked string) (text string, spans []qa.Span) {
	text, marks := unmark(marked)
	for _, m := range marks {
		spans = append(spans, m.Span)
	}
	return text, spans
}

// hear measures a spoken answer of which only the text is known.
func hear(tokens *coverage.Tokenizer, lang qa.Lang, text string) qa.Heard {
	return delivery.Measure(tokens, delivery.Answer{Text: text, Lang: lang, Modality: "spoken"}).Heard
}

func TestFillers(t *testing.T) {
	tokens := delivery.Tokens()
	cases(t, fillerCases, 160, func(t *testing.T, lang qa.Lang, marked string) {
		text, want := unmark(marked)
		if diff := cmp.Diff(want, hear(tokens, lang, text).Fillers); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRepeatedStarts(t *testing.T) {
	tokens := delivery.Tokens()
	cases(t, restartCases, 40, func(t *testing.T, lang qa.Lang, marked string) {
		text, want := unmarkSpans(marked)
		if diff := cmp.Diff(want, hear(tokens, lang, text).RepeatedStarts); diff != "" {
			t.Error(diff)
		}
	})
}

func TestHedges(t *testing.T) {
	tokens := delivery.Tokens()
	cases(t, hedgeCases, 20, func(t *testing.T, lang qa.Lang, marked string) {
		text, want := unmarkSpans(marked)
		if diff := cmp.Diff(want, hear(tokens, lang, text).Hedges); diff != "" {
			t.Error(diff)
		}
	})
}

func TestConclusionFirst(t *testing.T) {
	tokens := delivery.Tokens()
	cases(t, conclusionCases, 30, func(t *testing.T, lang qa.Lang, rest string) {
		want, text, _ := strings.Cut(rest, " ")
		got := "unknown"
		if first := hear(tokens, lang, text).ConclusionFirst; first != nil {
			got = map[bool]string{true: "yes", false: "no"}[*first]
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}
