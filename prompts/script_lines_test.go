package prompts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mondo/qa"
)

// followUps are the situations of follow-ups by what brings them about, with
// how many lines each persona needs. An interview of 26 questions with 5
// follow-ups each uses all of them up more than once; twelve for each reason is
// what keeps any ten minutes free of repeats.
var followUps = map[string][]string{
	"missed, labelled":            {"missed.area"},
	"missed, topic":               {"missed.topic"},
	"missed, neither":             {"missed.plain"},
	"partial, quoted":             {"partial.quote"},
	"partial, otherwise":          {"partial.area", "partial.plain"},
	"contradicted, quoted":        {"contradicted.quote"},
	"contradicted, otherwise":     {"contradicted.area", "contradicted.plain"},
	"vague, experience":           {"vague.area", "vague.deed"},
	"vague, view":                 {"vague.area", "vague.view"},
	"deepen, experience":          {"deepen.deed.said"},
	"deepen, view":                {"deepen.view.said", "deepen.view.plain"},
	"deepen, motive":              {"deepen.motive.said", "deepen.motive.plain"},
	"does not know, labelled":     {"dont_know.area", "dont_know.plain"},
	"does not know, not labelled": {"dont_know.topic", "dont_know.plain"},
}

// fewest are the lines that a persona needs in other situations, by how often
// they can come up in one interview.
func fewest(situation string) int {
	switch {
	case strings.HasPrefix(situation, "greeting"), strings.HasPrefix(situation, "closing"), situation == "question.only":
		return 1
	case situation == "question.next":
		return 8
	case strings.HasPrefix(situation, "contradicted"), strings.HasPrefix(situation, "question"), strings.HasPrefix(situation, "deepen"), strings.HasPrefix(situation, "feedback"):
		return 2
	default:
		return 3
	}
}

func inVoice(lang qa.Lang, situation string, p qa.Persona) (n int) {
	for _, t := range spoken()[lang][situation] {
		if t.fitsVoice(p) {
			n++
		}
	}
	return n
}

func TestEnoughLines(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		for situation := range situations {
			if got := inVoice(lang, situation, p); got < fewest(situation) {
				t.Errorf("%s: %s has %d lines, needs %d", name, situation, got, fewest(situation))
			}
		}
		for why, all := range followUps {
			got, need := 0, 12
			if strings.HasSuffix(why, "otherwise") || strings.HasPrefix(why, "does not know") {
				need = 8
			}
			for _, situation := range all {
				got += inVoice(lang, situation, p)
			}
			if got < need {
				t.Errorf("%s: follow-ups (%s) have %d lines, need %d", name, why, got, need)
			}
		}
	})
	for _, lang := range languages {
		for situation := range situations {
			if n := len(spoken()[lang][situation]); strings.HasPrefix(situation, "question.") && n < 8 {
				t.Errorf("%s: %s has %d bridges, needs 8", lang, situation, n)
			}
		}
	}
}

// isFollowUp tells the situations in which one question is asked.
func isFollowUp(situation string) bool {
	for _, prefix := range []string{"missed.", "partial.", "contradicted.", "vague.", "deepen.", "dont_know."} {
		if strings.HasPrefix(situation, prefix) {
			return true
		}
	}
	return false
}

