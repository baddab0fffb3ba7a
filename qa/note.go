package qa

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

// Noted gives the questions with the notes' marks of what is vital. The
// questions that are handed in stay as they are.
func Noted(questions []Question, notes []Note) []Question {
	vital := map[string]bool{}
	for _, n := range notes {
		if n.Vital != nil {
			vital[n.KeyPoint] = *n.Vital
		}
	}
	if len(vital) == 0 {
		return questions
	}
	out := make([]Question, len(questions))
	for i, q := range questions {
		q.KeyPoints = append([]KeyPoint(nil), q.KeyPoints...)
		for j, k := range q.KeyPoints {
			if v, ok := vital[k.ID]; ok {
				q.KeyPoints[j].Vital = v
			}
		}
		out[i] = q
	}
	return out
}
