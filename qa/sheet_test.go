package qa

import (
	"strings"
	"testing"
	"time"
)

const smallSheet = `# Ward interview

## Care

### Q1. How do you calm an anxious patient?

I sit down and use their name.

### Q2. How do you hand over a patient?

- SBAR, written
- at the bedside

## Team

### Q3. How do you calm an angry relative?

I listen first.
`

func TestFindQuestion(t *testing.T) {
	s := Parse([]byte(smallSheet))
	first := s.Questions()[0]
	cases := map[string]struct {
		wanted string
		number int // 0: none
	}{
		"id":                    {first.ID, 1},
		"text":                  {"How do you hand over a patient?", 2},
		"text, other marks":     {"how do you hand over a patient", 2},
		"text with its mark":    {"Q2. How do you hand over a patient?", 2},
		"number":                {"3", 3},
		"number with letter":    {"Q2", 2},
		"number in Japanese":    {"問１", 1},
		"part":                  {"angry relative", 3},
		"part of two":           {"How do you calm", 0},
		"number out of range":   {"4", 0},
		"zero":                  {"0", 0},
		"nothing":               {"", 0},
		"marks only":            {"?!", 0},
		"what is not there":     {"salary", 0},
		"an id of another text": {"qffffffffff", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			q, ok := s.FindQuestion(c.wanted)
			if ok != (c.number > 0) {
				t.Fatalf("FindQuestion(%q): %v, %v", c.wanted, q.Text, ok)
			}
			if ok && q.ID != s.Questions()[c.number-1].ID {
				t.Errorf("FindQuestion(%q) = %q, want number %d", c.wanted, q.Text, c.number)
			}
		})
	}
}

// TestIdentity holds what keeps history when a sheet is edited.
func TestIdentity(t *testing.T) {
	before := Parse([]byte(smallSheet))
	q := before.Questions()[1]
	edits := map[string]struct {
		from, to    string
		sameID      bool
		samePoints  int // of the two
		sameVersion bool
	}{
		"nothing":              {"", "", true, 2, true},
		"other mark":           {"### Q2. How", "## 問2：How", true, 2, false},
		"punctuation and case": {"How do you hand over a patient?", "how do you HAND OVER a patient", true, 2, false},
		"one bullet":           {"- at the bedside", "- by telephone", true, 1, false},
		"bullets turned round": {"- SBAR, written\n- at the bedside", "- At the bedside.\n- SBAR written", true, 2, false},
		"other answer":         {"I sit down", "I stand", true, 2, false},
		"other question":       {"hand over a patient", "hand over a ward", false, 0, false},
	}
	for name, e := range edits {
		t.Run(name, func(t *testing.T) {
			after := Parse([]byte(strings.Replace(smallSheet, e.from, e.to, 1)))
			if (after.Version == before.Version) != e.sameVersion {
				t.Errorf("versions %s and %s", before.Version, after.Version)
			}
			same, ok := after.Question(q.ID)
			if ok != e.sameID {
				t.Fatalf("question found: %v", ok)
			}
			points := 0
			for _, k := range same.KeyPoints {
				for _, old := range q.KeyPoints {
					if k.ID == old.ID {
						points++
					}
				}
			}
			if points != e.samePoints {
				t.Errorf("%d key points kept their ids, want %d", points, e.samePoints)
			}
		})
	}
}

