package server_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"mondo/server"
	"mondo/server/interview"
	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

func TestTakesRefused(t *testing.T) {
	w := start(t)
	id := w.plan(map[string]any{"follow_ups": 0})
	c, _, err := w.tryDial(id, "?lang=ja", nil)
	if err != nil {
		t.Fatal(err)
	}
	c.untilAsked(interview.AwaitAnswer)
	refused := func(what, code string, change ...func(*protocol.FromClient)) {
		t.Helper()
		take := takeName(int(commands.Add(1)))
		if n := c.begin(take, change...); n >= 0 || c.refused[take] != code || c.messages[take] == "" {
			t.Errorf("%s: %d, refused with %q %q, want %s", what, n, c.refused[take], c.messages[take], code)
		}
	}
	refused("without a recogniser", "no_recogniser")
	w.hears(speechtest.Config{})
	to := func(turn string) func(*protocol.FromClient) {
		return func(m *protocol.FromClient) { m.To = turn }
	}
	refused("an answer to the greeting", string(interview.RefusedStale), to("t1"))
	refused("an answer to nothing", string(interview.RefusedNotYourTurn), to("t9"))
	if got := c.end(takeName(0), 100); got != "take_unknown" {
		t.Errorf("the end of what was not begun: %q", got)
	}
	drop := protocol.FromClient{Type: protocol.SpeechDrop, ID: newCommand(), Take: takeName(0)}
	c.sendFrame(drop)
	c.until("a drop", func() bool { return c.answered(drop.ID) })
	// Sound of what was refused may be on its way: it ends nothing.
	c.say(takeName(0), 0, quiet(time.Second))
	c.do(interview.CmdSkip, "")
}

// What lasts longer than a quarter of an hour is refused with a word, and what was
// said until then is an answer.
func TestTwentyMinutes(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	take, sound := takeName(1), answering(3*time.Second)
	begin := protocol.FromClient{Type: protocol.SpeechBegin, ID: newCommand(), Take: take, To: c.state.OpenTurn()}
	c.sendFrame(begin)
	c.say(take, 0, sound)
	const limit = 15 * 60 * speech.Rate
	for minute := 14; minute < 20; minute++ {
		c.sayAll(take, minute*60*speech.Rate, quiet(time.Second))
	}
	c.until("a word", func() bool { return c.refused[begin.ID] != "" })
	if c.refused[begin.ID] != "take_too_long" || !strings.Contains(c.messages[begin.ID], "15 minutes") {
		t.Errorf("refused with %q %q", c.refused[begin.ID], c.messages[begin.ID])
	}
	if got := c.end(take, 20*60*speech.Rate); got != "take_too_long" {
		t.Errorf("an end at 20 minutes: %q", got)
	}
	if got := c.end(take, limit+1); got != "take_too_long" {
		t.Errorf("an end behind the limit: %q", got)
	}
	if got := c.end(take, len(sound)); got != spokenAnswer {
		t.Errorf("heard %q", got)
	}
	words := 0
	for _, f := range c.frames {
		if r, ok := f.(protocol.Refused); ok && r.Command == begin.ID {
			words++
		}
	}
	if words != 1 {
		t.Errorf("it was said %d times", words)
	}
}

// Fifty people speak at once: the memory that their sound takes is known and
// bounded, and all of it is free when they have answered or gone.
func TestFiftyAtOnce(t *testing.T) {
	const people, seconds = 50, 6
	sound := answering(seconds*time.Second - 2200*time.Millisecond)
	w := start(t, func(c *server.Config) {
		c.Limits.TakeBytes = people * (seconds + 2) * 2 * speech.Rate
		c.Timings.Take = 200 * time.Millisecond
	})
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	sheetID := w.upload(sheet)
	var clients []*client
	for range people {
		c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "follow_ups": 0}), 0)
		c.untilAsked(interview.AwaitAnswer)
		clients = append(clients, c)
	}
	var wg sync.WaitGroup
	for n, c := range clients {
		wg.Go(func() {
			c.begin(takeName(n))
			c.say(takeName(n), 0, sound)
			c.until("all of it", func() bool { return c.heard[takeName(n)] >= (seconds-1)*speech.Rate })
		})
	}
	wg.Wait()
	if got, want := metric(w, "mondo_take_bytes"), fmt.Sprintf("mondo_take_bytes %g", float64(people*seconds*2*speech.Rate)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := metric(w, "mondo_takes_open"); got != "mondo_takes_open 50" {
		t.Error(got)
	}

	// One more finds no room for its sound, and is told.
	late := w.dial(w.planOn(sheetID, nil), 0)
	late.untilAsked(interview.AwaitAnswer)
	begin := protocol.FromClient{Type: protocol.SpeechBegin, ID: newCommand(), Take: takeName(people), To: late.state.OpenTurn()}
	late.sendFrame(begin)
	for n := 0; late.refused[begin.ID] == "" && n < 10*seconds*people; n++ {
		late.sayAll(takeName(people), n*speech.Rate, quiet(time.Second))
		late.recv()
	}
	if late.refused[begin.ID] != "too_many_takes" {
		t.Errorf("refused with %q", late.refused[begin.ID])
	}
	late.conn.Close()

	for n, c := range clients {
		if n%2 == 0 {
			c.conn.Close() // goes without a word
			continue
		}
		if got := c.end(takeName(n), len(sound)); got != spokenAnswer {
			t.Errorf("heard %q", got)
		}
		c.submit(takeName(n), spokenAnswer, "")
	}
	w.forgotten()
}

