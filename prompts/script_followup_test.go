package prompts

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

func TestFollowUpChoosesSituation(t *testing.T) {
	ja, en := samples[qa.Japanese], samples[qa.English]
	single := qa.KeyPoint{Label: "GitOps", Text: "GitOps: GitOps"}
	said := evidence(ja.answer, ja.quoted)
	for name, c := range map[string]struct {
		lang qa.Lang
		b    qa.Brief
		want string // the situation
		has  string // in the text
	}{
		"missed, labelled":      {qa.Japanese, qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonMissed}, "missed.area", "在庫照合"},
		"missed, unlabelled":    {qa.Japanese, qa.Brief{Question: ja.question, Target: ja.plain, Reason: qa.ReasonMissed}, "missed.topic", "配送システムの改善経験"},
		"label is all content":  {qa.Japanese, qa.Brief{Question: ja.question, Target: single, Reason: qa.ReasonMissed}, "missed.topic", ""},
		"other language's text": {qa.Japanese, qa.Brief{Question: en.question, Target: en.plain, Reason: qa.ReasonMissed}, "missed.plain", ""},
		"other language's label": {
			qa.Japanese,
			qa.Brief{Question: en.question, Target: en.labelled, Reason: qa.ReasonMissed},
			"missed.area", "「Stock checks」",
		},
		"japanese label in english": {qa.English, qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonMissed}, "missed.area", "“在庫照合”"},
		"partial": {
			qa.Japanese,
			qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonPartial, Answer: ja.answer, Evidence: said},
			"partial.quote", "「夜間バッチの置き換え」",
		},
		"partial, vague": {qa.Japanese, qa.Brief{Question: ja.question, Target: ja.plain, Reason: qa.ReasonPartial, Vague: true}, "vague.deed", ""},
		"contradicted": {
			qa.Japanese,
			qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonContradicted, Answer: ja.answer, Evidence: said, Vague: true},
			"contradicted.quote", "「夜間バッチの置き換えを進めました」",
		},
		"deepen": {
			qa.Japanese,
			qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonDeepen, Answer: ja.answer, Evidence: said},
			"deepen.deed.said", "「夜間バッチ」",
		},
		"deepen, nothing shared": {qa.Japanese, qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonDeepen, Answer: "いろいろです。"}, "deepen.deed.plain", ""},
		"does not know":          {qa.Japanese, qa.Brief{Question: ja.question, Target: ja.labelled, Reason: qa.ReasonMissed, DontKnow: true}, "dont_know.area", "在庫照合"},
		"english":                {qa.English, qa.Brief{Question: en.question, Target: en.labelled, Reason: qa.ReasonMissed}, "missed.area", "stock checks"},
		"english topic":          {qa.English, qa.Brief{Question: en.question, Target: en.plain, Reason: qa.ReasonMissed}, "missed.topic", "your experience with warehouse systems"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range personas {
				line := NewScript(c.lang, p, 5).FollowUp(c.b, nil)
				if want := string(c.lang) + "/" + c.want + "/"; !strings.HasPrefix(line.ID, want) {
					t.Errorf("%s, want %s: %s", line.ID, want, line.Text)
				}
				if !strings.Contains(line.Text, c.has) {
					t.Errorf("want %q in: %s", c.has, line.Text)
				}
			}
		})
	}
}

