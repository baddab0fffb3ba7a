package qa

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what Parse gives into testdata/*.txtar; read the difference before you keep it")

// TestParse reads the sheets in testdata/*.txtar: NAME.md is a sheet, NAME.want
// the listing of what it holds.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(name), ".txtar")
		changed := false
		for _, sheet := range archive.Files {
			base, ok := strings.CutSuffix(sheet.Name, ".md")
			if !ok {
				continue
			}
			t.Run(group+"/"+base, func(t *testing.T) {
				got := listing(Parse(sheet.Data))
				if *update {
					setFile(archive, sheet.Name, base+".want", got)
					changed = true
					return
				}
				if diff := cmp.Diff(file(archive, base+".want"), got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			})
		}
		if changed {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func file(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// setFile sets a file of an archive, right behind the one called after.
func setFile(archive *txtar.Archive, after, name, text string) {
	at := 0
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			archive.Files[i].Data = []byte(text)
			return
		}
		if archive.Files[i].Name == after {
			at = i + 1
		}
	}
	rest := append([]txtar.File{{Name: name, Data: []byte(text)}}, archive.Files[at:]...)
	archive.Files = append(archive.Files[:at:at], rest...)
}

// listing writes a sheet down for comparison: lines first, then what stands
// there; a form with "?" is an optional key point.
func listing(s *Sheet) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %q\n", s.Lang, s.Title)
	for _, words := range s.Aliases {
		fmt.Fprintf(&b, "= %q\n", words)
	}
	for _, sec := range s.Sections {
		fmt.Fprintf(&b, "%d [%s]\n", sec.Line, sec.Title)
		for _, q := range sec.Questions {
			fmt.Fprintf(&b, "%d Q %s\n", q.Line, q.Text)
			if q.ModelAnswer != "" {
				first, _, _ := strings.Cut(q.ModelAnswer, "\n")
				fmt.Fprintf(&b, "  %s A %s\n", lineRange(q.AnswerLine, q.AnswerEnd), short(first))
			}
			for _, k := range q.KeyPoints {
				optional := ""
				if !k.Vital {
					optional = "?"
				}
				fmt.Fprintf(&b, "  %s %s%s %s\n", lineRange(k.Line, k.End), k.Form, optional, k.Text)
			}
		}
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "! %d %s %s\n", p.Line, p.Severity, p.Message)
	}
	return b.String()
}

func lineRange(from, to int) string {
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}
