package prompts

import (
	"fmt"
	"slices"
	"strings"

	"mondo/qa"
)

// summaryVersion changes with the wording of models/*/summary.txt and the schema.
const summaryVersion = 1

// Lengths of one item of a summary: what fits beside a line of the report.
const (
	summaryJapanese = 80 // characters
	summaryEnglish  = 35 // words
)

// A model keeps to a length only roughly; this much longer is still read.
const tolerance = 1.25

// mostSummed is how many key points go into the prompt: of a long interview those
// that its summary can be about.
const mostSummed = 40

// Summary is an interview that is over, as its summary needs it.
type Summary struct {
	Lang   qa.Lang
	Points []SummedPoint // in the order of asking
	Fence  Fence
}

// SummedPoint is a key point with what became of it.
type SummedPoint struct {
	Thread   int // its question's index in the order of asking, from 0
	Question string
	Point    qa.KeyPoint
	Level    qa.Level
	Said     []string // evidence, verbatim
}

// summarySchema is the form of the reply.
const summarySchema = `{"type":"object","properties":{"strong":` + summaryItems + `,"fix":` + summaryItems +
	`},"required":["strong","fix"],"additionalProperties":false}`

const summaryItems = `{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"text":{"type":"string"}},` +
	`"required":["id","text"],"additionalProperties":false}}`

// SummaryPrompt asks a model what was strong in an interview and what to fix
// next. [ReadSummary] reads the reply.
func SummaryPrompt(in Summary) (Prompt, error) {
	type point struct {
		ID       string    `json:"id"`
		Question Foreign   `json:"question"`
		Text     Foreign   `json:"text"`
		Vital    bool      `json:"vital"`
		Level    qa.Level  `json:"level"`
		Said     []Foreign `json:"said,omitempty"`
	}
	var data struct {
		Points []point `json:"points"`
	}
	for i, p := range in.shown() {
		row := point{pointID(i), excerpt(p.Question, 200), excerpt(p.Point.Text, 300), p.Point.Vital, p.Level, nil}
		for _, s := range p.Said {
			row.Said = append(row.Said, excerpt(s, 200))
		}
		data.Points = append(data.Points, row)
	}
	w, err := newWording("", in.Fence, summaryLimit(in.Lang), data)
	if err != nil {
		return Prompt{}, err
	}
	msgs, err := messages(in.Lang, "summary", w)
	return Prompt{
		Name: "summary", Version: summaryVersion, Role: Interviewer, Messages: msgs,
		Schema: &Schema{Name: "summary", JSON: []byte(summarySchema)}, MaxTokens: 1000, Temperature: 0.3,
	}, err
}

func summaryLimit(lang qa.Lang) int {
	if lang == qa.Japanese {
		return summaryJapanese
	}
	return summaryEnglish
}

// pointID is the short name of a key point in a prompt: P1, P2.
func pointID(i int) string { return fmt.Sprintf("P%d", i+1) }

// shown are the points that go into the prompt, in their order. Where there are
// too many, optional ones go first, and then the last ones.
func (in Summary) shown() []SummedPoint {
	if len(in.Points) <= mostSummed {
		return in.Points
	}
	vital := slices.DeleteFunc(slices.Clone(in.Points), func(p SummedPoint) bool { return !p.Point.Vital })
	if len(vital) == 0 {
		vital = in.Points
	}
	return vital[:min(len(vital), mostSummed)]
}

// ReadSummary reads the reply to [SummaryPrompt]. An item is left out when it is
// about no point or about one twice, praises what was not covered or mends what
// was, is too long, in another language, or states what neither the sheet nor the
// candidate said. [Unreadable] when nothing is left.
func ReadSummary(in Summary, reply Reply) (qa.Summary, error) {
	r := summaryReader{in: in, points: in.shown(), guard: in.newGuard(), used: map[string]bool{}}
	var s qa.Summary
	for _, v := range readLoose(reply.Text) {
		o, ok := v.(object)
		if !ok {
			continue
		}
		s.Strong = append(s.Strong, r.items(o, "strong", true)...)
		s.Fix = append(s.Fix, r.items(o, "fix", false)...)
	}
	s.Strong, s.Fix = s.Strong[:min(len(s.Strong), qa.SummaryItems)], s.Fix[:min(len(s.Fix), qa.SummaryItems)]
	if len(s.Strong)+len(s.Fix) == 0 {
		return qa.Summary{}, Unreadable
	}
	return s, nil
}

type summaryReader struct {
	in     Summary
	points []SummedPoint
	guard  *guard
	used   map[string]bool
}

func (r *summaryReader) items(o object, key string, covered bool) []qa.SummaryItem {
	list, _ := o.find(key)
	rows, _ := list.([]any)
	var all []qa.SummaryItem
	for _, row := range rows {
		if item, ok := r.item(row, covered); ok {
			all = append(all, item)
		}
	}
	return all
}

func (r *summaryReader) item(row any, covered bool) (qa.SummaryItem, bool) {
	o, ok := row.(object)
	if !ok {
		return qa.SummaryItem{}, false
	}
	id, _ := o.find("id", "point")
	said, _ := o.find("text")
	i := indexOfID(wordOf(id))
	text := oneLine(r.in.Lang, wordOf(said))
	if i < 0 || i >= len(r.points) || r.used[r.points[i].Point.ID] || (r.points[i].Level == qa.Covered) != covered {
		return qa.SummaryItem{}, false
	}
	if r.guard.inspectWords(text, true) != nil {
		return qa.SummaryItem{}, false
	}
	p := r.points[i]
	r.used[p.Point.ID] = true
	return qa.SummaryItem{Thread: p.Thread, KeyPoint: p.Point.ID, Text: text}, true
}

// indexOfID is the index behind a short name such as P3, -1 for none.
func indexOfID(id string) int {
	n := 0
	digits := strings.TrimLeft(strings.ToUpper(strings.TrimSpace(id)), "PT# ")
	if _, err := fmt.Sscanf(digits, "%d", &n); err != nil {
		return -1
	}
	return n - 1
}

// newGuard is the guard over a summary: nothing is a secret any more.
func (in Summary) newGuard() *guard {
	var texts []string
	for _, p := range in.Points {
		texts = append(append(texts, p.Question, p.Point.Text), p.Said...)
	}
	limit := float64(summaryLimit(in.Lang)) * tolerance
	return &guard{lang: spokenLang(in.Lang), known: newKnown(texts...), word: in.Fence.word, limit: int(limit), coach: true}
}
