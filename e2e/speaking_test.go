package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"

	"mondo/server/speech/speechtest"
)

// listens starts a server with a sheet and a recogniser, which hears what config
// says.
func listens(t testing.TB, config speechtest.Config, args ...string) (*mondo, *speechtest.Server) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "図書館員.md")
	if err := os.WriteFile(path, []byte(librarySheet), 0o600); err != nil {
		t.Fatal(err)
	}
	if config.Script == nil && config.Reply == nil {
		config.Script = script(answerWords)
	}
	rec := speechtest.Start(config)
	t.Cleanup(rec.Close)
	return serve(t, append([]string{"--speech-url", rec.URL, path}, args...)...), rec
}

// checked is a browser in which the microphone was tried before, with more settings
// of speech.
func (p *tab) checked(more string) {
	p.t.Helper()
	p.before(fmt.Sprintf(`if (!localStorage.getItem('mondo.speech')) localStorage.setItem('mondo.speech',
		JSON.stringify(Object.assign({checked: true, byVoice: true, advised: true}, %s)))`, more))
}

// interview begins one and waits for the first question.
func (p *tab) interview(mode string) room {
	p.t.Helper()
	p.open("/")
	p.press("link", "練習する")
	p.tick("radio", mode, true)
	p.press("button", "面接を始める")
	p.until("the interview's page", `location.pathname.startsWith('/interviews/')`)
	return p.await(room{})
}

// space presses the space bar, as a keyboard does.
func (p *tab) space() {
	p.t.Helper()
	p.key("Space", spaceBar(input.DispatchKeyEventTypeKeyDown))
}

func spaceBar(kind input.DispatchKeyEventType) input.DispatchKeyEventParams {
	text := " "
	if kind == input.DispatchKeyEventTypeKeyUp {
		text = ""
	}
	return input.DispatchKeyEventParams{Type: kind, Key: " ", Code: "Space", WindowsVirtualKeyCode: 32, Text: text}
}

const (
	listening = `document.querySelector('.live')?.dataset.stage === 'listening'`
	quietly   = `document.querySelector('.live') === null`
	// liveText is what stands in the box while somebody speaks.
	liveText = `(document.querySelector('.live p[lang]')?.textContent ?? '')`
	firmText = `(document.querySelector('.live .firm')?.textContent ?? '')`
)

// speak begins to speak with the space bar.
func (p *tab) speak() {
	p.t.Helper()
	p.until("the button", `document.activeElement?.matches('[data-speak]')`)
	p.space()
	p.until("that it listens", listening)
}

// finish ends speaking, and waits for what becomes of it.
func (p *tab) finish() string {
	p.t.Helper()
	p.space()
	p.until("the words", quietly)
	return p.typed()
}

// interviewID is the one on the screen.
func (p *tab) interviewID() string {
	p.t.Helper()
	path := strings.TrimPrefix(js[string](p, "location.pathname"), "/interviews/")
	return strings.TrimSuffix(path, "/report")
}
