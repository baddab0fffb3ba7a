package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"mondo/qa"
)

// TestRehearsal is the main path, whole: from a sheet on the disk to the report
// on the disk, with a hint, a reload and a killed server in the middle.
func TestRehearsal(t *testing.T) {
	needsBrowser(t)
	sheet := realSheet(t)
	sections, questions := sheet.twoSections(t)
	m := serve(t)
	p := browse(t, m)

	p.open("/")
	p.untilSees("まずシートを用意しましょう")
	p.fit("library-empty")

	p.do("upload the sheet", chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{sheet.path}))
	p.until("the sheet's page", `location.pathname.startsWith('/sheets/')`)
	p.untilSees(sheet.sheet.Title)
	p.press("button", "すべて開く")
	p.untilSees("用意した答え")
	p.fit("sheet")

	p.press("link", "シート全体を練習する")
	p.choose(sections...)
	p.tick("radio", "本番形式", true)
	p.fit("setup")
	p.press("button", "面接を始める")
	p.until("the interview's page", `location.pathname.startsWith('/interviews/')`)
	interview := strings.TrimPrefix(js[string](p, "location.pathname"), "/interviews/")

	c := candidate{t: t, p: p, at: p.await(room{}), questions: questions}
	c.asked(0)
	c.give(spoken(questions[0])) // all of it
	c.rest("もう少し小さく始めればよかったと思っています。")

	c.asked(1)
	c.give("いろいろと経験してきました。") // nothing of it
	if c.at.Kind != "followup" {
		t.Errorf("a vague answer was followed by %v", c.at)
	}
	p.fit("interview")
	c.hint()
	p.fit("interview-hint")
	c.surviveReload()
	c.give(spoken(questions[1]))
	c.rest("以上です。")

	c.asked(2)
	c.give("分かりません。")
	c.rest("すみません、思い出せません。")

	c.asked(3)
	c.surviveKill(m, spoken(questions[3]))
	c.rest("それ以上は特にありません。")

	for i := 4; i < len(questions); i++ {
		c.asked(i)
		c.skip()
	}
	if c.at.Stage != "finished" {
		t.Fatalf("after the last question: %v", c.at)
	}
	p.fit("interview-finished")

	p.press("link", "レポートを読む")
	p.until("the report", `location.pathname.endsWith('/report')`)
	p.untilSees(questions[len(questions)-1].Text)
	p.untilSees("ヒントあり")
	p.fit("report")
	c.checkReport(m, interview)
	checkDownload(t, p, sheet, questions)

	p.open("/")
	p.untilSees("面接の記録")
	p.fit("library")
}

// candidate goes through an interview and remembers what they said.
type candidate struct {
	t         *testing.T
	p         *tab
	at        room
	questions []qa.Question
	said      []string
}

// asked checks that the interviewer asks the i-th question, in the sheet's words.
func (c *candidate) asked(i int) {
	c.t.Helper()
	if c.at.Kind != "question" || !strings.Contains(c.at.Text, c.questions[i].Text) {
		c.t.Fatalf("want question %d, %q; the interviewer said %v", i+1, c.questions[i].Text, c.at)
	}
}

func (c *candidate) give(text string) {
	c.t.Helper()
	c.said = append(c.said, text)
	c.at = c.p.answer(c.at, text)
}

// rest answers every follow-up of the thread.
func (c *candidate) rest(text string) {
	c.t.Helper()
	for c.at.Stage == "answer" && c.at.Kind != "question" {
		c.give(text)
	}
}

func (c *candidate) hint() {
	c.t.Helper()
	c.p.press("button", "ヒント")
	c.at = c.p.await(c.at)
	if c.at.Kind != "hint" || c.at.Stage != "answer" {
		c.t.Errorf("asked for a hint, got %v", c.at)
	}
}

func (c *candidate) skip() {
	c.t.Helper()
	c.p.press("button", "パス")
	c.at = c.p.await(c.at)
}

