package live_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

// examiner is a judge who reads when the test says so, and finds everything said.
type examiner struct {
	asked chan live.Scoring
	reads chan error // nil: found everything
}

func newExaminer() examiner {
	return examiner{asked: make(chan live.Scoring, 10), reads: make(chan error, 10)}
}

func (e examiner) Judge(ctx context.Context, in live.Scoring, words qa.Scores) (qa.Scores, error) {
	e.asked <- in
	select {
	case err := <-e.reads:
		scores := qa.Scores{Scorer: "judge/1", Verdicts: slices.Clone(words.Verdicts)}
		for i := range scores.Verdicts {
			scores.Verdicts[i].Level = qa.Covered
		}
		return scores, err
	case <-ctx.Done():
		return qa.Scores{}, ctx.Err()
	}
}

// createJudged begins an interview of one question that wants a model.
func createJudged(t *testing.T, s *store.Store, followUps int) {
	t.Helper()
	planned := interview.Planned{
		Sheet: "s1", SheetVersion: "v1",
		Settings: interview.Settings{FollowUps: followUps, Mode: interview.Mock, Persona: qa.Friendly, Lang: qa.Japanese, Model: true},
		Questions: []interview.PlannedQuestion{{Question: qa.Question{ID: "q1", Text: "なぜですか。", KeyPoints: []qa.KeyPoint{
			{ID: "k1", Text: "一つめ", Vital: true}, {ID: "k2", Text: "二つめ", Vital: true},
		}}}},
	}
	if err := s.CreateInterview(t.Context(), owner, "i1", interview.Record{Seq: 1, At: 1, Event: planned}); err != nil {
		t.Fatal(err)
	}
}

// answered says one of the two key points, and gives the cursor behind it.
func answered(t *testing.T, i *live.Interview) *live.Cursor {
	t.Helper()
	c := i.Follow(1)
	until(t, c, ofType("question.asked"))
	answer(t, i, "一言")
	until(t, c, ofType("answer.scored"))
	return c
}

func answer(t *testing.T, i *live.Interview, text string) {
	t.Helper()
	to := i.State().OpenTurn()
	command := interview.Command{ID: "answer-" + to, Kind: interview.CmdAnswer, To: to, Text: text}
	if _, err := i.Do(soon(t), command); err != nil {
		t.Fatal(err)
	}
}

func TestJudgeReadsBesideTheFollowUp(t *testing.T) {
	s := openStore(t)
	createJudged(t, s, 1)
	judge, speaker := newExaminer(), newByHand()
	i := join(t, host(t, live.Config{Log: s, Judge: judge, Speaker: speaker}), "i1")
	c := i.Follow(1)
	for range 2 { // greeting and question
		close(<-speaker.turns)
	}
	until(t, c, ofType("question.asked"))
	answer(t, i, "一言")
	in := <-judge.asked
	if in.Interview != "i1" || in.Answer != "一言" || in.Question.ID != "q1" {
		t.Errorf("asked to read %+v", in)
	}
	followUp := <-speaker.turns
	followUp <- "では"
	until(t, c, delta("では"))
	judge.reads <- nil // it was all said: another follow-up would not be chosen now
	until(t, c, ofType("answer.scored"))
	followUp <- "もう一つ。"
	close(followUp)
	got := kinds(until(t, c, ofType("followup.asked")))
	if slices.Contains(got, "withdrawn t3") {
		t.Errorf("the question was taken back: %v", got)
	}
}

// A person waits for the follow-up and nobody for the judge, unless there is no
// follow-up.
func TestTheFollowUpHasAHeadStart(t *testing.T) {
	begin := func(followUps int) (examiner, *live.Cursor) {
		s := openStore(t)
		createJudged(t, s, followUps)
		judge := newExaminer()
		i := join(t, host(t, live.Config{Log: s, Judge: judge, JudgeWait: time.Hour, HeadStart: time.Hour}), "i1")
		return judge, answered(t, i)
	}
	judge, c := begin(1)
	until(t, c, ofType("followup.asked"))
	if len(judge.asked) > 0 {
		t.Error("the judge did not wait for the follow-up")
	}
	judge, c = begin(0)
	<-judge.asked
	judge.reads <- nil
	until(t, c, ofType("interview.finished"))
}

func TestClosingWaitsForTheJudge(t *testing.T) {
	s := openStore(t)
	createJudged(t, s, 0)
	judge := newExaminer()
	i := join(t, host(t, live.Config{Log: s, Judge: judge, JudgeWait: time.Hour}), "i1")
	c := answered(t, i)
	<-judge.asked
	if got := i.State().Cause(0); got != "" {
		t.Errorf("closed with %s before the judge had read", got)
	}
	judge.reads <- nil
	got := kinds(until(t, c, ofType("interview.finished")))
	if got[0] != "answer.scored" || got[1] != "thread.closed" {
		t.Errorf("got %v", got)
	}
	if cause := i.State().Cause(0); cause != interview.CauseCovered {
		t.Errorf("closed as %s", cause)
	}
}

