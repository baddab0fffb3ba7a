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

// withoutComments takes <!-- … --> out, over lines.
func (c *canon) withoutComments(l line) string {
	text := l.text
	if !c.comment && !strings.Contains(text, "<!--") {
		return text
	}
	var b strings.Builder
	for text != "" {
		if c.comment {
			_, after, closed := strings.Cut(text, "-->")
			if !closed {
				return b.String()
			}
			c.comment, text = false, after
			continue
		}
		before, after, opened := strings.Cut(text, "<!--")
		b.WriteString(before)
		c.comment, c.commentLine, text = opened, l.num, after
	}
	return b.String()
}