// There is a bound on takes too. Those without a connection make room.
func TestTakesAreBounded(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Limits.Takes = 2 })
	w.hears(speechtest.Config{})
	sheetID := w.upload(sheet)
	dial := func() *client {
		c := w.dial(w.planOn(sheetID, nil), 0)
		c.untilAsked(interview.AwaitAnswer)
		return c
	}
	first, second, third := dial(), dial(), dial()
	first.begin(takeName(1))
	second.begin(takeName(2))
	if n := third.begin(takeName(3)); n >= 0 || third.refused[takeName(3)] != "too_many_takes" {
		t.Errorf("the third: %d, %q", n, third.refused[takeName(3)])
	}
	first.conn.Close()
	for n := 0; third.begin(takeName(3)) < 0; n++ {
		if n == 100 {
			t.Fatal("the one that is gone makes no room")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// A page that begins take after take and never drops one keeps only the last.
func TestTakesOfOneInterviewAreBounded(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	for n := range 20 {
		c.begin(takeName(n))
		c.say(takeName(n), 0, quiet(time.Second))
		c.until("it", func() bool { return c.heard[takeName(n)] == speech.Rate })
	}
	if got := metric(w, "mondo_takes_open"); got != "mondo_takes_open 4" {
		t.Error(got)
	}
	// Sound of one that was let go of is refused.
	c.say(takeName(0), speech.Rate, quiet(100*time.Millisecond))
	c.until("a word", func() bool { return len(c.refused) == 1 })
	for _, code := range c.refused {
		if code != "take_unknown" {
			t.Errorf("refused with %s", code)
		}
	}
	drop := protocol.FromClient{Type: protocol.SpeechDrop, ID: newCommand(), Take: takeName(19)}
	c.sendFrame(drop)
	c.until("a drop", func() bool { return c.answered(drop.ID) })
	if got := metric(w, "mondo_takes_open"); got != "mondo_takes_open 3" {
		t.Error(got)
	}
	w.want(204, "DELETE", "/api/interviews/"+c.hello.Interview, nil, nil)
	w.forgotten()
}

// A take outlives its connection for a while, and another's interview never has it.
func TestTakesAreOnesOwn(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Timings.Take = time.Minute })
	w.hears(speechtest.Config{})
	sheetID := w.upload(sheet)
	one, other := w.planOn(sheetID, nil), w.planOn(sheetID, nil)
	c := w.dial(one, 0)
	c.untilAsked(interview.AwaitAnswer)
	c.begin(takeName(1))
	c.say(takeName(1), 0, quiet(2*time.Second))
	c.until("sound", func() bool { return c.heard[takeName(1)] == 2*speech.Rate })
	d := w.dial(other, 0)
	d.untilAsked(interview.AwaitAnswer)
	if n := d.begin(takeName(1)); n != 0 {
		t.Errorf("another interview has %d samples of it", n)
	}
	// A second tab takes the take over; the first one is told no more.
	tab := w.dial(one, 0)
	tab.untilAsked(interview.AwaitAnswer)
	if n := tab.begin(takeName(1)); n != 2*speech.Rate {
		t.Errorf("the second tab has %d samples of it", n)
	}
	c.conn.Close()
	tab.say(takeName(1), 2*speech.Rate, quiet(2*time.Second))
	tab.until("more", func() bool { return tab.heard[takeName(1)] == 4*speech.Rate })
}

// A server that goes waits for all that recognises, also in the middle of it.
func TestCloseWhileSpeaking(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer), Delay: 5 * time.Second})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound := answering(3 * time.Second)
	c.begin(takeName(1))
	c.say(takeName(1), 0, sound)
	end := protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: takeName(1), Samples: len(sound)}
	c.sendFrame(end)
	c.until("the end to be noted", func() bool { return c.answered(end.ID) })
	begun := time.Now()
	if err := w.srv.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("it took %s", took)
	}
}

// What comes after the end is nothing new, and has nothing recognised again.
func TestSoundAfterTheEnd(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{Script: spokenWords(spokenAnswer), Delay: 100 * time.Millisecond})
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(3*time.Second), takeName(1)
	c.begin(take)
	c.say(take, 0, sound)
	end := protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: take, Samples: len(sound)}
	for range 3 {
		c.sendFrame(end)
		c.say(take, 0, sound)
		c.say(take, len(sound), quiet(time.Second))
	}
	c.until("the words", func() bool { return c.final[take] != "" })
	asked := len(rec.Requests())
	c.sendFrame(end)
	c.say(take, 0, sound)
	c.do(interview.CmdSkip, "")
	finals := 0
	for _, f := range c.frames {
		if m, ok := f.(protocol.Transcript); ok && m.Final {
			finals++
		}
	}
	if n := len(rec.Requests()); finals != 1 || n != asked {
		t.Errorf("%d last words, and %d requests after %d", finals, n, asked)
	}
}
