package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mondo/qa"
)

// prepared is a sheet on the disk and as Mondo reads it.
type prepared struct {
	path  string
	sheet *qa.Sheet
}

// realSheet is a long one that somebody prepared for themself, where there is
// one, and else the Japanese example.
func realSheet(t *testing.T) prepared {
	t.Helper()
	shared := os.Getenv("MONDO_SHARED")
	if shared == "" {
		shared = "../../shared"
	} else if !filepath.IsAbs(shared) {
		shared = filepath.Join("..", shared)
	}
	path := filepath.Join(shared, "docs", "sre-ja.md")
	if _, err := os.Stat(path); err != nil {
		t.Logf("%s is absent; the example stands in for it", path)
		return example(t)
	}
	return read(t, path)
}

func example(t testing.TB) prepared {
	t.Helper()
	return read(t, "../examples/product-manager-ja.md")
}

func read(t testing.TB, path string) prepared {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return prepared{path: path, sheet: qa.Parse(source)}
}

// twoSections are the first two in a row that hold five questions or more
// together, and those questions in their order.
func (s prepared) twoSections(t *testing.T) (titles []string, questions []qa.Question) {
	t.Helper()
	for i := range len(s.sheet.Sections) - 1 {
		a, b := s.sheet.Sections[i], s.sheet.Sections[i+1]
		if len(a.Questions)+len(b.Questions) >= 5 {
			return []string{a.Title, b.Title}, append(append([]qa.Question{}, a.Questions...), b.Questions...)
		}
	}
	t.Fatal("the sheet has no two sections with five questions")
	return nil, nil
}

var markdown = regexp.MustCompile("[*`|#>]|^\\s*[-+]\\s|-{3,}|★")

// spoken is a model answer as somebody says it who has it by heart: its key
// points, one after the other.
func spoken(q qa.Question) string {
	var parts []string
	for _, k := range q.KeyPoints {
		parts = append(parts, markdown.ReplaceAllString(k.Text, "")+"。")
	}
	return strings.Join(parts, "")
}