// surviveReload reloads with half an answer in the field: the same turn is open,
// and the draft is there.
func (c *candidate) surviveReload() {
	c.t.Helper()
	const draft = "ええと、まず最初に"
	c.p.put(draft)
	c.p.reload()
	c.p.until("the turn that was open before the reload: "+c.at.String(), showing(c.at))
	c.p.until("the draft", fmt.Sprintf(`document.querySelector('#answer')?.value === %s`, quoted(draft)))
}

// surviveKill kills the server as the answer leaves. The page says so and goes
// on by itself, and the answer counts once.
func (c *candidate) surviveKill(m *mondo, text string) {
	c.t.Helper()
	c.said = append(c.said, text)
	c.p.put(text)
	c.p.enter()
	m.kill()
	c.p.untilSees("つなぎ直します")
	c.p.picture("interview-lost")
	m.start()
	c.at = c.p.await(c.at)
	if got := count(c.p.said(), text); got > 1 {
		c.t.Errorf("the answer stands %d times on the screen", got)
	}
}

// checkReport holds the report against what was said: nothing lost, nothing
// twice, the hint marked, evidence verbatim.
func (c *candidate) checkReport(m *mondo, interview string) {
	c.t.Helper()
	res, err := http.Get(m.url("/api/interviews/" + interview + "/report.json"))
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var report qa.Report
	if err := json.Unmarshal(body, &report); err != nil {
		c.t.Fatalf("%v in %s", err, body)
	}
	var answers []string
	text := map[string]string{}
	outcomes := map[string]string{}
	for _, section := range report.Sections {
		for _, thread := range section.Threads {
			outcomes[thread.Text] = thread.Outcome
			asked := 0
			for _, turn := range thread.Turns {
				text[turn.ID] = turn.Text
				switch turn.Kind {
				case "answer":
					answers = append(answers, turn.Text)
				case "question":
					asked++
				}
			}
			if asked != 1 {
				c.t.Errorf("%q was asked %d times", thread.Text, asked)
			}
			for _, point := range thread.Points {
				for _, e := range point.Evidence {
					if answer := text[e.Turn]; e.End > len(answer) || answer[e.Start:e.End] != e.Text {
						c.t.Errorf("evidence %q does not stand in %q", e.Text, answer)
					}
				}
			}
		}
	}
	if got, want := strings.Join(answers, "\n"), strings.Join(c.said, "\n"); got != want {
		c.t.Errorf("the report's answers:\n%s\nwant:\n%s", got, want)
	}
	if report.Counts.Hinted == 0 {
		c.t.Error("the hint is not in the report")
	}
	if report.Final <= 0 || report.Final >= 1 || report.Final < report.Unaided {
		c.t.Errorf("coverage unaided %.2f, final %.2f", report.Unaided, report.Final)
	}
	for i, q := range c.questions {
		want := "answered"
		if i >= 4 {
			want = "skipped"
		}
		if outcomes[q.Text] != want {
			c.t.Errorf("%q: outcome %q, want %q", q.Text, outcomes[q.Text], want)
		}
	}
}

// checkDownload saves the report as Markdown, as a person would.
func checkDownload(t *testing.T, p *tab, sheet prepared, questions []qa.Question) {
	t.Helper()
	dir := t.TempDir()
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}); err != nil {
		t.Fatal(err)
	}
	p.press("link", "Markdown")
	text := strings.ReplaceAll(downloaded(t, dir, ".md"), "\\", "") // what Markdown escapes
	for _, want := range append([]string{sheet.sheet.Title}, questions[0].Text, questions[0].KeyPoints[0].Text) {
		if !strings.Contains(text, want) {
			t.Errorf("the downloaded report lacks %q:\n%s", want, text)
		}
	}
}

func downloaded(t *testing.T, dir, ext string) string {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		found, err := filepath.Glob(filepath.Join(dir, "*"+ext))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 1 {
			text, err := os.ReadFile(found[0])
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
	t.Fatal("nothing was downloaded")
	return ""
}
