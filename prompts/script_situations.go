package prompts

import (
	"fmt"
	"slices"
	"strings"
)

// situation says which slots a line of it has: each of them, and no others.
type situation struct{ slots []string }

func with(slots ...string) situation { return situation{slots} }

// situations are all the occasions on which the scripted interviewer speaks.
// What each is for stands above its lines, in lines/.
var situations = map[string]situation{
	"greeting.open":      with(),
	"greeting.plan":      with("n"),
	"greeting.plan.one":  with(),
	"greeting.titled":    with("title", "n"),
	"greeting.mock":      with(),
	"greeting.coach":     with(),
	"greeting.timed":     with(),
	"question.first":     with("question"),
	"question.next":      with("question"),
	"question.last":      with("question"),
	"question.only":      with("question"),
	"question.section":   with("section", "question"),
	"question.skipped":   with("question"),
	"question.dont_know": with("question"),
	"question.covered":   with("question"),
	"question.limit":     with("question"),
	"question.noun":      with("question"),
	"repeat":             with("text"),

	"missed.area":         with("area"),
	"missed.topic":        with("topic"),
	"missed.plain":        with(),
	"vague.area":          with("area"),
	"vague.deed":          with(),
	"vague.view":          with(),
	"partial.quote":       with("quote"),
	"partial.area":        with("area"),
	"partial.plain":       with(),
	"contradicted.quote":  with("quote"),
	"contradicted.area":   with("area"),
	"contradicted.plain":  with(),
	"deepen.deed.said":    with("said"),
	"deepen.deed.plain":   with(),
	"deepen.view.said":    with("said"),
	"deepen.view.plain":   with(),
	"deepen.motive.said":  with("said"),
	"deepen.motive.plain": with(),
	"dont_know.area":      with("area"),
	"dont_know.topic":     with("topic"),
	"dont_know.plain":     with(),

	"hint.area":        with("area", "opening"),
	"hint.area.number": with("area", "opening"),
	"hint.area.name":   with("area", "opening"),
	"hint.area.step":   with("area", "opening"),
	"hint.opening":     with("opening"),
	"hint.cloze":       with("cloze"),
	"hint.initial":     with("initial"),

	"feedback.all":             with("all"),
	"feedback.all.one":         with(),
	"feedback.named":           with("all", "got", "names"),
	"feedback.counted":         with("all", "got"),
	"feedback.half":            with(),
	"feedback.none":            with(),
	"feedback.skipped":         with(),
	"feedback.dont_know":       with(),
	"feedback.no_points":       with(),
	"feedback.next":            with("next"),
	"feedback.next.partial":    with("next"),
	"feedback.hinted":          with("hinted"),
	"closing.mock":             with(),
	"closing.coach":            with(),
	"closing.early.mock":       with(),
	"closing.early.coach":      with(),
	"closing.nothing_answered": with(),
}

// allow reports a line whose slots are not those of the situation.
func (s situation) allow(text string) error {
	found := slotsIn(text)
	for _, name := range s.slots {
		if !slices.Contains(found, name) {
			return fmt.Errorf("the line lacks {%s}: %q", name, text)
		}
	}
	for _, name := range found {
		if !slices.Contains(s.slots, name) {
			return fmt.Errorf("the situation has no {%s}: %q", name, text)
		}
	}
	if strings.Count(text, "{") != len(found) || strings.Count(text, "}") != len(found) {
		return fmt.Errorf("a brace that is no slot: %q", text)
	}
	return nil
}

// filledBy reports whether all slots of the situation have a text.
func (s situation) filledBy(fill slots) bool {
	for _, name := range s.slots {
		if fill[name] == "" {
			return false
		}
	}
	return true
}
