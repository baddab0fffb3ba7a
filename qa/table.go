package qa

import (
	"regexp"
	"strings"
)

var delimiterRow = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)

// isDelimiterRow tells the row of dashes under a table's headings.
func isDelimiterRow(text string) bool {
	return strings.Contains(text, "|") && strings.Contains(text, "-") && delimiterRow.MatchString(text)
}

// tableCells cuts a row at its bars, but not at those that are escaped or stand
// in code.
func tableCells(text string) []string {
	text = strings.TrimSpace(text)
	text = strings.TrimPrefix(text, "|")
	if strings.HasSuffix(text, "|") && !strings.HasSuffix(text, `\|`) {
		text = text[:len(text)-1]
	}
	var cells []string
	var cell strings.Builder
	code := false
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && i+1 < len(text) && text[i+1] == '|':
			cell.WriteByte('|')
			i++
		case ch == '`' && (code || strings.IndexByte(text[i+1:], '`') >= 0):
			code = !code
			cell.WriteByte(ch)
		case ch == '|' && !code:
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(ch)
		}
	}
	return append(cells, strings.TrimSpace(cell.String()))
}

// table is a table with its cells' Markdown.
type table struct {
	head []string
	rows []tableRow
}

type tableRow struct {
	cells []string
	line  int
}

// readTable reads a table block; rows with too few or too many cells are told.
func readTable(b *block, f *findings) table {
	t := table{head: tableCells(b.lines[0].text)}
	for _, l := range b.lines[2:] {
		cells := tableCells(l.text)
		if len(cells) != len(t.head) {
			f.warn(l.num, say("表のこの行のセルは %d 個ですが、見出しは %d 個です。| の数をそろえてください。",
				"This table row has %d cell(s) where the headings have %d. Make the bars (|) match.", len(cells), len(t.head)))
		}
		t.rows = append(t.rows, tableRow{cells, l.num})
	}
	return t
}
