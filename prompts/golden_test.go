package prompts

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
)

var update = flag.Bool("update", false, "write the golden files")

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run go test ./prompts -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), run go test ./prompts -update and read what changed:\n%s", file, diff)
	}
}

// occasion is one way to get a situation worded.
type occasion struct {
	name  string
	say   func(Script, Used) Line
	lines int // how many to write: all, or some where lines are put together
}

// TestGoldenLines writes every line of every situation as a candidate hears it,
// for each language and persona: files to be read by a person.
func TestGoldenLines(t *testing.T) {
	eachVoice(func(name string, lang qa.Lang, p qa.Persona) {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, o := range occasions(lang) {
				fmt.Fprintf(&b, "## %s\n", o.name)
				used, s := Used{}, NewScript(lang, p, 1)
				heard := map[string]bool{}
				for range o.lines {
					line := o.say(s, used)
					used[line.ID] = true
					if heard[line.Text] {
						continue
					}
					heard[line.Text] = true
					fmt.Fprintf(&b, "%s\n", line.Text)
				}
				b.WriteByte('\n')
			}
			compareGolden(t, "lines-"+name, b.String())
		})
	})
}

// occasions are inputs that bring up all situations.
func occasions(lang qa.Lang) []occasion {
	in := samples[lang]
	return append(append(framing(lang), following(lang)...), coaching(in)...)
}

func framing(lang qa.Lang) []occasion {
	texts := map[qa.Lang]struct{ title, section, text, noun string }{
		qa.Japanese: {"面接の準備", "2. 物流の仕事", samples[lang].question.Text, "志望動機"},
		qa.English:  {"Interview notes", "2. Logistics", samples[lang].question.Text, "Biggest weakness"},
	}[lang]
	ask := func(name string, q Question) occasion {
		q.Text = texts.text
		return occasion{"question, " + name, func(s Script, u Used) Line { return s.Question(q, u) }, 40}
	}
	greet := func(name string, g Greeting) occasion {
		return occasion{"greeting, " + name, func(s Script, u Used) Line { return s.Greeting(g, u) }, 6}
	}
	end := func(name string, c Closing) occasion {
		return occasion{"closing, " + name, func(s Script, u Used) Line { return s.Closing(c, u) }, 40}
	}
	return []occasion{
		greet("mock", Greeting{Questions: 5}),
		greet("coach, titled, timed", Greeting{Title: texts.title, Questions: 26, Coach: true, Timed: true}),
		greet("one question", Greeting{Questions: 1}),
		ask("first", Question{Number: 1, Of: 5}),
		ask("next", Question{Number: 2, Of: 5}),
		ask("last", Question{Number: 5, Of: 5}),
		ask("only", Question{Number: 1, Of: 1}),
		ask("new section", Question{Number: 2, Of: 5, Section: texts.section, NewSection: true}),
		ask("after a skip", Question{Number: 2, Of: 5, After: AfterSkipped}),
		ask("after I don't know", Question{Number: 2, Of: 5, After: AfterDontKnow}),
		ask("after all was said", Question{Number: 2, Of: 5, After: AfterCovered}),
		ask("after the last follow-up", Question{Number: 2, Of: 5, After: AfterLimit}),
		{"question, a bare noun", func(s Script, u Used) Line { return s.Question(Question{Text: texts.noun, Number: 2, Of: 5}, u) }, 8},
		{"repeat", func(s Script, u Used) Line { return s.Repeat(texts.text, u) }, 40},
		end("mock", Closing{Asked: 5, Answered: 5, Mock: true}),
		end("coach", Closing{Asked: 5, Answered: 5}),
		end("early, mock", Closing{Asked: 5, Answered: 2, Early: true, Mock: true}),
		end("early, coach", Closing{Asked: 5, Answered: 2, Early: true}),
		end("nothing answered", Closing{Asked: 1, Early: true}),
	}
}

