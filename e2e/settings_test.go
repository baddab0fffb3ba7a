package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mondo/server/speech/speechtest"
)

const (
	meter   = `Number(document.querySelector('[role=meter]')?.getAttribute('aria-valuenow') ?? -999)`
	verdict = `document.querySelector('[data-verdict]')?.dataset.verdict ?? ''`
)

// TestSoundCheck: the level moves with the voice, and the check says how it was
// and lets the person hear themselves.
func TestSoundCheck(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t), microphone(t, babble(10*time.Second, -18))...)
	p.open("/")
	p.press("link", "設定")
	p.untilSees("このブラウザーに、サーバーとモデルの設定は")
	p.fit("settings")

	p.press("button", "マイクを試す")
	p.untilSees("何か話してみてください")
	p.until("the level of a voice", meter+" > -35")
	p.until("the level of a breath", meter+" < -45")
	p.until("the voice again", meter+" > -35")
	p.accessible("sound check")
	p.picture("settings-listening")
	time.Sleep(2 * time.Second) // as long as somebody says a sentence
	p.press("button", "話し終えた")
	p.until("the verdict", verdict+" !== ''")
	if got := js[string](p, verdict); got != "good" {
		t.Errorf("a clear voice is %q", got)
	}
	p.until("the recording can be played",
		`(document.querySelector('audio')?.readyState ?? 0) > 0`)
	p.until("the microphones by name", `[...document.querySelectorAll('select[name=microphone] option')].some((o) => /Fake/.test(o.textContent))`)
	p.fit("settings-checked")

	p.press("button", "もう一度試す")
	p.untilSees("何か話してみてください")
	p.press("link", "問答")
	p.untilSees("まずシートを用意しましょう")
}

// TestSoundCheckEndsByItself: nobody needs to press anything.
func TestSoundCheckEndsByItself(t *testing.T) {
	needsBrowser(t)
	for want, sound := range map[string][]int16{
		"nothing": quietRoom(10*time.Second, -50),
		"off":     make([]int16, 10*recorded),
	} {
		t.Run(want, func(t *testing.T) {
			p := browse(t, serve(t), microphone(t, sound)...)
			p.open("/settings")
			p.press("button", "マイクを試す")
			p.until("the verdict", verdict+" !== ''")
			if got := js[string](p, verdict); got != want {
				t.Errorf("the verdict is %q", got)
			}
		})
	}
}

// TestMicrophoneRefused: the page says why nothing is heard, and what to do.
func TestMicrophoneRefused(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t), noMicrophone()...)
	p.open("/settings")
	p.press("button", "マイクを試す")
	p.untilSees("マイクの使用が許可されていません")
	p.fit("settings-refused")
}

// TestMicrophoneInsecure: a page that came over plain HTTP from elsewhere says why
// it can't listen, and asks for nothing.
func TestMicrophoneInsecure(t *testing.T) {
	needsBrowser(t)
	m := serve(t)
	m.kill()
	elsewhere := "http://" + strings.Replace(m.addr, "127.0.0.1", "mondo.test", 1)
	m.args = append(m.args, "--allow-origin", elsewhere)
	m.start()
	p := browse(t, m, elsewhereIsHere)
	p.visit(elsewhere + "/settings")
	p.untilSees("ブラウザーがマイクを使わせてくれません")
	if js[bool](p, `document.body.innerText.includes('マイクを試す')`) {
		t.Error("a page that can't listen offers to")
	}
}

// recognition stands in for the browser's recogniser, which does nothing where
// there is no maker's server: it understands one sentence, and ends.
const recognition = `Object.defineProperty(window, 'SpeechRecognition', {value: class {
	start() {
		window.sessions = (window.sessions ?? 0) + 1;
		setTimeout(() => this.onstart?.());
		setTimeout(() => this.onresult?.({results: [Object.assign([{transcript: '本日はありがとうございます'}], {isFinal: true})]}), 200);
		setTimeout(() => this.onend?.(), 400);
	}
	stop() { setTimeout(() => this.onend?.()); }
	abort() {}
}})`

// TestBrowserRecogniser: nobody's voice goes to the browser's maker unasked, and
// who has agreed is not asked again.
func TestBrowserRecogniser(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t), microphone(t, babble(10*time.Second, -18))...)
	p.before(recognition)
	p.open("/settings")
	p.untilSees("このサーバーには音声認識が設定されていません")

	p.tick("radio", "このブラウザー", true)
	p.untilSees("声がブラウザーの開発元に送られてもかまいませんか")
	p.fit("settings-consent")
	p.press("button", "やめておく")
	p.until("the choice from before", `document.querySelector('input[name=recogniser][value=server]').checked`)
	p.check()
	if n := js[int](p, `window.sessions ?? 0`); n != 0 {
		t.Errorf("the browser's recogniser listened %d times without consent", n)
	}

	p.tick("radio", "このブラウザー", true)
	p.press("button", "かまいません")
	p.reload()
	p.until("the choice from before", `document.querySelector('input[name=recogniser][value=browser]')?.checked`)
	if js[bool](p, `document.querySelector('dialog[open]') !== null`) {
		t.Error("the question is asked a second time")
	}
	p.check()
	p.untilSees("本日はありがとうございます")
	if n := js[int](p, `window.sessions`); n < 2 {
		t.Errorf("a recogniser that ended was started %d times", n)
	}
}

