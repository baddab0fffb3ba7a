package prompts

import (
	"slices"
	"strings"

	"mondo/qa"
)

// Feedback is what a coach knows of a thread that is over.
type Feedback struct {
	Points   []qa.KeyPoint
	Levels   map[string]qa.Level // final, by key point id; none counts as missed
	Hinted   map[string]bool     // by key point id
	Skipped  bool
	DontKnow bool // the thread ended because the candidate did not know
}

// Feedback says in one to three sentences what was conveyed and what to look at
// next. It may name content: the thread is over.
func (s Script) Feedback(in Feedback, used Used) Line {
	if len(in.Points) == 0 {
		return s.say("feedback.no_points", nil, used)
	}
	lines := []Line{s.verdict(in, used)}
	if next, level := in.next(); next != nil {
		situation := "feedback.next"
		if level == qa.Partial {
			situation = "feedback.next.partial"
		}
		lines = append(lines, s.say(situation, slots{"next": s.nameOf(*next)}, used))
	}
	if p := in.hinted(); p != nil {
		lines = append(lines, s.say("feedback.hinted", slots{"hinted": s.nameOf(*p)}, used))
	}
	return s.join(lines...)
}

// verdict is the sentence about what was conveyed.
func (s Script) verdict(in Feedback, used Used) Line {
	covered, partial := in.of(qa.Covered), in.of(qa.Partial)
	fill := slots{"all": s.count(len(in.Points)), "got": s.count(len(covered)), "names": s.names(covered)}
	situation := ""
	switch {
	case in.Skipped:
		situation = "feedback.skipped"
	case len(covered) == 1 && len(in.Points) == 1:
		situation = "feedback.all.one"
	case len(covered) == len(in.Points):
		situation = "feedback.all"
	case len(covered) > 0 && fill["names"] != "":
		situation = "feedback.named"
	case len(covered) > 0:
		situation = "feedback.counted"
	case len(partial) > 0:
		situation = "feedback.half"
	case in.DontKnow:
		situation = "feedback.dont_know"
	default:
		situation = "feedback.none"
	}
	return s.say(situation, fill, used)
}

// of lists the points that ended at a level.
func (f Feedback) of(l qa.Level) []qa.KeyPoint {
	var all []qa.KeyPoint
	for _, p := range f.Points {
		if level := f.Levels[p.ID]; level == l || l == qa.Missed && level == "" {
			all = append(all, p)
		}
	}
	return all
}

// next is the point to look at next: vital before optional, missed before
// partial, in the sheet's order; nil when all were conveyed.
func (f Feedback) next() (*qa.KeyPoint, qa.Level) {
	for _, vital := range []bool{true, false} {
		for _, level := range []qa.Level{qa.Missed, qa.Partial} {
			for _, p := range f.of(level) {
				if p.Vital == vital {
					return &p, level
				}
			}
		}
	}
	return nil, ""
}

// hinted is the first conveyed point that took a hint; nil when none did.
func (f Feedback) hinted() *qa.KeyPoint {
	for _, p := range append(f.of(qa.Covered), f.of(qa.Partial)...) {
		if f.Hinted[p.ID] {
			return &p
		}
	}
	return nil
}

// namesShown bounds how many areas are listed in one sentence.
const namesShown = 3

// names lists the labels of points, "" when one of them has none or they are
// too many for one sentence.
func (s Script) names(points []qa.KeyPoint) string {
	var labels []string
	for _, p := range points {
		outer, _, _ := strings.Cut(p.Label, ": ")
		label := trimEdges(clean(outer))
		if label == "" || emptyLabel.MatchString(label) {
			return ""
		}
		if label = s.quoted(label); !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	if len(labels) > namesShown || len(labels) < len(points) {
		return ""
	}
	return s.list(labels)
}

// list joins quoted items as they are spoken.
func (s Script) list(items []string) string {
	switch {
	case s.lang == qa.Japanese && len(items) == 2:
		return items[0] + "と" + items[1]
	case s.lang == qa.Japanese || len(items) < 2:
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// nameOf names a point for the coach: its text, cut.
func (s Script) nameOf(p qa.KeyPoint) string {
	limit := 90
	if languageOf(p.Text) == qa.Japanese {
		limit = 32
	}
	text := strings.TrimRight(clean(p.Text), " 。.")
	if s.lang == qa.Japanese {
		text = strings.ReplaceAll(text, ": ", "：")
	}
	return s.quoted(cut(text, limit))
}

// quoted puts quotation marks around a text.
func (s Script) quoted(text string) string {
	if s.lang == qa.Japanese {
		return "「" + requote(s.lang, text) + "」"
	}
	return "“" + requote(s.lang, text) + "”"
}
