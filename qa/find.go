package qa

import (
	"regexp"
	"strconv"
	"strings"
)

var questionNumber = regexp.MustCompile(`(?i)^(?:q|問|質問|question|#|no\.?)?\s*(\d{1,4})$`)

// FindQuestion finds the question that a person means: by its id, its exact
// text, its place in the sheet ("3", "Q3", from 1), its text whatever the
// punctuation, or a part of its text that no other question has.
func (s *Sheet) FindQuestion(idOrText string) (Question, bool) {
	wanted := strings.TrimSpace(idOrText)
	if q, ok := s.Question(wanted); ok {
		return q, true
	}
	all := s.Questions()
	for _, q := range all {
		if q.Text == wanted {
			return q, true
		}
	}
	folded, _ := fold(wanted)
	if m := questionNumber.FindStringSubmatch(folded); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= len(all) {
			return all[n-1], true
		}
	}
	if m, ok := questionMark(wanted); ok && m.rest != "" {
		wanted = m.rest
	}
	part := normalText(wanted)
	if part == "" {
		return Question{}, false
	}
	var matches []Question
	for _, q := range all {
		text := normalText(q.Text)
		if text == part {
			return q, true
		}
		if strings.Contains(text, part) {
			matches = append(matches, q)
		}
	}
	if len(matches) != 1 {
		return Question{}, false
	}
	return matches[0], true
}
