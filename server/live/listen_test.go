package live_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
	"mondo/server/live"
)

// While somebody speaks the scores grow, and at the end they are those of the
// whole answer, taught words included.
func TestLexicalListens(t *testing.T) {
	in := scoring(t, "")
	in.Sheet, in.Modality = "s1", "spoken"
	src := &sources{sheets: map[string]string{"v1": englishSheet}, taught: []interview.Alias{
		{Sheet: "s1", Question: in.Question.ID, KeyPoint: in.Question.KeyPoints[1].ID, Words: "I want to hand my craft down to younger cooks"},
	}}
	l := live.NewLexical(coverage.NewTokenizer(), src)
	hearing, err := l.Listen(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	level := func(s qa.Scores, n int) qa.Level { return s.Verdicts[n].Level }
	if s := hearing.Update("I ran a"); level(s, 0) == qa.Covered || level(s, 1) == qa.Covered {
		t.Errorf("at once: %+v", s)
	}
	if s := hearing.Update("I ran a night kitchen for six years"); level(s, 0) != qa.Covered || level(s, 1) == qa.Covered {
		t.Errorf("in the middle: %+v", s)
	}
	in.Answer = "I ran a night kitchen for six years. I want to hand my craft down to younger cooks."
	whole, err := l.Score(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, hearing.Update(in.Answer)); diff != "" || level(whole, 1) != qa.Covered {
		t.Errorf("at the end: %s%+v", diff, whole.Verdicts[1])
	}
	src.err = errors.New("no disk")
	if _, err := l.Listen(context.Background(), in); err == nil {
		t.Error("it listens without knowing what was taught")
	}
}

func TestInterviewListens(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Coach)
	h := host(t, live.Config{Log: s, Scorer: byLength{}, Speaker: plain{}})
	i := join(t, h, "i1")
	if hearing, err := i.Listen(soon(t), i.State(), 0); hearing != nil || err != nil {
		t.Errorf("a scorer of whole answers listens: %v, %v", hearing, err)
	}
	h = host(t, live.Config{Log: s, Scorer: live.NewLexical(coverage.NewTokenizer(), nil), Speaker: plain{}})
	i = join(t, h, "i1")
	hearing, err := i.Listen(soon(t), i.State(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := hearing.Update("一言").Verdicts; len(got) != 2 || got[0].KeyPoint != "q2k1" {
		t.Errorf("listens to another question: %+v", got)
	}
}
