package qa

import "slices"

// Note is what a person has approved about a key point beyond what the sheet
// says of it, as a model proposed it. It stands beside the sheet, which nobody
// rewrites, and goes with it.
type Note struct {
	Question string `json:"question"`  // its id
	KeyPoint string `json:"key_point"` // its id
	// Elements are the parts that make the point that point, in words of the
	// sheet; empty means those that the scorer finds by itself.
	Elements []string `json:"elements,omitempty"`
	// Paraphrases are other words that convey the point.
	Paraphrases []string `json:"paraphrases,omitempty"`
	// Vital overrules the sheet's own mark; nil leaves it.
	Vital *bool `json:"vital,omitempty"`
}

// Empty says that the note says nothing.
func (n Note) Empty() bool {
	return len(n.Elements) == 0 && len(n.Paraphrases) == 0 && n.Vital == nil
}

// Noted is the sheet with what the notes say of its key points: which are vital,
// and of which elements they are made. The sheet itself stays as it is.
func (s *Sheet) Noted(notes []Note) *Sheet {
	of := map[string]Note{}
	for _, n := range notes {
		if n.Vital != nil || len(n.Elements) > 0 {
			of[n.KeyPoint] = n
		}
	}
	if len(of) == 0 {
		return s
	}
	noted := *s
	noted.Sections = slices.Clone(s.Sections)
	for i, sec := range noted.Sections {
		noted.Sections[i].Questions = slices.Clone(sec.Questions)
		for j, q := range sec.Questions {
			noted.Sections[i].Questions[j].KeyPoints = annotated(q.KeyPoints, of)
		}
	}
	return &noted
}

func annotated(points []KeyPoint, notes map[string]Note) []KeyPoint {
	points = slices.Clone(points)
	for i, k := range points {
		n := notes[k.ID]
		if n.Vital != nil {
			points[i].Vital = *n.Vital
		}
		points[i].Elements = n.Elements
	}
	return points
}
