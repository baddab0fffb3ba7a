package qa

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// labelledPoint is a key point as a person wrote it down.
type labelledPoint struct {
	Text  string `json:"text"`
	Vital bool   `json:"vital"`
}

// sharedFolder is the folder of labelled sheets, which are not part of the
// repository.
func sharedFolder(t *testing.T) string {
	dir := os.Getenv("MONDO_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "eval", "dev.jsonl")); err != nil {
		t.Skip("no labelled sheets: set MONDO_SHARED to a folder with docs/ and eval/dev.jsonl")
	}
	return dir
}

// labelled reads the expected key points by sheet and question.
func labelled(t *testing.T, dir string) map[string]map[string][]labelledPoint {
	file, err := os.Open(filepath.Join(dir, "eval", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all := map[string]map[string][]labelledPoint{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct {
			Sheet, Question string
			Points          []labelledPoint `json:"key_points"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		if all[row.Sheet] == nil {
			all[row.Sheet] = map[string][]labelledPoint{}
		}
		all[row.Sheet][row.Question] = row.Points
	}
	return all
}

// letters is what counts when key points are compared: no punctuation, no space.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, text)
}

// TestLabelledKeyPoints measures key points against those that a person wrote
// down: at least 95 % found, at most 5 % more than those.
func TestLabelledKeyPoints(t *testing.T) {
	dir := sharedFolder(t)
	var expected, found, folded, extra int
	for name, questions := range labelled(t, dir) {
		src, err := os.ReadFile(filepath.Join(dir, "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		sheet := Parse(src)
		for text, points := range questions {
			q, ok := sheet.FindQuestion(text)
			if !ok {
				t.Errorf("%s: question not found: %s", name, text)
				continue
			}
			got := map[string]bool{}
			gotFolded := map[string]bool{}
			for _, p := range q.KeyPoints {
				got[letters(p.Text)] = true
				gotFolded[strings.ToLower(letters(p.Text))] = true
			}
			expected += len(points)
			want := map[string]bool{}
			for _, p := range points {
				want[letters(p.Text)] = true
				if gotFolded[strings.ToLower(letters(p.Text))] {
					folded++
				}
				if got[letters(p.Text)] {
					found++
				} else {
					t.Logf("missed %s: %s", name, p.Text)
				}
			}
			for _, p := range q.KeyPoints {
				if !want[letters(p.Text)] {
					extra++
					t.Logf("extra  %s: %s", name, p.Text)
				}
			}
		}
	}
	t.Logf("%d of %d found (%.1f %%; %d without case), %d extra (%.1f %%)", found, expected,
		shareOf(found, expected), folded, extra, shareOf(extra, expected))
	if shareOf(found, expected) < 95 || shareOf(extra, expected) > 5 {
		t.Error("below 95 % found or above 5 % extra")
	}
}

func shareOf(n, of int) float64 { return 100 * float64(n) / float64(of) }

// TestLabelledSheet holds the outline of the sheet that is used most.
func TestLabelledSheet(t *testing.T) {
	src, err := os.ReadFile(filepath.Join(sharedFolder(t), "docs", "sre-ja.md"))
	if err != nil {
		t.Fatal(err)
	}
	sheet := Parse(src)
	if s, q := len(sheet.Sections), len(sheet.Questions()); s != 10 || q != 26 {
		t.Errorf("%d sections, %d questions; want 10 and 26", s, q)
	}
	for _, p := range sheet.Problems {
		t.Errorf("line %d: %s", p.Line, p.Message)
	}
}
