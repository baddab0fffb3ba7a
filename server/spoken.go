package server

import (
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"mondo/qa"
	"mondo/qa/delivery"
	"mondo/server/interview"
	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/store"
)

// answer carries out the command of an answer. A spoken one gets its delivery
// figures here, from sound that the server itself has; then its take has done.
func (ses *session) answer(ctx context.Context, m protocol.FromClient) (int64, error) {
	c := ses.command(m)
	if c.Modality != interview.Spoken {
		return ses.interview.Do(ctx, c)
	}
	t := ses.server.takes.find(ses.takeKey(m.Take))
	if len(c.Text) <= interview.MaxAnswerBytes {
		guarded(ses.server.Logger, "measuring delivery", func() { c.Delivery = ses.delivery(t, c) })
	}
	if t != nil && t.kept() {
		c.Take = ses.keepSound(ctx, t)
	}
	seq, err := ses.interview.Do(ctx, c)
	switch {
	case err == nil:
		ses.learn(ctx, m)
		ses.takes.leave(m.Take)
		ses.server.takes.drop(ses.takeKey(m.Take))
	case c.Take != "":
		ses.unkeepSound(ctx, c.Take, err)
	}
	return seq, err
}

// delivery is how the answer was spoken. Without a take, or when much of the text
// is not from it, as far as the text tells: its figures would mix two things.
func (ses *session) delivery(t *take, c interview.Command) *qa.Delivery {
	state := ses.interview.State()
	var speaking []delivery.Interval
	if t != nil {
		state = t.state
	}
	if t != nil && mostlyHeard(c.Heard, c.Text) {
		speaking = t.speaking()
	}
	thread := len(state.Threads) - 1
	a := delivery.Answer{Text: c.Text, Lang: state.Plan.Settings.Lang, Modality: string(interview.Spoken), Speech: speaking}
	if thread >= 0 && len(state.Threads[thread].Answers) == 0 {
		// What the model answer takes is no measure for an answer to a follow-up.
		a.Budget = qa.SpeakingTime(a.Lang, state.Question(thread).ModelAnswer)
	}
	d := delivery.Measure(ses.server.Tokenizer, a)
	return &d
}

// mostlyHeard says whether a text is what was heard but for corrections. What was
// typed besides, or spoken in another take, makes it longer; "" is not known.
func mostlyHeard(heard, text string) bool {
	if heard == "" {
		return true
	}
	said, stands := utf8.RuneCountInString(heard), utf8.RuneCountInString(text)
	return 4*stands <= 5*said && 4*said <= 5*stands
}

// speaking is when somebody speaks in the take, counted from the end of the
// question or follow-up, as far as that is known.
func (t *take) speaking() []delivery.Interval {
	whole, began := t.soFar()
	since, _ := t.state.SincePrompt(began)
	at := func(sample int) int64 {
		return since + int64(time.Duration(sample)*time.Second/speech.Rate/time.Millisecond)
	}
	var all []delivery.Interval
	for _, s := range whole.Speech {
		all = append(all, delivery.Interval{Start: at(s.Start), End: at(s.End)})
	}
	return all
}

// keepSound keeps the recording before the answer, so that an answer which names
// one has it. An answer is worth more than its sound: when that cannot be kept,
// the name is "" and the answer goes on.
func (ses *session) keepSound(ctx context.Context, t *take) string {
	whole, _ := t.soFar()
	err := ses.server.Store.PutRecording(ctx, ses.owner, ses.id, t.key.id, speech.WAV(whole.Sound...), ses.nowMilli())
	if err != nil {
		ses.server.Logger.ErrorContext(ctx, "a recording could not be kept", "interview", ses.id, "error", err)
		ses.out.put(protocol.Notice{Code: noticeSound, Message: notice(noticeSound, ses.lang)})
		return ""
	}
	return t.key.id
}

// unkeepSound forgets the recording of an answer that was refused. After any other
// error the answer may have been taken, or comes again.
func (ses *session) unkeepSound(ctx context.Context, take string, err error) {
	var refused *interview.Refusal
	if !errors.As(err, &refused) {
		return
	}
	if err := ses.server.Store.DeleteRecording(ctx, ses.owner, ses.id, take); err != nil && !errors.Is(err, store.ErrNotFound) {
		ses.server.Logger.ErrorContext(ctx, "a recording could not be deleted", "interview", ses.id, "error", err)
	}
}

// learn remembers with the sheet which terms the person has put right.
func (ses *session) learn(ctx context.Context, m protocol.FromClient) {
	if m.Heard == "" {
		return
	}
	var all []store.Correction
	guarded(ses.server.Logger, "comparing transcripts", func() {
		for _, c := range speech.Corrections(m.Heard, m.Text) {
			all = append(all, store.Correction{Heard: c.Heard, Meant: c.Meant})
		}
	})
	sheet := ses.interview.State().Plan.Sheet
	if err := ses.server.Store.PutCorrections(ctx, ses.owner, sheet, all, ses.nowMilli()); err != nil {
		ses.server.Logger.ErrorContext(ctx, "corrected terms could not be kept", "interview", ses.id, "error", err)
	}
}
