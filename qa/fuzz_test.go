package qa

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// addSheets seeds a fuzz target with the sheets of the cases and some that are
// meant to hurt.
func addSheets(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, sheet := range archive.Files {
			if strings.HasSuffix(sheet.Name, ".md") {
				f.Add(sheet.Data)
			}
		}
	}
	for _, s := range []string{
		"", "\xff\xfe", "\x00", "---\n", "---\n---\n", "Q", "Q:", "Q: \nA:", "# \n## Q1\n", "```", "```\n### Q: a?\n", "<!--",
		"| Q | A |\n|--|--|\n| a |\n| b | c | d |", "Q: a?\rA: b", "\ufeffQ: a?\r\nA: b\r\n", "> > - Q: a?\n> >   - A: b",
		"- - - Q: a?\n", "1. 1. 1. a?\n   b", "## Q1 ？\n\n※★（補足）\n", "Q: **a\nb** c\nA: **d", "A: b\nQ: a?", "**Q:**\n**A:**",
		"---\naliases:\n- \"- a\" = ' b'，c\n  # d = e\n -- f = g\n---\n## Q1 a?\n\nb\n",
		"## Q1 a?\n\n| x |\n|---|\n| |\n", "## Q1 a?\n\n**x**\n\n**y**: \n- **z**:\n  - \n", "### 質問\nあ\n### 回答\nい\n",
	} {
		f.Add([]byte(s))
	}
}

// FuzzParse holds what a parsed sheet promises, whatever the bytes.
func FuzzParse(f *testing.F) {
	addSheets(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		s := Parse(src)
		if diff := cmp.Diff(s, Parse(src)); diff != "" {
			t.Fatalf("not the same twice: %s", diff)
		}
		checkSheet(t, s, src)
	})
}

func checkSheet(t *testing.T, s *Sheet, src []byte) {
	t.Helper()
	file := withoutComments(readLines(src, &findings{}), &findings{})
	ids := map[string]bool{}
	last := 0
	fresh := func(id string) {
		if id == "" || ids[id] {
			t.Errorf("id %q is empty or not unique", id)
		}
		ids[id] = true
	}
	inFile := func(line int) {
		if line < 1 || line > len(file) {
			t.Errorf("line %d of %d", line, len(file))
		}
	}
	for _, sec := range s.Sections {
		inFile(sec.Line)
		if len(sec.Questions) == 0 {
			t.Errorf("section %q without questions", sec.Title)
		}
		for _, q := range sec.Questions {
			fresh(q.ID)
			inFile(q.Line)
			if q.Line < last {
				t.Errorf("question on line %d after line %d", q.Line, last)
			}
			last = q.Line
			if !utf8.ValidString(q.Text) || strings.Contains(q.Text, "\n") {
				t.Errorf("question text %q", q.Text)
			}
			checkAnswer(t, q, file)
			for _, k := range q.KeyPoints {
				fresh(k.ID)
				checkKeyPoint(t, q, k)
			}
		}
	}
	for i, p := range s.Problems {
		inFile(p.Line)
		if p.Message == "" || i > 0 && p.Line < s.Problems[i-1].Line {
			t.Errorf("problem %+v", p)
		}
	}
	if len(s.Sections) == 0 && len(s.Problems) == 0 {
		t.Error("no question, and nobody is told")
	}
}

// checkAnswer holds that the model answer is the person's own words: each of its
// lines stands in the file, in the lines that it names.
func checkAnswer(t *testing.T, q Question, file []line) {
	t.Helper()
	if q.ModelAnswer == "" {
		if len(q.KeyPoints) > 0 || q.AnswerLine != 0 || q.AnswerEnd != 0 {
			t.Errorf("no answer, but %d key points and lines %d to %d", len(q.KeyPoints), q.AnswerLine, q.AnswerEnd)
		}
		return
	}
	if q.AnswerLine < q.Line || q.AnswerEnd < q.AnswerLine || q.AnswerEnd > len(file) {
		t.Fatalf("answer on lines %d to %d of the question on line %d", q.AnswerLine, q.AnswerEnd, q.Line)
	}
	if strings.TrimSpace(q.ModelAnswer) == "" || !utf8.ValidString(q.ModelAnswer) {
		t.Errorf("model answer %q", q.ModelAnswer)
	}
	var source strings.Builder
	for _, l := range file[q.AnswerLine-1 : q.AnswerEnd] {
		source.WriteString(bareLine(l.text))
	}
	rest := source.String()
	for _, l := range strings.Split(q.ModelAnswer, "\n") {
		at := strings.Index(rest, bareLine(l))
		if at < 0 {
			t.Fatalf("%q of the model answer is not in lines %d to %d: %q", l, q.AnswerLine, q.AnswerEnd, source.String())
		}
		rest = rest[at:]
	}
}

