package e2e

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// room is the interview's screen as it stands: what is wanted of the candidate,
// and the interviewer's last turn.
type room struct {
	Stage string `json:"stage"` // "answer", "continue", "finished" or "" while the interviewer speaks
	Turn  string `json:"turn"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
}

func (r room) String() string { return fmt.Sprintf("%s %s %s: %s", r.Stage, r.Turn, r.Kind, r.Text) }

const roomNow = `(() => {
	const at = [...document.querySelectorAll('.turn.interviewer')].at(-1);
	const send = document.querySelector('button[name=send]');
	const go = document.querySelector('button[name=continue]');
	const stage = document.querySelector('.desk a[href$="/report"]') ? 'finished' :
		go ? (go.disabled ? '' : 'continue') : send && !send.disabled ? 'answer' : '';
	return {stage, turn: at?.dataset.turn ?? '', kind: at?.dataset.kind ?? '', text: at?.querySelector('.words')?.textContent ?? ''};
})()`

// await waits until it is the candidate's move and the interviewer has said
// something after the given room.
func (p *tab) await(before room) room {
	p.t.Helper()
	p.until("the candidate's move after "+before.String(),
		fmt.Sprintf(`((r) => r.stage !== '' && (r.turn !== %q || r.stage !== %q))(%s)`, before.Turn, before.Stage, roomNow))
	return js[room](p, roomNow)
}

// answer types an answer, sends it with Enter, and waits for what comes of it.
func (p *tab) answer(at room, text string) room {
	p.t.Helper()
	p.put(text)
	p.enter()
	return p.await(at)
}

// put puts text into the field of the answer.
func (p *tab) put(text string) {
	p.t.Helper()
	p.write("textbox", "あなたの答え", text)
}

// enter presses Enter as a keyboard does: one key press that makes a character,
// unless the page prevents it.
func (p *tab) enter() {
	p.t.Helper()
	p.key("Enter", input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r",
	})
}

// key sends a key going down as it is given, and the same key going up.
func (p *tab) key(what string, down input.DispatchKeyEventParams) {
	p.t.Helper()
	up := down
	up.Type, up.Text = input.DispatchKeyEventTypeKeyUp, ""
	for _, params := range []input.DispatchKeyEventParams{down, up} {
		if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, params); err != nil {
			p.fatalf("%s: %v", what, err)
		}
	}
}

// typed is what stands in the field of the answer.
func (p *tab) typed() string {
	p.t.Helper()
	return js[string](p, `document.querySelector('#answer')?.value ?? ''`)
}

// said lists the candidate's answers on the screen, those under way too.
func (p *tab) said() []string {
	p.t.Helper()
	return js[[]string](p, `[...document.querySelectorAll('.turn.candidate .words')].map((e) => e.textContent)`)
}

// choose goes through the set-up of a sheet's interview: only these sections.
func (p *tab) choose(sections ...string) {
	p.t.Helper()
	p.press("button", "すべて外す")
	for _, s := range sections {
		p.tick("checkbox", s, true)
	}
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if strings.TrimSpace(s) == strings.TrimSpace(one) {
			n++
		}
	}
	return n
}
