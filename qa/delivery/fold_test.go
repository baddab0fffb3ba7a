package delivery_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mondo/qa"
	"mondo/qa/delivery"
)

func figure(x float64) *float64 { return &x }

func TestFold(t *testing.T) {
	yes, no := true, false
	all := []qa.Delivery{
		{Lang: qa.Japanese, Voice: &qa.Voice{FirstWord: 1000, Length: 70000, Speaking: 60000, Pauses: qa.Pauses{Count: 3, Longest: 4000, Total: 10000}, LongestRun: 20000, AgainstBudget: figure(1.4)}, Heard: qa.Heard{
			Words: 200, CharactersPerMinute: figure(300), MoraePerMinute: figure(400), Fillers: make([]qa.Filler, 6), FillersPerMinute: figure(6), FillersPerHundredWords: figure(3),
			RepeatedStarts: make([]qa.Span, 1), Hedges: make([]qa.Span, 2), Sentences: &qa.Sentences{Count: 6, Mean: 50, Longest: 90}, Endings: &qa.Endings{Polite: 5, Plain: 1}, ConclusionFirst: &yes,
		}},
		{Lang: qa.Japanese, Voice: &qa.Voice{FirstWord: 3000, Length: 20000, Speaking: 20000, LongestRun: 20000, AgainstBudget: figure(0.4)}, Heard: qa.Heard{
			Words: 100, CharactersPerMinute: figure(420), MoraePerMinute: figure(560), Fillers: make([]qa.Filler, 6), FillersPerMinute: figure(18), FillersPerHundredWords: figure(6),
			Sentences: &qa.Sentences{Count: 2, Mean: 70, Longest: 80}, Endings: &qa.Endings{Other: 2}, ConclusionFirst: &no,
		}},
		{Lang: qa.Japanese, Heard: qa.Heard{Words: 100, FillersPerHundredWords: figure(0)}}, // typed
		{Lang: qa.English, Heard: qa.Heard{Words: 5000}},
	}
	want := qa.DeliverySummary{
		Lang: qa.Japanese, Answers: 3, Timed: 2, FirstWord: figure(2000), Length: 90000, Speaking: 80000,
		Pauses: qa.Pauses{Count: 3, Longest: 4000, Total: 10000}, PausesPerMinute: figure(2.25), LongestRun: 20000, AgainstBudget: figure(0.9),
		CharactersPerMinute: figure(330), MoraePerMinute: figure(440), FillersPerMinute: figure(9),
		Words: 400, Fillers: 12, FillersPerHundredWords: figure(3), RepeatedStarts: 1, Hedges: 2,
		Sentences: &qa.Sentences{Count: 8, Mean: 55, Longest: 90}, Endings: &qa.Endings{Polite: 5, Plain: 1, Other: 2}, ConclusionFirst: 1, ConclusionKnown: 2,
	}
	if diff := cmp.Diff(want, delivery.Fold(qa.Japanese, all), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(qa.DeliverySummary{Lang: qa.English}, delivery.Fold(qa.English, nil)); diff != "" {
		t.Error(diff)
	}
}

// Folding one answer gives its own figures back.
func TestFoldOne(t *testing.T) {
	made := speak(qa.Japanese, 20, 400, newRand())
	d := delivery.Measure(delivery.Tokens(), made.Answer)
	got := delivery.Fold(qa.Japanese, []qa.Delivery{d})
	for name, pair := range map[string][2]*float64{
		"characters": {got.CharactersPerMinute, d.Heard.CharactersPerMinute}, "morae": {got.MoraePerMinute, d.Heard.MoraePerMinute},
		"fillers/minute": {got.FillersPerMinute, d.Heard.FillersPerMinute}, "fillers/100": {got.FillersPerHundredWords, d.Heard.FillersPerHundredWords},
	} {
		if diff := cmp.Diff(pair[1], pair[0], cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Error(name, diff)
		}
	}
}

// Figures are stored with an answer: their JSON does not change by accident.
func TestStored(t *testing.T) {
	d := delivery.Measure(delivery.Tokens(), delivery.Answer{
		Text: "えーと、在庫が、在庫が合いました。一応です。", Lang: qa.Japanese, Modality: "spoken",
		Speech: []delivery.Interval{{Start: 900, End: 3900}, {Start: 5400, End: 6900}}, Budget: 12e9,
	})
	got, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"method":"delivery/1","lang":"ja",` +
		`"voice":{"first_word":900,"length":6000,"speaking":4500,"pauses":{"count":1,"longest":1500,"total":1500},"longest_run":3000,"against_budget":0.5},` +
		`"heard":{"words":10,"characters":18,"morae":22,"characters_per_minute":240,"morae_per_minute":293.33333333333337,` +
		`"fillers":[{"start":0,"end":9,"text":"えーと","kind":"hesitation"}],"fillers_per_hundred_words":10,"fillers_per_minute":13.333333333333334,` +
		`"repeated_starts":[{"start":12,"end":33,"text":"在庫が、在庫が"}],"hedges":[{"start":51,"end":57,"text":"一応"}],` +
		`"sentences":{"count":2,"mean":9,"longest":14},"endings":{"polite":2,"plain":0,"other":0},"conclusion_first":true}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	var back qa.Delivery
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, back); diff != "" {
		t.Error(diff)
	}
}

func TestRanges(t *testing.T) {
	for _, lang := range []qa.Lang{qa.Japanese, qa.English} {
		seen := map[delivery.Figure]bool{}
		for _, r := range delivery.Ranges(lang) {
			if seen[r.Figure] || r.Source == "" || r.Low == 0 && r.High == 0 && r.Typical == 0 || r.High > 0 && r.Low > r.High {
				t.Errorf("%s: %+v", lang, r)
			}
			seen[r.Figure] = true
		}
		if seen[delivery.WordsPerMinute] == seen[delivery.CharactersPerMinute] || !seen[delivery.FillersPerMinute] {
			t.Errorf("%s: %v", lang, seen)
		}
	}
}