// bareLine leaves out what may differ where an answer is cut out of its line:
// white space, emphasis, quote and list marks, bars that were escaped, HTML.
func bareLine(text string) string {
	text = tagLike.ReplaceAllString(text, "")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t　\u00a0*_>-・\\", r) {
			return -1
		}
		return r
	}, text)
}

var tagLike = regexp.MustCompile(`<[^>\n]*>?`)

func checkKeyPoint(t *testing.T, q Question, k KeyPoint) {
	t.Helper()
	if strings.TrimSpace(k.Text) == "" || k.Text != strings.TrimSpace(k.Text) || !utf8.ValidString(k.Text) || strings.ContainsAny(k.Text, "\n\t") {
		t.Errorf("key point %q", k.Text)
	}
	for _, mark := range []string{"- ", "* ", "・", "# ", "★", "**", "| "} {
		if strings.HasPrefix(k.Text, mark) {
			t.Errorf("key point %q has its mark left", k.Text)
		}
	}
	if k.Label != "" && !strings.HasPrefix(k.Text, k.Label+": ") {
		t.Errorf("key point %q does not start with its label %q", k.Text, k.Label)
	}
	if k.Line < q.AnswerLine || k.End < k.Line || k.End > q.AnswerEnd {
		t.Errorf("key point on lines %d to %d, answer on %d to %d", k.Line, k.End, q.AnswerLine, q.AnswerEnd)
	}
}

// TestPrint holds that the sheets of the cases read the same once printed.
func TestPrint(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range archive.Files {
			if !strings.HasSuffix(sheet.Name, ".md") {
				continue
			}
			t.Run(sheet.Name, func(t *testing.T) {
				s := Parse(sheet.Data)
				printed := Print(s)
				if diff := cmp.Diff(outlineOf(s), outlineOf(Parse(printed))); diff != "" {
					t.Errorf("(-parsed +printed and parsed)\n%s\n%s", diff, printed)
				}
			})
		}
	}
}

// outlineOf is what a round trip keeps.
func outlineOf(s *Sheet) []string {
	out := []string{string(s.Lang), s.Title}
	for _, words := range s.Aliases {
		out = append(out, strings.Join(words, " = "))
	}
	for _, sec := range s.Sections {
		out = append(out, "["+sec.Title+"]")
		for _, q := range sec.Questions {
			out = append(out, q.ID+" "+q.Text)
			for _, k := range q.KeyPoints {
				out = append(out, k.ID+" "+string(k.Form)+" "+k.Text)
			}
		}
	}
	return out
}

// FuzzPrint holds that a printed sheet has the same questions with the same
// answers. Key points are held by TestPrint only: where one ends and the next
// begins may depend on what stood around an answer, in sheets nobody would write.
func FuzzPrint(f *testing.F) {
	addSheets(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		s := Parse(src)
		printed := Print(s)
		if diff := cmp.Diff(wordsOf(s), wordsOf(Parse(printed))); diff != "" {
			t.Fatalf("(-parsed +printed and parsed)\n%s\n%s", diff, printed)
		}
	})
}

// wordsOf lists the questions of a sheet, each with the letters of its answer.
func wordsOf(s *Sheet) []string {
	out := []string{s.Title}
	for _, words := range s.Aliases {
		out = append(out, strings.Join(words, " = "))
	}
	for _, q := range s.Questions() {
		out = append(out, q.ID, q.Text, letters(tagLike.ReplaceAllString(q.ModelAnswer, "")))
	}
	return out
}

// FuzzPlainForm holds that plain form only changes endings.
func FuzzPlainForm(f *testing.F) {
	for _, s := range []string{"担当しました。", "可能ですが、「はい」です", "ありません", "ますですでした", "（です", "お願いします"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		got := plainForm(text)
		if !utf8.ValidString(got) {
			t.Fatalf("plainForm(%q) = %q", text, got)
		}
		if len(got) > len(text)+6*strings.Count(text, "す")+6*strings.Count(text, "た")+6*strings.Count(text, "ん") {
			t.Fatalf("plainForm(%q) = %q: longer", text, got)
		}
	})
}
