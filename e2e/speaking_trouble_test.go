package e2e

import (
	"fmt"
	"testing"
	"time"

	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

// breakable makes the page's sockets ones that the test can cut: those that are open
// end, and no other opens while window.cut is true.
const breakable = `(() => {
	const Real = WebSocket;
	const open = [];
	window.cut = false;
	window.WebSocket = class extends Real {
		constructor(url, protocol) {
			super(window.cut ? url.replace('/socket', '/nowhere') : url, protocol);
			open.push(this);
		}
	};
	window.cutOff = () => { window.cut = true; open.forEach((socket) => socket.close()); return true; };
})()`

// TestConnectionLostWhileSpeaking: the connection is cut for three seconds in the
// middle of an answer, then the server dies and forgets the take; none of it is lost.
func TestConnectionLostWhileSpeaking(t *testing.T) {
	needsBrowser(t)
	sound := inRoom(voice(t, 9*time.Second), 30*time.Second)
	m, rec := listens(t, speechtest.Config{})
	p := browse(t, m, microphone(t, sound)...)
	p.checked(`{keepSound: true}`)
	p.before(breakable)
	at := p.interview("コーチ形式")
	p.speak()
	p.until("live text", liveText+" !== ''")
	js[bool](p, `cutOff()`)
	p.untilSees("接続が戻るまで")
	p.picture("speak-cut")
	time.Sleep(3 * time.Second)
	js[bool](p, `(window.cut = false, true)`)
	p.until("the connection", connected)
	m.kill()
	p.untilSees("接続が戻るまで")
	m.start()
	p.until("the connection", connected)
	p.until("the end", `document.querySelector('.word')?.innerText.includes('ゆっくりで大丈夫です')`)
	if text := p.finish(); text != answerHeard {
		t.Errorf("%q stands in the field; the recogniser got %+v", text, rec.Requests())
	}
	p.enter()
	p.await(at)
	length, _ := spokenPart(p.recording(m, "a1"))
	if want, _ := spokenPart(heardRate(sound)); !near(length.Seconds(), want.Seconds(), 0.02) {
		t.Errorf("a voice of %v arrived as %v", want, length)
	}
}

const connected = `document.querySelector('.state')?.innerText.includes('つながっています')`

// recording is the sound that is kept of an answer of the interview on the screen.
func (p *tab) recording(m *mondo, answer string) speech.Sound {
	p.t.Helper()
	return soundOf(p.t, m, p.interviewID(), answer)
}

// TestMicrophoneLost: what was said before the microphone went is there, and the page
// says what happened.
func TestMicrophoneLost(t *testing.T) {
	needsBrowser(t)
	m, _ := listens(t, speechtest.Config{})
	p := browse(t, m, microphone(t, inRoom(voice(t, 5*time.Second), 20*time.Second))...)
	p.checked(`{}`)
	p.before(`(() => {
		const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
		navigator.mediaDevices.getUserMedia = async (wanted) => (window.stream = await real(wanted));
	})()`)
	p.interview("本番形式")
	p.speak()
	p.until("all of it", liveText+".includes('始めました')")
	// A device that goes ends its track, which no script can do but for itself.
	js[bool](p, `(([track]) => (track.stop(), track.dispatchEvent(new Event('ended')), true))(stream.getAudioTracks())`)
	p.untilSees("マイクの接続が切れました")
	p.until("the words", fmt.Sprintf(`document.querySelector('#answer')?.value === %s`, quoted(answerHeard)))
	if js[bool](p, `document.querySelector('[data-said]') !== null`) {
		t.Error("a mock interview shows ticks")
	}
	p.picture("speak-lost")
}

// TestMicrophoneRefusedInInterview: nobody needs a microphone to go on.
func TestMicrophoneRefusedInInterview(t *testing.T) {
	needsBrowser(t)
	m, _ := listens(t, speechtest.Config{})
	p := browse(t, m, noMicrophone()...)
	p.checked(`{}`)
	at := p.interview("本番形式")
	p.until("the button", `document.activeElement?.matches('[data-speak]')`)
	p.space()
	p.untilSees("マイクの使用が許可されていません")
	p.accessible("microphone refused")
	p.picture("speak-refused")
	if next := p.answer(at, answerMeant); next.Turn == at.Turn {
		t.Errorf("after a typed answer: %v", next)
	}
}

// TestNothingToHear: silence, and noise far too loud for the microphone, are never
// words and never an answer; the person is asked to say it again.
func TestNothingToHear(t *testing.T) {
	needsBrowser(t)
	for name, is := range map[string]struct {
		sound []int16
		says  string
	}{
		"silence": {quietRoom(20*time.Second, -70), "声が聞こえませんでした。もう一度お話しください。"},
		// The browser takes the distortion away, or does not.
		"noise": {clipped(babble(20*time.Second, -10)), "もう一度お話しください。"},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := listens(t, speechtest.Config{Reply: func(speechtest.Request) []speechtest.Word {
				return []speechtest.Word{{Text: "ご視聴ありがとうございました。", End: time.Second}}
			}})
			p := browse(t, m, microphone(t, is.sound)...)
			p.checked(`{}`)
			p.interview("コーチ形式")
			p.speak()
			time.Sleep(1500 * time.Millisecond)
			if text := p.finish(); text != "" {
				t.Errorf("%s is heard as %q", name, text)
			}
			p.untilSees(is.says)
			p.until("the button for another go", `document.activeElement?.matches('[data-speak]')`)
			p.picture("speak-" + name)
		})
	}
}
