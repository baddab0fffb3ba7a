package delivery_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/qa/delivery"
)

// phrase is a stretch said in one breath, counted by hand.
type phrase struct {
	text              string
	characters, morae int
	words             int // English
	fillers           int
}

var phrasesOf = map[qa.Lang][]phrase{
	qa.Japanese: {
		{"えーと、", 3, 3, 0, 1},
		{"倉庫の在庫が合わなくて、", 11, 13, 0, 0},
		{"毎晩数え直していました。", 11, 15, 0, 0},
		{"あのー、", 3, 3, 0, 1},
		{"新人には先輩がつきます。", 11, 15, 0, 0},
		{"検品の手順を紙に書いて、", 11, 15, 0, 0},
		{"全員で守るようにしました。", 12, 15, 0, 0},
		{"なんか、", 3, 3, 0, 1},
		{"出荷の間違いが減って、", 10, 12, 0, 0},
		{"店長にも喜ばれました。", 10, 14, 0, 0},
	},
	qa.English: {
		{"Um, ", 0, 0, 1, 1},
		{"the stock never matched the books. ", 0, 0, 6, 0},
		{"We counted it every night for a month, ", 0, 0, 8, 0},
		{"you know, ", 0, 0, 2, 1},
		{"and we wrote the steps down on paper. ", 0, 0, 8, 0},
		{"Uh, ", 0, 0, 1, 1},
		{"each newcomer works beside somebody who has been here longer. ", 0, 0, 10, 0},
	},
}

// spoken is an answer made to a pace, with pauses, and what was put into it.
type spoken struct {
	delivery.Answer
	phrase         // sums
	pauses, breath int64
	count          int
}

// speak makes an answer of n phrases, each as long as its units take at so many
// a minute, with breaths between them and, after every fourth, a pause.
func speak(lang qa.Lang, n int, perMinute float64, r *rand.Rand) spoken {
	s := spoken{Answer: delivery.Answer{Lang: lang, Modality: "spoken"}}
	at := int64(1200)
	for i := range n {
		p := phrasesOf[lang][i%len(phrasesOf[lang])]
		units := p.morae + p.words
		took := int64(float64(units) / perMinute * 60000)
		s.Speech = append(s.Speech, delivery.Interval{Start: at, End: at + took})
		at += took
		s.Text += p.text
		s.characters, s.morae, s.words, s.fillers = s.characters+p.characters, s.morae+p.morae, s.words+p.words, s.fillers+p.fillers
		switch {
		case i == n-1:
		case i%4 == 3:
			gap := 1100 + r.Int64N(3000)
			s.pauses, s.count = s.pauses+gap, s.count+1
			at += gap
		default:
			gap := 300 + r.Int64N(400)
			s.breath += gap
			at += gap
		}
	}
	return s
}

// near reports whether got is within 5 % of want.
func near(got, want float64) bool { return math.Abs(got-want) <= 0.05*want }

// Figures of answers made to measure are within 5 % of what was put into them.
func TestMadeAnswers(t *testing.T) {
	tokens := delivery.Tokens()
	r := newRand()
	for _, c := range []struct {
		name      string
		lang      qa.Lang
		n         int
		perMinute float64
	}{
		{"slow Japanese", qa.Japanese, 30, 280},
		{"Japanese", qa.Japanese, 50, 420},
		{"fast Japanese", qa.Japanese, 80, 560},
		{"slow English", qa.English, 20, 100},
		{"English", qa.English, 40, 140},
		{"fast English", qa.English, 60, 190},
	} {
		t.Run(c.name, func(t *testing.T) {
			made := speak(c.lang, c.n, c.perMinute, r)
			made.Budget = time.Minute
			d := delivery.Measure(tokens, made.Answer)
			length := made.Speech[len(made.Speech)-1].End - made.Speech[0].Start
			speaking := float64(length - made.pauses)
			wanted := map[string][2]float64{
				"pauses":         {float64(d.Voice.Pauses.Count), float64(made.count)},
				"pause time":     {float64(d.Voice.Pauses.Total), float64(made.pauses)},
				"speaking":       {float64(d.Voice.Speaking), speaking},
				"first word":     {float64(d.Voice.FirstWord), 1200},
				"against budget": {*d.Voice.AgainstBudget, float64(length) / 60000},
				"fillers":        {float64(len(d.Heard.Fillers)), float64(made.fillers)},
				"fillers/minute": {*d.Heard.FillersPerMinute, float64(made.fillers) / speaking * 60000},
			}
			if c.lang == qa.Japanese {
				wanted["characters"] = [2]float64{*d.Heard.CharactersPerMinute, float64(made.characters) / speaking * 60000}
				wanted["morae"] = [2]float64{*d.Heard.MoraePerMinute, float64(made.morae) / speaking * 60000}
				// While the voice sounds, the pace is the one it was made with.
				wanted["pace"] = [2]float64{*d.Heard.MoraePerMinute * speaking / (speaking - float64(made.breath)), c.perMinute}
			} else {
				wanted["words"] = [2]float64{*d.Heard.WordsPerMinute, float64(made.words) / speaking * 60000}
			}
			for name, v := range wanted {
				if !near(v[0], v[1]) {
					t.Errorf("%s: %.2f, want %.2f", name, v[0], v[1])
				}
			}
		})
	}
}

