package judge

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/prompts"
	"mondo/qa"
)

// Doubt is what gets a point a call of its own, and votes decide.
func TestVotes(t *testing.T) {
	covered := map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": present("三分まで")}
	half := map[string]verdictOf{"検知": present("アラート")}
	invented := map[string]verdictOf{"検知": present("アラート"), "3分に短縮した": present("三分に短縮")}
	for name, tt := range map[string]struct {
		read    reader
		lexical qa.Level
		calls   int
		want    string
	}{
		"no doubt":             {says(half), qa.Missed, 1, "partial, words: missed"},
		"far, and again":       {says(covered), qa.Missed, 2, "covered, words: missed"},
		"far, once":            {first(1, says(covered), says(half)), qa.Missed, 3, "partial unsure, words: missed"},
		"far the other way":    {says(nil), qa.Covered, 2, "missed, words: covered"},
		"two to one":           {first(1, says(half), says(covered)), qa.Covered, 1, "partial, words: covered"},
		"void, then none":      {first(1, says(invented), says(half)), qa.Partial, 2, "partial"},
		"void, then a quote":   {first(1, says(invented), says(covered)), qa.Partial, 3, "covered unsure, words: partial"},
		"void to the end":      {says(invented), qa.Partial, 2, "partial unsure"},
		"unread when asked on": {first(1, says(covered), silent), qa.Missed, 4, "covered unsure, words: missed"},
	} {
		t.Run(name, func(t *testing.T) {
			j, m := judgeOf(t, tt.read)
			got, err := j.Score(t.Context(), task(answer, tt.lexical))
			if err != nil {
				t.Fatal(err)
			}
			got.Verdicts[0].Evidence = nil
			if s := brief(got.Verdicts[0]); s != tt.want {
				t.Errorf("%s, want %s", s, tt.want)
			}
			if n := m.calls("judge"); n != tt.calls {
				t.Errorf("%d calls, want %d", n, tt.calls)
			}
		})
	}
}

// Three votes that all differ say nothing.
func TestVotesThatDiffer(t *testing.T) {
	votes := []vote{{{presence: qa.Present}}, {{presence: qa.Partly}}, {{presence: qa.Contradicted}}}
	if r := settle(votes); r.elements[0].presence != qa.Absent || !r.split {
		t.Errorf("%+v", r)
	}
	if r := settle(votes[:2]); r.elements[0].presence != qa.Absent || !r.split {
		t.Errorf("%+v", r)
	}
}

func TestAskedAgain(t *testing.T) {
	all := says(map[string]verdictOf{"検知": present("アラート")})
	drop := func(messages []prompts.Message) string { // the first element of each reply is left out
		if materialOf(messages).claims() {
			return all(messages)
		}
		m := materialOf(messages)
		var out []verdictOf
		for i, p := range m.Points {
			for n, e := range p.Elements {
				if i > 0 || n > 0 {
					out = append(out, verdictOf{ID: e.ID, Status: "absent"})
				}
			}
		}
		return replyOf(out)
	}
	wrong := func([]prompts.Message) string {
		return `{"elements":[{"id":"9z","quotes":["アラート"],"status":"present"},{"id":"k1","quotes":[],"status":"absent"}]}`
	}
	twice := func(messages []prompts.Message) string {
		return all(messages) + strings.ReplaceAll(all(messages), "absent", "partly")
	}
	for name, tt := range map[string]struct {
		read  reader
		calls int
		asked []int // elements of each call
		want  string
	}{
		"none missing":     {all, 1, []int{4}, "partial, words: missed"},
		"one missing":      {first(1, drop, all), 2, []int{4, 1}, ""},
		"silence once":     {first(1, silent, all), 2, []int{4, 4}, "partial, words: missed"},
		"silence twice":    {first(2, silent, all), 3, []int{4, 4, 4}, "partial, words: missed"},
		"other ids":        {first(1, wrong, all), 2, []int{4, 4}, "partial, words: missed"},
		"two answers each": {first(1, twice, all), 2, []int{4, 3}, "partial, words: missed"},
	} {
		t.Run(name, func(t *testing.T) {
			j, m := judgeOf(t, tt.read)
			got, err := j.Score(t.Context(), task(answer))
			if err != nil {
				t.Fatal(err)
			}
			var asked []int
			for _, p := range m.asked {
				if p.Name != "judge" {
					continue
				}
				n := 0
				for _, k := range materialOf(p.Messages).Points {
					n += len(k.Elements)
				}
				asked = append(asked, n)
			}
			if diff := cmp.Diff(tt.asked, asked); diff != "" {
				t.Error(diff)
			}
			if s := brief(got.Verdicts[0]); tt.want != "" && !strings.HasPrefix(s, tt.want) {
				t.Errorf("%s, want %s", s, tt.want)
			}
		})
	}
}

// What stays unread keeps the lexical verdict and says so; the rest is judged.
func TestUnreadPoint(t *testing.T) {
	j, _ := judgeOf(t, func(messages []prompts.Message) string {
		m := materialOf(messages)
		var out []verdictOf
		for _, p := range m.Points {
			if strings.HasPrefix(p.Text, "当番") {
				for _, e := range p.Elements {
					out = append(out, verdictOf{e.ID, []string{"当番は毎週"}, "present"})
				}
			}
		}
		return replyOf(out)
	})
	got, err := j.Score(t.Context(), task(answer, qa.Partial, qa.Partial))
	if err != nil {
		t.Fatal(err)
	}
	if one, two := brief(got.Verdicts[0]), brief(got.Verdicts[1]); !strings.HasPrefix(one, "partial, by lexical/1") || two != "covered, words: partial 「当番は毎週」" || got.Scorer != "judge/1/reader-1" {
		t.Errorf("%s\n%s\n%s", one, two, got.Scorer)
	}
}

// Many points go in several calls, and one that fails takes only its own along.
func TestManyPoints(t *testing.T) {
	in := task(answer)
	in.Question.KeyPoints, in.Lexical.Verdicts = nil, nil
	for i := range 25 {
		k := qa.KeyPoint{ID: fmt.Sprintf("k%d", i), Text: fmt.Sprintf("要点その%d", i)}
		in.Question.KeyPoints = append(in.Question.KeyPoints, k)
	}
	j, m := judgeOf(t, each(func(material, string, string) (string, []string) { return "partly", []string{"アラート"} }))
	m.fails = func(n int, p prompts.Prompt) error {
		if p.Name == "judge" && len(materialOf(p.Messages).Points) == 5 {
			return errors.New("busy")
		}
		return nil
	}
	got, err := j.Score(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	levels := map[qa.Level]int{}
	for i, v := range got.Verdicts {
		levels[v.Level]++
		if v.KeyPoint != in.Question.KeyPoints[i].ID {
			t.Errorf("verdict %d is of %s", i, v.KeyPoint)
		}
		if (v.Level == qa.Missed) != (v.Scorer == "lexical/1") {
			t.Error(brief(v))
		}
	}
	if levels[qa.Partial] != 20 || levels[qa.Missed] != 5 || m.calls("judge") != 3 {
		t.Errorf("%v in %d calls", levels, m.calls("judge"))
	}
}

// A point with many elements takes the room of several in a call.
func TestCalls(t *testing.T) {
	h := &hearing{}
	for _, n := range []int{12, 12, 6, 1, 12, 12, 12} {
		h.points = append(h.points, heard{elements: make([]string, n)})
	}
	if diff := cmp.Diff([][]int{{0, 1, 2}, {3, 4, 5}, {6}}, h.calls([]int{0, 1, 2, 3, 4, 5, 6})); diff != "" {
		t.Error(diff)
	}
}