func TestArea(t *testing.T) {
	for name, c := range map[string]struct {
		lang        qa.Lang
		label, body string
		want        string
	}{
		"plain":                {qa.Japanese, "在庫照合", "差分同期への変更", "在庫照合"},
		"hiragana":             {qa.Japanese, "きっかけ", "店舗を訪ねた調査", "きっかけ"},
		"aside in brackets":    {qa.Japanese, "Datadog（主）", "ダッシュボードの設計", "Datadog"},
		"nested":               {qa.Japanese, "使った技術: データベース", "Aurora", "使った技術のデータベース"},
		"nested in other":      {qa.Japanese, "使った技術: その他", "Aurora", "使った技術"},
		"empty label":          {qa.Japanese, "その他", "Aurora", ""},
		"the label says it":    {qa.Japanese, "差分同期", "差分同期", ""},
		"nothing else":         {qa.Japanese, "差分同期", "", ""},
		"too long":             {qa.Japanese, "夜間バッチをやめて15分ごとの差分同期に変更したこと", "それだけ変更", ""},
		"english prose":        {qa.Japanese, "Design of tests", "差分", "「Design of tests」"},
		"heading":              {qa.English, "Code review", "Reply within four hours", "code review"},
		"one word":             {qa.English, "Honesty", "Reported as a description", "honesty"},
		"countable":            {qa.English, "Rota", "Four people", "the rota"},
		"name":                 {qa.English, "Kafka", "Reading scan events again", "Kafka"},
		"name of two":          {qa.English, "New Relic", "Alerts", "New Relic"},
		"acronym":              {qa.English, "SLO design", "Error budgets", "SLO design"},
		"first person":         {qa.English, "What I did with my team", "Cancelled the migration", "what you did with your team"},
		"small elsewhere":      {qa.English, "Latches", "The latches were replaced", "latches"},
		"markdown and control": {qa.English, "**Code** review\u202e", "Reply within four hours", "code review"},
		"question mark":        {qa.English, "Why? Because", "Reply within four hours", "the why"},
	} {
		point := qa.KeyPoint{Label: c.label, Text: c.label + ": " + c.body}
		if got := areaOf(c.lang, qa.Question{}, point); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSaidTerm(t *testing.T) {
	for name, c := range map[string]struct{ said, sheet, want string }{
		"katakana":                 {"ランブックのエスカレーションルールも書きました", "エスカレーションルールの策定", "エスカレーションルール"},
		"latin name":               {"監視はnew relicでやっていました", "New Relic APMを使った監視", "new relic"},
		"compound":                 {"CI/CDパイプラインを組みました", "CI/CDパイプラインの構築", "CI/CDパイプライン"},
		"end of a compound":        {"在庫照合を直しました", "夜間の在庫照合", "在庫照合"},
		"half a word":              {"自動車の話です", "自動復旧の設定", "自動"},
		"only words of all":        {"経験があります。対応もしました", "障害対応の経験", ""},
		"only numbers":             {"2022年です", "2022年に受講", ""},
		"nothing":                  {"がんばりました", "監視設計", ""},
		"english with small words": {"I want to run proxies written in Rust", "Running proxies written in Rust", "proxies written in Rust"},
		"english phrase":           {"We set a lock timeout for each migration", "Every migration now needs a lock timeout", "lock timeout"},
		"english inside a word":    {"I like art", "Starting again", ""},
		"widths":                   {"Ｋａｆｋａを使いました", "Kafkaの運用", "Ｋａｆｋａ"},
	} {
		if got := saidTerm([]string{c.said}, qa.KeyPoint{Text: c.sheet}); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// sheets are the examples, and the sheets of the shared folder where there is one.
func sheets(t *testing.T) map[string]*qa.Sheet {
	t.Helper()
	files, _ := filepath.Glob("../examples/*.md")
	shared := os.Getenv("MONDO_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	more, _ := filepath.Glob(filepath.Join(shared, "docs", "*.md"))
	all := map[string]*qa.Sheet{}
	for _, file := range append(files, more...) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = qa.Parse(src)
	}
	return all
}

// content matches the words of a text that could give it away. It is simpler
// than [terms] on purpose: the test must not trust what it tests.
var content = regexp.MustCompile(`[\p{Han}々]{2,}|[ァ-ヺー]{2,}|[A-Za-z0-9][A-Za-z0-9.%-]*[A-Za-z0-9%]`)

// leaks lists the words of a point that a line says and nobody has said before.
func leaks(q qa.Question, point qa.KeyPoint, answer, line string) []string {
	said := strings.ToLower(point.Label + q.Text + answer)
	words := map[string]bool{}
	for _, w := range content.FindAllString(strings.ToLower(line), -1) {
		words[w] = true
	}
	var found []string
	for _, w := range content.FindAllString(strings.ToLower(body(point)), -1) {
		if !functionWords[w] && !strings.Contains(said, w) && words[w] {
			found = append(found, w)
		}
	}
	return found
}

// TestWholeInterviews asks follow-ups on every point of every sheet, whatever
// the reason: each is exactly one question, gives nothing away, and is not heard
// again soon.
func TestWholeInterviews(t *testing.T) {
	for name, sheet := range sheets(t) {
		eachVoice(func(voice string, lang qa.Lang, p qa.Persona) {
			t.Run(name+" "+voice, func(t *testing.T) {
				s, used := NewScript(lang, p, 11), Used{}
				n, recent := 0, []string{}
				for _, q := range sheet.Questions() {
					for _, point := range q.KeyPoints {
						b := simulated(q, point, n)
						line := s.FollowUp(b, used)
						if again := s.FollowUp(b, used); again != line {
							t.Fatalf("%v, then %v", line, again)
						}
						if used[line.ID] {
							t.Errorf("%s was said before", line.ID)
						}
						used[line.ID] = true
						n++
						if slices.Contains(recent, line.Text) {
							t.Errorf("said again within ten follow-ups: %s", line.Text)
						}
						recent = append(recent, line.Text)[max(0, len(recent)-9):]
						checkFollowUp(t, lang, b, line.Text)
					}
				}
			})
		})
	}
}

// simulated makes up a brief; n goes through the reasons and moods.
func simulated(q qa.Question, point qa.KeyPoint, n int) qa.Brief {
	reasons := []qa.Reason{qa.ReasonMissed, qa.ReasonPartial, qa.ReasonContradicted, qa.ReasonDeepen}
	b := qa.Brief{Question: q, Target: point, Reason: reasons[n%4], Vague: n%5 == 0, DontKnow: n%7 == 0}
	if b.Reason != qa.ReasonMissed {
		half := body(point)
		half = strings.ToValidUTF8(half[:len(half)/2], "")
		b.Answer = "- " + half + " -"
		b.Evidence = []qa.Span{{Start: 2, End: 2 + len(half), Text: half}}
	}
	return b
}

func checkFollowUp(t *testing.T, lang qa.Lang, b qa.Brief, text string) {
	t.Helper()
	if n := asks(lang, text); n != 1 {
		t.Errorf("asks %d times: %s", n, text)
	}
	if found := leaks(b.Question, b.Target, b.Answer, text); found != nil {
		t.Errorf("gives away %q of %q: %s", found, b.Target.Text, text)
	}
	if strings.ContainsAny(text, "{}\n") || utf8.RuneCountInString(text) > 220 {
		t.Errorf("unfilled, broken or long: %q", text)
	}
}

// FuzzFollowUp: whatever the sheet and the answer hold, a follow-up is one
// question on one line.
func FuzzFollowUp(f *testing.F) {
	for _, lang := range languages {
		in := samples[lang]
		f.Add(in.question.Text, in.labelled.Label, in.labelled.Text, in.answer, uint8(1))
	}
	f.Add("？", "{area}？", "{quote}: ** `", "\u202e「」「。か？」", uint8(2))
	f.Fuzz(func(t *testing.T, question, label, text, answer string, n uint8) {
		reasons := []qa.Reason{qa.ReasonMissed, qa.ReasonPartial, qa.ReasonContradicted, qa.ReasonDeepen}
		b := qa.Brief{
			Question: qa.Question{Text: question}, Target: qa.KeyPoint{Label: label, Text: label + ": " + text},
			Reason: reasons[n%4], Answer: answer, Evidence: []qa.Span{{End: len(answer), Text: answer}},
			Vague: n&4 != 0, DontKnow: n&8 != 0,
		}
		for _, lang := range languages {
			line := NewScript(lang, personas[int(n)%3], uint64(n)).FollowUp(b, nil)
			if got := strings.Count(line.Text, "?") + strings.Count(line.Text, "？"); got > 1 {
				t.Errorf("%d question marks: %q", got, line.Text)
			}
			if strings.ContainsFunc(line.Text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
				t.Errorf("control characters: %q", line.Text)
			}
			if line.Text == "" || utf8.RuneCountInString(line.Text) > 220 || !utf8.ValidString(line.Text) {
				t.Errorf("empty, long or broken: %q", line.Text)
			}
		}
	})
}
