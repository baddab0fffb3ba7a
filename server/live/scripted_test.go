package live_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
)

// ear is a voice that hands on what it is told to say.
type ear func(delta string)

func (e ear) Say(_ context.Context, delta string) error { e(delta); return nil }
func (e ear) TakeBack(context.Context) error            { return nil }
func (e ear) Notice(string)                             {}

// greeting is the first thing to say in an interview of one question.
func greeting(lang qa.Lang) live.Utterance {
	state := interview.State{}.ApplyRecord(interview.Record{Seq: 1, At: 1, Event: interview.Planned{
		Sheet: "s1", SheetTitle: "面接の準備", Settings: interview.Settings{Lang: lang, Persona: qa.Neutral, Mode: interview.Mock},
		Questions: []interview.PlannedQuestion{{Question: qa.Question{ID: "q1", Text: "なぜですか。"}}},
	}})
	return live.Utterance{State: state, Action: state.Next()}
}

func TestScriptedSpeaksAtItsPace(t *testing.T) {
	for _, lang := range []qa.Lang{qa.Japanese, qa.English} {
		var said []string
		var slept int
		s := live.Scripted{Pace: 25 * time.Millisecond, Sleep: func(_ context.Context, d time.Duration) error {
			if len(said) == 0 {
				t.Error("slept before the first piece")
			}
			if d != 25*time.Millisecond {
				t.Errorf("slept %v", d)
			}
			slept++
			return nil
		}}
		spoken, err := s.Speak(context.Background(), greeting(lang), ear(func(delta string) { said = append(said, delta) }))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(said, "") != spoken.Text || spoken.Line == "" {
			t.Errorf("said %q, and it came to %+v", said, spoken)
		}
		if len(said) < 5 || slept != len(said)-1 {
			t.Errorf("%d pieces and %d pauses", len(said), slept)
		}
	}
}

func TestScriptedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	said := 0
	_, err := live.Scripted{Pace: time.Hour}.Speak(ctx, greeting(qa.Japanese), ear(func(string) { said++; cancel() }))
	if !errors.Is(err, context.Canceled) || said != 1 {
		t.Errorf("said %d pieces, %v", said, err)
	}
}

func TestScriptedHasNoWordsForWaiting(t *testing.T) {
	in := greeting(qa.English)
	in.Action = interview.Wait{}
	if _, err := (live.Scripted{}).Speak(context.Background(), in, ear(func(string) {})); err == nil {
		t.Error("said something")
	}
}
