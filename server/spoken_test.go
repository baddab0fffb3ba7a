package server_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server"
	"mondo/server/interview"
	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

const spokenAnswer = "I built dashboards in Grafana for 40 services"

// takeName names takes for tests.
func takeName(n int) string { return fmt.Sprintf("take_%08d", n) }

// spokenReport is what a test reads of a report.
type spokenReport struct {
	Delivery *qa.DeliverySummary
	Sections []struct {
		Threads []struct {
			Turns []struct {
				ID, Kind, Text, Heard, Modality string
				Delivery                        *qa.Delivery
				Sound                           bool
			}
		}
	}
}

func (w *world) spoken(id string) (r spokenReport) {
	w.t.Helper()
	w.want(200, "GET", "/api/interviews/"+id+"/report", nil, &r)
	return r
}

// A whole answer by voice: words and ticks come while it is spoken, the final
// words after it, and the report tells how it was spoken.
func TestSpokenAnswer(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	id := w.plan(map[string]any{"mode": "coach", "follow_ups": 0, "count": 1})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	take := takeName(1)
	if n := c.begin(take); n != 0 {
		t.Fatalf("a new take has %d samples", n)
	}
	sound := together(quiet(time.Second), talk(2800*time.Millisecond, 3000), quiet(1200*time.Millisecond))
	sent := 0
	for _, to := range []time.Duration{2500 * time.Millisecond, 4300 * time.Millisecond, 5 * time.Second} {
		n := int(to * speech.Rate / time.Second)
		c.say(take, sent, sound[sent:n])
		sent = n
		before := len(c.partials[take])
		c.until("live text", func() bool { return len(c.partials[take]) > before })
	}
	c.until("a tick", func() bool { return len(c.ticks[take]) > 0 })
	if want := c.state.Question(0).KeyPoints[0].ID; !slices.Equal(c.ticks[take], []string{want}) {
		t.Errorf("ticked %v, want %s", c.ticks[take], want)
	}
	last := ""
	for _, p := range c.partials[take] {
		if !strings.HasPrefix(p.Text, last) || p.Firm > len(p.Text) {
			t.Errorf("what was firm changed: %+v after %q", p, last)
		}
		last = p.Text[:p.Firm]
	}
	if last != spokenAnswer {
		t.Errorf("after the pause %q is firm", last)
	}
	if text := c.end(take, len(sound)); text != spokenAnswer {
		t.Errorf("in the end it heard %q", text)
	}
	if c.heard[take] != len(sound) {
		t.Errorf("%d of %d samples were heard", c.heard[take], len(sound))
	}
	c.submit(take, spokenAnswer+".", spokenAnswer)
	c.untilAsked(interview.AwaitContinue)
	a := c.state.Threads[0].Answers[0]
	if a.Modality != interview.Spoken || a.Heard != spokenAnswer || a.Take != "" {
		t.Errorf("the answer is %+v", a.AnswerGiven)
	}
	turns := w.spoken(id).Sections[0].Threads[0].Turns
	d := turns[1].Delivery
	if d == nil || d.Voice == nil {
		t.Fatalf("no delivery in %+v", turns[1])
	}
	if d.Voice.Length < 2600 || d.Voice.Length > 3000 || d.Voice.AgainstBudget == nil || d.Heard.WordsPerMinute == nil {
		t.Errorf("delivered: %+v %+v", d.Voice, d.Heard)
	}
	if turns[1].Heard != spokenAnswer || turns[1].Sound {
		t.Errorf("the turn is %+v", turns[1])
	}
	if sum := w.spoken(id).Delivery; sum == nil || sum.Answers != 1 || sum.Timed != 1 {
		t.Errorf("summed up: %+v", sum)
	}
	requests := rec.Requests()
	whole := requests[len(requests)-1].File
	if whole.Format != "wav" || whole.Rate != speech.Rate || whole.Duration < 2800*time.Millisecond || whole.Duration > 3400*time.Millisecond {
		t.Errorf("the recogniser got %+v", whole)
	}
	for _, private := range []string{"Grafana", "dashboards", take} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("the log holds %q:\n%s", private, w.log)
		}
	}
	w.forgotten()
}

