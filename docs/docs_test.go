// Package docs holds documents. Its tests keep the examples in them true.
package docs

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"mondo/qa"
)

var update = flag.Bool("update", false, "write what is read into format.md")

// example is a sheet and what the document says is read from it.
var example = regexp.MustCompile("(?s)(````?markdown\n)(.*?)(\n````?\n\n```text\n)(.*?)(\n```)")

func TestFormatReadsAsItSays(t *testing.T) {
	source, err := os.ReadFile("format.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(source)
	found := example.FindAllStringSubmatch(text, -1)
	if len(found) < 10 {
		t.Fatalf("found %d examples", len(found))
	}
	for _, m := range found {
		got := described(qa.Parse([]byte(m[2] + "\n")))
		if *update {
			text = strings.Replace(text, m[0], m[1]+m[2]+m[3]+got+m[5], 1)
			continue
		}
		if got != m[4] {
			t.Errorf("the sheet\n%s\n\nreads as\n%s\n\nand the document says\n%s", m[2], got, m[4])
		}
	}
	if *update {
		if err := os.WriteFile("format.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// described is a sheet as format.md shows what is read.
func described(s *qa.Sheet) string {
	var b strings.Builder
	for _, words := range s.Aliases {
		fmt.Fprintf(&b, "= %s\n", strings.Join(words, ", "))
	}
	for _, section := range s.Sections {
		if section.Title != "" {
			fmt.Fprintf(&b, "[%s]\n", section.Title)
		}
		for _, q := range section.Questions {
			fmt.Fprintf(&b, "Q %s\n", q.Text)
			for _, k := range q.KeyPoints {
				mark := "vital   "
				if !k.Vital {
					mark = "optional"
				}
				fmt.Fprintf(&b, "  %s  %s\n", mark, k.Text)
			}
		}
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "line %d, %s: %s\n", p.Line, p.Severity, p.Message)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
