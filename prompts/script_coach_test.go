package prompts

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"mondo/qa"
)

// TestHint: a hint helps, and does not say it all.
func TestHint(t *testing.T) {
	for name, sheet := range sheets(t) {
		eachVoice(func(voice string, lang qa.Lang, p qa.Persona) {
			s, used := NewScript(lang, p, 3), Used{}
			for _, q := range sheet.Questions() {
				for _, point := range q.KeyPoints {
					line := s.Hint(Hint{q, point}, used)
					used[line.ID] = true
					text := clean(body(point))
					if strings.Contains(line.Text, text) && utf8.RuneCountInString(text) > 1 {
						t.Errorf("%s %s: %q says all of %q", name, voice, line.Text, text)
					}
					if strings.ContainsAny(line.Text, "{}\n？?") {
						t.Errorf("%s %s: %q", name, voice, line.Text)
					}
				}
			}
		})
	}
}

func TestOpeningAndCloze(t *testing.T) {
	for name, c := range map[string]struct{ text, known, opening, cloze string }{
		"words":            {"倉庫の担当者と毎週話し合い、誤出荷を月40件から6件に減らした", "", "倉庫の担当者と毎週話し…", "〇〇の担当者と毎週話し合い、〇〇を月40件から〇〇に減らした"},
		"known words stay": {"Goの経験は3年で、Rustの経験は1年", "Goの経験は？", "Goの経験は3年…", "Goの経験は〇〇で、Rustの経験は〇〇"},
		"comparison":       {"Go は 静的、Rust は 所有権", "GoとRustの違いは？", "Go は 静…", ""},
		"one long word":    {"誤出荷防止対策", "", "誤出…", ""},
		"too short":        {"倉庫", "", "", ""},
		"english":          {"Weekly sessions with the pickers cut wrong shipments", "", "Weekly sessions with…", "___ sessions with the ___ cut ___ shipments"},
		"english, short":   {"Weekly sessions", "", "", ""},
	} {
		if got := opening(c.text, fold(c.known)); got != c.opening {
			t.Errorf("%s: opening %q, want %q", name, got, c.opening)
		}
		if got := cloze(c.text, fold(c.known)); got != c.cloze {
			t.Errorf("%s: cloze %q, want %q", name, got, c.cloze)
		}
	}
}

// TestFeedback: one to three sentences, about what to look at next when
// something is left.
func TestFeedback(t *testing.T) {
	sentence := map[qa.Lang]*regexp.Regexp{qa.Japanese: regexp.MustCompile(`。`), qa.English: regexp.MustCompile(`\.(?: |$)`)}
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		in := samples[lang]
		points := []qa.KeyPoint{in.plain, in.labelled}
		s, used := NewScript(lang, p, 6), Used{}
		for n := range 200 {
			all := []qa.Level{qa.Covered, qa.Partial, qa.Missed, ""}
			f := Feedback{
				Points: points, Levels: map[string]qa.Level{"k1": all[n%4], "k2": all[n/4%4]},
				Hinted: map[string]bool{"k1": n%3 == 0}, Skipped: n%11 == 0, DontKnow: n%7 == 0,
			}
			line := s.Feedback(f, used)
			used[line.ID] = true
			plain := quoted.ReplaceAllString(line.Text, "X")
			if got := len(sentence[lang].FindAllString(plain, -1)); got < 1 || got > 3 {
				t.Errorf("%s: %d sentences: %s", name, got, line.Text)
			}
			next, _ := f.next()
			if next == nil && n%4+n/4%4 > 0 {
				t.Errorf("%s: %v has nothing next", name, f.Levels)
			}
			if next != nil && !strings.Contains(line.Text, s.nameOf(*next)) {
				t.Errorf("%s: does not name %q: %s", name, next.Text, line.Text)
			}
		}
	})
}

func TestNextIsVitalFirst(t *testing.T) {
	f := Feedback{
		Points: []qa.KeyPoint{{ID: "aside"}, {ID: "half", Vital: true}, {ID: "gone", Vital: true}},
		Levels: map[string]qa.Level{"half": qa.Partial},
	}
	if next, level := f.next(); next.ID != "gone" || level != qa.Missed {
		t.Errorf("%s (%s) is next", next.ID, level)
	}
	f.Levels["gone"] = qa.Covered
	if next, _ := f.next(); next.ID != "half" {
		t.Errorf("%s is next", next.ID)
	}
}