// forgotten waits until no take is left.
func (w *world) forgotten() {
	w.t.Helper()
	for range 100 {
		if strings.HasSuffix(metric(w, "mondo_takes_open"), " 0") && strings.HasSuffix(metric(w, "mondo_take_bytes"), " 0") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.t.Errorf("takes are left: %s, %s", metric(w, "mondo_takes_open"), metric(w, "mondo_take_bytes"))
}

// In a mock interview nobody learns beforehand what counts.
func TestNoTicksInAMockInterview(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	c := w.dial(w.plan(map[string]any{"mode": "mock"}), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound := answering(2800 * time.Millisecond)
	c.begin(takeName(1))
	c.say(takeName(1), 0, sound)
	if text := c.end(takeName(1), len(sound)); text != spokenAnswer {
		t.Errorf("heard %q", text)
	}
	for _, f := range c.frames {
		if _, ok := f.(protocol.Ticks); ok {
			t.Errorf("told %+v", f)
		}
	}
}

// The connection goes in the middle of an answer, and packets come twice and out
// of order: what the server has in the end is what was said, sample by sample.
func TestConnectionLostWhileSpeaking(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	id := w.plan(map[string]any{"follow_ups": 0, "count": 1})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(3*time.Second), takeName(1)
	c.begin(take, keeping)
	c.say(take, 0, sound[:20_000])
	c.say(take, 30_000, sound[30_000:40_000]) // with a hole before it
	c.until("a second of sound", func() bool { return c.heard[take] >= speech.Rate })
	seen := c.state
	c.conn.Close()
	time.Sleep(300 * time.Millisecond) // the person speaks on

	again := w.dial(id, seen.Seq)
	again.state = seen
	have := again.begin(take, keeping)
	if have < speech.Rate || have > 20_000 {
		t.Fatalf("after the loss it has %d samples", have)
	}
	again.say(take, have+3200, sound[have+3200:have+6400]) // out of order
	again.say(take, have, sound[have:])                    // and all of it, partly twice
	if text := again.end(take, len(sound)); text != spokenAnswer {
		t.Errorf("heard %q", text)
	}
	again.submit(take, spokenAnswer, "")
	again.untilClosed()
	a := again.state.Threads[0].Answers[0]
	if a.Take != take || a.Heard != "" {
		t.Errorf("the answer is %+v", a.AnswerGiven)
	}

	path := "/api/interviews/" + id + "/answers/" + a.ID + "/sound"
	code, h, wav := w.call("GET", path, nil, nil)
	if code != 200 || h.Get("Content-Type") != "audio/wav" || !bytes.Equal(wav, sound.WAV()) {
		t.Errorf("%d %v: %d bytes, want %d", code, h, len(wav), len(sound.WAV()))
	}
	if code, _, part := w.call("GET", path, nil, header{"Range": "bytes=44-47"}); code != http.StatusPartialContent || !bytes.Equal(part, wav[44:48]) {
		t.Errorf("a part: %d %v", code, part)
	}
	if !w.spoken(id).Sections[0].Threads[0].Turns[1].Sound {
		t.Error("the report has no sound")
	}
	w.want(204, "DELETE", path, nil, nil)
	w.wantError(404, "sound_not_found", "GET", path, nil, nil)
	w.wantError(404, "sound_not_found", "DELETE", path, nil, nil)
	w.wantError(404, "sound_not_found", "GET", "/api/interviews/"+id+"/answers/a9/sound", nil, nil)
	w.wantError(404, "interview_not_found", "GET", "/api/interviews/i_none/answers/a1/sound", nil, nil)
	if w.spoken(id).Sections[0].Threads[0].Turns[1].Sound {
		t.Error("the report still has a sound")
	}
}

// A server that starts again knows nothing of takes: the client sends all again.
func TestServerStartsAgainWhileSpeaking(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	id := w.plan(map[string]any{"follow_ups": 0, "count": 1})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(3*time.Second), takeName(1)
	c.begin(take)
	c.say(take, 0, sound[:40_000])
	c.until("sound", func() bool { return c.heard[take] >= 2*speech.Rate })
	seen := c.state
	w.stop()

	w2 := startOn(t, w.dsn)
	again := w2.dial(id, seen.Seq)
	again.state = seen
	if n := again.begin(take); n != 0 {
		t.Fatalf("it has %d samples", n)
	}
	again.say(take, 0, sound)
	if text := again.end(take, len(sound)); text != spokenAnswer {
		t.Errorf("heard %q", text)
	}
	again.submit(take, spokenAnswer, "")
	if d := again.state.Threads[0].Answers[0].Delivery; d == nil || d.Voice == nil || d.Voice.Length < 2800 {
		t.Errorf("delivered %+v", d)
	}
	if n := len(rec.Requests()); n == 0 {
		t.Error("nobody asked the recogniser")
	}
}

// A client that lost the connection behind the end gets the words when it is back.
func TestWordsWaitForAClientThatIsBack(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer), Delay: 200 * time.Millisecond})
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(3*time.Second), takeName(1)
	c.begin(take)
	c.say(take, 0, sound)
	end := protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: take, Samples: len(sound)}
	c.sendFrame(end)
	c.until("the end to be noted", func() bool { return c.answered(end.ID) })
	seen := c.state
	c.conn.Close()
	again := w.dial(id, seen.Seq)
	again.state = seen
	if n := again.begin(take); n != len(sound) {
		t.Errorf("it has %d samples of %d", n, len(sound))
	}
	again.sendFrame(end)
	again.until("the words", func() bool { return again.final[take] != "" })
	if again.final[take] != spokenAnswer {
		t.Errorf("heard %q", again.final[take])
	}
}

