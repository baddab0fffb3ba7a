package interview

import (
	"slices"

	"mondo/qa"
)

// standing is how far one key point has been conveyed over several answers.
type standing struct {
	Level        qa.Level
	Contradicted bool
	Unsure       bool
	parts        []part
	// atLarge is set while Contradicted rests on a verdict that named no
	// element as contradicted: only a clean answer can clear it.
	atLarge bool
}

// part is an element of a key point and the last that was said of it.
type part struct {
	text     string
	presence qa.Presence
}

// conveyed merges the verdicts of a thread's answers, in their order, by key
// point id. Every key point of the question has a standing.
//
//   - The best level counts.
//   - Parts given in different answers unite: once all are there, it is covered.
//   - A later contradiction of something covered makes it partial; a later
//     clean answer, or the contradicted part said rightly, clears it.
func conveyed(q qa.Question, answers []Answer) map[string]standing {
	all := make(map[string]standing, len(q.KeyPoints))
	for _, k := range q.KeyPoints {
		all[k.ID] = standing{Level: qa.Missed}
	}
	for _, a := range answers {
		for _, v := range a.Scores.Verdicts {
			if c, ok := all[v.KeyPoint]; ok {
				all[v.KeyPoint] = c.after(v)
			}
		}
	}
	return all
}

// after is the standing once another answer has been given.
func (c standing) after(v qa.Verdict) standing {
	c.parts = united(c.parts, v)
	if contradicts(v) {
		return c.contradicted(v)
	}
	if v.Level == qa.Covered || !c.atLarge && !slices.ContainsFunc(c.parts, amiss) {
		c.Contradicted, c.atLarge = false, false
	}
	c = c.raised(v)
	if !c.Contradicted && allPresent(c.parts) {
		c.Level = qa.Covered
	}
	return c
}

func (c standing) contradicted(v qa.Verdict) standing {
	c.Contradicted = true
	c.atLarge = c.atLarge || !slices.ContainsFunc(v.Elements, wrongly)
	if c.Level == qa.Covered || better(v.Level, c.Level) {
		c.Level, c.Unsure = qa.Partial, v.Unsure
	}
	return c
}

// raised takes the better level, and with it how sure it is. Two verdicts of
// the same level: what was conveyed is sure once one scorer's word is; what was
// missed is unsure as long as one answer may have conveyed it.
func (c standing) raised(v qa.Verdict) standing {
	switch {
	case better(v.Level, c.Level):
		c.Level, c.Unsure = v.Level, v.Unsure
	case v.Level != c.Level:
	case v.Level == qa.Missed:
		c.Unsure = c.Unsure || v.Unsure
	default:
		c.Unsure = c.Unsure && v.Unsure
	}
	return c
}

// united adds the elements that an answer gave or contradicted. A scorer that
// found every element and still says "partial" weighs them by grade; its word
// stands, and its elements do not count towards the union.
func united(parts []part, v qa.Verdict) []part {
	if len(v.Elements) == 0 || v.Level == qa.Partial && !slices.ContainsFunc(v.Elements, lacking) {
		return parts
	}
	parts = slices.Clone(parts)
	for _, e := range v.Elements {
		i := slices.IndexFunc(parts, func(p part) bool { return p.text == e.Text })
		if i < 0 {
			parts = append(parts, part{text: e.Text, presence: qa.Absent})
			i = len(parts) - 1
		}
		if e.Presence == qa.Contradicted || e.Presence == qa.Present && v.Level != qa.Missed {
			parts[i].presence = e.Presence
		}
	}
	return parts
}

func lacking(e qa.Element) bool { return e.Presence != qa.Present }

func amiss(p part) bool { return p.presence == qa.Contradicted }

func absent(p part) bool { return p.presence != qa.Present }

func allPresent(parts []part) bool { return len(parts) > 0 && !slices.ContainsFunc(parts, absent) }

func contradicts(v qa.Verdict) bool {
	return v.Contradicted || slices.ContainsFunc(v.Elements, wrongly)
}

func wrongly(e qa.Element) bool { return e.Presence == qa.Contradicted }

func better(a, b qa.Level) bool { return a.Share() > b.Share() }
