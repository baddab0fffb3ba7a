package qa

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCSVRunsNoFormula(t *testing.T) {
	for name, s := range map[string]string{
		"equals": "=1+1", "plus": "+1", "minus": "-1", "at": "@SUM(A1)", "full width": "＝1＋1",
		"after a tab": "\t=1", "after a return": "\r=1", "after spaces": "  =1", "after an ideographic space": "　=1",
		"after a mark": "\uFEFF=1", "in quotes": `"=1"`, "with a line break": "a\n=1",
	} {
		t.Run(name, func(t *testing.T) {
			data, ok := bytes.CutPrefix(hostile(t, s).CSV(), []byte("\uFEFF"))
			if !ok {
				t.Error("no byte order mark")
			}
			rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 1+4 {
				t.Fatalf("%d rows, not a heading and one for each key point", len(rows))
			}
			for _, row := range rows {
				for _, cell := range row {
					start, _ := utf8.DecodeRuneInString(strings.TrimSpace(strings.TrimLeft(cell, "\uFEFF")))
					if strings.ContainsRune("=+-@＝＋－＠", start) {
						t.Errorf("a spreadsheet runs %q", cell)
					}
				}
			}
		})
	}
}