func following(lang qa.Lang) []occasion {
	in := samples[lang]
	view, why := in.question, in.question
	view.Text = map[qa.Lang]string{qa.Japanese: "夜間バッチと差分同期の違いは？", qa.English: "What are the differences between a batch and a sync?"}[lang]
	why.Text = map[qa.Lang]string{qa.Japanese: "なぜこの仕事に興味を持ちましたか？", qa.English: "Why do you want this job?"}[lang]
	said := evidence(in.answer, in.quoted)
	ask := func(name string, b qa.Brief) occasion {
		if b.Question.Text == "" {
			b.Question = in.question
		}
		if b.Answer == "" {
			b.Answer = in.answer
		}
		return occasion{"follow-up, " + name, func(s Script, u Used) Line { return s.FollowUp(b, u) }, 40}
	}
	unnamed := qa.Question{Text: in.unnamed}
	return []occasion{
		ask("missed, labelled", qa.Brief{Target: in.labelled, Reason: qa.ReasonMissed}),
		ask("missed, not labelled", qa.Brief{Target: in.plain, Reason: qa.ReasonMissed}),
		ask("missed, neither label nor topic", qa.Brief{Question: unnamed, Target: in.plain, Reason: qa.ReasonMissed}),
		ask("partial, quoted", qa.Brief{Target: in.labelled, Reason: qa.ReasonPartial, Evidence: said}),
		ask("partial, labelled", qa.Brief{Target: in.labelled, Reason: qa.ReasonPartial}),
		ask("partial, neither", qa.Brief{Target: in.plain, Reason: qa.ReasonPartial}),
		ask("contradicted, quoted", qa.Brief{Target: in.labelled, Reason: qa.ReasonContradicted, Evidence: said}),
		ask("contradicted, labelled", qa.Brief{Target: in.labelled, Reason: qa.ReasonContradicted}),
		ask("contradicted, neither", qa.Brief{Target: in.plain, Reason: qa.ReasonContradicted}),
		ask("vague, labelled", qa.Brief{Target: in.labelled, Reason: qa.ReasonMissed, Vague: true, Answer: in.vague}),
		ask("vague, experience", qa.Brief{Target: in.plain, Reason: qa.ReasonMissed, Vague: true, Answer: in.vague}),
		ask("vague, view", qa.Brief{Question: view, Target: in.plain, Reason: qa.ReasonMissed, Vague: true, Answer: in.vague}),
		ask("deepen, experience", qa.Brief{Target: in.labelled, Reason: qa.ReasonDeepen, Evidence: said}),
		ask("deepen, view", qa.Brief{Question: view, Target: in.labelled, Reason: qa.ReasonDeepen, Evidence: said}),
		ask("deepen, motive", qa.Brief{Question: why, Target: in.labelled, Reason: qa.ReasonDeepen, Evidence: said}),
		ask("deepen, experience, nothing to quote", qa.Brief{Target: in.labelled, Reason: qa.ReasonDeepen, Answer: "-"}),
		ask("deepen, view, nothing to quote", qa.Brief{Question: view, Target: in.labelled, Reason: qa.ReasonDeepen, Answer: "-"}),
		ask("deepen, motive, nothing to quote", qa.Brief{Question: why, Target: in.labelled, Reason: qa.ReasonDeepen, Answer: "-"}),
		ask("does not know, labelled", qa.Brief{Target: in.labelled, Reason: qa.ReasonMissed, DontKnow: true, Answer: "-"}),
		ask("does not know, not labelled", qa.Brief{Target: in.plain, Reason: qa.ReasonMissed, DontKnow: true, Answer: "-"}),
		ask("does not know, neither", qa.Brief{Question: unnamed, Target: in.plain, Reason: qa.ReasonMissed, DontKnow: true, Answer: "-"}),
	}
}

func coaching(in sample) []occasion {
	hint := func(name string, change func(*qa.KeyPoint)) occasion {
		point := in.labelled
		change(&point)
		return occasion{"hint, " + name, func(s Script, u Used) Line { return s.Hint(Hint{in.question, point}, u) }, 40}
	}
	body := func(text string) func(*qa.KeyPoint) {
		return func(p *qa.KeyPoint) { p.Text = p.Label + ": " + text }
	}
	unlabelled := func(text string) func(*qa.KeyPoint) {
		return func(p *qa.KeyPoint) { p.Label, p.Text = "", text }
	}
	third := qa.KeyPoint{ID: "k3", Text: in.third}
	points := []qa.KeyPoint{in.labelled, in.plain, third}
	tell := func(name string, f Feedback) occasion {
		if f.Points == nil && name != "nothing prepared" {
			f.Points = points
		}
		return occasion{"feedback, " + name, func(s Script, u Used) Line { return s.Feedback(f, u) }, 10}
	}
	return []occasion{
		hint("a number", func(*qa.KeyPoint) {}),
		hint("a word in Latin letters", body(in.latin)),
		hint("steps", body(in.steps)),
		hint("an area", body(in.short)),
		hint("words blanked", unlabelled(in.plain.Text)),
		hint("opening words", unlabelled(in.short)),
		hint("one word", unlabelled(in.word)),
		tell("all", Feedback{Levels: levels(qa.Covered, qa.Covered, qa.Covered)}),
		tell("the only point", Feedback{Points: points[:1], Levels: levels(qa.Covered)}),
		tell("some, with areas", Feedback{Levels: levels(qa.Covered, qa.Missed, qa.Missed)}),
		tell("some, without areas", Feedback{Levels: levels(qa.Missed, qa.Covered, qa.Partial)}),
		tell("after a hint", Feedback{Levels: levels(qa.Covered, qa.Covered, qa.Partial), Hinted: map[string]bool{"k1": true}}),
		tell("in part", Feedback{Levels: levels(qa.Partial, qa.Partial, qa.Partial)}),
		tell("nothing", Feedback{}),
		tell("skipped", Feedback{Skipped: true}),
		tell("does not know", Feedback{DontKnow: true}),
		tell("nothing prepared", Feedback{}),
	}
}

func levels(all ...qa.Level) map[string]qa.Level {
	m := map[string]qa.Level{}
	for i, l := range all {
		m[fmt.Sprintf("k%d", i+1)] = l
	}
	return m
}
