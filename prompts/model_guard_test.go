package prompts

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mondo/qa"
)

// guardCase is one file of testdata/guard: a thread, with follow-ups that must
// pass the guard and ones that must not.
type guardCase struct {
	name string
	in   FollowUp
	says []saying
	*guard
}

// reader makes a reader of one reply in the thread.
func (c guardCase) reader() *FollowUpReader { return c.guard.reader(c.in) }

type saying struct {
	line   int
	reason qa.Reason // "" for a breach
	breach Breach    // "" for one that must pass
	text   string
}

func readGuardCases(t testing.TB) []guardCase {
	t.Helper()
	files, err := filepath.Glob("testdata/guard/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var all []guardCase
	for _, file := range files {
		c, err := readGuardCase(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

func readGuardCase(file string) (guardCase, error) {
	f, err := os.Open(file)
	if err != nil {
		return guardCase{}, err
	}
	defer f.Close()
	c := guardCase{name: strings.TrimSuffix(filepath.Base(file), ".txt")}
	c.in.Levels = map[string]qa.Level{}
	c.in.Reading = testReading
	c.in.Fence = Fence{"0123456789abcdef"}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if err := c.add(n, lines.Text()); err != nil {
			return c, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	c.in.Brief.Target = c.in.Brief.Question.KeyPoints[0]
	c.in.Brief.Reason = qa.ReasonMissed
	c.guard = c.in.newGuard()
	return c, lines.Err()
}

// add reads one line of a case.
func (c *guardCase) add(n int, line string) error {
	head, text, _ := strings.Cut(line, ": ")
	word, kind, _ := strings.Cut(head, " ")
	brief := &c.in.Brief
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
	case word == "lang":
		c.in.Lang = qa.Lang(text)
	case word == "question":
		brief.Question.Text = text
	case word == "point":
		return c.addPoint(text)
	case word == "interviewer", word == "candidate":
		c.in.Thread = append(c.in.Thread, Utterance{Candidate: word == "candidate", Text: text})
		brief.Answer = text
	case word == "ok":
		c.says = append(c.says, saying{line: n, reason: qa.Reason(kind), text: text})
	case word == "breach":
		c.says = append(c.says, saying{line: n, breach: Breach(kind), text: text})
	default:
		return fmt.Errorf("not a line of a case: %q", line)
	}
	return nil
}

// addPoint reads "level | label | text" and makes it a candidate.
func (c *guardCase) addPoint(text string) error {
	parts := strings.SplitN(text, "|", 3)
	if len(parts) != 3 {
		return fmt.Errorf("not a point: %q", text)
	}
	p := qa.KeyPoint{ID: fmt.Sprintf("k%d", len(c.in.Brief.Question.KeyPoints)+1), Label: strings.TrimSpace(parts[1]), Text: strings.TrimSpace(parts[2]), Vital: true}
	if p.Label != "" {
		p.Text = p.Label + ": " + p.Text
	}
	level := qa.Level(strings.TrimSpace(parts[0]))
	q := &c.in.Brief.Question
	q.KeyPoints, q.ModelAnswer = append(q.KeyPoints, p), q.ModelAnswer+"- "+p.Text+"\n"
	c.in.Levels[p.ID] = level
	reason := map[qa.Level]qa.Reason{qa.Missed: qa.ReasonMissed, qa.Partial: qa.ReasonPartial, qa.Covered: qa.ReasonDeepen}[level]
	c.in.Brief.Candidates = append(c.in.Brief.Candidates, qa.Candidate{KeyPoint: p, Reason: reason})
	return nil
}

// testReading stands for a dictionary.
func testReading(word string) string {
	return map[string]string{
		"巡視": "ジュンシ", "複製": "フクセイ",
	}[word]
}

// TestGuard holds the guard's two sides: what a person would ask passes, and what
// must not be said does not.
func TestGuard(t *testing.T) {
	passed, caught := map[qa.Reason]int{}, map[Breach]int{}
	for _, c := range readGuardCases(t) {
		for _, s := range c.says {
			_, err := readWhole(c.reader(), "T1\n"+s.text)
			var got Breach
			if err != nil && !errors.As(err, &got) {
				t.Fatalf("%s:%d: %v is no breach", c.name, s.line, err)
			}
			if got != s.breach {
				t.Errorf("%s.txt:%d: %q, want %q: %s", c.name, s.line, got, s.breach, s.text)
			}
			if s.breach == "" {
				passed[s.reason]++
			} else {
				caught[s.breach]++
			}
		}
	}
	t.Log("must pass:", passed, "must not:", caught)
}

// readWhole reads a reply in one piece.
func readWhole(r *FollowUpReader, reply string) (string, error) {
	shown, err := r.Write(reply)
	if err != nil {
		return "", err
	}
	rest, err := r.Close()
	if err != nil {
		return "", err
	}
	return shown + rest, nil
}

// TestScriptPassesTheGuard holds that the guard lets the scripted interviewer say
// everything that it says: those lines are what natural follow-ups are.
func TestScriptPassesTheGuard(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		t.Run(name, func(t *testing.T) {
			in := samples[lang]
			said := evidence(in.answer, in.quoted)
			for _, c := range []qa.Candidate{
				{KeyPoint: in.labelled, Reason: qa.ReasonMissed},
				{KeyPoint: in.plain, Reason: qa.ReasonMissed},
				{KeyPoint: in.labelled, Reason: qa.ReasonPartial, Evidence: said},
				{KeyPoint: in.plain, Reason: qa.ReasonPartial},
				{KeyPoint: in.labelled, Reason: qa.ReasonContradicted, Evidence: said},
				{KeyPoint: in.plain, Reason: qa.ReasonContradicted},
				{KeyPoint: in.labelled, Reason: qa.ReasonDeepen, Evidence: said},
			} {
				f := followUpSample(t, lang, p).asking(c)
				g := f.newGuard()
				for _, vague := range []bool{false, true} {
					f.Brief.Vague = vague
					used := Used{}
					for range 12 {
						line := NewScript(lang, p, 1).FollowUp(f.Brief, used)
						used[line.ID] = true
						if err := g.inspect(line.Text, true); err != nil {
							t.Errorf("%s: %v: %s", c.Reason, err, line.Text)
						}
					}
				}
			}
		})
	})
}
