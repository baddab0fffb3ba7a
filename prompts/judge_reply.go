package prompts

import (
	"slices"
	"strings"
	"unicode"

	"mondo/qa"
)

// Finding is what a judge's reply says of one element.
type Finding struct {
	Presence qa.Presence
	Quotes   []string // words of the answer, as the model has them: not yet looked up
}

// ReadJudgement reads the reply to a [JudgePrompt]: what it says of each of the
// ids. An id that it leaves out, gives a status of its own to or says two
// different things of is not in the map, and may be asked again; others than the
// ids are passed over. Any text can be read.
func ReadJudgement(reply string, ids []string) map[string]Finding {
	r := judgementReader{asked: ids, read: map[string]Finding{}, twice: map[string]bool{}}
	for _, v := range readLoose(reply) {
		r.walk("", v)
	}
	for id := range r.twice {
		delete(r.read, id)
	}
	return r.read
}

// judgementReader is a reply while it is read.
type judgementReader struct {
	asked []string
	read  map[string]Finding
	twice map[string]bool // ids of which different things are said
}

// walk looks for elements wherever the model put them: in the array that was
// asked for, one a line, or as an object with the ids for its keys.
func (r *judgementReader) walk(key string, v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			r.walk("", item)
		}
	case object:
		if status, ok := v.find("status", "presence"); ok {
			r.add(key, v, status)
			return
		}
		for _, f := range v {
			r.walk(f.key, f.value)
		}
	}
}

// add notes one element, whose id stands in it or is its key.
func (r *judgementReader) add(key string, o object, status any) {
	if own, ok := o.find("id", "element", "element_id"); ok {
		key = wordOf(own)
	}
	id := strings.ToLower(strings.TrimFunc(key, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	presence, known := presences[strings.ToLower(strings.TrimSpace(wordOf(status)))]
	if !known || !slices.Contains(r.asked, id) {
		return
	}
	quotes, _ := o.find("quotes", "quote", "evidence")
	f := Finding{presence, stringsOf(quotes)}
	if before, seen := r.read[id]; seen && (before.Presence != f.Presence || !slices.Equal(before.Quotes, f.Quotes)) {
		r.twice[id] = true
	}
	r.read[id] = f
}

// presences are the statuses that were asked for, with slips that mean the same.
// Words for a whole point ("covered") are none: levels are not the model's.
var presences = map[string]qa.Presence{
	"present": qa.Present, "partly": qa.Partly, "partly present": qa.Partly, "partial": qa.Partly, "partially": qa.Partly, "partially present": qa.Partly,
	"absent": qa.Absent, "not present": qa.Absent, "missing": qa.Absent, "contradicted": qa.Contradicted, "contradicts": qa.Contradicted, "contradiction": qa.Contradicted,
}

// find is the value of the first key that the object has, whatever their case.
func (o object) find(keys ...string) (any, bool) {
	for _, k := range keys {
		for _, f := range o {
			if strings.EqualFold(f.key, k) {
				return f.value, true
			}
		}
	}
	return nil, false
}

// wordOf is a value that should be one string.
func wordOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case unquoted:
		return string(v)
	}
	return ""
}

// maxQuotes is how many strings are taken where some are expected.
const maxQuotes = 8

// stringsOf lists the strings in a value, however deep, but the empty ones.
func stringsOf(v any) []string {
	var all []string
	switch v := v.(type) {
	case string:
		if strings.TrimSpace(v) != "" {
			all = append(all, v)
		}
	case []any:
		for _, item := range v {
			all = append(all, stringsOf(item)...)
		}
	case object:
		for _, f := range v {
			all = append(all, stringsOf(f.value)...)
		}
	}
	return all[:min(len(all), maxQuotes)]
}
