package qa

import (
	"fmt"
	"math"
	"time"
)

// reportWords is what a written report says, in one language.
type reportWords struct {
	report      string
	unfinished  string
	overall     string
	section     string
	untitled    string // a section without a heading
	answered    string // column: questions answered
	answeredOf  func(answered, all int) string
	unaided     string
	final       string
	keyPoints   string
	vital       string
	optional    string
	levels      map[Level]string
	unsure      string
	own         string // the person's own tick
	notAsked    string
	hinted      string
	contradicts string
	legend      string
	toSay       string // heading: what was not conveyed
	summary     string // heading: a model's words
	summaryBy   string // whose words they are; the name follows
	strong      string
	fix         string
	outcomes    map[string]string
	skipped     string
	noPoints    string
	claims      string
	claimSheet  func(line int) string
	said        string // heading: the transcript
	interviewer string
	you         string
	followUp    func(number int) string
	after       func(followUp string) string
	turns       map[string]string // by kind
	reasons     map[Reason]string
	brought     string
	dontKnow    string
	model       string
	line        func(line int) string
	modes       map[string]string
	persona     string
	personas    map[Persona]string
	yes         string
	open, shut  string // quotation marks
	gap         string // between two quotations
	comma       string
	colon       string
	paren       func(string) string
	date        func(time.Time) string
	columns     []string // of the CSV
}

func wordsFor(lang Lang) reportWords {
	if lang == English {
		return englishReport()
	}
	return japaneseReport()
}

func japaneseReport() reportWords {
	return reportWords{
		report:      "面接の練習レポート",
		unfinished:  "面接はまだ途中です。ここまでの結果です。",
		overall:     "全体",
		section:     "セクション",
		untitled:    "見出しのない質問",
		answered:    "回答した質問",
		answeredOf:  func(n, all int) string { return fmt.Sprintf("%d問中%d問に回答", all, n) },
		unaided:     "最初の答え",
		final:       "深掘り後",
		keyPoints:   "要点",
		vital:       "必須",
		optional:    "補足",
		levels:      map[Level]string{Covered: "言えた", Partial: "一部", Missed: "抜け"},
		unsure:      "判定できず",
		own:         "本人の判定",
		notAsked:    "質問なし",
		hinted:      "ヒントあり",
		contradicts: "シートと食い違い",
		legend:      "印の見かた",
		toSay:       "次に言えるようにしたい要点",
		summary:     "講評",
		summaryBy:   "モデルが書いた講評です。判定はこの講評では変わりません。",
		strong:      "よかったところ",
		fix:         "次に直すところ",
		outcomes:    map[string]string{"answered": "回答", "skipped": "パス", "not_asked": "質問なし"},
		skipped:     "パスしました。",
		noPoints:    "この質問には要点がないため、答えだけを残しています。",
		claims:      "シートと食い違う発言",
		claimSheet:  func(line int) string { return fmt.Sprintf("シート（%d行目）では", line) },
		said:        "やりとり",
		interviewer: "面接官",
		you:         "あなた",
		followUp:    func(n int) string { return fmt.Sprintf("深掘り%d", n) },
		after:       func(f string) string { return f + "のあと" },
		turns:       map[string]string{"hint": "ヒント", "repeat": "もう一度", "feedback": "講評"},
		reasons: map[Reason]string{
			ReasonMissed: "抜けを確かめる", ReasonPartial: "足りない部分を確かめる",
			ReasonContradicted: "食い違いを確かめる", ReasonDeepen: "さらに掘り下げる",
		},
		brought:  "引き出せた要点",
		dontKnow: "「わかりません」",
		model:    "用意した答え",
		line:     func(n int) string { return fmt.Sprintf("%d行目", n) },
		modes:    map[string]string{"mock": "本番形式", "coach": "コーチ形式"},
		persona:  "面接官",
		personas: map[Persona]string{Friendly: "おだやか", Neutral: "ふつう", Demanding: "きびしい"},
		yes:      "はい",
		open:     "「", shut: "」",
		gap:   "",
		comma: "、",
		colon: "：",
		paren: func(s string) string { return "（" + s + "）" },
		date:  func(t time.Time) string { return t.Format("2006年1月2日 15:04") },
		columns: []string{
			"セクション", "質問", "質問の行", "結果", "要点", "要点の行", "重み", "最初の答え", "深掘り後",
			"判定できず", "本人の判定", "ヒントあり", "シートと食い違い", "あなたの言葉", "引き出した深掘り",
		},
	}
}

