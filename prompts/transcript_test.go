package prompts

import (
	"fmt"
	"strings"
	"testing"

	"mondo/qa"
)

// TestGoldenTranscript writes a short interview as it reads, for each language
// and persona: the lines one after the other, where single lines cannot show
// that they go together.
func TestGoldenTranscript(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		t.Run(name, func(t *testing.T) {
			tr := transcript{script: NewScript(lang, p, 20), used: Used{}}
			tr.play(scenes[lang], p == qa.Friendly)
			compareGolden(t, "interview-"+name, tr.String())
		})
	})
}

type transcript struct {
	strings.Builder
	script Script
	used   Used
}

func (tr *transcript) say(line Line) {
	tr.used[line.ID] = true
	fmt.Fprintf(tr, "  %s\n", line.Text)
}

func (tr *transcript) hear(text string) { fmt.Fprintf(tr, "> %s\n", text) }

// scene is one question with what is said about it.
type scene struct {
	section  string
	question qa.Question
	after    After
	first    string
	turns    []exchange
	levels   []qa.Level
	hinted   bool
}

// exchange is a follow-up and the answer to it.
type exchange struct {
	point    int
	reason   qa.Reason
	evidence string // in what was said before
	vague    bool
	dontKnow bool
	answer   string
}

func (tr *transcript) play(all []scene, coach bool) {
	tr.say(tr.script.Greeting(Greeting{Questions: len(all), Coach: coach, Timed: true}, tr.used))
	for i, sc := range all {
		tr.say(tr.script.Question(Question{
			Text: sc.question.Text, Number: i + 1, Of: len(all), Section: sc.section,
			NewSection: i > 0 && sc.section != all[i-1].section, After: sc.after,
		}, tr.used))
		tr.hear(sc.first)
		tr.drill(sc)
		if coach {
			tr.say(tr.script.Feedback(tr.feedback(sc), tr.used))
		}
	}
	tr.say(tr.script.Closing(Closing{Asked: len(all), Answered: len(all), Mock: !coach}, tr.used))
}

func (tr *transcript) drill(sc scene) {
	said := sc.first
	for n, e := range sc.turns {
		b := qa.Brief{
			Question: sc.question, Target: sc.question.KeyPoints[e.point], Reason: e.reason,
			Answer: said, Vague: e.vague, DontKnow: e.dontKnow, Asked: n,
		}
		if e.evidence != "" {
			b.Evidence = evidence(said, e.evidence)
		}
		tr.say(tr.script.FollowUp(b, tr.used))
		if sc.hinted && n == len(sc.turns)-1 {
			tr.say(tr.script.Hint(Hint{sc.question, b.Target}, tr.used))
		}
		tr.hear(e.answer)
		said = e.answer
	}
}

func (tr *transcript) feedback(sc scene) Feedback {
	f := Feedback{Points: sc.question.KeyPoints, Levels: map[string]qa.Level{}, Hinted: map[string]bool{}}
	for i, l := range sc.levels {
		f.Levels[sc.question.KeyPoints[i].ID] = l
	}
	if sc.hinted {
		f.Hinted[sc.question.KeyPoints[sc.turns[len(sc.turns)-1].point].ID] = true
	}
	return f
}

func asked(text string, points ...string) qa.Question {
	q := qa.Question{Text: text}
	for i, p := range points {
		label, _, found := strings.Cut(p, ": ")
		if !found {
			label = ""
		}
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: fmt.Sprint(i), Text: p, Label: label, Vital: true})
	}
	return q
}