func TestLinesAreWellFormed(t *testing.T) {
	fill := map[qa.Lang]slots{
		qa.Japanese: {"area": "在庫", "topic": "改善", "quote": "X", "said": "X", "section": "技術", "n": "5", "title": "題", "all": "3", "got": "2", "names": "「X」", "next": "「X」", "hinted": "「X」", "opening": "X…", "cloze": "X", "initial": "X", "question": "Q", "text": "Q"},
		qa.English:  {"area": "stock", "topic": "change", "quote": "X", "said": "X", "section": "skills", "n": "five", "title": "T", "all": "three", "got": "two", "names": "“X”", "next": "“X”", "hinted": "“X”", "opening": "X…", "cloze": "X", "initial": "X", "question": "Q", "text": "Q"},
	}
	ends := map[qa.Lang]*regexp.Regexp{
		qa.Japanese: regexp.MustCompile(`(?:[。Q]|」)$`),
		qa.English:  regexp.MustCompile(`(?:[.?]|Q)$`),
	}
	for _, lang := range languages {
		texts := map[string]string{}
		for situation, lines := range spoken()[lang] {
			for _, l := range lines {
				text := l.fill(fill[lang])
				if other, twice := texts[situation+l.text]; twice {
					t.Errorf("%s and %s are the same line", other, l.id)
				}
				texts[situation+l.text] = l.id
				if !ends[lang].MatchString(text) || strings.Contains(text, "  ") {
					t.Errorf("%s: ends oddly or has double spaces: %q", l.id, l.text)
				}
				switch n := asks(lang, text); {
				case isFollowUp(situation) && n != 1:
					t.Errorf("%s: asks %d times: %s", l.id, n, l.text)
				case strings.HasPrefix(situation, "greeting") && strings.ContainsAny(text, "？?"),
					strings.HasPrefix(situation, "closing") && strings.ContainsAny(text, "？?"),
					strings.HasPrefix(situation, "question.") && situation != "question.noun" && n != 0:
					t.Errorf("%s: asks something itself: %s", l.id, l.text)
				}
			}
		}
	}
}

func TestReadLinesSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"unknown situation": {"[no.such]\n01 f よ。", "lines/ja/a.txt:1: no such situation"},
		"line first":        {"01 f よ。", "a.txt:1: not a line"},
		"no voice":          {"[repeat]\n\n01 {text}", "a.txt:3: not a line"},
		"number taken":      {"[repeat]\n01 f 一。{text}\n01 n 二。{text}", "a.txt:3: the number 01 is taken in repeat"},
		"slot missing":      {"[repeat]\n01 f もう一度。", "a.txt:2: the line lacks {text}"},
		"slot unknown":      {"[repeat]\n01 f {text}{area}", "a.txt:2: the situation has no {area}"},
		"broken slot":       {"[repeat]\n01 f {text}{Area}", "a.txt:2: a brace that is no slot"},
		"not whole":         {"[repeat]\n01 fn {text}", "nothing to say"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"lines/ja/a.txt": {Data: []byte(c.src)}}
			_, err := readLines(files, qa.Japanese)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestRoundRobin: no line twice before all of its situation were said, and
// never twice in a row, even when what fits changes from turn to turn.
func TestRoundRobin(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		s, used := NewScript(lang, p, 7), Used{}
		fill := slots{"area": "X"}
		all := inVoice(lang, "missed.area", p)
		var said []string
		for range 3*all + 1 {
			line, ok := s.choose("missed.area", fill, used, nil)
			if !ok || used[line.ID] {
				t.Fatalf("%s: %+v was said before", name, line)
			}
			used[line.ID] = true
			said = append(said, line.Text)
		}
		for i := 0; i+all <= len(said); i += all {
			round := slices.Clone(said[i : i+all])
			slices.Sort(round)
			if len(slices.Compact(round)) != all {
				t.Errorf("%s: a line came twice in a round", name)
			}
		}
		last := ""
		for i := range 200 {
			line, _ := s.choose("missed.area", fill, used, func(text string) bool { return (len(text)+i)%3 != 0 })
			used[line.ID] = true
			if line.Text == last {
				t.Errorf("%s: twice in a row: %s", name, last)
			}
			last = line.Text
		}
	})
}

func TestSeedsDiffer(t *testing.T) {
	first := map[string]bool{}
	for seed := range uint64(40) {
		line := NewScript(qa.Japanese, qa.Neutral, seed).say("missed.plain", nil, nil)
		if again := NewScript(qa.Japanese, qa.Neutral, seed).say("missed.plain", nil, Used{}); again != line {
			t.Fatalf("seed %d: %v, then %v", seed, line, again)
		}
		first[line.Text] = true
	}
	if len(first) < 6 {
		t.Errorf("40 seeds begin with only %d different lines", len(first))
	}
}

func ExampleScript_FollowUp() {
	in := samples[qa.English]
	line := NewScript(qa.English, qa.Neutral, 3).FollowUp(qa.Brief{
		Question: in.question, Target: in.labelled, Reason: qa.ReasonMissed, Answer: in.vague,
	}, nil)
	fmt.Println(line.ID)
	fmt.Println(line.Text)
	// Output:
	// en/missed.area/09#1
	// How about stock checks?
}
