package prompts

import (
	"strings"

	"mondo/qa"
)

// ClaimsVersion is the version of the prompt for claims.
const ClaimsVersion = 1

// Comparison is an answer beside what the sheet says.
type Comparison struct {
	Lang        qa.Lang
	Question    string
	ModelAnswer string
	Points      []ComparedPoint
	Answer      string
	Spoken      bool // the answer is a transcript
}

// ComparedPoint is a key point under an id that is unique within the prompt.
type ComparedPoint struct{ ID, Text string }

// FoundClaim is what a model takes for a claim: words of the answer, and those of
// the sheet that they cannot be true beside. Neither is looked up yet.
type FoundClaim struct {
	Answer, Sheet string
	Point         string // id of the point, "" when the model gave none
}

// claimsSchema has the quotes first, like [judgeSchema].
const claimsSchema = `{"type":"object","properties":{"claims":{"type":"array","items":{"type":"object","properties":{` +
	`"answer_quote":{"type":"string"},"sheet_quote":{"type":"string"},"point":{"type":"string"}},` +
	`"required":["answer_quote","sheet_quote","point"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}`

// claimsTokens is room for some claims, of which there are seldom two.
const claimsTokens = 1200

// ClaimsPrompt asks what an answer says that the sheet contradicts. [ReadClaims]
// reads the reply.
func ClaimsPrompt(f Fence, c Comparison) (Prompt, error) {
	var data struct {
		Question    Foreign      `json:"question"`
		ModelAnswer Foreign      `json:"model_answer"`
		Points      []shownPoint `json:"points"`
		Answer      Foreign      `json:"answer"`
		Spoken      bool         `json:"spoken"`
	}
	data.Question, data.ModelAnswer = Foreign(c.Question), Foreign(c.ModelAnswer)
	data.Answer, data.Spoken = Foreign(c.Answer), c.Spoken
	for _, k := range c.Points {
		data.Points = append(data.Points, shownPoint{ID: k.ID, Text: Foreign(k.Text)})
	}
	p := Prompt{
		Name: "claims", Version: ClaimsVersion, Role: Judge,
		Schema: &Schema{Name: "claims", JSON: []byte(claimsSchema)}, MaxTokens: claimsTokens,
	}
	err := p.fill("claims", c.Lang, f, data, "")
	return p, err
}

// ReadClaims reads the reply to a [ClaimsPrompt]. ok reports whether it was one:
// a reply that names no claim is, a refusal is not.
func ReadClaims(reply string) (claims []FoundClaim, ok bool) {
	for _, v := range readLoose(reply) {
		found, said := claimsIn(v)
		claims, ok = append(claims, found...), ok || said
	}
	return claims, ok
}

func claimsIn(v any) (claims []FoundClaim, ok bool) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			found, said := claimsIn(item)
			claims, ok = append(claims, found...), ok || said
		}
	case object:
		if list, named := v.find("claims"); named {
			claims, _ = claimsIn(list)
			return claims, true
		}
		answer, a := v.find("answer_quote")
		sheet, s := v.find("sheet_quote")
		if a && s {
			at, _ := v.find("point")
			return []FoundClaim{{wordOf(answer), wordOf(sheet), strings.TrimSpace(wordOf(at))}}, true
		}
	}
	return claims, ok
}
