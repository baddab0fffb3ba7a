package judge

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mondo/prompts"
	"mondo/qa"
)

// However a model writes its JSON, the verdicts are those of the same reply
// written well, at the first try.
func TestBrokenJSON(t *testing.T) {
	well := says(map[string]verdictOf{"検知": present("アラートに気づくまで"), "3分に短縮した": partly("三分まで")})
	j, _ := judgeOf(t, well)
	want, err := j.Score(t.Context(), task(answer))
	if err != nil {
		t.Fatal(err)
	}
	for name, broken := range map[string]func(string) string{
		"in a fence":      func(s string) string { return "```json\n" + s + "\n```" },
		"in prose":        func(s string) string { return "Here is what I found [1]:\n\n" + s + "\n\nLet me know {if} it helps!" },
		"trailing commas": func(s string) string { return strings.NewReplacer("}]", "},]", `"}`, `",}`).Replace(s) },
		"single marks":    func(s string) string { return strings.ReplaceAll(s, `"`, "'") },
		"unquoted keys":   func(s string) string { return strings.NewReplacer(`"id"`, "id", `"status"`, "status").Replace(s) },
		"other case": func(s string) string {
			return strings.NewReplacer(`"id"`, `"ID"`, `"status"`, `"Status"`, `"present"`, `"Present"`, "absent", "ABSENT").Replace(s)
		},
		"a comment":       func(s string) string { return strings.Replace(s, "[", "[ // all of them\n", 1) },
		"no end":          func(s string) string { return strings.TrimSuffix(s, "]}") },
		"the array alone": func(s string) string { return strings.TrimSuffix(strings.TrimPrefix(s, `{"elements":`), "}") },
		"one a line": func(s string) string {
			return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(s, `{"elements":[`), "]}"), "},{", "}\n{")
		},
		"ids for keys":    byID,
		"all of it twice": func(s string) string { return s + "\n" + s },
		"more than asked": func(s string) string {
			return strings.Replace(s, "[", `[{"id":"7c","quotes":[],"status":"present"},`, 1)
		},
		"line breaks inside": func(s string) string { return strings.ReplaceAll(s, "アラートに", "アラート\nに") },
		"escaped":            func(s string) string { return strings.ReplaceAll(s, "三分", `\u4e09\u5206`) },
	} {
		t.Run(name, func(t *testing.T) {
			j, m := judgeOf(t, func(messages []prompts.Message) string {
				if materialOf(messages).claims() {
					return well(messages)
				}
				return broken(well(messages))
			})
			got, err := j.Score(t.Context(), task(answer))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" || m.calls("judge") != 1 {
				t.Errorf("%d calls, %s", m.calls("judge"), diff)
			}
		})
	}
}

// byID writes a reply as one object with the ids for its keys.
func byID(reply string) string {
	var r struct{ Elements []verdictOf }
	if err := json.Unmarshal([]byte(reply), &r); err != nil {
		panic(err)
	}
	all := map[string]map[string]any{}
	for _, e := range r.Elements {
		all[e.ID] = map[string]any{"quotes": e.Quotes, "status": e.Status}
	}
	out, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(out)
}

// A model that fails when it is asked for the rest leaves what it had said.
func TestFailsWhenAskedAgain(t *testing.T) {
	j, m := judgeOf(t, func(messages []prompts.Message) string {
		if materialOf(messages).claims() {
			return `{"claims":[]}`
		}
		id := materialOf(messages).Points[0].Elements[0].ID
		return replyOf([]verdictOf{{id, nil, "absent"}, {strings.Replace(id, "a", "b", 1), nil, "absent"}})
	})
	asked := 0
	m.fails = func(_ int, p prompts.Prompt) error {
		if p.Name == "judge" {
			asked++
		}
		if asked > 1 {
			return errors.New("busy")
		}
		return nil
	}
	got, err := j.Score(t.Context(), task(answer))
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	for _, v := range got.Verdicts {
		by[v.Scorer]++
	}
	if by[""] != 1 || by["lexical/1"] != 1 {
		t.Errorf("%+v", got.Verdicts)
	}
}

// waiting is a model that says nothing until the caller has enough.
type waiting struct{}

func (waiting) Complete(ctx context.Context, _ string, _ prompts.Prompt) (prompts.Reply, error) {
	<-ctx.Done()
	return prompts.Reply{}, ctx.Err()
}

func TestSlowModel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
		defer cancel()
		j := New(Config{Model: waiting{}})
		if _, err := j.Score(ctx, task(answer)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

// Whatever a model replies, nothing is raised above what words say without a quote
// that stands in the answer, and a verdict is complete.
func FuzzReply(f *testing.F) {
	for _, s := range []string{
		`{"elements":[{"id":"1a","quotes":["アラート"],"status":"present"},{"id":"1b","quotes":["三分まで"],"status":"present"},{"id":"2a","quotes":[],"status":"absent"},{"id":"2b","quotes":[],"status":"absent"}]}`,
		`{"1a":{"status":"present","quotes":"当番"},"1b":{"status":"partly"},"2a":{"status":"contradicted","quotes":["毎週"]},"2b":{"status":"absent"}}`,
		`{"claims":[{"answer_quote":"当番は毎週","sheet_quote":"週に一度だけ","point":"2"}]}`, `[]`, "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, reply string) {
		j, _ := judgeOf(t, func([]prompts.Message) string { return reply })
		in := task(answer, qa.Partial)
		got, err := j.Score(t.Context(), in)
		if err != nil {
			if !errors.Is(err, ErrUnread) {
				t.Fatal(err)
			}
			return
		}
		if len(got.Verdicts) != 2 {
			t.Fatalf("%d verdicts", len(got.Verdicts))
		}
		for i, v := range got.Verdicts {
			end := 0
			for _, s := range v.Evidence {
				if s.Start < end || s.End <= s.Start || s.End > len(answer) || answer[s.Start:s.End] != s.Text {
					t.Fatalf("evidence %+v", s)
				}
				end = s.End
			}
			if v.KeyPoint != in.Question.KeyPoints[i].ID || v.Confidence < 0 || v.Confidence > 1 || v.Level != qa.Missed && len(v.Evidence) == 0 {
				t.Fatalf("%+v", v)
			}
		}
		for _, c := range got.Claims {
			if answer[c.Start:c.End] != c.Text || c.KeyPoint == "" || c.Sheet == "" {
				t.Fatalf("%+v", c)
			}
		}
	})
}
