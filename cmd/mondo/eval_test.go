package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mondo/prompts"
	"mondo/qa"
	"mondo/qa/coverage/eval"
	"mondo/server/llm/llmtest"
)

const markedAnswers = "testdata/marked.jsonl"

// material is what a prompt of the judge shows a model.
type material struct {
	Answer string
	Points []struct {
		Text     string
		Elements []struct{ ID string }
	}
}

func materialOf(t *testing.T, prompt string) material {
	_, rest, _ := strings.Cut(prompt, "=== DATA ")
	_, rest, _ = strings.Cut(rest, "\n")
	data, _, _ := strings.Cut(rest, "\n=== END ")
	var m material
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		t.Errorf("the data of a prompt: %v", err)
	}
	return m
}

// judgeWho plays a model that says the same of all elements of a point.
func judgeWho(t *testing.T, says func(m material, point string) (status string, quotes []string)) llmtest.Reader {
	type element struct {
		ID     string   `json:"id"`
		Quotes []string `json:"quotes"`
		Status string   `json:"status"`
	}
	return func(r llmtest.Request) string {
		m := materialOf(t, r.Last())
		reply := struct {
			Elements []element `json:"elements"`
			Claims   []string  `json:"claims"`
		}{[]element{}, []string{}}
		for _, p := range m.Points {
			for _, e := range p.Elements {
				status, quotes := says(m, p.Text)
				reply.Elements = append(reply.Elements, element{e.ID, quotes, status})
			}
		}
		text, err := json.Marshal(reply)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
}

// asMarked reads as whoever marked the answers.
func asMarked(t *testing.T) llmtest.Reader {
	marks := map[string]map[string]qa.Level{} // by answer, then by key point
	file, err := os.ReadFile(markedAnswers)
	if err != nil {
		t.Fatal(err)
	}
	for rows := json.NewDecoder(bytes.NewReader(file)); ; {
		var l eval.Line
		if err := rows.Decode(&l); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		marks[l.Answer] = map[string]qa.Level{}
		for _, k := range l.KeyPoints {
			marks[l.Answer][k.Text] = l.Labels[k.ID]
		}
	}
	return judgeWho(t, func(m material, point string) (string, []string) {
		first, _, _ := strings.Cut(strings.ReplaceAll(m.Answer, "。", ". "), ". ")
		switch marks[m.Answer][point] {
		case qa.Covered:
			return "present", []string{first}
		case qa.Partial:
			return "partly", []string{first}
		}
		return "absent", nil
	})
}

// evaluated is the whole command on the marked answers: what it measured, and the
// levels that it gave, by answer and key point.
func evaluated(t *testing.T, args ...string) (accuracy float64, levels map[string]qa.Level) {
	t.Helper()
	said := filepath.Join(t.TempDir(), "said.jsonl")
	var out, problems bytes.Buffer
	args = append([]string{"eval", markedAnswers, "--json", "--predictions", said}, args...)
	none := func(string) (string, bool) { return "", false }
	if err := run(t.Context(), args, none, strings.NewReader(""), &out, &problems); err != nil {
		t.Fatalf("%v\n%s", err, &problems)
	}
	var result struct{ Accuracy float64 }
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	levels = map[string]qa.Level{}
	for line := range strings.Lines(string(file)) {
		var one struct {
			ID     string
			Labels map[string]qa.Level
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		for point, level := range one.Labels {
			levels[one.ID+" "+point] = level
		}
	}
	if len(levels) != 15 {
		t.Fatalf("%d verdicts in %s", len(levels), file)
	}
	return result.Accuracy, levels
}

func TestEvalOfAJudge(t *testing.T) {
	_, words := evaluated(t)
	t.Run("a perfect reader", func(t *testing.T) {
		m := llmtest.Start(t, llmtest.Script{Reader: asMarked(t), Key: "sk-test"})
		accuracy, _ := evaluated(t, "--scorer", "judge", "--model-url", m.URL, "--model", "reader", "--model-key", "sk-test")
		if accuracy != 1 || len(m.Requests()) == 0 {
			t.Errorf("accuracy %.3f after %d requests", accuracy, len(m.Requests()))
		}
	})
	for name, read := range map[string]llmtest.Reader{
		"a liar": judgeWho(t, func(_ material, point string) (string, []string) {
			return "present", []string{"as I said, " + point, "もちろん" + point}
		}),
		"one that obeys": judgeWho(t, func(m material, _ string) (string, []string) {
			var quotes []string
			for _, s := range prompts.Instructions(m.Answer) {
				quotes = append(quotes, s.Text)
			}
			return "present", quotes
		}),
	} {
		t.Run(name, func(t *testing.T) {
			m := llmtest.Start(t, llmtest.Script{Reader: read})
			_, levels := evaluated(t, "--scorer", "judge", "--model-url", m.URL, "--model", "reader", "--judge-model", "another")
			if len(m.Requests()) == 0 {
				t.Fatal("the model was never asked")
			}
			for point, level := range levels {
				if level == qa.Covered && words[point] != qa.Covered {
					t.Errorf("%s: covered, and words say %s", point, words[point])
				}
			}
		})
	}
}
