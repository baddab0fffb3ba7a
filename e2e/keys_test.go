package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// start opens an interview over one section of the example by the API of the
// pages, and waits for the first question.
func start(t *testing.T, p *tab, section string) room {
	t.Helper()
	p.open("/")
	p.press("link", "練習する")
	p.choose(section)
	p.press("button", "面接を始める")
	p.until("the interview's page", `location.pathname.startsWith('/interviews/')`)
	return p.await(room{})
}

// TestEnterDuringComposition: the Enter that settles a conversion in an input
// method doesn't send the answer, the next one does, and Shift+Enter never.
func TestEnterDuringComposition(t *testing.T) {
	needsBrowser(t)
	sheet := example(t)
	p := browse(t, serve(t, sheet.path))
	at := start(t, p, sheet.sheet.Sections[0].Title)

	p.put("")
	compose(t, p, "きんたい")
	// An input method takes the key, and the page sees that it was processed.
	p.key("Enter in the composition", input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Process", Code: "Enter", WindowsVirtualKeyCode: 229,
	})
	// Others let the page see the Enter itself while they compose.
	p.key("plain Enter in the composition", input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13,
	})
	if said := p.said(); len(said) != 0 {
		t.Fatalf("the Enter of a composition sent %q", said)
	}
	p.do("settle", commit("勤怠管理"))
	time.Sleep(100 * time.Millisecond) // a person's next key; nearer ones may still be the input method's
	p.do("Shift+Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift)))
	p.do("more", commit("を担当しています"))
	if said := p.said(); len(said) != 0 {
		t.Fatalf("Shift+Enter sent %q", said)
	}
	p.enter()
	p.await(at)
	if said, want := p.said(), "勤怠管理\nを担当しています"; len(said) != 1 || said[0] != want {
		t.Errorf("Enter sent %q, want %q", said, want)
	}
}

// compose shows text as an input method does before it is settled.
func compose(t *testing.T, p *tab, text string) {
	t.Helper()
	n := int64(len([]rune(text)))
	params := input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n}
	if _, err := chromedp.Call(p.ctx, input.ImeSetComposition, params); err != nil {
		t.Fatal("compose:", err)
	}
	p.until("the composition", fmt.Sprintf(`document.querySelector('#answer').value.includes(%s)`, quoted(text)))
}

func commit(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}

// TestByKeyboardAlone goes from the library to the report without a mouse.
func TestByKeyboardAlone(t *testing.T) {
	needsBrowser(t)
	sheet := example(t)
	p := browse(t, serve(t, sheet.path))
	p.open("/")
	p.until("the library", named("link", "練習する"))

	p.tabTo("link", "練習する")
	p.enter()
	p.until("the set-up", named("button", "面接を始める"))
	p.tabTo("button", "すべて外す")
	p.do("space", chromedp.KeyEvent(" "))
	p.tabTo("checkbox", sheet.sheet.Sections[3].Title)
	p.do("space", chromedp.KeyEvent(" "))
	p.tabTo("button", "面接を始める")
	p.enter()
	p.until("the interview's page", `location.pathname.startsWith('/interviews/')`)
	at := p.await(room{})
	p.until("the focus in the field", `document.activeElement?.id === 'answer'`)

	p.alt("h")
	if at = p.await(at); at.Kind != "hint" {
		t.Errorf("Alt+H: %v", at)
	}
	p.alt("r")
	if at = p.await(at); at.Kind != "repeat" {
		t.Errorf("Alt+R: %v", at)
	}
	p.do("type", commit("店舗を10店回ります。"))
	p.enter()
	at = p.await(at)
	for at.Stage == "answer" {
		p.alt("s")
		at = p.await(at)
	}
	p.tabTo("link", "レポートを読む")
	p.enter()
	p.until("the report", `location.pathname.endsWith('/report')`)
	p.untilSees(sheet.sheet.Sections[3].Questions[0].Text)
}

// tabTo presses Tab until the focus is where a person wants it.
func (p *tab) tabTo(role, name string) {
	p.t.Helper()
	p.until(role+" "+name, named(role, name))
	var passed []string
	for range 120 {
		if js[bool](p, `document.activeElement === `+named(role, name)) {
			return
		}
		p.do("Tab", chromedp.KeyEvent(kb.Tab))
		passed = append(passed, js[string](p, `(document.activeElement?.tagName ?? '') + ' ' + (document.activeElement?.textContent ?? '').trim().slice(0, 20)`))
	}
	p.fatalf("Tab never reached the %s %s; it went over %s", role, name, strings.Join(passed, " · "))
}

// alt presses a key together with Alt.
func (p *tab) alt(key string) {
	p.t.Helper()
	p.do("Alt+"+key, chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierAlt)))
}
