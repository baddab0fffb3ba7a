package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"mondo/server/speech/speechtest"
)

// TestInterviewerSpeaks: the server's voice says the turns sentence by sentence, one
// key mutes it, and what is not said can still be read.
func TestInterviewerSpeaks(t *testing.T) {
	needsBrowser(t)
	voice := speechtest.Start(speechtest.Config{Pace: 20 * time.Millisecond})
	t.Cleanup(voice.Close)
	m, _ := listens(t, speechtest.Config{}, "--voice-url", voice.URL, "--voice-ja", "jf_alpha")
	p := browse(t, m, microphone(t, inRoom(babble(3*time.Second, -18), time.Second))...)
	p.checked(`{voice: 'server', advised: false}`)
	at := p.interview("コーチ形式")
	var said []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		said = nil
		for _, r := range voice.Requests() {
			if r.Voice != "jf_alpha" {
				t.Fatalf("said by %q", r.Voice)
			}
			said = append(said, r.Input)
		}
		if strings.Contains(strings.Join(said, ""), "前の職場で工夫したことを教えてください") {
			break
		}
	}
	if len(said) < 3 || strings.Contains(said[0], "教えてください") {
		t.Errorf("said %q", said)
	}
	p.untilSees("イヤホンを使うと")
	p.fit("interviewer-speaks")
	p.press("button", "このまま続ける")

	p.put("")
	p.do("type M", chromedp.KeyEvent("m"))
	if typed := p.typed(); typed != "m" {
		t.Errorf("%q stands in the field", typed)
	}
	p.until("that it speaks", named("button", "面接官の声を消す"))
	js[bool](p, `(document.activeElement.blur(), true)`)
	p.do("M", chromedp.KeyEvent("m"))
	p.until("that it is mute", named("button", "面接官の声を出す"))
	before := len(voice.Requests())
	p.answer(at, answerMeant)
	if n := len(voice.Requests()); n != before {
		t.Errorf("%d sentences were made for somebody who is mute", n-before)
	}
}

// TestBargeIn: whoever begins to speak, by key or with headphones by voice, silences
// the interviewer at once; without headphones the microphone does not hear the
// browser's own voice.
func TestBargeIn(t *testing.T) {
	needsBrowser(t)
	for name, headphones := range map[string]string{"by key": "false", "by voice": "true"} {
		t.Run(name, func(t *testing.T) {
			m, _ := listens(t, speechtest.Config{})
			p := browse(t, m, microphone(t, inRoom(voice(t, 6*time.Second), 10*time.Second))...)
			p.checked(`{voice: 'browser', headphones: ` + headphones + `}`)
			p.before(synthesis + `; window.slow = true; window.silenced = null;
				addEventListener('keydown', (e) => { if (e.code === 'Space') window.pressed = performance.now() }, true);
				(() => { const cancel = speechSynthesis.cancel; speechSynthesis.cancel = () => { window.silenced ??= performance.now(); cancel() } })()`)
			p.interview("コーチ形式")
			p.until("a voice", `window.said.length > 0`)
			if headphones == "false" {
				p.space()
			}
			p.until("silence", `window.silenced !== null`)
			p.until("that it listens", listening)
			if headphones == "false" {
				if ms := js[float64](p, `window.silenced - window.pressed`); ms > 100 {
					t.Errorf("silent after %.0f ms", ms)
				}
			}
			p.until("the words", liveText+".includes('返却')")
			if n := js[int](p, `window.said.filter((s) => s !== 'cancel').length`); n != 1 {
				t.Errorf("%d sentences were begun", n)
			}
		})
	}
}
