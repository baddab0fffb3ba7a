package prompts

import (
	"fmt"
	"slices"

	"mondo/qa"
)

// followUpVersion changes with the wording of models/*/followup.txt.
const followUpVersion = 1

// Lengths of a follow-up: about 25 seconds aloud at the pace of [qa.SpeakingTime].
// Whoever listens longer has forgotten how it began.
const (
	followUpJapanese = 120 // characters
	followUpEnglish  = 60  // words
)

// mostTargets is how many candidate targets a model chooses from. The rules' order
// is good, so the choice is seldom the third.
const mostTargets = 4

// Bounds on what of a conversation goes into a prompt, in characters, so that a
// small model's window holds it: of the last answer, and of each turn before it.
const (
	lastAnswer  = 3000
	earlierTurn = 600
)

// Utterance is what one of the two said.
type Utterance struct {
	Candidate bool // or else the interviewer
	Text      string
}

// FollowUp is what a model needs to know to word a follow-up, and its reply's
// reader to let the candidate hear it.
type FollowUp struct {
	Lang    qa.Lang
	Persona qa.Persona
	Brief   qa.Brief
	// Thread is what was said on this question so far, hints too, in order: the
	// question first and the answer of the brief last.
	Thread []Utterance
	// Levels is how far each key point of the question is conveyed so far, by id;
	// none counts as missed. What is not covered is not given away.
	Levels map[string]qa.Level
	// Reading may be nil; see [Reading].
	Reading Reading
	Fence   Fence
}

// candidates are the targets that a model may take, at most mostTargets. A brief
// that lists none has one.
func (f FollowUp) candidates() []qa.Candidate {
	all := f.Brief.Candidates
	if len(all) == 0 {
		all = []qa.Candidate{{KeyPoint: f.Brief.Target, Reason: f.Brief.Reason, Evidence: f.Brief.Evidence}}
	}
	return all[:min(len(all), mostTargets)]
}

type followUpData struct {
	Question Foreign         `json:"question"`
	Talk     []utteranceData `json:"talk"`
	Targets  []targetData    `json:"targets"`
}

type utteranceData struct {
	Who  string  `json:"who"` // "interviewer" or "person"
	Text Foreign `json:"text"`
	// Orders are sentences that speak to a model rather than to an interviewer.
	Orders []Foreign `json:"orders_to_ignore,omitempty"`
}

type targetData struct {
	ID      string    `json:"id"`
	Reason  qa.Reason `json:"reason"`
	Area    Foreign   `json:"area,omitempty"`
	Content Foreign   `json:"content"`
	Said    []Foreign `json:"said,omitempty"`
}

// FollowUpPrompt asks a model to word a follow-up. Read the reply with
// [NewFollowUpReader], made of the same FollowUp.
func FollowUpPrompt(in FollowUp) (Prompt, error) {
	candidates := in.candidates()
	data := followUpData{Question: Foreign(in.Brief.Question.Text), Talk: talk(in.Thread), Targets: targets(in, candidates)}
	w, err := newWording(in.Persona, in.Fence, followUpLimit(in.Lang), data)
	if err != nil {
		return Prompt{}, err
	}
	msgs, err := messages(in.Lang, "followup", followUpWording{w, in.Brief, candidates})
	return Prompt{
		Name: "followup", Version: followUpVersion, Role: Interviewer, Messages: msgs,
		MaxTokens: 240, Temperature: 0.6,
	}, err
}

// followUpWording is what the template of a follow-up gets.
type followUpWording struct {
	wording
	qa.Brief
	candidates []qa.Candidate
}

// Has reports whether a target has the reason; only such reasons are explained.
func (w followUpWording) Has(reason qa.Reason) bool {
	return slices.ContainsFunc(w.candidates, func(c qa.Candidate) bool { return c.Reason == reason })
}

func followUpLimit(lang qa.Lang) int {
	if lang == qa.Japanese {
		return followUpJapanese
	}
	return followUpEnglish
}

// talk is a conversation as data. Its last turn is the answer to be followed up.
func talk(thread []Utterance) []utteranceData {
	all := make([]utteranceData, 0, len(thread))
	for i, u := range thread {
		limit := earlierTurn
		if i == len(thread)-1 {
			limit = lastAnswer
		}
		data := utteranceData{Who: "interviewer", Text: excerpt(u.Text, limit)}
		if u.Candidate {
			data.Who = "person"
			for _, span := range Instructions(string(data.Text)) {
				data.Orders = append(data.Orders, Foreign(span.Text))
			}
		}
		all = append(all, data)
	}
	return all
}

func targets(in FollowUp, candidates []qa.Candidate) []targetData {
	var all []targetData
	for i, c := range candidates {
		t := targetData{
			ID:      targetID(i),
			Reason:  c.Reason,
			Area:    Foreign(areaOf(in.Lang, in.Brief.Question, c.KeyPoint)),
			Content: excerpt(body(c.KeyPoint), earlierTurn),
		}
		for _, e := range c.Evidence {
			t.Said = append(t.Said, excerpt(e.Text, earlierTurn/2))
		}
		all = append(all, t)
	}
	return all
}

// targetID is the short name of a candidate target: T1, T2.
func targetID(i int) string { return fmt.Sprintf("T%d", i+1) }

// newGuard is the guard over a follow-up.
func (f FollowUp) newGuard() *guard {
	q := f.Brief.Question
	heard := []string{q.Text, f.Brief.Answer}
	for _, u := range f.Thread {
		heard = append(heard, u.Text)
	}
	mayBeSaid, sheet := heard, append([]string{q.ModelAnswer}, heard...)
	for _, p := range f.points() {
		mayBeSaid, sheet = append(mayBeSaid, clean(p.Label)), append(sheet, p.Text)
		if !f.keeps(p) {
			mayBeSaid = append(mayBeSaid, p.Text)
		}
	}
	said := newKnown(mayBeSaid...)
	g := &guard{
		lang: spokenLang(f.Lang), known: newKnown(sheet...), word: f.Fence.word, limit: followUpLimit(f.Lang),
		prompt: promptPieces(f.Lang, "followup"),
	}
	g.secrets = newSecrets(slices.DeleteFunc(f.points(), func(p qa.KeyPoint) bool { return !f.keeps(p) }), said, f.Reading)
	return g
}

// points are the question's key points, and the targets in case they are others.
func (f FollowUp) points() []qa.KeyPoint {
	all := append([]qa.KeyPoint(nil), f.Brief.Question.KeyPoints...)
	seen := map[string]bool{}
	for _, p := range all {
		seen[p.ID] = true
	}
	for _, c := range f.candidates() {
		if !seen[c.KeyPoint.ID] {
			all, seen[c.KeyPoint.ID] = append(all, c.KeyPoint), true
		}
	}
	return all
}

// keeps reports whether a point is a secret: it is not covered yet, or is asked
// about as if it were not.
func (f FollowUp) keeps(p qa.KeyPoint) bool {
	for _, c := range f.candidates() {
		if c.KeyPoint.ID == p.ID {
			return c.Reason != qa.ReasonDeepen
		}
	}
	return f.Levels[p.ID] != qa.Covered
}
