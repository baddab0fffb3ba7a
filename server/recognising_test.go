package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

func TestUnusableSound(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{Reply: func(speechtest.Request) []speechtest.Word {
		return []speechtest.Word{{Text: "Thank you for watching.", End: time.Second}}
	}})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	loud := talk(3*time.Second, 3000)
	for i := range loud {
		loud[i] = int16(max(-32767, min(32767, int(loud[i])*20)))
	}
	for n, u := range []struct {
		name  string
		sound speech.Sound
		code  string
	}{
		{"nothing", nil, protocol.UnusableTooShort},
		{"a quiet room", quiet(5 * time.Second), protocol.UnusableSilence},
		{"zeros", make(speech.Sound, 5*speech.Rate), protocol.UnusableSilence},
		{"a fan", rustle(5*time.Second, 800), protocol.UnusableNoise},
		{"a click of the tongue", together(quiet(2*time.Second), talk(200*time.Millisecond, 3000), quiet(2*time.Second)), protocol.UnusableTooShort},
		{"a moment", quiet(100 * time.Millisecond), protocol.UnusableTooShort},
		{"a voice without words", answering(1500 * time.Millisecond), protocol.UnusableNoise},
		{"a mouth on the microphone", together(quiet(time.Second), loud), protocol.UnusableClipped},
	} {
		take := takeName(n)
		c.begin(take)
		c.say(take, 0, u.sound)
		if got := c.end(take, len(u.sound)); got != u.code {
			t.Errorf("%s: %q, want %s", u.name, got, u.code)
		}
	}
	if requests := rec.Requests(); len(requests) == 0 {
		t.Error("the recogniser was asked about nothing at all")
	}
	if open := c.state.Threads[0]; len(open.Answers) > 0 {
		t.Error("something of it became an answer")
	}
}

// A recogniser that fails says so, and is asked again when the client says that the
// take is over once more.
func TestRecogniserThatFails(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{
		Script: spokenWords(spokenAnswer),
		Faults: map[int]speechtest.Fault{1: {Status: 401}, 2: {Status: 401}},
	})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := together(quiet(600*time.Millisecond), talk(2900*time.Millisecond, 3000)), takeName(1)
	c.begin(take)
	c.say(take, 0, sound[:24_000])
	c.until("sound", func() bool { return c.heard[take] >= speech.Rate })
	c.say(take, 24_000, sound[24_000:])
	got := c.end(take, len(sound))
	for range 3 {
		if got != protocol.UnusableFailed {
			break
		}
		got = c.end(take, len(sound))
	}
	if got != spokenAnswer {
		t.Errorf("in the end: %q", got)
	}
	failed := slices.ContainsFunc(c.frames, func(f protocol.FromServer) bool {
		u, ok := f.(protocol.Unusable)
		return ok && u.Code == protocol.UnusableFailed
	})
	if !failed {
		t.Error("it did not say that it failed")
	}
}

// startled panics at whatever is being said.
type startled struct{}

func (startled) Score(context.Context, live.Scoring) (qa.Scores, error) {
	return qa.Scores{Scorer: "startled/1"}, nil
}

func (startled) Listen(context.Context, live.Scoring) (live.Hearing, error) { return jumpy{}, nil }

type jumpy struct{}

func (jumpy) Update(string) qa.Scores { panic("words that nobody may read in a log") }

// What one person says ends nobody's interview, whatever it does to a scorer.
func TestScorerThatPanics(t *testing.T) {
	w := start(t, func(c *server.Config) {
		c.Host = live.NewHost(live.Config{Log: c.Store, Scorer: startled{}})
		t.Cleanup(func() { c.Host.Close(context.Background()) })
	})
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	c := w.dial(w.plan(map[string]any{"mode": "coach"}), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound := answering(3 * time.Second)
	c.begin(takeName(1))
	c.say(takeName(1), 0, sound)
	if got := c.end(takeName(1), len(sound)); got != spokenAnswer {
		t.Errorf("heard %q", got)
	}
	c.submit(takeName(1), spokenAnswer, "")
	if log := w.log.String(); !strings.Contains(log, "scoring speech") || strings.Contains(log, "nobody may read") {
		t.Errorf("the log says\n%s", log)
	}
}
