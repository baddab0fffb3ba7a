package speech

import (
	"bytes"
	"strings"
)

// TermsField is how a server is told the words to expect.
type TermsField string

// The ways that servers know.
const (
	TermsAuto     TermsField = "auto"     // a prompt, and what the server takes when it refuses that
	TermsPrompt   TermsField = "prompt"   // Whisper and what speaks like it
	TermsKeywords TermsField = "keywords" // OpenAI's later models
	TermsHotwords TermsField = "hotwords" // faster-whisper, as in speaches
	TermsNone     TermsField = "none"
)

// fields are what is sent beside the sound, the model and the language. Servers
// refuse what they do not know, so each has a next best.
type fields struct {
	format   string // of the answer: verbose_json, json or none
	times    bool   // ask for times of words
	zero     bool   // temperature 0: no guessing
	terms    TermsField
	language string // the field's name: language, languages[] or none
}

// allFields is what is tried first.
func allFields(terms TermsField) fields {
	if terms == TermsAuto || terms == "" {
		terms = TermsPrompt
	}
	return fields{format: "verbose_json", times: true, zero: true, terms: terms, language: "language"}
}

// bareFields is what every server takes.
func bareFields() fields { return fields{terms: TermsNone, language: "language"} }

// without are the fields that are left when a server refuses some, going by the
// names in what it says. What it says is used for nothing else. When it names
// none that were sent, ok is false.
func (f fields) without(refusal []byte) (next fields, ok bool) {
	said := strings.ToLower(string(bytes.ToValidUTF8(refusal, nil)))
	names := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(said, w) {
				return true
			}
		}
		return false
	}
	next = f
	if f.times && names("timestamp_granularities", "granularit") {
		next.times = false
	}
	if f.format != "" && names("response_format", "verbose_json", "response format") {
		next.format, next.times = map[string]string{"verbose_json": "json"}[f.format], false
	}
	if f.terms != TermsNone && names(string(f.terms)) {
		next.terms = map[TermsField]TermsField{TermsPrompt: TermsKeywords, TermsKeywords: TermsHotwords, TermsHotwords: TermsNone}[f.terms]
	}
	if f.zero && names("temperature") {
		next.zero = false
	}
	if next == f && f.language != "" && names("language") {
		next.language = map[string]string{"language": "languages[]"}[f.language]
	}
	return next, next != f
}
