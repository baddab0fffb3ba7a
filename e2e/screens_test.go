package e2e

import (
	"testing"
)

// The screens beside the main path.

func TestLogin(t *testing.T) {
	needsBrowser(t)
	sheet := example(t)
	p := browse(t, serve(t, "--token", "hedgehog", sheet.path))
	p.open("/")
	p.untilSees("トークンの入力")
	p.fit("login")
	p.write("textbox", "トークン", "badger")
	p.press("button", "入る")
	p.untilSees("トークンが違います。")
	p.write("textbox", "トークン", "hedgehog")
	p.press("button", "入る")
	p.untilSees(sheet.sheet.Title)
	p.reload()
	p.untilSees(sheet.sheet.Title)
}

func TestMissingPages(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t))
	for path, words := range map[string]string{
		"/nowhere/at/all":           "ページが見つかりません",
		"/sheets/none":              "このシートは見つかりません",
		"/interviews/i_none":        "この面接の記録は見つかりません",
		"/interviews/i_none/report": "この面接の記録は見つかりません",
	} {
		p.open(path)
		p.untilSees(words)
		p.accessible(path)
	}
	p.fit("missing")
}

// TestPaste: a sheet is pasted, with what is wrong in it told by line.
func TestPaste(t *testing.T) {
	needsBrowser(t)
	p := browse(t, serve(t))
	p.open("/")
	p.press("button", "文章を貼り付ける")
	p.write("textbox", "名前", "図書館.md")
	p.write("textbox", "質問と答え（Markdown）", "# 図書館\n\n### Q: なぜ図書館ですか\n\n### Q: 何から始めますか\n\n- 書架の配置を調べる\n")
	p.untilSees("質問2件、要点1件を読み取りました。")
	p.untilSees("3行目")
	p.fit("paste")
	p.press("button", "シートを追加する")
	p.until("the sheet's page", `location.pathname.startsWith('/sheets/')`)
	p.untilSees("何から始めますか")
	p.fit("sheet-problems")

	p.press("button", "編集")
	p.write("textbox", "質問と答え（Markdown）", "# 図書館\n\n### Q: なぜ図書館ですか\n\n- 静かな場所が町に要るから\n")
	p.press("button", "保存する")
	p.until("the problem gone", `!document.body.innerText.includes('3行目')`)
	p.press("button", "削除")
	p.press("button", "削除")
	p.untilSees("まずシートを用意しましょう")
}

// TestCoach: results after each question, a pause, and an early end.
func TestCoach(t *testing.T) {
	needsBrowser(t)
	sheet := example(t)
	p := browse(t, serve(t, sheet.path))
	p.open("/")
	p.press("link", "練習する")
	p.choose(sheet.sheet.Sections[2].Title)
	p.tick("radio", "コーチ形式", true)
	p.tick("checkbox", "答える時間を計る", true)
	p.press("button", "面接を始める")
	at := p.await(room{})

	p.press("button", "一時停止")
	p.untilSees("時計は止まっています")
	p.fit("interview-paused")
	p.press("button", "再開する")

	q := sheet.sheet.Sections[2].Questions[0]
	at = p.answer(at, spoken(q))
	for at.Stage == "answer" {
		at = p.answer(at, "数字で確かめることにこだわってきました。")
	}
	if at.Stage != "continue" || at.Kind != "feedback" {
		t.Fatalf("with a coach, after a question: %v", at)
	}
	p.untilSees("言えたこと")
	p.fit("interview-coach")
	p.press("button", "次へ進む")
	at = p.await(at)
	if at.Kind != "question" {
		t.Errorf("after the feedback: %v", at)
	}

	p.press("button", "終える")
	p.untilSees("面接を終えますか")
	p.fit("interview-finish")
	p.press("button", "終える")
	p.until("the end", `((r) => r.stage === 'finished')(`+roomNow+`)`)
	p.press("link", "レポートを読む")
	p.untilSees("質問なし")
}

// TestEnglish: the application and the interview in English.
func TestEnglish(t *testing.T) {
	needsBrowser(t)
	sheet := read(t, "../examples/phd-defence-en.md")
	p := browse(t, serve(t, sheet.path))
	p.open("/")
	p.press("button", "English")
	p.fit("library-english")
	p.press("link", "Rehearse")
	p.fit("setup-english")
	p.press("button", "Start")
	at := p.await(room{})
	if at.Kind != "question" {
		t.Errorf("the interview begins with %v", at)
	}
	p.write("textbox", "Your answer", "I followed 64 hedgehogs in three towns with GPS tags.")
	p.enter()
	at = p.await(at)
	if at.Kind != "followup" {
		t.Errorf("after half an answer: %v", at)
	}
	p.fit("interview-english")
}
