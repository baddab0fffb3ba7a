package qa

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// canonicalFormat stands in the front matter of a printed sheet. Such a sheet
// marks its questions in one way only, and what looks like another mark in its
// answers is none.
const canonicalFormat = "mondo"

// Heading levels of a printed sheet; what is a heading in an answer stands below.
const (
	sectionLevel  = 2
	questionLevel = 3
	questionSign  = "Q:"
)

// Print writes a sheet as canonical Markdown: front matter, the title as a
// heading, sections as "## …", questions as "### Q: …", answers as they are
// (their headings made smaller). Parsing it again gives the same sections,
// questions, key points and aliases.
func Print(s *Sheet) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\nformat: %s\nlang: %s\n%s---\n", canonicalFormat, s.Lang, printAliases(s.Aliases))
	if s.Title != "" {
		fmt.Fprintf(&b, "\n# %s\n", escapeMarkdown(s.Title))
	}
	for i, sec := range s.Sections {
		if sec.Title != "" || i > 0 {
			fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace("## "+escapeMarkdown(sec.Title)))
		}
		for _, q := range sec.Questions {
			fmt.Fprintf(&b, "\n### %s %s\n", questionSign, escapeMarkdown(q.Text))
			if q.ModelAnswer != "" {
				fmt.Fprintf(&b, "\n%s\n", smallHeadings(q.ModelAnswer))
			}
		}
	}
	return b.Bytes()
}

// printAliases writes the front matter's list of words that mean the same.
func printAliases(groups [][]string) string {
	if len(groups) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("aliases:\n")
	for _, group := range groups {
		fmt.Fprintf(&b, "  - %s = %s\n", group[0], strings.Join(group[1:], ", "))
	}
	return b.String()
}

// smallHeadings makes the headings of an answer smaller than a question's.
func smallHeadings(answer string) string {
	lines := strings.Split(answer, "\n")
	numbered := make([]line, len(lines))
	for i, text := range lines {
		numbered[i] = line{text, i + 1}
	}
	headings := map[int]*block{} // by line
	var levels []int
	for _, b := range readBlocks(canonical(numbered, &findings{})) {
		if b.kind == headingBlock {
			headings[b.from] = b
			levels = append(levels, b.level)
		}
	}
	rank := levelRanks(levels)
	var out []string
	for i := 0; i < len(lines); i++ {
		b := headings[i+1]
		if b == nil {
			out = append(out, lines[i])
			continue
		}
		out = append(out, strings.TrimSpace(strings.Repeat("#", questionLevel+1+rank[b.level])+" "+b.text()))
		if headingLevel(strings.TrimSpace(lines[i])) == 0 && i+1 < len(lines) {
			out = append(out, "")
			i++ // its underline
		}
	}
	return strings.Join(out, "\n")
}

// levelRanks numbers heading levels from 0 in their order, to at most 2, so that
// they fit below a question.
func levelRanks(levels []int) map[int]int {
	levels = slices.Clone(levels)
	slices.Sort(levels)
	rank := map[int]int{}
	for i, level := range slices.Compact(levels) {
		rank[level] = min(i, 2)
	}
	return rank
}

// escapeMarkdown keeps text from being read as Markdown. What tags, links and
// struck-out words are made of becomes an entity, the rest gets a backslash.
func escapeMarkdown(text string) string {
	return markdownEscaper.Replace(text)
}

var markdownEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "[", "&#91;", "]", "&#93;", "~", "&#126;",
	"*", `\*`, "_", `\_`, "`", "\\`", "=", `\=`, `\`, `\\`, "#", `\#`)

// canonicalUnits lists the units of a printed sheet, in which only headings of
// the third level that begin with "Q:" are questions.
func canonicalUnits(blocks []*block) []*unit {
	var units []*unit
	for _, b := range blocks {
		u := &unit{b: b, form: byParagraph}
		switch {
		case b.kind != headingBlock:
			u.form = noHead
		case b.level == questionLevel && strings.HasPrefix(b.text(), questionSign):
			u.form, u.question = byHeading, true
			u.head = head{marked: true, strong: true, text: plainText(strings.TrimPrefix(b.text(), questionSign))}
		default:
			u.form = byHeading
			u.head.text = plainText(b.text())
		}
		units = append(units, u)
	}
	return units
}
