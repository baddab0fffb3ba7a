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
		lines = append(lines, strings.TrimRight(l.text, " \t　"))
	}
	lines = dedent(lines)
	if m, ok := answerMark(lines[0]); ok && m.strong && first.kind != paragraphBlock {
		lines[0] = m.rest // "A: ・…"
	}
	if first.kind == paragraphBlock {
		lines[0] = strings.TrimRight(first.lines[0].text, " \t　")
	}
	return strings.Join(lines, "\n"), from, to
}

func cellAnswer(d *draft) (text string, from, to int) {
	var lines []string
	for _, b := range d.answer {
		lines = append(lines, blockMarkdown(b, ""))
	}
	return strings.Join(lines, "\n"), d.line, d.line
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
func dedent(lines []string) []string {
	for quoted(lines) {
		for i, l := range lines {
			l = strings.TrimPrefix(strings.TrimLeft(l, " \t"), ">")
			lines[i] = strings.TrimPrefix(l, " ")
		}
	}
	shared := -1
	for _, l := range lines[min(1, len(lines)-1):] {
		if body := strings.TrimLeft(l, " \t"); body != "" && (shared < 0 || len(l)-len(body) < shared) {
			shared = len(l) - len(body)
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(shared, 0), len(l)-len(strings.TrimLeft(l, " \t"))):]
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
