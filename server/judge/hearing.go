package judge

import (
	"regexp"
	"strings"
	"unicode"

	"mondo/prompts"
	"mondo/qa"
)

// hearing is a task made ready: the answer to look quotes up in, and the points.
type hearing struct {
	Task
	answer *text
	points []heard
}

// heard is a key point that is asked about.
type heard struct {
	qa.KeyPoint
	elements []string
	lexical  qa.Verdict
	// suspect is set when the answer or the sheet's words instruct a model.
	suspect bool
}

// mostElements is how many elements of a point are asked one by one; a point of
// more is a list, and asked whole.
const mostElements = 12

func hear(t Task) *hearing {
	h := &hearing{Task: t, answer: newText(t.Answer)}
	by := map[string]qa.Verdict{}
	for _, v := range t.Lexical.Verdicts {
		by[v.KeyPoint] = v
	}
	suspect := len(h.answer.signs) > 0 || len(prompts.Instructions(t.Question.Text)) > 0
	for _, k := range t.Question.KeyPoints {
		p := heard{KeyPoint: k, elements: k.Elements, suspect: suspect || len(prompts.Instructions(k.Text)) > 0}
		known := false
		if p.lexical, known = by[k.ID]; !known {
			p.lexical = qa.Verdict{KeyPoint: k.ID, Level: qa.Missed, Unsure: true}
		}
		if len(p.elements) == 0 {
			for _, e := range p.lexical.Elements {
				p.elements = append(p.elements, e.Text)
			}
		}
		if len(p.elements) == 0 || len(p.elements) > mostElements {
			p.elements = []string{k.Text}
		}
		h.points = append(h.points, p)
	}
	return h
}

// answers reports whether there is something to judge: more than hesitation,
// instructions and not knowing, and not more than a prompt holds.
func (h *hearing) answers() bool {
	if h.Lexical.DontKnow || !prompts.Foreign(h.Answer).Whole() {
		return false
	}
	rest := h.Answer
	for i := len(h.answer.signs) - 1; i >= 0; i-- {
		s := h.answer.signs[i]
		rest = rest[:s.Start] + "\n" + rest[s.End:]
	}
	return strings.ContainsFunc(fillers.ReplaceAllString(rest, " "), func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	})
}

// fillers are words that an answer may consist of without saying anything.
var fillers = regexp.MustCompile(`(?i)え[えー～〜ぇっ]*と?[ー～〜]*|あ[のぁー～〜っ]+|その[ー～〜]*|う[うーんっ～〜]+と?|ん[んー～〜]+と?|ああ|はい|いえ|いや|まあ|まぁ|なんか|ちょっと|そうですね[えぇー]*|す[みい]ません|申し訳(?:ありません|ございません)|` +
	`\b(?:u+m+|u+h+|e+r+m*|a+h+|o+h+|h+m+|m+|well|so|like|you know|i mean|yes|yeah|no|nope|ok|okay|right|sorry|let me (?:think|see)|actually|please)\b`)
