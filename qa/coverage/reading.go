package coverage

import "strings"

// Reading is how a Japanese text is read, in katakana; "" when the dictionary is
// not loaded or does not know a word of it.
func (t *Tokenizer) Reading(text string) string {
	if !t.Ready() {
		return ""
	}
	var b strings.Builder
	for _, w := range t.Words(text) {
		if w.Reading == "" {
			return ""
		}
		b.WriteString(w.Reading)
	}
	return b.String()
}
