package server_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"mondo/server"
	"mondo/server/interview"
	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

// BenchmarkEndOfSpeechToTranscript is how much longer than the recogniser's own
// time, 300 ms, a person waits for the final words after an answer of a minute, on
// the real socket; and how long after the words the ticks come.
func BenchmarkEndOfSpeechToTranscript(b *testing.B) {
	const own = 300 * time.Millisecond
	w := start(b, func(c *server.Config) { c.Limits.Interviews = 1 << 20 })
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer), Delay: own})
	sheetID := w.upload(sheet)
	sound := together(quiet(time.Second), talk(58*time.Second, 3000), quiet(time.Second))
	var over, ticks []time.Duration
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "mode": "coach"}), 0)
		c.untilAsked(interview.AwaitAnswer)
		take := takeName(n)
		c.begin(take)
		c.say(take, 0, sound)
		c.until("all of it", func() bool { return c.heard[take] == len(sound) })
		b.StartTimer()
		begun := time.Now()
		c.end(take, len(sound))
		final := time.Now()
		b.StopTimer()
		over = append(over, final.Sub(begun)-own)
		c.until("ticks", func() bool { return len(c.ticks[take]) > 0 })
		ticks = append(ticks, time.Since(final))
		c.conn.Close()
		b.StartTimer()
	}
	report(b, "over-recogniser", over)
	report(b, "ticks", ticks)
}

// BenchmarkFiftySpeak is how live text keeps up when fifty people speak at once: how
// long after a packet the words come that it completes, beyond the recogniser's own
// 300 ms. Their sound comes as from microphones, in real time.
func BenchmarkFiftySpeak(b *testing.B) {
	const own, people = 300 * time.Millisecond, 50
	w := start(b, func(c *server.Config) { c.Limits.Interviews = 1 << 20 })
	w.hears(speechtest.Config{Script: spokenWords(spokenAnswer), Delay: own})
	sheetID := w.upload(sheet)
	sound := answering(6 * time.Second)
	for n := 0; b.Loop(); n++ {
		var mu sync.Mutex
		var first []time.Duration
		var wg sync.WaitGroup
		for range people {
			wg.Go(func() {
				c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "mode": "coach"}), 0)
				defer c.conn.Close()
				c.untilAsked(interview.AwaitAnswer)
				took := c.speakInRealTime(takeName(n), sound)
				mu.Lock()
				defer mu.Unlock()
				// The first words are asked for 1.2 s after the first sound.
				first = append(first, took-time.Second-1200*time.Millisecond-own)
			})
		}
		wg.Wait()
		report(b, "first-words-late", first)
	}
}

// speakInRealTime gives the time from the beginning to the first words.
func (c *client) speakInRealTime(take string, sound speech.Sound) (first time.Duration) {
	c.begin(take)
	begun := time.Now()
	var sending sync.WaitGroup
	sending.Go(func() {
		for at := 0; at < len(sound); at += speech.Rate / 10 {
			time.Sleep(time.Until(begun.Add(time.Duration(at) * time.Second / speech.Rate)))
			c.sayAll(take, at, sound[at:min(at+speech.Rate/10, len(sound))])
		}
	})
	c.until("words", func() bool { return len(c.partials[take]) > 0 })
	first = time.Since(begun)
	sending.Wait()
	c.sendFrame(protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: take, Samples: len(sound)})
	c.until("the final words", func() bool { return c.final[take] != "" })
	return first
}

func report(b *testing.B, what string, all []time.Duration) {
	slices.Sort(all)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(all[len(all)/2]), what+"-ms-median")
	b.ReportMetric(ms(all[len(all)*99/100]), what+"-ms-p99")
}