func TestVoice(t *testing.T) {
	half := 0.5
	for _, c := range []struct {
		name   string
		answer delivery.Answer
		want   *qa.Voice
	}{
		{"no times", delivery.Answer{}, nil},
		{"typed", delivery.Answer{Modality: "typed", Speech: []delivery.Interval{{Start: 0, End: 1000}}}, nil},
		{
			"one stretch",
			delivery.Answer{Speech: []delivery.Interval{{Start: 800, End: 5800}}, Budget: 10 * time.Second},
			&qa.Voice{FirstWord: 800, Length: 5000, Speaking: 5000, LongestRun: 5000, AgainstBudget: &half},
		},
		{
			"a breath is no pause",
			delivery.Answer{Speech: []delivery.Interval{{Start: 0, End: 2000}, {Start: 3000, End: 4000}}},
			&qa.Voice{Length: 4000, Speaking: 4000, LongestRun: 4000},
		},
		{
			"pauses",
			delivery.Answer{Speech: []delivery.Interval{{Start: 500, End: 2500}, {Start: 4000, End: 7000}, {Start: 9500, End: 10000}}},
			&qa.Voice{FirstWord: 500, Length: 9500, Speaking: 5500, Pauses: qa.Pauses{Count: 2, Longest: 2500, Total: 4000}, LongestRun: 3000},
		},
		{
			"out of order, overlapping, empty, too early",
			delivery.Answer{Speech: []delivery.Interval{{Start: 3000, End: 4000}, {Start: -500, End: 1000}, {Start: 900, End: 3500}, {Start: 9000, End: 8000}}},
			&qa.Voice{Length: 4000, Speaking: 4000, LongestRun: 4000},
		},
		{
			"the words' times have to do",
			delivery.Answer{Words: []delivery.TimedWord{{"はい", delivery.Interval{Start: 700, End: 1000}}, {"そうです", delivery.Interval{Start: 3000, End: 3600}}}},
			&qa.Voice{FirstWord: 700, Length: 2900, Speaking: 900, Pauses: qa.Pauses{Count: 1, Longest: 2000, Total: 2000}, LongestRun: 600},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, delivery.Measure(nil, c.answer).Voice); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What cannot be known is left out.
func TestUnknown(t *testing.T) {
	tokens := delivery.Tokens()
	text := "倉庫の在庫が合わなくて、毎晩数え直していました。"
	for _, c := range []struct {
		name   string
		got    qa.Heard
		absent string
	}{
		{"typed", delivery.Measure(tokens, delivery.Answer{Text: text, Lang: qa.Japanese, Modality: "typed"}).Heard, "rates"},
		{"too short for a rate", delivery.Measure(tokens, delivery.Answer{Text: "はい。", Lang: qa.Japanese, Speech: []delivery.Interval{{Start: 0, End: 400}}}).Heard, "rates"},
		{"no dictionary", delivery.Measure(nil, delivery.Answer{Text: text, Lang: qa.Japanese, Speech: []delivery.Interval{{Start: 0, End: 9000}}}).Heard, "words"},
		{"no full stop", delivery.Measure(tokens, delivery.Answer{Text: "we counted it every night", Lang: qa.English}).Heard, "sentences"},
	} {
		t.Run(c.name, func(t *testing.T) {
			switch h := c.got; c.absent {
			case "rates":
				if h.CharactersPerMinute != nil || h.MoraePerMinute != nil || h.FillersPerMinute != nil {
					t.Errorf("%+v", h)
				}
			case "words":
				if h.Words != 0 || h.Morae != 0 || h.MoraePerMinute != nil || h.Endings != nil || h.ConclusionFirst != nil || h.CharactersPerMinute == nil {
					t.Errorf("%+v", h)
				}
			case "sentences":
				if h.Sentences != nil || h.ConclusionFirst != nil {
					t.Errorf("%+v", h)
				}
			}
		})
	}
}

// A silence between two words parts them like a comma.
func TestTimedWords(t *testing.T) {
	tokens := delivery.Tokens()
	timed := func(text string, silentBefore string) delivery.Answer {
		a := delivery.Answer{Text: text, Lang: qa.English, Modality: "spoken"}
		at := int64(0)
		for w := range strings.FieldsSeq(text) {
			if w == silentBefore {
				at += 600
			}
			a.Words = append(a.Words, delivery.TimedWord{Text: w, Interval: delivery.Interval{Start: at, End: at + 200}})
			at += 250
		}
		return a
	}
	text := "it was kind of my own project"
	if got := delivery.Measure(tokens, timed(text, "none")).Heard.Fillers; len(got) != 0 {
		t.Errorf("without a silence: %+v", got)
	}
	got := delivery.Measure(tokens, timed(text, "my")).Heard.Fillers
	if len(got) != 1 || got[0].Text != "kind of" {
		t.Errorf("with one: %+v", got)
	}
}
