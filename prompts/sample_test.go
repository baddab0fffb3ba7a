package prompts

import (
	"fmt"
	"regexp"
	"strings"

	"mondo/qa"
)

// sample is a question with a point and what was said, in each language. They
// are made up for these tests.
type sample struct {
	question qa.Question
	labelled qa.KeyPoint
	plain    qa.KeyPoint
	answer   string
	quoted   string // what the answer says of the points
	vague    string
	unnamed  string // a question that has no topic to take up
	latin    string // bodies of points: with a word in Latin letters (Japanese only),
	steps    string // in order,
	short    string // of few words,
	word     string // of one word
	third    string
}

var samples = map[qa.Lang]sample{
	qa.Japanese: {
		question: qa.Question{ID: "q1", Text: "配送システムの改善経験について教えてください"},
		labelled: qa.KeyPoint{ID: "k1", Label: "在庫照合", Text: "在庫照合: 夜間バッチをやめ、15分ごとの差分同期に変更した", Vital: true, Form: qa.Bullet},
		plain:    qa.KeyPoint{ID: "k2", Text: "倉庫の担当者と毎週話し合い、誤出荷を月40件から6件に減らした", Vital: true, Form: qa.Sentence},
		answer:   "倉庫の担当者と毎週話す場を作って、夜間バッチの置き換えを進めました。あとは現場の声を聞きながらです。",
		quoted:   "夜間バッチの置き換えを進めました",
		vague:    "幅広く取り組んできました。",
		unnamed:  "なぜこの仕事に興味を持ちましたか？",
		latin:    "Redisを使った差分同期への変更",
		steps:    "検品 → 記録 → 照合",
		short:    "差分同期への変更",
		word:     "同期",
		third:    "今は二人の後輩に引き継いでいる",
	},
	qa.English: {
		question: qa.Question{ID: "q1", Text: "What is your experience with warehouse systems?"},
		labelled: qa.KeyPoint{ID: "k1", Label: "Stock checks", Text: "Stock checks: replaced the nightly batch with a delta sync every 15 minutes", Vital: true, Form: qa.Bullet},
		plain:    qa.KeyPoint{ID: "k2", Text: "Weekly sessions with the pickers cut wrong shipments from 40 to 6 a month", Vital: true, Form: qa.Sentence},
		answer:   "I replaced the nightly batch and sat down with the pickers every week. Beyond that I listened a lot.",
		quoted:   "I replaced the nightly batch",
		vague:    "I have worked on all kinds of things.",
		unnamed:  "Why us?",
		latin:    "在庫の照合をRedisに移した",
		steps:    "inspect → record → compare",
		short:    "moving to a delta sync",
		word:     "syncing",
		third:    "Two colleagues have taken it over since",
	},
}

// evidence makes a span of a piece of an answer.
func evidence(answer, piece string) []qa.Span {
	i := strings.Index(answer, piece)
	if i < 0 {
		panic("not in the answer: " + piece)
	}
	return []qa.Span{{Start: i, End: i + len(piece), Text: piece}}
}

var (
	quoted     = regexp.MustCompile(`「[^」]*」|“[^”]*”`)
	askedJa    = regexp.MustCompile(`(?:か|ください|お願いします)[。？]|？`)
	sentenceEn = regexp.MustCompile(`[^.?!]+[.?!]`)
	requestEn  = regexp.MustCompile(`^(?:Please|Tell|Give|Explain|Break|Keep|Go|Say|Put|Take|Be|Help|Describe)\b`)
)

// asks counts the questions and requests in what an interviewer says; what is
// quoted does not count.
func asks(lang qa.Lang, text string) int {
	text = quoted.ReplaceAllString(text, "X")
	if lang == qa.Japanese {
		return len(askedJa.FindAllString(text, -1))
	}
	n := 0
	for _, s := range sentenceEn.FindAllString(text, -1) {
		s = strings.TrimSpace(s)
		if strings.HasSuffix(s, "?") || requestEn.MatchString(s) {
			n++
		}
	}
	return n
}

var (
	personas  = []qa.Persona{qa.Friendly, qa.Neutral, qa.Demanding}
	languages = []qa.Lang{qa.Japanese, qa.English}
)

// eachVoice runs a function for every language and persona.
func eachVoice(do func(name string, lang qa.Lang, p qa.Persona)) {
	for _, lang := range languages {
		for _, p := range personas {
			do(fmt.Sprintf("%s-%s", lang, p), lang, p)
		}
	}
}