// The browser recognises: nobody else is asked, and the figures come all the same.
func TestBrowserRecognises(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{})
	c := w.dial(w.plan(map[string]any{"mode": "coach", "follow_ups": 0, "count": 1}), 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(3*time.Second), takeName(1)
	c.begin(take, byBrowser)
	c.say(take, 0, sound)
	end := protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: take, Samples: len(sound)}
	c.sendFrame(end)
	c.until("all of it", func() bool { return c.answered(end.ID) && c.heard[take] == len(sound) })
	c.submit(take, spokenAnswer, "")
	d := c.state.Threads[0].Answers[0].Delivery
	if d == nil || d.Voice == nil || d.Voice.Length < 2800 || d.Voice.Length > 3200 {
		t.Errorf("delivered %+v", d)
	}
	if n := len(rec.Requests()); n > 0 {
		t.Errorf("the recogniser was asked %d times", n)
	}
}

// The time to the first word counts from the question, and follow-ups have no
// budget. An answer without a take has figures of its words alone.
func TestDeliveryOfAnswers(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	c := w.dial(w.plan(map[string]any{"follow_ups": 1, "count": 1}), 0)
	c.untilAsked(interview.AwaitAnswer)
	asked := time.Now() // or a little later than that
	time.Sleep(300 * time.Millisecond)
	sound, take := together(quiet(time.Second), talk(900*time.Millisecond, 3000)), takeName(1)
	c.begin(take)
	for at := 0; at < len(sound); at += speech.Rate / 10 {
		time.Sleep(100 * time.Millisecond) // a microphone takes its time
		c.say(take, at, sound[at:at+speech.Rate/10])
	}
	over := time.Since(asked)
	c.end(take, len(sound))
	c.submit(take, "I built dashboards.", "")
	d := c.state.Threads[0].Answers[0].Delivery
	if d == nil || d.Voice == nil || d.Voice.AgainstBudget == nil {
		t.Fatalf("the first: %+v", d)
	}
	// After 300 ms of thinking and a second before the voice; on a slow machine
	// somewhat more, but never as much as until the end of the sound.
	if f := d.Voice.FirstWord; f < 1250 || f > over.Milliseconds()-700 {
		t.Errorf("the first word after %d ms, the last after %s", f, over)
	}
	c.untilAsked(interview.AwaitAnswer)
	c.submit("", "I wrote the runbooks.", "")
	if d := c.state.Threads[0].Answers[1].Delivery; d == nil || d.Voice != nil || d.Heard.Words != 4 {
		t.Errorf("without a take: %+v", d)
	}
}