// synthesis stands in for the browser's voices, which come late and, without a
// sound card, never end. It writes down what is said.
const synthesis = `(() => {
	let voices = [];
	window.said = [];
	class Utterance { constructor(text) { this.text = text } }
	const synthesis = Object.assign(new EventTarget(), {
		getVoices: () => voices,
		resume() {},
		cancel() { window.said.push('cancel') },
		speak(u) {
			window.said.push(u.voice.name + ' ' + u.rate + ' ' + u.text);
			setTimeout(() => u.onstart?.());
			setTimeout(() => u.onend?.(), window.slow ? 60000 : 50);
		},
	});
	setTimeout(() => {
		voices = [{name: 'Kyoko', lang: 'ja-JP', localService: true}, {name: 'Otoya', lang: 'ja-JP', localService: true}];
		synthesis.dispatchEvent(new Event('voiceschanged'));
	}, 300);
	Object.defineProperty(window, 'speechSynthesis', {value: synthesis});
	Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Utterance});
})()`

// voice chooses who speaks. The names of the choices are those of the recognisers.
func (p *tab) voice(value string) {
	p.t.Helper()
	input := fmt.Sprintf("document.querySelector('input[name=voice][value=%s]')", value)
	p.until("the voice "+value, input)
	js[bool](p, "("+input+".click(), true)")
}

// TestBrowserVoice: sentence by sentence in the voice and at the pace that were
// chosen, and silent at once.
func TestBrowserVoice(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t))
	p.before(synthesis)
	p.open("/settings")
	p.tick("checkbox", "録音を残す", true)
	p.voice("browser")
	p.choice("日本語の声", "Otoya")
	p.choice("話す速さ", "1.25")
	p.untilSees("この端末には英語の声がありません。")
	p.fit("settings-voice")
	p.press("button", "聞いてみる")
	p.until("the sample said", `window.said.length === 2`)
	want := []string{
		"Otoya 1.25 本日はお越しいただき、ありがとうございます。",
		"Otoya 1.25 まず、これまでのお仕事について聞かせてください。",
	}
	if got := js[[]string](p, `window.said`); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("said %q, want %q", got, want)
	}

	p.until("the button again", named("button", "聞いてみる"))
	js[bool](p, `(window.said = [], window.slow = true)`)
	p.press("button", "聞いてみる")
	p.press("button", "止める")
	p.until("silence", `window.said.at(-1) === 'cancel' && window.said.length === 2`)

	p.reload()
	p.until("the choices from before", `document.querySelector('select[name=voice-ja]')?.value === 'Otoya' &&
		document.querySelector('select[name=rate]').value !== '' &&
		document.querySelector('input[name=keep-sound]').checked`)
}

// TestServerVoiceMissing: a voice that the server doesn't have is told, not waited for.
func TestServerVoiceMissing(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t))
	p.open("/settings")
	p.voice("server")
	p.untilSees("このサーバーには声が設定されていません")
	p.press("button", "聞いてみる")
	p.untilSees("この言語の声がありません。")
	p.press("button", "English")
	p.untilSees("Hear it")
	p.fit("settings-english")
}

// TestSpeechServers: a server that hears is tried, saved and used by the sound check;
// one that is not there is told in words.
func TestSpeechServers(t *testing.T) {
	needsBrowser(t)
	rec := speechtest.Start(speechtest.Config{Script: script(answerWords)})
	t.Cleanup(rec.Close)
	p := browse(t, serve(t), microphone(t, inRoom(babble(8*time.Second, -18), time.Second))...)
	p.open("/settings")
	p.untilSees("このサーバーには音声認識が設定されていません")
	p.write("textbox", "書き起こしのアドレス", "http://127.0.0.1:1/v1")
	p.press("button", "つないでみる")
	p.untilSees("音声サーバーにつながりません")
	p.write("textbox", "書き起こしのアドレス", rec.URL)
	p.press("button", "つないでみる")
	p.untilSees("つながりました")
	p.press("button", "このサーバーを使う")
	p.untilSees("書き起こしのサーバー: " + rec.URL)
	p.fit("settings-servers")

	p.check()
	p.untilSees("返却の")
	p.press("button", "サーバーを外す")
	p.untilSees("この書き起こしのサーバーを外しますか")
	p.press("button", "サーバーを外す")
	p.untilSees("このサーバーには音声認識が設定されていません")
}
