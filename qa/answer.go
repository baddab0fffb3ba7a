package qa

import (
	"strings"
)

// modelAnswer cuts the answer of a draft out of the file: the Markdown of its
// lines, without its mark, dedented where it stood in a list or a quote.
func modelAnswer(d *draft, file []line) (text string, from, to int) {
	if len(d.answer) == 0 {
		return "", 0, 0
	}
	if d.u.table != nil {
		return cellAnswer(d)
	}
	first := d.answer[0]
	from = first.from
	for _, b := range d.answer {
		to = max(to, b.to)
	}
	lines := make([]string, 0, to-from+1)
	for _, l := range file[from-1 : to] {
		lines = append(lines, l.text)
	}
	partial := d.lead.text != "" && d.lead.num == from
	lines = dedent(lines, partial || first.kind == paragraphBlock)
	if partial {
		lines[0] = d.lead.text
	} else if first.kind == paragraphBlock {
		lines[0] = first.lines[0].text
	}
	for len(lines) > 0 {
		if lines[0] = withoutMarks(lines[0], len(lines) == 1); strings.TrimSpace(lines[0]) != "" {
			break
		}
		lines, from = lines[1:], from+1
	}
	text = strings.TrimRight(strings.Join(lines, "\n"), " \t\n　\u00a0")
	if text == "" {
		return "", 0, 0
	}
	return text, from, to
}

// withoutMarks takes answer marks off an answer's first line, but not all there
// is of an answer, and none from an item ("* A: …").
func withoutMarks(text string, only bool) string {
	for {
		if _, _, item := new(canon).marker(strings.TrimSpace(text), ""); item {
			return text
		}
		m, ok := answerMark(text)
		if !ok || !m.strong || m.rest == "" && only {
			return text
		}
		text = m.rest
	}
}

func cellAnswer(d *draft) (text string, from, to int) {
	var lines []string
	for _, b := range d.answer {
		lines = append(lines, blockMarkdown(b, ""))
	}
	if text = strings.TrimSpace(strings.Join(lines, "\n")); text == "" {
		return "", 0, 0
	}
	return text, d.line, d.line
}

// blockMarkdown writes a block of a cell out again.
func blockMarkdown(b *block, indent string) string {
	if b.kind != listBlock {
		return indent + strings.ReplaceAll(b.text(), "\n", "\n"+indent)
	}
	var out []string
	for _, item := range b.kids {
		for i, k := range item.kids {
			lead := indent + "- "
			if i > 0 {
				lead = indent + "  "
			}
			if k.kind == listBlock {
				out = append(out, blockMarkdown(k, indent+"  "))
				continue
			}
			out = append(out, lead+k.text())
		}
	}
	return strings.Join(out, "\n")
}

// dedent takes the quote marks and the indentation that all lines share away.
// Indentation is written with spaces. The first line does not count where it is
// about to be replaced.
func dedent(lines []string, replaced bool) []string {
	for quoted(lines) {
		for i, l := range lines {
			l = strings.TrimPrefix(strings.TrimLeft(l, " \t"), ">")
			lines[i] = strings.TrimPrefix(l, " ")
		}
	}
	indents := make([]int, len(lines))
	shared := -1
	for i, l := range lines {
		indent, body := splitIndent(l)
		indents[i] = indent
		if body != "" && (i > 0 || !replaced) && (shared < 0 || indent < shared) {
			shared = indent
		}
	}
	for i, l := range lines {
		body := strings.TrimLeft(l, " \t　\u00a0")
		lines[i] = strings.Repeat(" ", max(indents[i]-max(shared, 0), 0)) + body
	}
	return lines
}

func quoted(lines []string) bool {
	for _, l := range lines {
		if !strings.HasPrefix(strings.TrimLeft(l, " \t"), ">") {
			return false
		}
	}
	return len(lines) > 0
}
