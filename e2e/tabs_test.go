package e2e

import (
	"fmt"
	"slices"
	"testing"
)

// TestTwoTabs: two tabs on one interview show the same, answers count once, and
// what one typed is not lost when the other was first.
func TestTwoTabs(t *testing.T) {
	needsBrowser(t)
	sheet := example(t)
	a := browse(t, serve(t, sheet.path))
	at := start(t, a, sheet.sheet.Sections[0].Title)
	b := a.another()
	b.open(js[string](a, "location.pathname"))
	b.until("the same turn", showing(at))

	const first, second = "勤怠管理のサービスを担当しています。", "別のタブから答えます。"
	b.put(second)
	next := a.answer(at, first)
	b.until("the turn that the other tab is at", showing(next))
	if said := b.said(); !slices.Contains(said, first) || slices.Contains(said, second) {
		t.Errorf("the second tab shows the answers %q", said)
	}
	if got := b.typed(); got != second {
		t.Errorf("in the second tab stood %q, now %q", second, got)
	}

	// Both send at once. One answers the turn; the other's words are refused and
	// stay, or answer the next turn: they never stand twice and never vanish.
	a.put("タブAの答えです。")
	a.enter()
	b.enter()
	a.await(next)
	b.await(next)
	a.until("both tabs at the same turn", showing(js[room](b, roomNow)))
	if x, y := a.said(), b.said(); !slices.Equal(x, y) {
		t.Errorf("one tab shows %q, the other %q", x, y)
	}
	for text, holder := range map[string]*tab{"タブAの答えです。": a, second: b} {
		sent, kept := count(a.said(), text), holder.typed() == text
		if sent > 1 || sent == 1 && kept || sent == 0 && !kept {
			t.Errorf("%q was sent %d times, and still stands in the field: %v", text, sent, kept)
		}
	}
}

// showing is true on a page that shows the room.
func showing(r room) string {
	return fmt.Sprintf(`((r) => r.stage === %q && r.turn === %q && r.text === %s)(%s)`, r.Stage, r.Turn, quoted(r.Text), roomNow)
}
