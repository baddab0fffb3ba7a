package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mondo/server/llm/llmtest"
)

// otherParaphrase is what the model proposes for the library's reading circle.
const otherParaphrase = "親子で集まって一冊を声に出して読む会です"

// librarian plays a model that knows [librarySheet]: it finds everything said in
// [otherWords], in its first sentence, and speaks like an interviewer.
func librarian(r llmtest.Request) string {
	reply := func(v any) string {
		text, _ := json.Marshal(v) // of maps and strings, which always have a form
		return string(text)
	}
	type object = map[string]any
	switch schema := string(r.Schema); {
	case strings.Contains(schema, `"quotes"`):
		said, _, _ := strings.Cut(otherWords, "。")
		elements := []object{}
		for _, id := range elementID.FindAllStringSubmatch(r.Last(), -1) {
			elements = append(elements, object{"id": id[1], "quotes": []string{said}, "status": "present"})
		}
		return reply(object{"elements": elements})
	case strings.Contains(schema, `"claims"`):
		return reply(object{"claims": []object{}})
	case strings.Contains(schema, `"strong"`):
		one := object{"id": "P1", "text": "身近な言葉で話せていたので、よく伝わりました。"}
		return reply(object{"strong": []object{one}, "fix": []object{}})
	case strings.Contains(schema, `"paraphrases"`):
		return reply(object{"points": []object{{
			"id": "P2", "elements": []string{"子ども向け", "読書会を始めた"},
			"paraphrases": []string{otherParaphrase}, "vital": true, "reason": "工夫そのものだからです",
		}}})
	case strings.Contains(r.Last(), "60秒の答え"):
		return "返却の遅れを三割減らし、子ども向けの読書会を始めました。"
	}
	return llmtest.Plain(r)
}

var elementID = regexp.MustCompile(`"id": "(\w+)"`)

// TestModel: a model is chosen and tried on the page, reads an answer in quite other
// words, sums the interview up, shortens an answer and looks at key points, and is
// taken away again.
func TestModel(t *testing.T) {
	needsBrowser(t)
	path := filepath.Join(t.TempDir(), "図書館員.md")
	if err := os.WriteFile(path, []byte(librarySheet), 0o600); err != nil {
		t.Fatal(err)
	}
	model := llmtest.Start(t, llmtest.Script{Reader: librarian, Models: []string{"tiny"}, Key: "sk-right"})
	p := browse(t, serve(t, path))

	p.open("/settings")
	p.chooseModel(model.URL)

	p.open("/")
	p.press("link", "練習する")
	p.untilSees("tiny が深掘りの言い方を考え")
	p.fit("setup-model")
	p.rehearseOnce("本番形式", otherWords)
	const reading = "子ども向けの読書会を始めた"
	p.until("the model's mark", markOf(reading)+` === '言えた'`)
	p.sumUp()

	p.open("/")
	p.press("link", "図書館員 面接の準備")
	p.press("button", "すべて開く")
	p.press("button", "60秒で言うなら")
	p.untilSees("返却の遅れを三割減らし、子ども向けの読書会を始めました。")
	p.approve()

	p.open("/settings")
	p.press("button", "設定を消す")
	p.press("button", "設定を消す")
	p.untilSees("設定を消しました。")
	p.open("/")
	p.press("link", "練習する")
	p.untilSees("モデルをつなぐと")
	p.fit("setup-without-model")
}

// chooseModel fills in the settings, is told of a wrong name and a wrong key, and
// saves what works.
func (p *tab) chooseModel(url string) {
	p.t.Helper()
	p.tick("radio", "その他", true)
	p.write("textbox", "アドレス", url)
	p.write("textbox", "モデル名", "tiny")
	p.write("textbox", "API キー", "sk-wrong")
	p.press("button", "試してみる")
	p.untilSees("キーが受け付けられません")
	p.write("textbox", "API キー", "sk-right")
	p.write("textbox", "モデル名", "tinny")
	p.press("button", "試してみる")
	p.untilSees("このサーバーにあるモデル")
	p.fit("settings-model-wrong")
	p.press("button", "tiny")
	p.press("button", "試してみる")
	p.untilSees("採点に使う形式をきちんと守ります。")
	p.press("button", "保存する")
	p.untilSees("保存しました。")
	p.fit("settings-model")
	p.reload()
	p.until("what was saved", named("textbox", "モデル名")+`?.value === 'tiny'`)
	if key := js[string](p, named("textbox", "API キー")+".value"); key != "" {
		p.fatalf("the key came back: %q", key)
	}
}

// sumUp asks for a summary in the report, and goes to the key point that it is about.
func (p *tab) sumUp() {
	p.t.Helper()
	p.press("button", "講評をもらう")
	p.untilSees("身近な言葉で話せていたので")
	p.fit("report-summed-up")
	p.tick("checkbox", "言えなかった要点だけを表示", true)
	p.press("link", "質問1")
	p.until("the key point", `document.querySelector('li:target')?.textContent.includes('返却の遅れ')`)
	p.reload()
	p.untilSees("身近な言葉で話せていたので")
}

// approve takes one of the proposals for the key points, and gives it up again.
func (p *tab) approve() {
	p.t.Helper()
	p.press("button", "要点を見直す")
	p.untilSees("要点についての提案")
	if js[bool](p, `document.querySelector('button[name=save-notes]:enabled') !== null`) {
		p.fatalf("something can be saved before anything was chosen")
	}
	p.tick("checkbox", otherParaphrase, true)
	p.fit("sheet-proposals")
	p.press("button", "保存する")
	p.until("the note", `document.querySelector('[data-note] q')?.textContent === `+quoted(otherParaphrase))
	p.fit("sheet-noted")
	p.press("button", "外す："+otherParaphrase)
	p.until("the note gone", `!document.querySelector('[data-note] q')`)
}
