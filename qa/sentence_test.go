package qa

import (
	"strings"
	"testing"
)

func TestSentenceEnds(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Japanese", "数えた。合った！本当？はい", "数えた。|合った！|本当？|はい"},
		{"in brackets", "店長が「帰れ。」と言った。そうか", "店長が「帰れ。」と言った。|そうか"},
		{"English", "We counted. It matched.", "We counted.| It matched."},
		{"abbreviations", "Dr. Hall came, e.g. on Mondays. Good.", "Dr. Hall came, e.g. on Mondays.| Good."},
		{"initials", "I met J. Smith. (J. Smith left.", "I met J. Smith.| (J. Smith left."},
		{"numbers", "It took 3.5 hours. Then 2.", "It took 3.5 hours.| Then 2."},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			start := 0
			for _, end := range append(SentenceEnds(c.text), len(c.text)) {
				if start < end {
					got = append(got, c.text[start:end])
				}
				start = end
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("%s, want %s", s, c.want)
			}
		})
	}
}

func TestSpokenCharacters(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "在庫、合った。": 5, "AWSを3年": 3 + 1 + 1.5 + 1, "New Relic": 6} {
		if got := SpokenCharacters(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