// scenes is an interview of four questions: one answered vaguely at first, one
// with an error, one not known, one answered in full.
var scenes = map[qa.Lang][]scene{
	qa.Japanese: {
		{
			section:  "1. 運用",
			question: asked("オンコールの経験について教えてください", "体制: 4人で1週間ごとの交代", "手順書: 上位20件のアラートに対応手順を用意した", "深夜の呼び出しを月12回から3回に減らした"),
			first:    "はい、以前からいろいろと関わってきました。",
			turns: []exchange{
				{point: 0, reason: qa.ReasonMissed, vague: true, answer: "4人で回していました。"},
				{point: 0, reason: qa.ReasonPartial, evidence: "4人で回していました", answer: "1週間ごとの交代です。手順書も、よく鳴るアラートから順に用意しました。"},
				{point: 2, reason: qa.ReasonMissed, answer: "呼び出しは月3回まで減りました。"},
			},
			levels: []qa.Level{qa.Covered, qa.Covered, qa.Partial},
		},
		{
			section:  "1. 運用",
			after:    AfterLimit,
			question: asked("デプロイの流れは？", "承認: レビュー担当が二人承認する", "段階: 1台、10%、全台の順に広げる"),
			first:    "レビュー担当が一人承認したら、全台に一度に出します。",
			turns: []exchange{
				{point: 1, reason: qa.ReasonContradicted, evidence: "全台に一度に出します", answer: "すみません、最初は1台だけです。"},
				{point: 1, reason: qa.ReasonMissed, answer: "そのあと10%、全台と広げます。"},
			},
			levels: []qa.Level{qa.Missed, qa.Covered},
		},
		{
			section:  "2. 今後",
			after:    AfterLimit,
			question: asked("志望動機", "きっかけ: 決済の障害を利用者として経験した", "将来は信頼性の設計を主導したい"),
			first:    "すみません、うまく言葉になりません。",
			turns:    []exchange{{point: 0, reason: qa.ReasonMissed, dontKnow: true, answer: "利用者として決済の障害を経験しました。"}},
			levels:   []qa.Level{qa.Covered, qa.Missed},
			hinted:   true,
		},
		{
			section:  "2. 今後",
			after:    AfterDontKnow,
			question: asked("学びたい技術は何ですか", "Rustで書かれたプロキシの運用"),
			first:    "Rustで書かれたプロキシを運用してみたいです。",
			turns:    []exchange{{point: 0, reason: qa.ReasonDeepen, evidence: "Rustで書かれたプロキシ", answer: "今のプロキシではメモリの問題に悩まされてきたからです。"}},
			levels:   []qa.Level{qa.Covered},
		},
	},
	qa.English: {
		{
			section:  "1. Operations",
			question: asked("What is your experience with on-call?", "Rota: four people, one week each", "Runbooks: wrote steps for the twenty noisiest alerts", "Cut night pages from twelve a month to three"),
			first:    "Well, I have been involved in it in many ways.",
			turns: []exchange{
				{point: 0, reason: qa.ReasonMissed, vague: true, answer: "We were four people."},
				{point: 0, reason: qa.ReasonPartial, evidence: "We were four people", answer: "One week each. I also wrote runbooks for the noisiest alerts."},
				{point: 2, reason: qa.ReasonMissed, answer: "We got down to three pages."},
			},
			levels: []qa.Level{qa.Covered, qa.Covered, qa.Partial},
		},
		{
			section:  "1. Operations",
			after:    AfterLimit,
			question: asked("How do you deploy?", "Approval: two reviewers approve", "Stages: one host, ten percent, then all"),
			first:    "One reviewer approves, and then it goes to all hosts at once.",
			turns: []exchange{
				{point: 1, reason: qa.ReasonContradicted, evidence: "it goes to all hosts at once", answer: "Sorry, to one host at first."},
				{point: 1, reason: qa.ReasonMissed, answer: "Then to ten percent, then to all."},
			},
			levels: []qa.Level{qa.Missed, qa.Covered},
		},
		{
			section:  "2. Plans",
			after:    AfterLimit,
			question: asked("Motivation", "Trigger: lived through a payment outage as a customer", "I want to lead reliability design one day"),
			first:    "I'm sorry, I can't put it into words.",
			turns:    []exchange{{point: 0, reason: qa.ReasonMissed, dontKnow: true, answer: "I lived through a payment outage as a customer."}},
			levels:   []qa.Level{qa.Covered, qa.Missed},
			hinted:   true,
		},
		{
			section:  "2. Plans",
			after:    AfterDontKnow,
			question: asked("What would you like to learn next?", "Running proxies written in Rust"),
			first:    "I'd like to run proxies written in Rust.",
			turns:    []exchange{{point: 0, reason: qa.ReasonDeepen, evidence: "proxies written in Rust", answer: "Our current proxy keeps running out of memory."}},
			levels:   []qa.Level{qa.Covered},
		},
	},
}