func TestJudgeWhoIsLateStillCounts(t *testing.T) {
	s := openStore(t)
	createJudged(t, s, 0)
	judge, goOn := newExaminer(), make(chan struct{})
	i := join(t, host(t, live.Config{Log: s, Judge: judge, JudgeWait: 20 * time.Millisecond, Speaker: speakerFunc(
		func(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
			if _, closing := in.Action.(interview.Close); closing {
				<-goOn
			}
			return plain{}.Speak(ctx, in, v)
		})}), "i1")
	c := answered(t, i)
	until(t, c, ofType("thread.closed"))
	judge.reads <- nil
	until(t, c, ofType("answer.scored"))
	close(goOn)
	until(t, c, ofType("interview.finished"))
	if n := len(judge.asked); n != 1 {
		t.Errorf("asked %d times to read the same answer", n)
	}
}

func TestNobodyJudges(t *testing.T) {
	down := coded("unreachable")
	for name, c := range map[string]struct {
		judge live.Judge
		fail  error
		code  string
	}{
		"there is none":     {nil, nil, "no_model"},
		"it fails":          {newExaminer(), errors.New("boom"), "failed"},
		"it says why":       {newExaminer(), down, "unreachable"},
		"it never finishes": {newExaminer(), nil, "slow"},
		"it panics":         {panicking{}, nil, "failed"},
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			createJudged(t, s, 0)
			config := live.Config{Log: s, Judge: c.judge, JudgeWait: time.Hour, JudgeLimit: time.Hour}
			if c.code == "slow" {
				config.JudgeLimit = 20 * time.Millisecond
			}
			i := join(t, host(t, config), "i1")
			if e, ok := c.judge.(examiner); ok && c.fail != nil {
				e.reads <- c.fail
			}
			c2 := i.Follow(1)
			until(t, c2, ofType("question.asked"))
			answer(t, i, "一言")
			for _, u := range until(t, c2, ofType("interview.finished")) {
				r, ok := u.(interview.Record)
				if !ok {
					continue
				}
				if e, ok := r.Event.(interview.AnswerUnjudged); ok && e.Code != c.code {
					t.Errorf("not judged because %q", e.Code)
				}
			}
			if code := i.State().Threads[0].Answers[0].Unjudged; code != c.code {
				t.Errorf("stands as %q", code)
			}
		})
	}
}

type coded string

func (c coded) Error() string { return "no: " + string(c) }
func (c coded) Code() string  { return string(c) }

type panicking struct{}

func (panicking) Judge(context.Context, live.Scoring, qa.Scores) (qa.Scores, error) {
	panic("the answer's own words")
}

// A judge at work when the process ends is asked again by the next one.
func TestJudgingGoesOnAfterARestart(t *testing.T) {
	s := openStore(t)
	createJudged(t, s, 0)
	first := newExaminer()
	h := host(t, live.Config{Log: s, Judge: first, JudgeWait: time.Hour})
	answered(t, join(t, h, "i1"))
	<-first.asked
	closeHost(t, h)
	second := newExaminer()
	second.reads <- nil
	i := join(t, host(t, live.Config{Log: s, Judge: second, JudgeWait: time.Hour}), "i1")
	until(t, i.Follow(1), ofType("interview.finished"))
	if cause := i.State().Cause(0); cause != interview.CauseCovered {
		t.Errorf("closed as %s", cause)
	}
}

// What a judge found is stored once, however often the log refuses.
func TestVerdictsAreKeptUntilTheyAreStored(t *testing.T) {
	s := &failing{Store: openStore(t)}
	createJudged(t, s.Store, 0)
	judge := newExaminer()
	i := join(t, host(t, live.Config{Log: s, Judge: judge, JudgeWait: time.Hour}), "i1")
	c := answered(t, i)
	<-judge.asked
	s.refuse.Store(3)
	judge.reads <- nil
	got := kinds(until(t, c, ofType("interview.finished")))
	if count(got, "answer.scored") != 1 || s.refused.Load() != 3 {
		t.Errorf("refused %d times: %v", s.refused.Load(), got)
	}
}

// A speaker who takes back what it said says the same turn anew, in place.
func TestTakingBack(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	var turns atomic.Int64
	heard := make(chan struct{})
	i := join(t, host(t, live.Config{Log: s, Speaker: speakerFunc(
		func(ctx context.Context, in live.Utterance, v live.Voice) (live.Spoken, error) {
			if turns.Add(1) > 1 {
				return plain{}.Speak(ctx, in, v)
			}
			v.Say(ctx, "言い過ぎ")
			<-heard
			if err := v.TakeBack(ctx); err != nil {
				return live.Spoken{}, err
			}
			v.Notice("model_withdrawn")
			return live.Spoken{Text: "本日は"}, v.Say(ctx, "本日は")
		})}), "i1")
	c := i.Follow(1)
	until(t, c, delta("言い過ぎ"))
	close(heard)
	got := kinds(until(t, c, ofType("greeting.said")))
	if len(got) < 3 || got[0] != "withdrawn t1" || got[1] != "started t1 greeting" || count(got, "notice model_withdrawn") != 1 {
		t.Errorf("got %v", got)
	}
}
