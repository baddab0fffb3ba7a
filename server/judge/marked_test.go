package judge

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"mondo/prompts"
	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/qa/coverage/eval"
)

// marked is a set of answers that a person has marked, with their sheets.
type marked struct {
	raw    []byte
	lines  []eval.Line
	sheets fs.FS
}

func readMarked(t *testing.T, file, sheets string) marked {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := marked{raw: raw, sheets: os.DirFS(sheets)}
	rows := bufio.NewScanner(bytes.NewReader(raw))
	rows.Buffer(nil, 1<<20)
	for rows.Scan() {
		var l eval.Line
		if err := json.Unmarshal(rows.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		m.lines = append(m.lines, l)
	}
	return m
}

// first is so many of the answers.
func (m marked) first(n int) marked {
	rows := bytes.SplitAfterN(m.raw, []byte("\n"), n+1)
	m.raw, m.lines = bytes.Join(rows[:n], nil), m.lines[:n]
	return m
}

// eachMarked runs a test on the marked answers of the repository, and on a larger
// set that is not part of it.
func eachMarked(t *testing.T, test func(t *testing.T, m marked)) {
	t.Run("trades", func(t *testing.T) {
		dir := filepath.Join("..", "..", "qa", "coverage", "eval", "testdata", "trades")
		test(t, readMarked(t, filepath.Join(dir, "trades.jsonl"), dir))
	})
	t.Run("dev", func(t *testing.T) {
		dir := os.Getenv("MONDO_SHARED")
		if dir == "" {
			dir = filepath.Join("..", "..", "..", "shared")
		}
		file := filepath.Join(dir, "eval", "dev.jsonl")
		if _, err := os.Stat(file); err != nil {
			t.Skip("no marked answers: set MONDO_SHARED to a folder with docs/ and eval/dev.jsonl")
		}
		test(t, readMarked(t, file, filepath.Join(dir, "docs")))
	})
}

// perfect reads like the person who marked the answers. A point that is marked
// partial has one element said and the others not, or its only one said partly.
// The quotes are whatever was said to a person; a mark does not say where.
func perfect(lines []eval.Line) reader {
	return func(messages []prompts.Message) string {
		m := materialOf(messages)
		l := lines[slices.IndexFunc(lines, func(l eval.Line) bool { return l.Answer == m.Answer && l.Question == m.Question })]
		levels := map[string]qa.Level{}
		for _, k := range l.KeyPoints {
			levels[k.Text] = l.Labels[k.ID]
		}
		if m.claims() {
			return markedClaims(m, l, levels)
		}
		var all []verdictOf
		for _, p := range m.Points {
			first := slices.MinFunc(p.Elements, func(a, b struct{ ID, Text string }) int { return strings.Compare(a.Text, b.Text) })
			for _, e := range p.Elements {
				v := verdictOf{ID: e.ID, Status: "absent"}
				switch level := levels[p.Text]; {
				case level == qa.Covered, level == qa.Partial && e.ID == first.ID && len(p.Elements) > 1:
					v.Status, v.Quotes = "present", []string{honest(m.Answer)}
				case level == qa.Partial && len(p.Elements) == 1:
					v.Status, v.Quotes = "partly", []string{honest(m.Answer)}
				}
				all = append(all, v)
			}
		}
		return replyOf(all)
	}
}

// honest is the longest passage of an answer that speaks to no model, cut to what
// a quote may be.
func honest(answer string) string {
	from, best := 0, ""
	for _, s := range append(prompts.Instructions(answer), qa.Span{Start: len(answer), End: len(answer)}) {
		if len(answer[from:s.Start]) > len(best) {
			best = answer[from:s.Start]
		}
		from = s.End
	}
	words := []rune(best)
	return string(words[:min(len(words), 100)])
}

// markedClaims names the marked claims, beside a point that was not said.
func markedClaims(m material, l eval.Line, levels map[string]qa.Level) string {
	list := []claim{}
	for _, said := range l.Overclaims {
		for _, p := range m.Points {
			if levels[p.Text] == qa.Missed {
				list = append(list, claim{said, p.Text, p.ID})
				break
			}
		}
	}
	out, err := json.Marshal(map[string]any{"claims": list})
	if err != nil {
		panic(err)
	}
	return string(out)
}

// scored is a judge on marked answers, which shows what words said and what it
// made of that.
type scored struct {
	Measured
	words *heardOf
	t     *testing.T
	each  shown
}

// heardOf keeps the last scores by words.
type heardOf struct {
	Words
	last qa.Scores
}

func (w *heardOf) Score(ctx context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error) {
	var err error
	w.last, err = w.Words.Score(ctx, q, sheet, a)
	return w.last, err
}

func (s scored) Score(ctx context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error) {
	judged, err := s.Measured.Score(ctx, q, sheet, a)
	if err == nil && s.each != nil {
		s.each(s.t, a, s.words.last, judged)
	}
	return judged, err
}

// dictionary is loaded once for all tests.
var dictionary = sync.OnceValue(coverage.NewTokenizer)

// shown is told what words said of an answer and what a judge made of that.
type shown func(t *testing.T, a coverage.Answer, lexical, judged qa.Scores)

func measure(t *testing.T, m marked, read reader, each shown) *eval.Result {
	t.Helper()
	j, _ := judgeOf(t, read)
	return measureWith(t, m, j, each)
}

func measureWith(t *testing.T, m marked, j *Judge, each shown) *eval.Result {
	t.Helper()
	words := &heardOf{Words: eval.Lexical(dictionary(), nil)}
	s := scored{Measured{Judge: j, Words: words, Scope: "eval"}, words, t, each}
	r, err := eval.Run(t.Context(), bytes.NewReader(m.raw), eval.Options{Scorer: s, Sheets: m.sheets})
	if err != nil {
		t.Fatal(err)
	}
	if r.Evidence.Spans != r.Evidence.OK {
		t.Errorf("%d spans of evidence, %d of them verbatim", r.Evidence.Spans, r.Evidence.OK)
	}
	return r
}

// A model that reads like the person who marked gives that person's marks,
// through prompt, reply, quotes and votes.
func TestPerfectReader(t *testing.T) {
	eachMarked(t, func(t *testing.T, m marked) {
		r := measure(t, m, perfect(m.lines), nil)
		var b bytes.Buffer
		if err := r.Text(&b); err != nil {
			t.Fatal(err)
		}
		t.Logf("accuracy %.4f, of the sure %.4f, unsure %.3f; %+v", r.Accuracy, r.SureAccuracy, r.UnsureShare, r.Claims)
		if r.Accuracy != 1 || r.Scorer != "judge/1/reader-1" {
			t.Errorf("%s\n%s", r.Scorer, b.String())
		}
		if r.Claims.Right < r.Claims.Marked*9/10 {
			t.Errorf("claims: %+v", r.Claims)
		}
	})
}

// A model that lies, or does what an answer tells it to, gets nothing covered
// that words alone do not.
func TestLiar(t *testing.T) {
	for name, read := range map[string]reader{"liar": liar, "copier": copier} {
		t.Run(name, func(t *testing.T) {
			eachMarked(t, func(t *testing.T, m marked) {
				r := measure(t, m, read, noHigherThanWords)
				t.Logf("accuracy %.4f, missed called covered %.4f", r.Accuracy, r.FalseCovered)
			})
		})
	}
}

func noHigherThanWords(t *testing.T, a coverage.Answer, lexical, judged qa.Scores) {
	t.Helper()
	for i, v := range judged.Verdicts {
		if v.Level.Share() > lexical.Verdicts[i].Level.Share() {
			t.Errorf("%s, words say %s: %q", brief(v), lexical.Verdicts[i].Level, a.Text)
		}
	}
}
