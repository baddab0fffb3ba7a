package qa

import (
	"regexp"
	"strings"
)

var (
	htmlSummary = regexp.MustCompile(`(?i)<summary[^>]*>(.*?)(</summary>|$)`)
	htmlHeading = regexp.MustCompile(`(?i)^<h([1-6])[^>]*>(.*?)(?:</h[1-6]>)?$`)
	htmlItem    = regexp.MustCompile(`(?i)^<li[^>]*>(.*?)(?:</li>)?$`)
	htmlBlock   = regexp.MustCompile(`(?i)</?(?:details|summary|div|p|section|article|center|ul|ol|li|table|thead|tbody|tr|blockquote|a|span|font|dl|dt|dd|hr|figure|figcaption|h[1-6])(?:\s[^<>]*)?/?>`)
)

// summaryMark stands before the text of a <summary>, which folds the text below
// it away and so is its headline.
const summaryMark = "\uE000"

// htmlToMarkdown rewrites the HTML that people put into Markdown, so that only
// text is left: a summary and a heading keep what they are.
func htmlToMarkdown(body string) string {
	if !strings.HasPrefix(body, "<") {
		return body
	}
	if m := htmlSummary.FindStringSubmatch(body); m != nil {
		return summaryMark + strings.TrimSpace(htmlBlock.ReplaceAllString(m[1], ""))
	}
	if m := htmlHeading.FindStringSubmatch(body); m != nil {
		return strings.Repeat("#", int(m[1][0]-'0')) + " " + m[2]
	}
	if m := htmlItem.FindStringSubmatch(body); m != nil {
		return "- " + m[1]
	}
	return strings.TrimSpace(htmlBlock.ReplaceAllString(body, ""))
}

// withoutComments takes <!-- … --> out of the lines, also over several of them.
// One that is never closed ends with its line, so that it swallows nothing.
func withoutComments(lines []line, f *findings) []line {
	opened := 0 // the line of the comment that is open
	last := lastCommentEnd(lines)
	for i, l := range lines {
		if opened == 0 && !strings.Contains(l.text, "<!--") {
			continue
		}
		lines[i].text, opened = cutComments(l, opened)
		if opened == l.num && last <= i {
			f.error(opened, say("コメント（<!--）が閉じられていません。終わりに --> を書いてください。この行の終わりまでをコメントとして読みました。",
				"This comment (<!--) is never closed. Write --> where it ends. It was taken to end with its line."))
			opened = 0
		}
	}
	return lines
}

// lastCommentEnd is the index of the last line with the end of a comment, -1 if
// there is none.
func lastCommentEnd(lines []line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i].text, "-->") {
			return i
		}
	}
	return -1
}

// cutComments leaves what stands outside comments in a line; opened is the line
// of the comment that is open before it and after it, 0 for none.
func cutComments(l line, opened int) (string, int) {
	var b strings.Builder
	text := l.text
	for text != "" {
		if opened > 0 {
			_, after, closed := strings.Cut(text, "-->")
			if !closed {
				break
			}
			opened, text = 0, after
			continue
		}
		before, after, found := strings.Cut(text, "<!--")
		b.WriteString(before)
		if text = after; found {
			opened = l.num
		}
	}
	return b.String(), opened
}
