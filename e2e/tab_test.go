package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take for anything. It bounds a failure and
// says nothing of speed.
const patience = 20 * time.Second

// tab is one tab of one browser, looked at the way a person does: by roles,
// names and words. What goes wrong ends the test with what the page showed.
type tab struct {
	t    testing.TB
	ctx  context.Context
	home *mondo
	told map[string]bool // what axe found on an earlier screen

	mu       sync.Mutex
	troubles []string // uncaught exceptions and violations of the page's policy
}

// browse starts a browser with one empty tab, wide and light, in Japanese.
func browse(t testing.TB, m *mondo, more ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium()),
		chromedp.Flag("lang", "ja"),
		chromedp.Flag("accept-lang", "ja"),
		chromedp.WindowSize(1280, 900),
	)
	options = append(options, more...)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	return newTab(t, m, ctx)
}

// another opens a second tab of the same browser, with the same storage.
func (p *tab) another() *tab {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	return newTab(p.t, p.home, ctx)
}

func newTab(t testing.TB, m *mondo, ctx context.Context) *tab {
	t.Helper()
	p := &tab{t: t, ctx: ctx, home: m, told: map[string]bool{}}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal("listen to the page:", err)
	}
	p.media("prefers-color-scheme", "light")
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, trouble := range p.troubles {
			t.Error("the page complained:", trouble)
		}
	})
	return p
}

func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.troubles = append(p.troubles, fmt.Sprintf("%+v", e.ExceptionDetails))
	case *log.EventEntryAdded:
		if strings.Contains(e.Entry.Text, "Content Security Policy") {
			p.troubles = append(p.troubles, e.Entry.Text)
		}
	}
}

// do carries out steps within the page's patience.
func (p *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.fatalf("%s: %v", what, err)
	}
}

func (p *tab) fatalf(format string, args ...any) {
	p.t.Helper()
	var shown string
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
	defer cancel()
	shown, _ = chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	p.t.Fatalf("%s\nthe page:\n%s", fmt.Sprintf(format, args...), shown)
}

func (p *tab) open(path string) {
	p.t.Helper()
	p.do("open "+path, chromedp.Navigate(p.home.url(path)))
}

// visit opens an address that is not the server's usual one.
func (p *tab) visit(url string) {
	p.t.Helper()
	p.do("visit "+url, chromedp.Navigate(url))
}

func (p *tab) reload() {
	p.t.Helper()
	p.do("reload", chromedp.Reload())
}

// js evaluates an expression into T.
func js[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fatalf("evaluate %.200s: %v", expression, err)
	}
	return v
}

// until waits for an expression to be true, also across a navigation.
func (p *tab) until(what, expression string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		cancel()
		if ok && err == nil {
			return
		}
		if time.Now().After(deadline) {
			p.fatalf("waited in vain for %s (%v)", what, err)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// named is a JavaScript expression for the visible element of a role with an
// accessible name, null if there is none. The names are the ones that a screen
// reader would say: label, aria-label, or the words inside.
func named(role, name string) string {
	kinds := map[string]string{
		"button":   `button, summary, [role=button]`,
		"link":     `a[href]`,
		"checkbox": `input[type=checkbox]`,
		"radio":    `input[type=radio]`,
		"textbox":  `textarea, input:not([type=checkbox],[type=radio],[type=file])`,
		"heading":  `h1, h2, h3, h4`,
		"dialog":   `dialog[open]`,
		"combobox": `select`,
	}
	return fmt.Sprintf(`(() => {
		const squeeze = (s) => (s ?? '').replace(/\s+/g, ' ').trim();
		const nameOf = (e) => squeeze(
			e.getAttribute('aria-label') ||
			(e.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean).map((id) => document.getElementById(id)?.textContent).join(' ') ||
			[...(e.labels ?? [])].map((l) => l.textContent).join(' ') ||
			e.textContent);
		const all = [...document.querySelectorAll(%q)].filter((e) => e.checkVisibility({visibilityProperty: true}) || e.matches('input'));
		const open = document.querySelector('dialog[open]:modal');
		const reachable = open ? all.filter((e) => open.contains(e)) : all;
		return reachable.find((e) => nameOf(e) === %[2]q) ?? reachable.find((e) => nameOf(e).startsWith(%[2]q)) ?? null;
	})()`, kinds[role], name)
}

// press clicks the element of a role with a name, with a real mouse.
func (p *tab) press(role, name string) {
	p.t.Helper()
	p.until(role+" "+name, `((e) => e && !e.disabled)(`+named(role, name)+`)`)
	p.do("press "+name, chromedp.Click(chromedp.JSPath(named(role, name))))
}

// tick sets a checkbox or radio by its name.
func (p *tab) tick(role, name string, on bool) {
	p.t.Helper()
	p.until(role+" "+name, named(role, name))
	if js[bool](p, named(role, name)+".checked") != on {
		js[bool](p, fmt.Sprintf("(%s.click(), true)", named(role, name)))
	}
}

// choice opens a list and takes what has the words or the value.
func (p *tab) choice(name, what string) {
	p.t.Helper()
	p.until("combobox "+name, named("combobox", name))
	js[bool](p, fmt.Sprintf(`((e) => {
		e.value = [...e.options].find((o) => o.textContent.trim() === %[2]s || o.value === %[2]s)?.value ?? [...e.options].find((o) => o.textContent.includes(%[2]s)).value;
		e.dispatchEvent(new Event('change', {bubbles: true}));
		return true;
	})(%[1]s)`, named("combobox", name), quoted(what)))
}

// write focuses a field and puts in text the way an input method commits it.
func (p *tab) write(role, name, text string) {
	p.t.Helper()
	p.until(role+" "+name, `((e) => e && !e.disabled)(`+named(role, name)+`)`)
	js[bool](p, fmt.Sprintf("((e) => (e.focus(), e.select(), true))(%s)", named(role, name)))
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		p.fatalf("write into %s: %v", name, err)
	}
}

// before runs a script in every page that is opened from now on, ahead of its own.
func (p *tab) before(script string) {
	p.t.Helper()
	params := page.AddScriptToEvaluateOnNewDocumentParams{Source: script}
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
		p.t.Fatal("put a script before the page's own:", err)
	}
}

// untilSees waits for words to stand on the page.
func (p *tab) untilSees(words string) {
	p.t.Helper()
	p.until("the words "+words, fmt.Sprintf("document.body.innerText.includes(%s)", quoted(words)))
}

func (p *tab) media(feature, value string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: feature, Value: value},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, params); err != nil {
		p.t.Fatal("emulate media:", err)
	}
}

// width makes the window so many CSS pixels wide.
func (p *tab) width(pixels int64) {
	p.t.Helper()
	p.do("resize", chromedp.EmulateViewport(pixels, 800))
}

// picture keeps a picture of the page in the folder that MONDO_PICTURES names.
func (p *tab) picture(name string) {
	p.t.Helper()
	dir := os.Getenv("MONDO_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal("picture:", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(b)
}
