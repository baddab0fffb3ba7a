package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"mondo/server/speech/speechtest"
)

// moody stands in for the browser's recogniser as browsers have it: one session
// understands half a sentence and ends, the next hears nothing, one finds its maker
// out of reach, and the last has the rest. Each begins when somebody speaks.
const moody = `(() => {
	let session = 0;
	Object.defineProperty(window, 'SpeechRecognition', {value: class {
		start() {
			const number = ++session;
			const results = (text, isFinal) => this.onresult?.({results: [Object.assign([{transcript: text}], {isFinal})]});
			const steps = [
				[() => results('返却の', false), () => results('返却の遅れを三割減らし、', true), () => this.onend?.()],
				[() => this.onerror?.({error: 'no-speech'}), () => this.onend?.()],
				[() => this.onerror?.({error: 'network'}), () => this.onend?.()],
				[() => results('子ども向けの', false), () => results('子ども向けの読書会を始めました。', true)],
			][number - 1] ?? [];
			[() => this.onstart?.(), ...steps].forEach((step, i) => setTimeout(step, 250 * (i + 1)));
			window.sessions = number;
		}
		stop() { setTimeout(() => this.onend?.()) }
		abort() {}
	}});
})()`

// TestSpokenToTheBrowser: the browser recognises an answer, asked for once and with
// its moods hidden, and the figures of how it was spoken come all the same.
func TestSpokenToTheBrowser(t *testing.T) {
	needsBrowser(t)
	m, rec := listens(t, speechtest.Config{})
	p := browse(t, m, microphone(t, inRoom(voice(t, 8*time.Second), 10*time.Second))...)
	p.checked(`{recogniser: 'browser'}`)
	p.before(moody)
	at := p.interview("本番形式")
	p.until("the button", `document.activeElement?.matches('[data-speak]')`)
	p.space()
	p.untilSees("声がブラウザーの開発元に送られてもかまいませんか")
	p.press("button", "かまいません")
	p.until("that it listens", listening)
	p.until("all of it", liveText+` === '`+answerMeant+`'`)
	if text := p.finish(); text != answerMeant {
		t.Errorf("%q stands in the field", text)
	}
	p.enter()
	for at = p.await(at); at.Stage == "answer"; at = p.await(at) {
		p.press("button", "パス")
	}
	turn := spokenTurn(t, reportOf(t, m, p.interviewID()))
	if turn.Modality != "spoken" || turn.Delivery == nil || turn.Delivery.Voice == nil || turn.Heard != "" {
		t.Errorf("the answer is %+v", turn)
	}
	if n := len(rec.Requests()); n != 0 {
		t.Errorf("the server's recogniser was asked %d times", n)
	}
	if n := js[int](p, `window.sessions`); n != 4 {
		t.Errorf("%d sessions", n)
	}
}

// TestPushToTalk: the microphone hears while the space bar is held, also when the
// page is not seen; a space in the field is a space; and what was typed stays before
// what is said.
func TestPushToTalk(t *testing.T) {
	needsBrowser(t)
	m, _ := listens(t, speechtest.Config{})
	p := browse(t, m, microphone(t, inRoom(voice(t, 5*time.Second), 10*time.Second))...)
	p.checked(`{pushToTalk: true}`)
	p.interview("コーチ形式")
	p.put("はい。")
	p.do("a space in the field", chromedp.KeyEvent(" "))
	if typed := p.typed(); typed != "はい。 " || !js[bool](p, quietly) {
		t.Errorf("%q stands in the field", typed)
	}
	js[bool](p, `(document.activeElement.blur(), true)`)
	p.hold(true)
	p.until("that it listens", listening)
	p.until("live text", liveText+".startsWith('はい。 返却')")
	js[bool](p, `(Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true}), document.dispatchEvent(new Event('visibilitychange')))`)
	if !js[bool](p, `document.title.startsWith('●')`) {
		t.Error("the tab does not say that it listens")
	}
	p.until("all of it", liveText+".includes('始めました')")
	p.hold(false)
	p.untilSees("スペースキーかボタンを押しているあいだ")
	p.fit("speak-push-to-talk")
	p.press("button", "話し終えた")
	p.until("the words", quietly)
	if typed := p.typed(); typed != "はい。 "+answerHeard {
		t.Errorf("%q stands in the field", typed)
	}
}

// hold presses the space bar, or lets it go.
func (p *tab) hold(down bool) {
	p.t.Helper()
	kind := input.DispatchKeyEventTypeKeyUp
	if down {
		kind = input.DispatchKeyEventTypeKeyDown
	}
	if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, spaceBar(kind)); err != nil {
		p.fatalf("space bar: %v", err)
	}
}
