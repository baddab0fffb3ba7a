package interview

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"mondo/qa"
)

// PlanError is a setting that cannot be. Its code is stable: clients translate it.
type PlanError struct {
	Code  PlanErrorCode
	Value string // what was asked for
}

func (e *PlanError) Error() string {
	return fmt.Sprintf("plan interview: %s: %q", e.Code, e.Value)
}

// PlanErrorCode names what is wrong with settings.
type PlanErrorCode string

// The errors of planning.
const (
	PlanNoQuestions     PlanErrorCode = "no_questions"     // the sheet has none
	PlanUnknownQuestion PlanErrorCode = "unknown_question" // an id that the sheet does not have
	PlanCount           PlanErrorCode = "count"            // below 0
	PlanOrder           PlanErrorCode = "order"
	PlanFollowUps       PlanErrorCode = "follow_ups" // outside 0 to MaxFollowUps
	PlanMode            PlanErrorCode = "mode"
	PlanPersona         PlanErrorCode = "persona"
	PlanLang            PlanErrorCode = "lang"
)

// Plan makes the first event of an interview: which questions of the sheet are
// asked, in which order, with what time. The sheet's title, version and
// language come from the sheet; seed drives the shuffle here and the choice of
// lines later; last is the latest final coverage by question id, which the order
// [Weakest] wants, and may be nil.
//
// Empty settings become their defaults: the whole sheet in its order, mock,
// neutral, the sheet's language. FollowUps 0 means none; it is for whoever asks
// a person to offer [DefaultFollowUps]. A Count over what was chosen means all.
// Every question is asked, also one with no model answer or no key points.
//
// An error is a [*PlanError].
func Plan(sheetID string, sheet *qa.Sheet, set Settings, seed uint64, last map[string]float64) (Planned, error) {
	set = filled(set, sheet.Lang)
	if err := valid(set); err != nil {
		return Planned{}, err
	}
	chosen, err := chosenFrom(sheet, set.Questions)
	if err != nil {
		return Planned{}, err
	}
	order(chosen, set.Order, seed, last)
	if set.Count > 0 && set.Count < len(chosen) {
		chosen = chosen[:set.Count]
	}
	if set.Timed {
		for i := range chosen {
			chosen[i].Seconds = Seconds(sheet.Lang, chosen[i].Question)
		}
	}
	return Planned{
		Sheet:        sheetID,
		SheetTitle:   sheet.Title,
		SheetVersion: sheet.Version,
		Settings:     set,
		Seed:         seed,
		Questions:    chosen,
	}, nil
}

func filled(set Settings, lang qa.Lang) Settings {
	set.Questions = slices.Clone(orEmpty(set.Questions))
	set.Order = cmp.Or(set.Order, AsInSheet)
	set.Mode = cmp.Or(set.Mode, Mock)
	set.Persona = cmp.Or(set.Persona, qa.Neutral)
	set.Lang = cmp.Or(set.Lang, lang, qa.Japanese)
	return set
}

func valid(set Settings) error {
	bad := func(code PlanErrorCode, value any) error {
		return &PlanError{Code: code, Value: fmt.Sprint(value)}
	}
	switch {
	case set.Count < 0:
		return bad(PlanCount, set.Count)
	case !slices.Contains([]Order{AsInSheet, Shuffled, Weakest}, set.Order):
		return bad(PlanOrder, set.Order)
	case set.FollowUps < 0 || set.FollowUps > MaxFollowUps:
		return bad(PlanFollowUps, set.FollowUps)
	case !slices.Contains([]Mode{Mock, Coach}, set.Mode):
		return bad(PlanMode, set.Mode)
	case !slices.Contains([]qa.Persona{qa.Friendly, qa.Neutral, qa.Demanding}, set.Persona):
		return bad(PlanPersona, set.Persona)
	case !slices.Contains([]qa.Lang{qa.Japanese, qa.English}, set.Lang):
		return bad(PlanLang, set.Lang)
	}
	return nil
}

// chosenFrom lists the questions with the given ids, or all, as the sheet has them.
func chosenFrom(sheet *qa.Sheet, ids []string) ([]PlannedQuestion, error) {
	want := make(map[string]bool, len(ids))
	for _, id := range ids {
		want[id] = true
	}
	chosen := []PlannedQuestion{}
	for _, sec := range sheet.Sections {
		for _, q := range sec.Questions {
			if len(ids) == 0 || want[q.ID] {
				q.KeyPoints = orEmpty(q.KeyPoints)
				chosen = append(chosen, PlannedQuestion{Section: sec.Title, Question: q})
				delete(want, q.ID)
			}
		}
	}
	for _, id := range ids {
		if want[id] {
			return nil, &PlanError{Code: PlanUnknownQuestion, Value: id}
		}
	}
	if len(chosen) == 0 {
		return nil, &PlanError{Code: PlanNoQuestions, Value: sheet.Title}
	}
	return chosen, nil
}

func order(chosen []PlannedQuestion, by Order, seed uint64, last map[string]float64) {
	switch by {
	case Shuffled:
		r := rand.New(rand.NewPCG(seed, uint64(len(chosen))))
		r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
	case Weakest:
		slices.SortStableFunc(chosen, func(a, b PlannedQuestion) int {
			return cmp.Compare(strength(last, a.ID), strength(last, b.ID))
		})
	}
}

// strength puts what was never asked before what was asked in vain.
func strength(last map[string]float64, id string) float64 {
	if c, ok := last[id]; ok {
		return c
	}
	return -1
}
