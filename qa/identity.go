package qa

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// idBytes is the length of an id's hash: 40 bits, so that the questions of ten
// thousand sheets hardly ever share one.
const idBytes = 5

// normalText is what counts of a text for its identity: letters and digits,
// in one width and case. Punctuation, spaces and marks may be edited freely.
func normalText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(text))
}

func hashOf(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(h[:idBytes])
}

// sheetVersion is the hash of a source.
func sheetVersion(src []byte) string {
	h := sha256.Sum256(src)
	return hex.EncodeToString(h[:8])
}

// identities hands out ids that are unique within a sheet: the second of two
// equal ones gets "-2".
type identities map[string]int

func (ids identities) unique(id string) string {
	ids[id]++
	if n := ids[id]; n > 1 {
		return id + "-" + strconv.Itoa(n)
	}
	return id
}

func (ids identities) question(text string) string {
	return ids.unique("q" + hashOf(identityText(text)))
}

// keyPoint's identity is its question and its text, whatever the form.
func (ids identities) keyPoint(question, text string) string {
	return ids.unique("k" + hashOf(question, identityText(text)))
}

// identityText falls back to the text itself when it has no letters.
func identityText(text string) string {
	if n := normalText(text); n != "" {
		return n
	}
	return text
}
