package prompts

import (
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// proposalVersion changes with the wording of models/*/proposal.txt and the schema.
const proposalVersion = 1

// What is proposed for one key point, at most.
const (
	MaxElements    = 4
	MaxParaphrases = 4
)

// Lengths of the reason for a mark.
const (
	reasonJapanese = 40 // characters
	reasonEnglish  = 20 // words
)

// Proposals asks what the key points of a question are made of.
type Proposals struct {
	Lang     qa.Lang // the sheet's
	Question qa.Question
	Fence    Fence
}

// Proposal is what a model proposes for one key point. It changes nothing until
// the person approves it.
type Proposal struct {
	KeyPoint    string   // its id
	Elements    []string // one to MaxElements, in the point's own words
	Paraphrases []string // up to MaxParaphrases
	Vital       bool
	Reason      string // for Vital, "" when none can be shown
}

const proposalSchema = `{"type":"object","properties":{"points":{"type":"array","items":{"type":"object","properties":{` +
	`"id":{"type":"string"},"elements":{"type":"array","items":{"type":"string"}},"paraphrases":{"type":"array","items":{"type":"string"}},` +
	`"vital":{"type":"boolean"},"reason":{"type":"string"}},"required":["id","elements","paraphrases","vital","reason"],"additionalProperties":false}}},` +
	`"required":["points"],"additionalProperties":false}`

// ProposalPrompt asks a model for elements, paraphrases and marks of a question's
// key points. [ReadProposals] reads the reply.
func ProposalPrompt(in Proposals) (Prompt, error) {
	type point struct {
		ID   string  `json:"id"`
		Text Foreign `json:"text"`
	}
	data := struct {
		Question Foreign `json:"question"`
		Points   []point `json:"points"`
	}{Question: Foreign(in.Question.Text)}
	for i, k := range in.Question.KeyPoints {
		data.Points = append(data.Points, point{pointID(i), excerpt(k.Text, earlierTurn)})
	}
	w, err := newWording("", in.Fence, reasonLimit(in.Lang), data)
	if err != nil {
		return Prompt{}, err
	}
	msgs, err := messages(in.Lang, "proposal", w)
	return Prompt{
		Name: "proposal", Version: proposalVersion, Role: Judge, Messages: msgs,
		Schema: &Schema{Name: "proposal", JSON: []byte(proposalSchema)}, MaxTokens: 100 + 300*len(in.Question.KeyPoints), Temperature: 0.2,
	}, err
}

func reasonLimit(lang qa.Lang) int {
	if lang == qa.Japanese {
		return reasonJapanese
	}
	return reasonEnglish
}

// ReadProposals reads the reply to [ProposalPrompt]: at most one proposal for each
// key point, in the sheet's order. What cannot be used is left out: an element
// with words that the point has not, a paraphrase with numbers or names of its
// own, what is too long. A point without an element has no proposal;
// [Unreadable] when none has one.
func ReadProposals(in Proposals, reply Reply) ([]Proposal, error) {
	found := map[int]Proposal{}
	for _, v := range readLoose(reply.Text) {
		in.collect(found, v)
	}
	var all []Proposal
	for i := range in.Question.KeyPoints {
		if p, ok := found[i]; ok {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return nil, Unreadable
	}
	return all, nil
}

// collect looks for proposals wherever the model put them. The first for a point
// counts.
func (in Proposals) collect(found map[int]Proposal, v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			in.collect(found, item)
		}
	case object:
		if list, ok := v.find("points"); ok {
			in.collect(found, list)
			return
		}
		id, _ := v.find("id")
		i := indexOfID(wordOf(id))
		if _, twice := found[i]; twice || i < 0 || i >= len(in.Question.KeyPoints) {
			return
		}
		if p := in.proposal(in.Question.KeyPoints[i], v); len(p.Elements) > 0 {
			found[i] = p
		}
	}
}

func (in Proposals) proposal(point qa.KeyPoint, o object) Proposal {
	elements, _ := o.find("elements")
	paraphrases, _ := o.find("paraphrases")
	vital, marked := o.find("vital")
	reason, _ := o.find("reason")
	p := Proposal{KeyPoint: point.ID, Vital: point.Vital}
	p.Elements = usable(stringsOf(elements), MaxElements, func(e string) bool { return stems(point, e) })
	p.Paraphrases = usable(stringsOf(paraphrases), MaxParaphrases, func(s string) bool { return in.rephrases(point, s) })
	switch wordOf(vital) {
	case "true":
		p.Vital = true
	case "false":
		p.Vital = false
	default:
		marked = false
	}
	if marked {
		p.Reason = in.reason(oneLine(in.Lang, wordOf(reason)))
	}
	return p
}

// usable are the first so many texts that fit, each once.
func usable(texts []string, most int, fits func(string) bool) []string {
	var all []string
	seen := map[string]bool{}
	for _, t := range texts {
		t = strings.TrimSpace(clean(t))
		if len(all) < most && t != "" && !seen[fold(t)] && fits(t) {
			all, seen[fold(t)] = append(all, t), true
		}
	}
	return all
}

// stems reports whether an element has no word that its point has not, and is not
// longer than the point.
func stems(point qa.KeyPoint, element string) bool {
	own := newKnown(point.Text)
	for _, c := range clues(element) {
		if !c.compound && !own.has(c) {
			return false
		}
	}
	return len(clues(element)) > 0 && utf8.RuneCountInString(element) <= utf8.RuneCountInString(point.Text)
}

// A paraphrase may be so much longer than its point, plus some characters for a
// short one.
const (
	longerParaphrase = 2
	spareCharacters  = 20
)

// rephrases reports whether a text may be another way to say a point: it is not
// the point itself, not much longer, and has no number or name of its own.
func (in Proposals) rephrases(point qa.KeyPoint, text string) bool {
	if fold(text) == fold(point.Text) || utf8.RuneCountInString(text) > longerParaphrase*utf8.RuneCountInString(point.Text)+spareCharacters {
		return false
	}
	g := guard{lang: languageOf(point.Text), known: newKnown(point.Text, in.Question.Text)}
	return languageOf(text) == g.lang && !g.invents(text, clues(text)) && keepsAmounts(point.Text, text)
}

// keepsAmounts reports whether a paraphrase has the numbers of its point, if the
// point has any.
func keepsAmounts(point, text string) bool {
	said := newKnown(text)
	for _, a := range amounts(fold(point)) {
		if !a.small() && !said.amount[a.value] {
			return false
		}
	}
	return true
}

// reason is a reason that can be shown, or "".
func (in Proposals) reason(text string) string {
	g := guard{lang: spokenLang(in.Lang)}
	if float64(g.length(text)) > tolerance*float64(reasonLimit(in.Lang)) {
		return ""
	}
	return text
}
