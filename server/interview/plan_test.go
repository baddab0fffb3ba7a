package interview

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"mondo/qa"
)

func planSheet() *qa.Sheet {
	q := func(id, answer string) qa.Question { return qa.Question{ID: id, Text: id + "?", ModelAnswer: answer} }
	return &qa.Sheet{Title: "Sheet", Lang: qa.English, Version: "v7", Sections: []qa.Section{
		{Title: "One", Questions: []qa.Question{q("a", "Short."), q("b", strings.Repeat("word ", 140)), q("c", "")}},
		{Title: "Two", Questions: []qa.Question{q("d", "Short."), q("e", "Short.")}},
	}}
}

func idsOf(p Planned) string {
	var ids []string
	for _, q := range p.Questions {
		ids = append(ids, q.ID)
	}
	return strings.Join(ids, " ")
}

func TestPlanChoosesAndOrders(t *testing.T) {
	last := map[string]float64{"a": 0.5, "b": 0, "c": 0.9, "e": 0.5}
	for name, c := range map[string]struct {
		set  Settings
		want string
	}{
		"everything, as in the sheet":               {Settings{}, "a b c d e"},
		"the first of them":                         {Settings{Count: 2}, "a b"},
		"more than there are":                       {Settings{Count: 99}, "a b c d e"},
		"some, in the sheet's order":                {Settings{Questions: []string{"e", "b", "e"}}, "b e"},
		"never asked first, then the weakest":       {Settings{Order: Weakest}, "d b a e c"},
		"the weakest of some":                       {Settings{Order: Weakest, Count: 1, Questions: []string{"a", "c", "b"}}, "b"},
		"shuffled, the same way for the same seed":  {Settings{Order: Shuffled}, idsOf(must(t, Settings{Order: Shuffled}, 7))},
		"a count of the shuffled, not of the sheet": {Settings{Order: Shuffled, Count: 2}, idsOf(must(t, Settings{Order: Shuffled}, 7))[:3]},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Plan("s1", planSheet(), c.set, 7, last)
			if err != nil || idsOf(p) != c.want {
				t.Errorf("%q, %v, not %q", idsOf(p), err, c.want)
			}
		})
	}
}

func must(t *testing.T, set Settings, seed uint64) Planned {
	t.Helper()
	p, err := Plan("s1", planSheet(), set, seed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlanShufflesBySeed(t *testing.T) {
	orders := map[string]bool{}
	for seed := range uint64(40) {
		p := must(t, Settings{Order: Shuffled}, seed)
		orders[idsOf(p)] = true
		ids := strings.Fields(idsOf(p))
		slices.Sort(ids)
		if strings.Join(ids, " ") != "a b c d e" {
			t.Fatalf("lost or doubled: %q", idsOf(p))
		}
	}
	if len(orders) < 20 {
		t.Errorf("40 seeds give %d orders", len(orders))
	}
}

func TestPlanFillsDefaults(t *testing.T) {
	p := must(t, Settings{}, 3)
	want := Settings{Order: AsInSheet, Mode: Mock, Persona: qa.Neutral, Lang: qa.English}
	have := p.Settings
	if have.Questions == nil {
		t.Error("the questions are nil")
	}
	have.Questions = nil
	if have.Order != want.Order || have.Mode != want.Mode || have.Persona != want.Persona || have.Lang != want.Lang || have.FollowUps != 0 {
		t.Errorf("%+v", have)
	}
	if p.Sheet != "s1" || p.SheetTitle != "Sheet" || p.SheetVersion != "v7" || p.Seed != 3 || p.Questions[3].Section != "Two" {
		t.Errorf("%+v", p)
	}
}

func TestPlanGivesTime(t *testing.T) {
	p := must(t, Settings{Timed: true}, 0)
	for i, want := range []int{
		20, // one word: the least
		75, // 140 words take a minute, and a quarter more
		60, // no model answer to go by
	} {
		if p.Questions[i].Seconds != want {
			t.Errorf("question %d has %d s, not %d", i, p.Questions[i].Seconds, want)
		}
	}
	if must(t, Settings{}, 0).Questions[1].Seconds != 0 {
		t.Error("time without being timed")
	}
}

func TestPlanErrors(t *testing.T) {
	for name, c := range map[string]struct {
		set   Settings
		sheet *qa.Sheet
		want  PlanErrorCode
	}{
		"an empty sheet":        {Settings{}, &qa.Sheet{Lang: qa.English}, PlanNoQuestions},
		"a question of another": {Settings{Questions: []string{"a", "z"}}, planSheet(), PlanUnknownQuestion},
		"fewer than none":       {Settings{Count: -1}, planSheet(), PlanCount},
		"too many follow-ups":   {Settings{FollowUps: MaxFollowUps + 1}, planSheet(), PlanFollowUps},
		"negative follow-ups":   {Settings{FollowUps: -1}, planSheet(), PlanFollowUps},
		"an order":              {Settings{Order: "backwards"}, planSheet(), PlanOrder},
		"a mode":                {Settings{Mode: "exam"}, planSheet(), PlanMode},
		"a persona":             {Settings{Persona: "rude"}, planSheet(), PlanPersona},
		"a language":            {Settings{Lang: "tlh"}, planSheet(), PlanLang},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Plan("s1", c.sheet, c.set, 0, nil)
			var pe *PlanError
			if !errors.As(err, &pe) || pe.Code != c.want {
				t.Errorf("%v, not %s", err, c.want)
			}
		})
	}
}

// An interview that runs does not change with the settings of whoever planned it.
func TestPlanKeepsNothingOfItsInput(t *testing.T) {
	set := Settings{Questions: []string{"a"}}
	p := must(t, set, 0)
	set.Questions[0] = "changed"
	if p.Settings.Questions[0] != "a" {
		t.Error("the plan shares its caller's list")
	}
}
