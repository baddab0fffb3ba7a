package prompts

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Foreign is text that Mondo did not write: a sheet, an answer, a transcript.
// It enters a prompt only as a JSON string, without what a reader cannot see,
// and no longer than [MaxForeign]. Make the struct that a prompt shows of
// Foreign fields and put it through [Fence.Enclose]; no template pastes one.
type Foreign string

// MaxForeign bounds one foreign text in a prompt, in bytes: half an hour of
// speech. Whoever needs all of a text asks [Foreign.Whole] first.
const MaxForeign = 24 << 10

// Whole reports whether the text enters a prompt to its end.
func (t Foreign) Whole() bool { return len(t) <= MaxForeign }

// MarshalJSON gives the text as a prompt shows it.
func (t Foreign) MarshalJSON() ([]byte, error) {
	return json.Marshal(visible(string(t), MaxForeign))
}

// visible is a text as a person sees it: characters that show nothing are gone
// (zero-width and bidi marks, tags, variation selectors, fillers), in which words
// can be smuggled to a model or hidden from whoever looks at the text. A text of
// more than limit bytes is cut and ends in "…".
func visible(text string, limit int) string {
	cut := len(text) > limit
	if cut {
		for limit > 0 && !utf8.RuneStart(text[limit]) {
			limit--
		}
		text = text[:limit]
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case hidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if cut {
		return text + "…"
	}
	return text
}

// Shown reports whether a prompt shows a character of foreign text. Whoever looks
// a model's quote up in the text passes over the others.
func Shown(r rune) bool { return r == '\n' || !hidden(r) }

// hidden reports whether a character shows nothing.
func hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) ||
		r == '\u2800' || r == utf8.RuneError
}

// Fence marks where foreign text begins and ends in a prompt. The marks carry a
// random word, which whoever wrote the text could not know. A prompt needs one
// fence, and says in its own words what the marks mean.
type Fence struct{ word string }

// fenceBytes is the length of the random word before it is written in hex.
const fenceBytes = 8

// NewFence draws the random word.
func NewFence(random io.Reader) (Fence, error) {
	word := make([]byte, fenceBytes)
	if _, err := io.ReadFull(random, word); err != nil {
		return Fence{}, fmt.Errorf("draw the mark of a prompt: %w", err)
	}
	return Fence{hex.EncodeToString(word)}, nil
}

// Begin is the line above the foreign text.
func (f Fence) Begin() string { return "=== DATA " + f.word + " ===" }

// End is the line below it.
func (f Fence) End() string { return "=== END " + f.word + " ===" }

// Enclose writes v, a struct of [Foreign] texts and of values that are ours, as
// JSON between the two marks. Nothing in it can end a string, be a tag (< and >
// are escaped) or be one of the words by which chat templates tell turns apart.
func (f Fence) Enclose(v any) (string, error) {
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("write the data of a prompt: %w", err)
	}
	return f.Begin() + "\n" + controlWord.ReplaceAllString(data.String(), `\u005b$1`) + f.End(), nil
}

// controlWord is a turn's mark in brackets ([INST], [/INST], [TOOL_CALLS]), which
// some servers read as such wherever it stands. Only a string can hold one, for
// no value of JSON begins with a capital letter.
var controlWord = regexp.MustCompile(`\[(/?[A-Z_]{3,}\])`)