func englishReport() reportWords {
	return reportWords{
		report:      "Rehearsal report",
		unfinished:  "The interview is not finished: this is how it stands.",
		overall:     "Overall",
		section:     "Section",
		untitled:    "Questions without a heading",
		answered:    "Answered",
		answeredOf:  func(n, all int) string { return fmt.Sprintf("%d of %s answered", n, plural(all, "question")) },
		unaided:     "First answers",
		final:       "With follow-ups",
		keyPoints:   "Key points",
		vital:       "vital",
		optional:    "optional",
		levels:      map[Level]string{Covered: "covered", Partial: "partly", Missed: "missed"},
		unsure:      "unsure",
		own:         "own tick",
		notAsked:    "not asked",
		hinted:      "with a hint",
		contradicts: "contradicts the sheet",
		legend:      "Marks",
		toSay:       "To say next time",
		summary:     "Summary",
		summaryBy:   "Written by a model. It changes no verdict.",
		strong:      "What was strong",
		fix:         "What to fix next",
		outcomes:    map[string]string{"answered": "answered", "skipped": "skipped", "not_asked": "not asked"},
		skipped:     "Skipped.",
		noPoints:    "This question has no key points: the answer is kept as it is.",
		claims:      "Said otherwise than the sheet has it",
		claimSheet:  func(line int) string { return fmt.Sprintf("the sheet, line %d", line) },
		said:        "What was said",
		interviewer: "Interviewer",
		you:         "You",
		followUp:    func(n int) string { return fmt.Sprintf("follow-up %d", n) },
		after:       func(f string) string { return "after " + f },
		turns:       map[string]string{"hint": "hint", "repeat": "once more", "feedback": "feedback"},
		reasons: map[Reason]string{
			ReasonMissed: "after something missing", ReasonPartial: "after something half said",
			ReasonContradicted: "after a contradiction", ReasonDeepen: "to go deeper",
		},
		brought:  "Brought",
		dontKnow: "“I don’t know”",
		model:    "Your prepared answer",
		line:     func(n int) string { return fmt.Sprintf("line %d", n) },
		modes:    map[string]string{"mock": "Mock interview", "coach": "With a coach"},
		persona:  "Interviewer",
		personas: map[Persona]string{Friendly: "friendly", Neutral: "neutral", Demanding: "demanding"},
		yes:      "yes",
		open:     "“", shut: "”",
		gap:   " ",
		comma: ", ",
		colon: ": ",
		paren: func(s string) string { return " (" + s + ")" },
		date:  func(t time.Time) string { return t.Format("2 January 2006, 15:04") },
		columns: []string{
			"Section", "Question", "Question line", "Outcome", "Key point", "Key point line", "Weight", "First answer",
			"With follow-ups", "Unsure", "Own tick", "With a hint", "Contradicts the sheet", "Your words", "Brought by follow-up",
		},
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// period writes out when the interview was, on the clock of this machine.
func (w reportWords) period(r *Report) string {
	start := time.UnixMilli(r.StartedAt)
	if r.FinishedAt == 0 {
		return w.date(start)
	}
	end := time.UnixMilli(r.FinishedAt)
	if start.Format(time.DateOnly) == end.Format(time.DateOnly) {
		return w.date(start) + "–" + end.Format("15:04")
	}
	return w.date(start) + " – " + w.date(end)
}

// perCent is never 100 while something is missing, nor 0 while something is there.
func perCent(share float64) string {
	n := math.Round(share * 100)
	switch {
	case n == 100 && share < 1:
		n = 99
	case n == 0 && share > 0:
		n = 1
	}
	return fmt.Sprintf("%.0f%%", n)
}

// clockTime writes milliseconds as a clock shows them: 0:07, 12:30.
func clockTime(ms int64) string {
	s := ms / 1000
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// The marks that a teacher makes: shape first.
const (
	markCovered  = "◯"
	markPartial  = "△"
	markMissed   = "✕"
	markUnsure   = "？"
	markNotAsked = "—"
)

func levelMark(l Level) string {
	switch l {
	case Covered:
		return markCovered
	case Partial:
		return markPartial
	default:
		return markMissed
	}
}

func (p PointReport) mark() string {
	switch {
	case !p.Asked:
		return markNotAsked
	case p.Unsure:
		return markUnsure
	default:
		return levelMark(p.Final)
	}
}
