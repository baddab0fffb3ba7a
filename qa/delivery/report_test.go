package delivery_test

import (
	"testing"

	"mondo/qa"
	"mondo/qa/delivery"
)

func TestOfReport(t *testing.T) {
	spoken := delivery.Measure(nil, delivery.Answer{
		Text: "I wrote the runbooks for the night shift.", Lang: qa.English, Modality: "spoken",
		Speech: []delivery.Interval{{Start: 1000, End: 4000}},
	})
	other := delivery.Measure(nil, delivery.Answer{Text: "監視を作りました。", Lang: qa.Japanese, Modality: "spoken"})
	report := func(turns ...qa.TurnReport) *qa.Report {
		half := len(turns) / 2
		return &qa.Report{Lang: qa.English, Sections: []qa.SectionReport{
			{Threads: []qa.ThreadReport{{Turns: turns[:half]}}},
			{Threads: []qa.ThreadReport{{}, {Turns: turns[half:]}}},
		}}
	}
	answer := qa.TurnReport{Kind: "answer", Delivery: &spoken}
	sum := delivery.OfReport(report(answer, qa.TurnReport{Kind: "followup"}, qa.TurnReport{Kind: "answer", Delivery: &other}, answer))
	if sum == nil || sum.Answers != 2 || sum.Timed != 2 || sum.Length != 6000 || *sum.FirstWord != 1000 {
		t.Errorf("summed up: %+v", sum)
	}
	if sum := delivery.OfReport(report(qa.TurnReport{Kind: "answer"}, qa.TurnReport{Delivery: &other})); sum != nil {
		t.Errorf("of no spoken answer in the language: %+v", sum)
	}
}