func TestSpeakingTime(t *testing.T) {
	cases := map[string]struct {
		lang Lang
		text string
		want time.Duration
	}{
		"300 characters":     {Japanese, strings.Repeat("あ", 300), time.Minute},
		"marks cost nothing": {Japanese, strings.Repeat("**あ**、。\n", 300), time.Minute},
		"140 words":          {English, strings.Repeat("word ", 140), time.Minute},
		"contractions":       {English, strings.Repeat("don't ", 70), 30 * time.Second},
		"nothing":            {English, " - \n", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := SpeakingTime(c.lang, c.text); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
	for lang, want := range map[Lang]int{Japanese: 150, English: 70} {
		if got := SpeakingLength(lang, 30*time.Second); got != want {
			t.Errorf("%s: %d are said in half a minute, want %d", lang, got, want)
		}
	}
	technical := SpeakingTime(Japanese, "AWSで2020年から構築")
	if technical < 2*time.Second || technical > 5*time.Second {
		t.Errorf("a technical phrase takes %v", technical)
	}
}

// TestHostile holds that what is no sheet ends in a word about it, with a line.
func TestHostile(t *testing.T) {
	deep := func(unit string) string {
		var b strings.Builder
		for i := range 2000 {
			b.WriteString(strings.Repeat(unit, i) + "- why?\n")
		}
		return b.String()
	}
	cases := map[string]struct {
		src       string
		questions int
		line      int    // of the first problem, 0 for none
		says      string // part of its message
	}{
		"50 MB":                 {strings.Repeat("Q: why?\nA: so.\n", 50<<20/15), 0, 1, "too large"},
		"10,000 nested bullets": {"## Q1 why?\n\n- a\n" + strings.Repeat("- ", 10000) + "x", 1, 4, "too long"},
		"nested by spaces":      {"## Q1 how?\n\n" + deep(" "), 1, 0, ""},
		"nested by tabs":        {"## Q1 how?\n\n" + deep("\t"), 1, 15, "12 levels"},
		"10,000 quotes":         {"## Q1 why?\n\n" + strings.Repeat(">", 10000) + " x", 1, 3, "12 levels"},
		"one line of 5 MB":      {strings.Repeat("x", maxSource-1), 0, 1, "too long"},
		"too many lines":        {"## Q1 why?\n\nso\n" + strings.Repeat("\n", maxLines), 1, maxLines + 1, "too many lines"},
		"invalid UTF-8":         {"## Q1 why?\n\nso\nand \xff so", 1, 4, "not UTF-8"},
		"NUL":                   {"## Q1 why?\n\nso\x00", 1, 3, "NUL"},
		"UTF-16":                {"\xff\xfe#\x00 \x00Q\x00", 0, 1, "UTF-16"},
		"Shift_JIS":             {"## Q1 \x8eu\x96]\x93\xae\x8b@\x82\xf0\x8b\xb3\x82\xa6\x82\xc4\x82\xad\x82\xbe\x82\xb3\x82\xa2\n\nso", 1, 1, "Shift_JIS"},
		"CRLF and BOM":          {"\xef\xbb\xbf## Q1 why?\r\n\r\nso\r\n", 1, 0, ""},
		"CR":                    {"## Q1 why?\r\rso\r", 1, 0, ""},
		"front matter only":     {"---\ntitle: x\n---\n", 0, 1, "No question"},
		"front matter open":     {"---\ntitle: x\n\n## Q1 why?\n\nso", 1, 0, ""},
		"no question":           {"\n\nhello", 0, 3, "No question"},
		"empty":                 {"", 0, 1, "No question"},
		"fences in fences":      {"## Q1 why?\n\n```\n~~~\n\nso\n\n## Q2 how?\n\nso", 2, 3, "never closed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := Parse([]byte(c.src))
			if n := len(s.Questions()); n != c.questions {
				t.Errorf("%d questions, want %d", n, c.questions)
			}
			if c.line == 0 {
				if len(s.Problems) > 0 {
					t.Errorf("problems: %+v", s.Problems)
				}
				return
			}
			if len(s.Problems) == 0 || s.Problems[0].Line != c.line || !strings.Contains(s.Problems[0].Message, c.says) {
				t.Errorf("problems: %+v; want %q on line %d", s.Problems, c.says, c.line)
			}
		})
	}
}

// TestProblemsAreBounded holds that a file that is wrong everywhere does not
// drown the page that shows it.
func TestProblemsAreBounded(t *testing.T) {
	s := Parse([]byte(strings.Repeat("## Q why?\n\n", 5000)))
	if n := len(s.Problems); n != maxProblems+1 {
		t.Fatalf("%d problems", n)
	}
	found := false
	for _, p := range s.Problems {
		found = found || strings.Contains(p.Message, "more problems")
	}
	if !found {
		t.Error("nobody is told of the others")
	}
}

// BenchmarkParseProse reads 5 MB of prose without a question.
func BenchmarkParseProse(b *testing.B) {
	prose := "これは質問ではない文で、印もありません。見出しもありません。\n\n"
	src := []byte(strings.Repeat(prose, maxSource/len(prose)))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse(src)
	}
}
