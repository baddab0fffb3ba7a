package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/qa/coverage/eval"
)

// fixed gives the verdicts that it is told, by answer.
type fixed map[string][]qa.Verdict

func (f fixed) Score(_ context.Context, q qa.Question, _ *qa.Sheet, a coverage.Answer) (qa.Scores, error) {
	return qa.Scores{Scorer: "fixed/1", Verdicts: f[a.Text]}, nil
}

func verdict(id string, l qa.Level, unsure bool) qa.Verdict {
	return qa.Verdict{KeyPoint: id, Level: l, Confidence: 0.9, Unsure: unsure}
}

const lines = `{"id":"a","lang":"en","modality":"typed","kind":"full","question":"Q?","key_points":[{"id":"k1","text":"one","vital":true},{"id":"k2","text":"two","vital":false}],"answer":"A","labels":{"k1":"covered","k2":"missed"},"overclaims":[]}
not json

{"id":"b","lang":"ja","modality":"spoken","kind":"vague","question":"問?","key_points":[{"id":"k1","text":"一","vital":true}],"answer":"B","labels":{"k1":"partial"}}
{"id":"c","lang":"ja","kind":"vague","question":"問?","key_points":[{"id":"k1","text":"一"}],"answer":"C","labels":{"k2":"partial"}}
`

func TestMeasuresByHand(t *testing.T) {
	scorer := fixed{
		"A": {verdict("k1", qa.Covered, false), verdict("k2", qa.Covered, true)},
		"B": {verdict("k1", qa.Missed, false)},
	}
	var predictions bytes.Buffer
	r, err := eval.Run(context.Background(), strings.NewReader(lines), eval.Options{Name: "fixed", Scorer: scorer, Predictions: &predictions})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"answers", float64(r.Answers), 2},
		{"pairs", float64(r.Pairs), 3},
		{"accuracy", r.Accuracy, 1.0 / 3},
		{"strict", r.StrictAccuracy, 2.0 / 3},
		{"macro-F1", r.MacroF1, (2.0/3 + 0 + 0) / 3},
		{"missed called covered", r.FalseCovered, 1},
		{"unsure", r.UnsureShare, 1.0 / 3},
		{"accuracy of the sure", r.SureAccuracy, 0.5},
		// Coverage of A: 1/1.5 marked, 1 found; of B: 0.5 and 0.
		{"mean error of coverage", r.CoverageMAE, ((1 - 1/1.5) + 0.5) / 2},
		{"kind", r.ByKind["vague"].Accuracy, 0},
		{"language", r.ByLang["en"].Accuracy, 0.5},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if len(r.Broken) != 2 || r.Broken[0].Line != 2 || r.Broken[1].Line != 5 {
		t.Errorf("broken lines: %+v", r.Broken)
	}
	if got := strings.Count(predictions.String(), "\n"); got != 2 {
		t.Errorf("%d predictions", got)
	}
}

// Programs read these keys.
func TestJSONKeys(t *testing.T) {
	r, err := eval.Run(context.Background(), strings.NewReader(lines), eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := r.JSON(&out); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for k := range got {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	want := "accuracy by_kind by_lang coverage_mae coverage_r false_covered kappa macro_f1 ms_per_answer n_answers n_pairs qwk scorer strict_accuracy sure_accuracy sure_strict unsure_share"
	if strings.Join(keys, " ") != want {
		t.Errorf("%v", keys)
	}
}

func TestNothingToMeasure(t *testing.T) {
	r, err := eval.Run(context.Background(), strings.NewReader("\n\n"), eval.Options{})
	if err != nil || r.Answers != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	var out bytes.Buffer
	if err := r.Text(&out); err != nil {
		t.Fatal(err)
	}
}

// A sheet that lines name gives context, and one that is not there does no harm.
func TestSheetsGiveContext(t *testing.T) {
	seen := map[string]int{}
	scorer := spy(func(sheet *qa.Sheet) {
		seen["n"] = 0
		if sheet != nil {
			seen["n"] = len(sheet.Questions())
		}
	})
	line := strings.Replace(strings.SplitN(lines, "\n", 2)[0], `"question"`, `"sheet":"s.md","question"`, 1)
	files := fstest.MapFS{"s.md": {Data: []byte("# S\n\n## Q: Why?\n\n- because it is so\n\n## Q: How?\n\n- like this\n")}}
	for name, want := range map[string]int{"with": 2, "without": 0} {
		opts := eval.Options{Scorer: scorer}
		if name == "with" {
			opts.Sheets = files
		}
		if _, err := eval.Run(context.Background(), strings.NewReader(line), opts); err != nil {
			t.Fatal(err)
		}
		if seen["n"] != want {
			t.Errorf("%s: %d questions, want %d", name, seen["n"], want)
		}
	}
}

type spy func(*qa.Sheet)

func (f spy) Score(_ context.Context, _ qa.Question, sheet *qa.Sheet, _ coverage.Answer) (qa.Scores, error) {
	f(sheet)
	return qa.Scores{}, nil
}

// The lexical scorer keeps what it reaches on answers written for this project:
// five trades, easier than life, but with every kind of trap.
func TestLexicalOnMarkedAnswers(t *testing.T) {
	f, err := os.Open("../testdata/marked.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := eval.Run(context.Background(), f, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Broken) > 0 || r.Accuracy < 0.88 || r.StrictAccuracy < 0.90 || r.Evidence.OK != r.Evidence.Spans || r.Claims.Right != r.Claims.Found {
		t.Errorf("accuracy %.3f, strict %.3f, evidence %+v, claims %+v, broken %v", r.Accuracy, r.StrictAccuracy, r.Evidence, r.Claims, r.Broken)
	}
	for _, kind := range []string{"stuffing", "injection", "empty"} {
		if r.ByKind[kind].FalseCovered > 0 {
			t.Errorf("%s: %.2f of the missed called covered", kind, r.ByKind[kind].FalseCovered)
		}
	}
}
