package judge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/prompts"
	"mondo/qa"
)

const answer = "アラートに気づくまでの時間を、三分まで縮めました。当番は毎週まわしています。"

func present(quotes ...string) verdictOf { return verdictOf{Status: "present", Quotes: quotes} }
func partly(quotes ...string) verdictOf  { return verdictOf{Status: "partly", Quotes: quotes} }
func contradicted(quotes ...string) verdictOf {
	return verdictOf{Status: "contradicted", Quotes: quotes}
}

// brief is a verdict in one line: level, marks, and what it rests on.
func brief(v qa.Verdict) string {
	s := string(v.Level)
	if v.Contradicted {
		s += " contradicted"
	}
	if v.Unsure {
		s += " unsure"
	}
	if v.Words != "" {
		s += ", words: " + string(v.Words)
	}
	if v.Scorer != "" {
		s += ", by " + v.Scorer
	}
	for _, e := range v.Evidence {
		s += " 「" + e.Text + "」"
	}
	return s
}

func TestVerdicts(t *testing.T) {
	quote := "アラートに気づくまでの時間を、三分まで縮めました"
	for name, tt := range map[string]struct {
		says    map[string]verdictOf
		lexical qa.Level
		want    string
	}{
		"all said":                   {map[string]verdictOf{"検知": present("アラートに気づく"), "3分に短縮した": present("三分まで縮めました")}, qa.Partial, "covered, words: partial 「アラートに気づく」 「三分まで縮めました」"},
		"all said, as words say":     {map[string]verdictOf{"検知": present(quote), "3分に短縮した": present(quote)}, qa.Covered, "covered 「" + quote + "」"},
		"some said":                  {map[string]verdictOf{"検知": present("アラート")}, qa.Partial, "partial 「アラート」"},
		"partly said":                {map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": partly("縮めました")}, qa.Partial, "partial 「アラート」 「縮めました」"},
		"only partly":                {map[string]verdictOf{"検知": partly("アラート")}, qa.Missed, "partial, words: missed 「アラート」"},
		"none said":                  {nil, qa.Missed, "missed"},
		"contradicted, the rest not": {map[string]verdictOf{"3分に短縮した": contradicted("三分まで縮めました")}, qa.Missed, "missed contradicted 「三分まで縮めました」"},
		"contradicted, one said":     {map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": contradicted("三分まで")}, qa.Covered, "partial contradicted, words: covered 「アラート」 「三分まで」"},
		"far from words":             {map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": present("三分まで")}, qa.Missed, "covered, words: missed 「アラート」 「三分まで」"},
		"a quote that is not there":  {map[string]verdictOf{"検知": present("検知を自動化"), "3分に短縮した": present("三分まで")}, qa.Missed, "partial unsure, words: missed 「三分まで」"},
		"no quote":                   {map[string]verdictOf{"検知": present(), "3分に短縮した": present()}, qa.Missed, "missed unsure"},
		"no quote, where words know": {map[string]verdictOf{"検知": present(), "3分に短縮した": present()}, qa.Covered, "covered, by lexical/1 「" + answer + "」"},
		"a denial without a quote":   {map[string]verdictOf{"検知": contradicted("検知はしていません")}, qa.Partial, "partial, by lexical/1 「" + answer + "」"},
		"one good quote of two":      {map[string]verdictOf{"検知": present("検知を自動化", "アラート")}, qa.Partial, "partial 「アラート」"},
	} {
		t.Run(name, func(t *testing.T) {
			j, _ := judgeOf(t, says(tt.says))
			got, err := j.Score(t.Context(), task(answer, tt.lexical))
			if err != nil {
				t.Fatal(err)
			}
			if s := brief(got.Verdicts[0]); s != tt.want {
				t.Errorf("%s\nwant %s", s, tt.want)
			}
			if s := brief(got.Verdicts[1]); s != "missed" || got.Scorer != "judge/1/reader-1" {
				t.Errorf("the other is %s, by %s", s, got.Scorer)
			}
		})
	}
}

func TestElements(t *testing.T) {
	j, _ := judgeOf(t, says(map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": partly("縮めました")}))
	got, err := j.Score(t.Context(), task(answer))
	if err != nil {
		t.Fatal(err)
	}
	want := []qa.Element{{Text: "検知", Presence: qa.Present}, {Text: "3分に短縮した", Presence: qa.Partly}}
	if diff := cmp.Diff(want, got.Verdicts[0].Elements); diff != "" {
		t.Error(diff)
	}
}

// Elements come from what was approved, then from the lexical verdict, and a
// point without any, or with very many, is one itself.
func TestElementsAsked(t *testing.T) {
	in := task(answer)
	in.Question.KeyPoints[0].Elements = []string{"approved"}
	in.Lexical.Verdicts[1].Elements = make([]qa.Element, mostElements+1)
	h := hear(in)
	if diff := cmp.Diff([][]string{{"approved"}, {"当番: 週に一度だけ手伝った"}}, [][]string{h.points[0].elements, h.points[1].elements}); diff != "" {
		t.Error(diff)
	}
	in.Lexical.Verdicts = nil
	if v := hear(in).points[1]; v.lexical.KeyPoint != "k2" || !v.lexical.Unsure || len(v.elements) != 1 {
		t.Errorf("%+v", v)
	}
}

func TestScoreFails(t *testing.T) {
	broken := errors.New("the server is on fire")
	t.Run("nothing but failure", func(t *testing.T) {
		j, m := judgeOf(t, silent)
		m.fails = func(int, prompts.Prompt) error { return broken }
		if _, err := j.Score(t.Context(), task(answer)); !errors.Is(err, broken) || !strings.Contains(err.Error(), "i1") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("nothing that can be read", func(t *testing.T) {
		for _, said := range []string{"", "I'm sorry, but I can't help with that.", "<html><body>502</body></html>", `{"elements":[`, `{"elements":[{"id":"1a","status":"covered"}]}`, "null", `{"score": 10}`} {
			j, m := judgeOf(t, func([]prompts.Message) string { return said })
			if _, err := j.Score(t.Context(), task(answer)); !errors.Is(err, ErrUnread) {
				t.Errorf("%q: error %v", said, err)
			}
			if n := m.calls("judge"); n != mostTries {
				t.Errorf("%q: %d calls", said, n)
			}
		}
	})
	t.Run("the caller leaves", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		j, m := judgeOf(t, silent)
		m.fails = func(int, prompts.Prompt) error {
			cancel()
			return ctx.Err()
		}
		if _, err := j.Score(ctx, task(answer)); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("no randomness", func(t *testing.T) {
		m := &model{read: silent}
		j := New(Config{Model: m, Random: strings.NewReader("")})
		if _, err := j.Score(t.Context(), task(answer)); err == nil || len(m.asked) != 0 {
			t.Errorf("error %v after %d calls", err, len(m.asked))
		}
	})
	t.Run("a vote", func(t *testing.T) { // what was read before it stands
		j, m := judgeOf(t, says(map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": present("三分まで")}))
		votes := 0
		m.fails = func(_ int, p prompts.Prompt) error {
			if p.Name == "judge" {
				votes++
			}
			if votes > 1 {
				return broken
			}
			return nil
		}
		got, err := j.Score(t.Context(), task(answer))
		if err != nil {
			t.Fatal(err)
		}
		if v := got.Verdicts[0]; v.Level != qa.Covered || !v.Unsure {
			t.Error(brief(v))
		}
	})
}

// Two calls on the same points differ in their order and their marks, and a log
// says from what; it never holds a text.
func TestOrderAndLog(t *testing.T) {
	var log bytes.Buffer
	m := &model{read: says(map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": present("でたらめ")}), name: "reader-1"}
	j := New(Config{Model: m, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	orders, marks := map[string]bool{}, map[string]bool{}
	for i := range 12 {
		in := task(fmt.Sprintf("%s%d回目です。", answer, i))
		if _, err := j.Score(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range m.asked {
		_, rest, _ := strings.Cut(p.Messages[1].Content, "=== DATA ")
		mark, _, _ := strings.Cut(rest, " ")
		if marks[mark] {
			t.Error("a mark came twice")
		}
		marks[mark] = true
		order := ""
		for _, k := range materialOf(p.Messages).Points {
			order += k.Text
		}
		if p.Name == "judge" {
			orders[order] = true
		}
	}
	if len(orders) < 2 {
		t.Error("always the same order")
	}
	if !strings.Contains(log.String(), "seed=") || !strings.Contains(log.String(), "interview=i1") {
		t.Errorf("no seed in the log: %s", log.String())
	}
	for _, secret := range []string{"アラート", "検知", "短縮", "運用", "でたらめ", "回目"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}
