package qa

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// escapeInline makes a text of any origin one line of Markdown that shows just
// that text, wherever in a line it stands.
func escapeInline(s string) string {
	return escapeSpan(strings.Join(strings.Fields(s), " "))
}

// escapeLines is escapeInline for each line of a text: none of them can begin
// a list, a heading, a table or anything else. Blank lines are dropped.
func escapeLines(s string) []string {
	var lines []string
	for line := range strings.FieldsFuncSeq(s, isLineBreak) {
		if line = escapeInline(line); line != "" {
			lines = append(lines, escapeLineStart(line))
		}
	}
	return lines
}

func isLineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// escapeSpan escapes what has a meaning inside a line, in CommonMark, in GFM
// (tables, strike-through) and on sites that read formulas between dollars.
// It leaves be what is plain in its place, so that the file reads well raw.
func escapeSpan(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			r = '\uFFFD' // such as turn the rest of a line around
		}
		if special(runes, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func special(runes []rune, i int) bool {
	at := func(j int) rune {
		if j < 0 || j >= len(runes) {
			return ' '
		}
		return runes[j]
	}
	before, after := at(i-1), at(i+1)
	switch runes[i] {
	case '\\', '`', '*', '[', ']', '|', '~', '$':
		return true
	case '_':
		return !joins(before) || !joins(after)
	case '<':
		return isASCIILetter(after) || strings.ContainsRune("/!?", after)
	case '&':
		return isASCIILetter(after) || after == '#'
	case '#':
		return before == ' ' || before == '#'
	default:
		return false
	}
}

func joins(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isASCIILetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// escapeLineStart escapes what has a meaning only where a line begins.
func escapeLineStart(s string) string {
	if s == "" {
		return s
	}
	if strings.IndexByte("-+>=:", s[0]) >= 0 {
		return `\` + s
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// maxQuoted bounds, in bytes, what is read as Markdown to be quoted: some
// texts take a reader time that grows with the square of their length, and no
// answer that a person gives is longer.
const maxQuoted = 32 << 10

// quoteMarkdown puts Markdown into a block quote, which nothing in it can
// leave, and takes the meaning from raw HTML in it. What is too long stands
// there as plain lines.
func quoteMarkdown(source string) string {
	if len(source) > maxQuoted {
		return "> " + strings.Join(escapeLines(source), "\\\n> ") + "\n"
	}
	source = strings.ToValidUTF8(strings.ReplaceAll(source, "\x00", "\uFFFD"), "\uFFFD")
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(source), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	return escapeHTML(strings.Join(lines, "\n") + "\n")
}

// escapeHTML puts a backslash before each "<" that begins HTML. Once some is
// escaped, what follows it reads otherwise, so it looks again; a text that has
// not settled soon has all of them escaped.
func escapeHTML(markdown string) string {
	for range 4 {
		found := htmlStarts([]byte(markdown))
		if len(found) == 0 {
			return markdown
		}
		var b strings.Builder
		for i := range len(markdown) {
			if found[i] {
				b.WriteByte('\\')
			}
			b.WriteByte(markdown[i])
		}
		markdown = b.String()
	}
	return strings.ReplaceAll(markdown, "<", "&lt;")
}

// htmlStarts finds each "<" in what is raw HTML to a Markdown reader.
func htmlStarts(source []byte) map[int]bool {
	found := map[int]bool{}
	mark := func(segments *text.Segments) {
		for _, s := range segments.Sliced(0, segments.Len()) {
			for i := s.Start; i < s.Stop; i++ {
				if source[i] == '<' {
					found[i] = true
				}
			}
		}
	}
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.RawHTML:
			mark(n.Segments)
		case *ast.HTMLBlock:
			mark(n.Lines())
			if n.HasClosure() {
				one := text.NewSegments()
				one.Append(n.ClosureLine)
				mark(one)
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}
