package server_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"mondo/server/protocol"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

// quiet is the sound of a room in which nobody speaks.
func quiet(d time.Duration) speech.Sound { return rustle(d, 30) }

// rustle is noise, so loud in the mean.
func rustle(d time.Duration, loud float64) speech.Sound {
	r := rand.New(rand.NewPCG(1, 2))
	s := make(speech.Sound, int(d*speech.Rate/time.Second))
	for i := range s {
		s[i] = int16(r.NormFloat64() * loud)
	}
	return s
}

// talk is a made voice in syllables, in the same room.
func talk(d time.Duration, loud float64) speech.Sound {
	s := quiet(d)
	for i := range s {
		t := float64(i) / speech.Rate
		syllable := 0.15 + 0.85*math.Pow(math.Sin(math.Pi*t/0.18), 2)
		v := math.Sin(2*math.Pi*140*t) + 0.7*math.Sin(2*math.Pi*280*t) + 0.5*math.Sin(2*math.Pi*700*t)
		s[i] += int16(max(-32000, min(32000, loud*syllable*v)))
	}
	return s
}

func together(pieces ...speech.Sound) speech.Sound {
	var all speech.Sound
	for _, p := range pieces {
		all = append(all, p...)
	}
	return all
}

// answering is an answer of some seconds, with a room around it.
func answering(d time.Duration) speech.Sound {
	return together(quiet(time.Second), talk(d, 3000), quiet(1200*time.Millisecond))
}

// spokenWords are words one after another, each of 350 ms. A recogniser gets sound
// without the silence at its beginning.
func spokenWords(text string) []speechtest.Word {
	var all []speechtest.Word
	for i, w := range strings.Fields(text) {
		start := time.Duration(i) * 350 * time.Millisecond
		all = append(all, speechtest.Word{Text: w, Start: start, End: start + 350*time.Millisecond})
	}
	return all
}

// hears starts a speech server and has w use it for both directions.
func (w *world) hears(c speechtest.Config) *speechtest.Server {
	w.t.Helper()
	s := speechtest.Start(c)
	w.t.Cleanup(s.Close)
	w.want(200, "PUT", "/api/speech", map[string]any{
		"recogniser": map[string]any{"base_url": s.URL, "key": c.Key, "model": c.Model},
		"voice":      map[string]any{"base_url": s.URL, "key": c.Key, "model": c.Model, "ja": "voice_ja", "en": "voice_en"},
	}, nil)
	return s
}

func (c *client) foldSpeech(m protocol.FromServer) {
	switch m := m.(type) {
	case protocol.Heard:
		c.heard[m.Take] = m.Samples
	case protocol.Transcript:
		if m.Final {
			c.final[m.Take] = m.Text
			break
		}
		c.partials[m.Take] = append(c.partials[m.Take], m)
	case protocol.Unusable:
		c.unusable[m.Take] = m.Code
	case protocol.Ticks:
		c.ticks[m.Take] = m.KeyPoints
	}
}

// begin begins a take, or joins it again, and waits until it is known how much of
// it is there; -1 when it was refused.
func (c *client) begin(take string, change ...func(*protocol.FromClient)) (heard int) {
	c.t.Helper()
	m := protocol.FromClient{Type: protocol.SpeechBegin, ID: newCommand(), Take: take, To: c.state.OpenTurn()}
	for _, f := range change {
		f(&m)
	}
	delete(c.heard, take)
	c.sendFrame(m)
	known := func() bool { _, ok := c.heard[take]; return ok }
	c.until("a take", func() bool { return known() && c.answered(m.ID) || c.refused[m.ID] != "" })
	if c.refused[m.ID] != "" {
		c.refused[take], c.messages[take] = c.refused[m.ID], c.messages[m.ID]
		return -1
	}
	return c.heard[take]
}

func keeping(m *protocol.FromClient)   { m.Keep = true }
func byBrowser(m *protocol.FromClient) { m.Recogniser = protocol.ByBrowser }

func (c *client) answered(command string) bool {
	_, ok := c.accepted[command]
	return ok
}

func newCommand() string { return fmt.Sprintf("command_%d", commands.Add(1)) }

// say sends sound in packets of 100 ms.
func (c *client) say(take string, at int, sound speech.Sound) {
	c.t.Helper()
	const packet = speech.Rate / 10
	for len(sound) > 0 {
		n := min(packet, len(sound))
		c.sayAll(take, at, sound[:n])
		at, sound = at+n, sound[n:]
	}
}

// sayAll sends sound in one frame.
func (c *client) sayAll(take string, at int, sound speech.Sound) {
	c.t.Helper()
	var pcm []byte
	for _, v := range sound {
		pcm = binary.LittleEndian.AppendUint16(pcm, uint16(v))
	}
	frame := protocol.EncodeSound(protocol.Sound{Take: take, Offset: at, PCM: pcm})
	if err := c.conn.WriteMessage(2, frame); err != nil {
		c.t.Fatal(err)
	}
}

// end ends a take and waits for its words, or why there are none; of a take that
// was refused it gives the code.
func (c *client) end(take string, samples int) string {
	c.t.Helper()
	m := protocol.FromClient{Type: protocol.SpeechEnd, ID: newCommand(), Take: take, Samples: samples}
	delete(c.final, take)
	delete(c.unusable, take)
	c.sendFrame(m)
	c.until("the end of a take", func() bool {
		_, words := c.final[take]
		return words || c.unusable[take] != "" || c.refused[m.ID] != ""
	})
	if c.refused[m.ID] != "" {
		c.messages[take] = c.messages[m.ID]
		return c.refused[m.ID]
	}
	return c.final[take] + c.unusable[take]
}

// submit answers with what was said in a take.
func (c *client) submit(take, text, heard string) (command string) {
	c.t.Helper()
	m := protocol.FromClient{Type: "answer", ID: newCommand(), To: c.state.OpenTurn(), Text: text, Modality: "spoken", Take: take, Heard: heard}
	c.sendFrame(m)
	c.until("an answer", func() bool { return c.accepted[m.ID] != 0 && c.state.Seq >= c.accepted[m.ID] || c.refused[m.ID] != "" })
	return m.ID
}
