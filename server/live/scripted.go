package live

import (
	"context"
	"fmt"
	"time"

	"mondo/prompts"
	"mondo/server/interview"
)

// Scripted is the interviewer that needs no model: it says lines from
// mondo/prompts, piece by piece.
type Scripted struct {
	// Pace is the time between two pieces; 0 says a turn at once.
	Pace time.Duration
	// Sleep waits for that long or until ctx ends; nil means a real clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Speak says the line that fits the action.
func (s Scripted) Speak(ctx context.Context, in Utterance, v Voice) (Spoken, error) {
	line, err := scripted(in)
	if err != nil {
		return Spoken{}, err
	}
	if err := s.utter(ctx, line.Text, v); err != nil {
		return Spoken{}, err
	}
	return Spoken{Text: line.Text, Line: line.ID}, nil
}

// utter says the first piece at once and the others at the pace.
func (s Scripted) utter(ctx context.Context, text string, v Voice) error {
	if s.Pace <= 0 {
		return v.Say(ctx, text)
	}
	sleep := s.Sleep
	if sleep == nil {
		sleep = sleepFor
	}
	for n, piece := range pieces(text) {
		if n > 0 {
			if err := sleep(ctx, s.Pace); err != nil {
				return err
			}
		}
		if err := v.Say(ctx, piece); err != nil {
			return err
		}
	}
	return nil
}

func sleepFor(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// scripted chooses the line. The same state and action give the same line.
func scripted(in Utterance) (prompts.Line, error) {
	state, plan := in.State, in.State.Plan
	used := prompts.Used(state.Used())
	script := prompts.NewScript(plan.Settings.Lang, plan.Settings.Persona, plan.Seed)
	switch a := in.Action.(type) {
	case interview.Greet:
		return script.Greeting(prompts.Greeting{
			Title: plan.SheetTitle, Questions: len(plan.Questions),
			Coach: plan.Settings.Mode == interview.Coach, Timed: plan.Settings.Timed,
		}, used), nil
	case interview.Ask:
		return script.Question(question(state, a.Thread), used), nil
	case interview.FollowUp:
		return script.FollowUp(a.Brief, used), nil
	case interview.Hint:
		return script.Hint(hint(state, a), used), nil
	case interview.Repeat:
		return script.Repeat(again(state, a), used), nil
	case interview.Feedback:
		return script.Feedback(feedback(state, a.Thread), used), nil
	case interview.Close:
		asked, answered := state.Progress()
		return script.Closing(prompts.Closing{
			Asked: asked, Answered: answered, Early: state.Finishing, Mock: plan.Settings.Mode == interview.Mock,
		}, used), nil
	}
	return prompts.Line{}, fmt.Errorf("no line for %T", in.Action)
}

// again is what is to be said again: of a question that a model led over to, the
// question alone, for the script knows only bridges of its own.
func again(s interview.State, a interview.Repeat) string {
	for _, said := range s.Threads[a.Thread].Said {
		if said.ID == a.Again && said.Kind == interview.TurnQuestion && said.By != "" {
			return s.Question(a.Thread).Text
		}
	}
	return s.TurnText(a.Again)
}

func question(s interview.State, thread int) prompts.Question {
	q := s.Question(thread)
	return prompts.Question{
		Text: q.Text, Number: thread + 1, Of: len(s.Plan.Questions), Section: q.Section,
		NewSection: thread > 0 && s.Question(thread-1).Section != q.Section,
		After:      after(s, thread-1),
	}
}

// after says how a thread ended, for a bridge to the next question. What the
// coach has commented on needs no second comment.
func after(s interview.State, thread int) prompts.After {
	if thread >= 0 && thread < len(s.Threads) {
		for _, said := range s.Threads[thread].Said {
			if said.Kind == interview.TurnFeedback {
				return prompts.AfterStart
			}
		}
	}
	switch s.Cause(thread) {
	case interview.CauseSkipped:
		return prompts.AfterSkipped
	case interview.CauseDontKnow:
		return prompts.AfterDontKnow
	case interview.CauseCovered:
		return prompts.AfterCovered
	case interview.CauseLimit:
		return prompts.AfterLimit
	}
	return prompts.AfterStart
}

func hint(s interview.State, a interview.Hint) prompts.Hint {
	in := prompts.Hint{Question: s.Question(a.Thread).Question}
	for _, k := range in.Question.KeyPoints {
		if k.ID == a.KeyPoint {
			in.Point = k
		}
	}
	return in
}

func feedback(s interview.State, thread int) prompts.Feedback {
	return prompts.Feedback{
		Points: s.Question(thread).KeyPoints, Levels: s.Levels(thread), Hinted: s.Hinted(thread),
		Skipped: s.Cause(thread) == interview.CauseSkipped, DontKnow: s.Cause(thread) == interview.CauseDontKnow,
	}
}
