package live_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
	"mondo/server/live"
)

// finished plays an interview to its end and says which answer it holds: "いち",
// of one word, which conveys the first key point of the first question.
func finished(t *testing.T, h *live.Host, id string) *live.Interview {
	t.Helper()
	i := join(t, h, id)
	c := i.Follow(0)
	until(t, c, func(u live.Update) bool { return isEvent[interview.QuestionAsked](u) })
	carry(t, i, interview.Command{ID: "answer", Kind: interview.CmdAnswer, To: "t2", Text: "いち"})
	carry(t, i, interview.Command{ID: "finish", Kind: interview.CmdFinish})
	until(t, c, func(u live.Update) bool { return isEvent[interview.Finished](u) })
	return i
}

func isEvent[E interview.Event](u live.Update) bool {
	r, ok := u.(interview.Record)
	if !ok {
		return false
	}
	_, ok = r.Event.(E)
	return ok
}

func carry(t *testing.T, i *live.Interview, c interview.Command) int64 {
	t.Helper()
	seq, err := i.Do(soon(t), c)
	if err != nil {
		t.Fatalf("%s: %v", c.Kind, err)
	}
	return seq
}

func tick(id, point string, level qa.Level, words qa.Span) interview.Command {
	e := interview.PointTicked{KeyPoint: point, Level: level}
	if level != "" {
		e.Answer, e.Words = "a1", words
	}
	return interview.Command{ID: id, Kind: interview.CmdTick, Tick: e}
}

// An interview that is over takes ticks, tells them to whoever reads its log from
// before, and shows them in lists; what they teach stands in the store with them.
func TestTicksAfterTheEnd(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	h := host(t, live.Config{Log: s})
	i := finished(t, h, "i1")
	end := i.State().Seq
	before, err := s.Interview(context.Background(), owner, "i1")
	if err != nil {
		t.Fatal(err)
	}
	words := qa.Span{Start: 0, End: len("いち")}
	seq := carry(t, i, tick("tick-1", "q1k2", qa.Covered, words))
	if again := carry(t, i, tick("tick-1", "q1k2", qa.Covered, words)); again != seq || seq != end+1 {
		t.Errorf("ticked at %d, again at %d, after %d", seq, again, end)
	}

	c := i.Follow(end)
	updates, err := c.Next(soon(t))
	if err != nil || len(updates) != 1 || !isEvent[interview.PointTicked](updates[0]) {
		t.Errorf("told %+v, %v", updates, err)
	}
	if _, err := c.Next(soon(t)); !errors.Is(err, io.EOF) {
		t.Errorf("then %v, want the end", err)
	}

	after, err := s.Interview(context.Background(), owner, "i1")
	if err != nil || after.Final <= before.Final || after.FinishedAt != before.FinishedAt {
		t.Errorf("from %+v to %+v, %v", before, after, err)
	}
	outcomes, err := s.LastOutcomes(context.Background(), owner, "s1")
	if err != nil || outcomes["q1"].Levels["q1k2"] != qa.Covered {
		t.Errorf("outcomes %+v, %v", outcomes, err)
	}
	taught, err := s.Aliases(context.Background(), owner, "s1")
	if err != nil || len(taught) != 1 || taught[0].Words != "いち" || taught[0].KeyPoint != "q1k2" || taught[0].Question != "q1" {
		t.Errorf("taught %+v, %v", taught, err)
	}

	carry(t, i, tick("tick-2", "q1k2", "", qa.Span{}))
	if taught, err = s.Aliases(context.Background(), owner, "s1"); err != nil || len(taught) != 0 {
		t.Errorf("taken back: %+v, %v", taught, err)
	}
	if back, err := s.Interview(context.Background(), owner, "i1"); err != nil || back.Final != before.Final {
		t.Errorf("taken back: %+v, %v", back, err)
	}
}

// Two processes tick the same interview: neither thinks done what the other undid.
func TestTicksOfTwoProcesses(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	here := finished(t, host(t, live.Config{Log: s}), "i1")
	there := join(t, host(t, live.Config{Log: s}), "i1")
	carry(t, here, tick("tick-1", "q1k2", qa.Covered, qa.Span{}))
	carry(t, there, tick("tick-2", "q1k2", "", qa.Span{}))
	carry(t, here, tick("tick-3", "q1k2", qa.Covered, qa.Span{}))
	records, err := s.Events(context.Background(), owner, "i1", 0)
	if err != nil {
		t.Fatal(err)
	}
	var state interview.State
	ticks := 0
	for _, r := range records {
		state = state.ApplyRecord(r)
		if isEvent[interview.PointTicked](r) {
			ticks++
		}
	}
	if ticks != 3 || state.Report("i1").Counts.Own != 1 {
		t.Errorf("%d ticks, %d stand", ticks, state.Report("i1").Counts.Own)
	}
}

// What was taught a moment ago counts in the next score, and on its sheet alone.
func TestLexicalHeedsAliases(t *testing.T) {
	const words = "somebody has to show the young ones how"
	from := &sources{sheets: map[string]string{"v1": englishSheet}}
	scorer := live.NewLexical(coverage.NewTokenizer(), from)
	in := scoring(t, words)
	in.Sheet = "s1"
	level := func() qa.Level {
		t.Helper()
		scores, err := scorer.Score(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		return scores.Verdicts[1].Level
	}
	if got := level(); got == qa.Covered {
		t.Fatalf("%s without an alias", got)
	}
	from.taught = []interview.Alias{{Sheet: "s1", Question: in.Question.ID, KeyPoint: in.Question.KeyPoints[1].ID, Words: words}}
	if got := level(); got != qa.Covered {
		t.Errorf("%s with the alias", got)
	}
	from.taught[0].Sheet = "s2"
	if got := level(); got == qa.Covered {
		t.Errorf("%s by another sheet's alias", got)
	}
}
