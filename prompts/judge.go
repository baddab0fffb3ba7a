package prompts

import (
	"embed"
	"fmt"
	"strings"
	texttemplate "text/template"

	"mondo/qa"
)

// JudgeVersion is the version of the judge's prompt. It goes into stored
// verdicts: raise it with every change of wording that may change a verdict.
const JudgeVersion = 1

// Judgement is what a judge is asked of one answer: which elements of the points
// it says.
type Judgement struct {
	Lang     qa.Lang
	Question string
	Answer   string
	Spoken   bool // the answer is a transcript
	Points   []JudgedPoint
}

// JudgedPoint is a key point with those of its elements that are asked about.
type JudgedPoint struct {
	Text     string
	Elements []JudgedElement
}

// JudgedElement is an element under an id of letters and digits, which is unique
// within the prompt and says nothing of the sheet.
type JudgedElement struct{ ID, Text string }

// judgeSchema puts quotes before the status, so that a model has looked before it
// decides. It is the same for all answers: a server that compiles schemas does so
// once. The ids are held by the reader.
const judgeSchema = `{"type":"object","properties":{"elements":{"type":"array","items":{"type":"object","properties":{` +
	`"id":{"type":"string"},"quotes":{"type":"array","items":{"type":"string"}},"status":{"type":"string","enum":["present","partly","absent","contradicted"]}},` +
	`"required":["id","quotes","status"],"additionalProperties":false}}},"required":["elements"],"additionalProperties":false}`

// Room for a reply, in tokens: the frame of it, and two sentences for an element.
const (
	replyTokens   = 200
	elementTokens = 200
)

// JudgePrompt asks which elements an answer says. [ReadJudgement] reads the reply.
func JudgePrompt(f Fence, j Judgement) (Prompt, error) {
	var data struct {
		Question Foreign      `json:"question"`
		Answer   Foreign      `json:"answer"`
		Spoken   bool         `json:"spoken"`
		Points   []shownPoint `json:"points"`
	}
	data.Question, data.Answer, data.Spoken = Foreign(j.Question), Foreign(j.Answer), j.Spoken
	var ids []string
	for _, p := range j.Points {
		shown := shownPoint{Text: Foreign(p.Text)}
		for _, e := range p.Elements {
			shown.Elements = append(shown.Elements, shownElement{e.ID, Foreign(e.Text)})
			ids = append(ids, e.ID)
		}
		data.Points = append(data.Points, shown)
	}
	p := Prompt{
		Name: "judge", Version: JudgeVersion, Role: Judge,
		Schema:    &Schema{Name: "judgement", JSON: []byte(judgeSchema)},
		MaxTokens: replyTokens + elementTokens*len(ids),
	}
	err := p.fill("elements", j.Lang, f, data, strings.Join(ids, ", "))
	return p, err
}

// shownPoint and shownElement are a key point as the judge's prompts show it.
type shownPoint struct {
	ID       string         `json:"id,omitempty"`
	Text     Foreign        `json:"text"`
	Elements []shownElement `json:"elements,omitempty"`
}

type shownElement struct {
	ID   string  `json:"id"`
	Text Foreign `json:"text"`
}

//go:embed judging
var judging embed.FS

// judgingTemplates are the judge's prompts: a file for each, with a template for
// the system's message and one for the user's. The system's never changes, so
// that servers which keep the beginning of a prompt can.
var judgingTemplates = map[qa.Lang]map[string]*texttemplate.Template{
	qa.Japanese: {"elements": judgingTemplate("ja/elements"), "claims": judgingTemplate("ja/claims")},
	qa.English:  {"elements": judgingTemplate("en/elements"), "claims": judgingTemplate("en/claims")},
}

func judgingTemplate(name string) *texttemplate.Template {
	return texttemplate.Must(texttemplate.ParseFS(judging, "judging/"+name+".tmpl"))
}

// fill words the prompt's messages. An unknown language is English.
func (p *Prompt) fill(name string, lang qa.Lang, f Fence, data any, ids string) error {
	enclosed, err := f.Enclose(data)
	if err != nil {
		return fmt.Errorf("word the prompt %s: %w", p.Name, err)
	}
	if lang != qa.Japanese {
		lang = qa.English
	}
	for _, by := range []Speaker{System, User} {
		var b strings.Builder
		err := judgingTemplates[lang][name].ExecuteTemplate(&b, string(by), struct{ Data, IDs string }{enclosed, ids})
		if err != nil {
			return fmt.Errorf("word the prompt %s: %w", p.Name, err)
		}
		p.Messages = append(p.Messages, Message{Speaker: by, Content: b.String()})
	}
	return nil
}
