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

// Noted is the sheet with the notes' marks of what is vital. The sheet itself
// stays as it is.
func (s *Sheet) Noted(notes []Note) *Sheet {
	vital := map[string]bool{}
	for _, n := range notes {
		if n.Vital != nil {
			vital[n.KeyPoint] = *n.Vital
		}
	}
	if len(vital) == 0 {
		return s
	}
	noted := *s
	noted.Sections = slices.Clone(s.Sections)
	for i, sec := range noted.Sections {
		noted.Sections[i].Questions = slices.Clone(sec.Questions)
		for j, q := range sec.Questions {
			noted.Sections[i].Questions[j].KeyPoints = marked(q.KeyPoints, vital)
		}
	}
	return &noted
}

func marked(points []KeyPoint, vital map[string]bool) []KeyPoint {
	points = slices.Clone(points)
	for i, k := range points {
		if v, ok := vital[k.ID]; ok {
			points[i].Vital = v
		}
	}
	return points
}
