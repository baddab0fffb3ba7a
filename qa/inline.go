package qa

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	inlineImage    = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	inlineLink     = regexp.MustCompile(`\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)`)
	inlineRefLink  = regexp.MustCompile(`\[([^\[\]]+)\]\[[^\[\]]*\]`)
	inlineWiki     = regexp.MustCompile(`\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]`)
	inlineFootnote = regexp.MustCompile(`\[\^[^\]]*\]:?`)
	inlineStruck   = regexp.MustCompile(`~~[^~]*~~`)
	inlineAutolink = regexp.MustCompile(`<(https?://[^<>\s]*)>`)
	inlineBreak    = regexp.MustCompile(`(?i)<br\s*/?>`)
	inlineTag      = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	inlineSpace    = regexp.MustCompile(`[\s\x{00A0}]+`)
	inlineRuby     = regexp.MustCompile(`(?i)<(?:rt|rp)>[^<]*</(?:rt|rp)>`)
)

// plainText gives the words of inline Markdown: without emphasis, links, code
// marks, tags, footnotes and what is struck out, on one line.
func plainText(md string) string {
	if strings.ContainsAny(md, "[<~") {
		md = withoutLinksAndTags(md)
	}
	if strings.ContainsAny(md, "*_`=\\") {
		md = withoutEmphasis(md)
	}
	if strings.Contains(md, "&") {
		md = strings.Map(dropControl, html.UnescapeString(md)) // &#1; is no text either
	}
	return strings.TrimSpace(joinLines(md))
}

func withoutLinksAndTags(md string) string {
	md = inlineImage.ReplaceAllString(md, "")
	md = inlineFootnote.ReplaceAllString(md, "")
	md = inlineWiki.ReplaceAllString(md, "$1")
	md = inlineLink.ReplaceAllString(md, "$1")
	md = inlineRefLink.ReplaceAllString(md, "$1")
	md = inlineStruck.ReplaceAllString(md, "")
	md = inlineAutolink.ReplaceAllString(md, "$1")
	md = inlineBreak.ReplaceAllString(md, "\n")
	md = inlineRuby.ReplaceAllString(md, "")
	return inlineTag.ReplaceAllString(md, "")
}

// withoutEmphasis drops * and _ where they can be emphasis, ==marks== and code
// marks, and takes backslashes off what they escape. Unlike CommonMark it drops
// ** next to Japanese brackets too, and leaves one * or _ that stands between
// words or spaces alone (2 * 3, lock_timeout).
func withoutEmphasis(md string) string {
	var b strings.Builder
	for i := 0; i < len(md); {
		ch := md[i]
		switch {
		case ch == '\\' && i+1 < len(md) && strings.IndexByte(asciiPunctuation, md[i+1]) >= 0:
			b.WriteByte(md[i+1])
			i += 2
		case ch == '`':
			i = copyCode(&b, md, i)
		case ch == '*' || ch == '_' || ch == '=':
			n := runLength(md[i:], ch)
			if !isEmphasis(md, i, n) {
				b.WriteString(md[i : i+n])
			}
			i += n
		default:
			b.WriteByte(ch)
			i++
		}
	}
	return b.String()
}

// asciiPunctuation is what a backslash can escape.
const asciiPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// copyCode copies a code span without its backticks; an open one is dropped.
func copyCode(b *strings.Builder, md string, i int) int {
	n := runLength(md[i:], '`')
	mark := md[i : i+n]
	inside := md[i+n:]
	end := strings.Index(inside, mark)
	if end < 0 {
		return i + n
	}
	b.WriteString(strings.TrimSpace(inside[:end]))
	return i + n + end + n
}

func runLength(s string, ch byte) int {
	n := 0
	for n < len(s) && s[n] == ch {
		n++
	}
	return n
}

// isEmphasis tells whether the run of n marks at i opens or closes emphasis.
func isEmphasis(md string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(md[:i])
	after, _ := utf8.DecodeRuneInString(md[i+n:])
	if i == 0 {
		before = ' '
	}
	if i+n == len(md) {
		after = ' '
	}
	spaced := unicode.IsSpace(before) && unicode.IsSpace(after)
	switch md[i] {
	case '=':
		return n == 2 && !spaced
	case '*':
		return n > 1 || !spaced && !(isWord(before) && isWord(after) && before < 0x80)
	default:
		return !spaced && !(isWord(before) && isWord(after))
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// joinLines puts wrapped lines together: with a space between Latin words, with
// nothing between Japanese letters.
func joinLines(text string) string {
	if !strings.ContainsAny(text, "\n\t\u00a0　") && !strings.Contains(text, "  ") {
		return text
	}
	parts := strings.Split(text, "\n")
	var b strings.Builder
	last := rune(0)
	for _, p := range parts {
		p = strings.TrimSpace(inlineSpace.ReplaceAllString(strings.TrimRight(p, `\ `), " "))
		if p == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(p)
		if b.Len() > 0 && !(isWide(last) && isWide(first)) {
			b.WriteByte(' ')
		}
		b.WriteString(p)
		last, _ = utf8.DecodeLastRuneInString(p)
	}
	return b.String()
}

// isWide tells letters and marks that no space stands between.
func isWide(r rune) bool {
	return isCJK(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// boldLead cuts text that starts in bold into what is bold and what follows.
func boldLead(md string) (bold, rest string, ok bool) {
	md = strings.TrimSpace(md)
	for _, e := range []string{"***", "**", "__"} {
		if after, found := strings.CutPrefix(md, e); found {
			end := strings.Index(after, e)
			if end <= 0 || strings.TrimSpace(after[:end]) == "" {
				return "", "", false
			}
			return after[:end], after[end+len(e):], true
		}
	}
	if after, found := cutTag(md); found {
		return boldLead("**" + after)
	}
	return "", "", false
}

var boldTag = regexp.MustCompile(`(?i)^<(?:b|strong)>(.*?)</(?:b|strong)>`)

// cutTag turns a leading <b>…</b> into the part behind an opening **.
func cutTag(md string) (string, bool) {
	m := boldTag.FindStringSubmatchIndex(md)
	if m == nil {
		return "", false
	}
	return md[m[2]:m[3]] + "**" + md[m[1]:], true
}
