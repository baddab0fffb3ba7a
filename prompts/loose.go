package prompts

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxReply is how much of a reply is read, in bytes.
const maxReply = 256 << 10

// object is a JSON object as a model wrote it: its fields in order, and a key may
// stand in it twice.
type object []field

type field struct {
	key   string
	value any // string, object, []any or unquoted
}

// unquoted is what stands outside of quotation marks: true, 3, null, or a word.
type unquoted string

// readLoose finds the JSON values in a reply, which may stand in prose or a code
// fence. It reads valid JSON like any reader. Besides that it takes what models
// write for JSON: trailing, doubled and missing commas, comments, single or
// curly quotation marks, unquoted keys, quotation marks and line breaks inside a
// string, and an end that was cut off.
func readLoose(reply string) []any {
	r := looseReader{text: reply[:min(len(reply), maxReply)]}
	var all []any
	for r.at < len(r.text) {
		if c := r.text[r.at]; c == '{' || c == '[' {
			all = append(all, r.value(0))
			continue
		}
		r.at++
	}
	return all
}

// deepest bounds the nesting of a reply; none of ours goes deeper than four.
const deepest = 32

type looseReader struct {
	text string
	at   int // bytes
}

func (r *looseReader) value(depth int) any {
	r.space()
	if r.at == len(r.text) {
		return unquoted("")
	}
	switch c := r.text[r.at]; {
	case depth < deepest && c == '{':
		return r.object(depth)
	case depth < deepest && c == '[':
		return r.array(depth)
	case r.quote() != "":
		return r.str()
	}
	return r.unquoted(",]}\n")
}

func (r *looseReader) object(depth int) object {
	o := object{}
	r.at++
	for r.items('}') {
		key := r.key()
		r.space()
		if r.at < len(r.text) && r.text[r.at] == ':' {
			r.at++
			o = append(o, field{key, r.value(depth + 1)})
		}
	}
	return o
}

func (r *looseReader) array(depth int) []any {
	a := []any{}
	r.at++
	for r.items(']') {
		a = append(a, r.value(depth+1))
	}
	return a
}

// items moves to the next item; false at the end, whose bracket it takes. The
// bracket of another kind is somebody's slip and ends the items too.
func (r *looseReader) items(end byte) bool {
	for r.space(); r.at < len(r.text); r.space() {
		switch c := r.text[r.at]; c {
		case ',', ';', ':':
			r.at++
		case end:
			r.at++
			return false
		case '}', ']':
			return false
		default:
			return true
		}
	}
	return false
}

func (r *looseReader) key() string {
	if r.quote() != "" {
		return r.str()
	}
	return string(r.unquoted(":,]}\n"))
}

// unquoted reads up to one of the stops, and always at least one character.
func (r *looseReader) unquoted(stops string) unquoted {
	_, first := utf8.DecodeRuneInString(r.text[r.at:])
	n := strings.IndexAny(r.text[r.at+first:], stops)
	if n < 0 {
		n = len(r.text) - r.at - first
	}
	word := r.text[r.at : r.at+first+n]
	r.at += first + n
	return unquoted(strings.TrimSpace(word))
}

// ignored is white space and comments.
var ignored = regexp.MustCompile(`^(?:[ \t\r\n]+|//[^\n]*|/\*(?s:.*?)\*/)+`)

func (r *looseReader) space() {
	if r.at < len(r.text) && strings.IndexByte(" \t\r\n/", r.text[r.at]) >= 0 {
		r.at += len(ignored.FindString(r.text[r.at:]))
	}
}

// quotationMarks are the marks that open a string with those that close it.
var quotationMarks = [][2]string{{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"‘", "’"}}

// quote is the mark that closes the string that begins here, "" when none does.
func (r *looseReader) quote() string {
	for _, m := range quotationMarks {
		if strings.HasPrefix(r.text[r.at:], m[0]) {
			return m[1]
		}
	}
	return ""
}

// str reads a string. A mark closes it only where a string may end: before a
// comma, a colon, a bracket, a line break or the end. Any other was meant to
// stand in it.
func (r *looseReader) str() string {
	end := r.quote()
	_, size := utf8.DecodeRuneInString(r.text[r.at:])
	r.at += size
	var b strings.Builder
	for r.at < len(r.text) {
		rest := r.text[r.at:]
		switch {
		case rest[0] == '\\':
			r.escape(&b)
			continue
		case strings.HasPrefix(rest, end) && stringEnd.MatchString(rest[len(end):]):
			r.at += len(end)
			return b.String()
		}
		b.WriteByte(rest[0])
		r.at++
	}
	return b.String()
}

var (
	stringEnd  = regexp.MustCompile(`^[ \t\r]*(?:[,:\]}\n]|//|/\*|$)`)
	escapeCode = regexp.MustCompile(`^(?:\\u[0-9a-fA-F]{4})+`)
)

// escape reads an escape; one that JSON does not know is the character itself.
func (r *looseReader) escape(b *strings.Builder) {
	rest := r.text[r.at:]
	code := escapeCode.FindString(rest)
	if code == "" && len(rest) > 1 && strings.IndexByte(`"\/bfnrt`, rest[1]) >= 0 {
		code = rest[:2]
	}
	var s string
	if code != "" && json.Unmarshal([]byte(`"`+code+`"`), &s) == nil {
		b.WriteString(s)
		r.at += len(code)
		return
	}
	r.at++
}