// An answer of which much was typed has no times: they would be those of a part.
func TestDeliveryOfMixedAnswers(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	for name, is := range map[string]struct {
		text  string
		timed bool
	}{
		"as it was heard": {spokenAnswer, true},
		"corrected":       {"I built the dashboards in Grafana for 41 services.", true},
		"typed besides":   {spokenAnswer + ". And then I wrote the runbooks for all of them.", false},
		"cut down":        {"I built dashboards.", false},
	} {
		t.Run(name, func(t *testing.T) {
			c := w.dial(w.plan(map[string]any{"follow_ups": 0, "count": 1}), 0)
			c.untilAsked(interview.AwaitAnswer)
			sound, take := answering(2800*time.Millisecond), takeName(1)
			c.begin(take)
			c.say(take, 0, sound)
			heard := c.end(take, len(sound))
			c.submit(take, is.text, heard)
			d := c.state.Threads[0].Answers[0].Delivery
			if d == nil || (d.Voice != nil) != is.timed {
				t.Errorf("delivered %+v", d)
			}
		})
	}
}

// Whoever sends figures of their own is not heard.
func TestClientCannotSetDelivery(t *testing.T) {
	w := start(t)
	c := w.dial(w.plan(nil), 0)
	c.untilAsked(interview.AwaitAnswer)
	frame := fmt.Sprintf(`{"type":"answer","id":"command_own","to":%q,"text":"I built dashboards.","modality":"typed","delivery":{"method":"mine"},"took":1}`, c.state.OpenTurn())
	if err := c.conn.WriteMessage(1, []byte(frame)); err != nil {
		t.Fatal(err)
	}
	c.until("the answer", func() bool { return c.accepted["command_own"] != 0 && c.state.Seq >= c.accepted["command_own"] })
	if d := c.state.Threads[0].Answers[0].Delivery; d != nil {
		t.Errorf("delivered %+v", d)
	}
}

// Terms that the person put right are told to the recogniser the next time.
func TestCorrectedTermsAreRemembered(t *testing.T) {
	w := start(t)
	rec := w.hears(speechtest.Config{Script: spokenWords("I ran it on Cuban Eighties in Grafana")})
	sheetID := w.upload(sheet)
	var prompts []string
	for n := range 2 {
		c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "follow_ups": 0}), 0)
		c.untilAsked(interview.AwaitAnswer)
		sound, take := answering(3*time.Second), takeName(n)
		c.begin(take)
		c.say(take, 0, sound)
		heard := c.end(take, len(sound))
		c.submit(take, "I ran it on Kubernetes in Grafana", heard)
		c.untilClosed()
		requests := rec.Requests()
		prompts = append(prompts, requests[len(requests)-1].Field("prompt"))
	}
	if strings.Contains(prompts[0], "Kubernetes") || !strings.HasSuffix(prompts[1], "Kubernetes") || !strings.Contains(prompts[0], "Grafana") {
		t.Errorf("the recogniser was told %q", prompts)
	}
	var kept struct {
		Corrections []struct{ ID, Heard, Meant string }
	}
	w.want(200, "GET", "/api/sheets/"+sheetID+"/speech", nil, &kept)
	if len(kept.Corrections) != 1 || kept.Corrections[0].Heard != "Cuban Eighties" || kept.Corrections[0].Meant != "Kubernetes" {
		t.Fatalf("kept %+v", kept)
	}
	path := "/api/sheets/" + sheetID + "/corrections/" + kept.Corrections[0].ID
	w.want(204, "DELETE", path, nil, nil)
	w.wantError(404, "correction_not_found", "DELETE", path, nil, nil)
}

// An answer that is refused leaves no sound behind.
func TestRefusedAnswerKeepsNoSound(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer)})
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	sound, take := answering(2*time.Second), takeName(1)
	c.begin(take, keeping)
	c.say(take, 0, sound)
	c.end(take, len(sound))
	if command := c.submit(take, " ", ""); c.refused[command] != string(interview.RefusedEmpty) {
		t.Errorf("refused with %q", c.refused[command])
	}
	if takes, err := w.store.Recordings(t.Context(), server.Owner, id); err != nil || len(takes) > 0 {
		t.Errorf("kept %v, %v", takes, err)
	}
	if command := c.submit(take, spokenAnswer, ""); c.refused[command] != "" {
		t.Errorf("then refused with %q", c.refused[command])
	}
	if takes, err := w.store.Recordings(t.Context(), server.Owner, id); err != nil || len(takes) != 1 {
		t.Errorf("kept %v, %v", takes, err)
	}
}
