package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	librarySheet = `# 図書館員 面接の準備

## 経験

### Q: 前の職場で工夫したことを教えてください

- 返却の遅れを三割減らした
- 子ども向けの読書会を始めた
- 棚の案内を多言語にした
`
	// In quite other words than the sheet's.
	otherWords = "借りた本を期日までに戻してくれる人がぐっと増えました。土曜の朝は近所の家族が集まって、みんなで一冊を声に出して回しました。"
)

// TestTick: what Mondo could not tell is settled with one key, the mark and the
// coverage follow, the sheet learns the words, the same answer is heard next time,
// and what was learnt can be taken away again.
func TestTick(t *testing.T) {
	needsBrowser(t)
	path := filepath.Join(t.TempDir(), "図書館員.md")
	if err := os.WriteFile(path, []byte(librarySheet), 0o600); err != nil {
		t.Fatal(err)
	}
	p := browse(t, serve(t, path))
	const reading = "子ども向けの読書会を始めた"

	p.rehearseOnce("本番形式", otherWords)
	p.untilSees("ここは判定に迷いました")
	p.fit("report-unsure")
	p.press("button", "English")
	p.untilSees("Did you say this?")
	p.fit("report-unsure-english")
	p.press("button", "日本語")
	p.untilSees("ここは判定に迷いました")
	before := js[string](p, overallShare)
	if mark := js[string](p, markOf(reading)); mark != "判定できず" {
		t.Fatalf("without a tick: %s", mark)
	}
	// By keyboard: the likely sentence is chosen, the arrows choose another, Y says yes.
	asked := `[...document.querySelectorAll('[data-ask]')].find((e) => e.textContent.includes('` + reading + `'))`
	js[bool](p, asked+`.querySelector('input:checked').focus() ?? true`)
	if words := js[string](p, `document.activeElement.nextElementSibling.textContent`); words != "土曜の朝は近所の家族が集まって、みんなで一冊を声に出して回しました。" {
		t.Errorf("the likely sentence is %q", words)
	}
	p.do("Y", chromedp.KeyEvent("y"))
	p.until("the mark", markOf(reading)+` === '言えた'`)
	p.untilSees("本人の判定")
	if after := js[string](p, overallShare); after == before {
		t.Errorf("the coverage stays at %s", after)
	}
	p.fit("report-ticked")
	p.press("button", "English")
	p.untilSees("your own mark")
	p.fit("report-ticked-english")
	p.press("button", "日本語")
	p.untilSees("本人の判定")

	// Any other mark can be changed, and changed back.
	const shelves = "棚の案内を多言語にした"
	was := js[string](p, markOf(shelves))
	p.press("button", "判定を変える："+shelves)
	p.press("button", "言いました")
	p.until("the other mark", markOf(shelves)+` === '言えた'`)
	p.press("button", "取り消す: "+shelves)
	p.until("the other mark back", markOf(shelves)+` === `+quoted(was))

	p.rehearseOnce("本番形式", otherWords)
	p.until("heard this time", markOf(reading)+` === '言えた'`)
	if own := js[int](p, `document.querySelectorAll('.mark.own').length`); own != 0 {
		t.Errorf("%d marks are said to be the person's own", own)
	}

	p.open("/")
	p.press("link", "図書館員 面接の準備")
	p.press("button", "すべて開く")
	p.untilSees("この言い方でも可")
	p.fit("sheet-alias")
	p.press("button", "外す：土曜の朝は近所の家族が集まって、みんなで一冊を声に出して回しました。")
	p.until("the words gone", `!document.body.innerText.includes('この言い方でも可')`)
}

// TestTickWithCoach: the same after a question, without leaving the interview.
func TestTickWithCoach(t *testing.T) {
	needsBrowser(t)
	path := filepath.Join(t.TempDir(), "図書館員.md")
	if err := os.WriteFile(path, []byte(librarySheet), 0o600); err != nil {
		t.Fatal(err)
	}
	p := browse(t, serve(t, path))
	at := p.enterRoom("コーチ形式")
	for at = p.answer(at, otherWords); at.Stage == "answer"; {
		at = p.answer(at, "それくらいです。")
	}
	p.untilSees("ここは判定に迷いました")
	p.fit("interview-unsure")
	unsure := `document.querySelectorAll('[data-ask]').length`
	n := js[int](p, unsure)
	p.alt("y")
	p.until("one fewer", fmt.Sprintf(`%s === %d`, unsure, n-1))
	p.untilSees("本人の判定")
	p.reload()
	p.await(room{})
	p.untilSees("本人の判定")
	p.press("button", "取り消す: "+js[string](p, `document.querySelector('.mark.own').closest('li').querySelector('[lang]').textContent`))
	p.until("asked again", fmt.Sprintf(`%s === %d`, unsure, n))
	p.press("button", "終わりへ進む")
	p.until("the end", `((r) => r.stage === 'finished')(`+roomNow+`)`)
}

// overallShare is the coverage at the head of the report.
const overallShare = `document.querySelector('.overall .final dd').textContent`

// markOf is the word of the mark that a key point has in the report.
func markOf(point string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('.points li')].find((e) => e.textContent.includes(%s))?.querySelector('.mark').textContent.trim()`, quoted(point))
}

// enterRoom starts an interview over the whole of the only sheet.
func (p *tab) enterRoom(mode string) room {
	p.t.Helper()
	p.open("/")
	p.press("link", "練習する")
	p.tick("radio", mode, true)
	p.press("button", "面接を始める")
	p.until("the interview's page", `location.pathname.startsWith('/interviews/')`)
	return p.await(room{})
}

// rehearseOnce gives the only question this answer and nothing more, and goes to
// the report.
func (p *tab) rehearseOnce(mode, text string) {
	p.t.Helper()
	at := p.enterRoom(mode)
	for at = p.answer(at, text); at.Stage == "answer"; {
		at = p.answer(at, "それくらいです。")
	}
	p.press("link", "レポートを読む")
	p.until("the report", `location.pathname.endsWith('/report')`)
}
