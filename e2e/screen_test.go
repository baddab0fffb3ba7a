package e2e

import (
	"fmt"
	"os"
	"strings"
)

// fit is asked of every screen: nothing that axe calls serious, in light and in
// dark, and at 360 px nothing to scroll sideways for.
func (p *tab) fit(screen string) {
	p.t.Helper()
	p.accessible(screen)
	p.picture(screen + "-light")
	p.media("prefers-color-scheme", "dark")
	p.accessible(screen + ", dark")
	p.picture(screen + "-dark")
	p.width(360)
	p.narrow(screen)
	p.picture(screen + "-dark-360")
	p.media("prefers-color-scheme", "light")
	p.picture(screen + "-light-360")
	p.width(1280)
}

// violation is what axe says of one rule.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Where  []string `json:"where"`
}

// accessible runs axe-core. It is put in by the debugger, which the page's
// Content-Security-Policy does not bind.
func (p *tab) accessible(screen string) {
	p.t.Helper()
	axe, err := os.ReadFile("../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		p.t.Logf("%s was not looked at by axe: %v", screen, err)
		return
	}
	if !js[bool](p, `typeof axe === 'object'`) {
		js[bool](p, string(axe)+"\n;true")
	}
	found := js[[]violation](p, `axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations
		.filter((v) => v.impact === 'serious' || v.impact === 'critical')
		.map((v) => ({id: v.id, impact: v.impact, help: v.help, where: v.nodes.map((n) => n.html.slice(0, 160) + '\n      ' + (n.failureSummary ?? '').replace(/\s+/g, ' '))})))`)
	for _, v := range found {
		if p.told[v.ID] {
			continue // the same on every screen is one thing to mend
		}
		p.told[v.ID] = true
		p.t.Errorf("%s: %s (%s): %s\n    %s", screen, v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n    "))
	}
}

// narrow checks that nothing sticks out at the present width.
func (p *tab) narrow(screen string) {
	p.t.Helper()
	out := js[[]string](p, `[...document.querySelectorAll('body *')]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
		.filter((e) => { for (let a = e.parentElement; a; a = a.parentElement) { if (/auto|scroll|hidden|clip/.test(getComputedStyle(a).overflowX) && a !== document.body && a !== document.documentElement) return false } return true })
		.map((e) => e.outerHTML.slice(0, 120))`)
	wide := js[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`)
	if wide > 0 {
		p.t.Errorf("%s scrolls sideways by %d px; what sticks out:\n%s", screen, wide, strings.Join(out, "\n"))
	}
	if len(out) > 8 {
		out = out[:8]
	}
	for _, html := range out {
		if wide <= 0 {
			p.t.Errorf("%s: cut off at the edge: %s", screen, fmt.Sprint(html))
		}
	}
}
