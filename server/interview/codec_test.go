package interview

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mondo/qa"
)

func share(x float64) *float64 { return &x }

// grown are events with what came when a model did, and when answers were spoken.
func grown() map[string]Event {
	return map[string]Event{
		"interview.planned+model": Planned{
			Sheet: "s_1", SheetTitle: "Interview", SheetVersion: "9b1c", Seed: 7, Questions: []PlannedQuestion{},
			Settings: Settings{Questions: []string{}, Order: AsInSheet, Mode: Mock, Persona: qa.Neutral, Lang: qa.English, Model: true},
		},
		"followup.asked+model": FollowUpAsked{
			Turn:    Turn{ID: "t3", Thread: 1, Text: "And how did you notice?", By: "followup/1/llama3"},
			Targets: []string{"k_1"}, Reason: qa.ReasonMissed,
		},
		"answer.given+spoken": AnswerGiven{
			ID: "a1", Thread: 0, To: "t2", Text: "レプリカを3台に増やしました。", Modality: Spoken, Took: 9000,
			Heard: "レプカを3台に増やしました。", Take: "take_01",
			Delivery: &qa.Delivery{
				Method: "delivery/1", Lang: qa.Japanese,
				Voice: &qa.Voice{FirstWord: 1500, Length: 5200, Speaking: 4000, Pauses: qa.Pauses{Count: 1, Longest: 1200, Total: 1200}, LongestRun: 2500, AgainstBudget: share(0.5)},
				Heard: qa.Heard{
					Words: 9, Characters: 15.5, Morae: 20, CharactersPerMinute: share(232.5), MoraePerMinute: share(300),
					Fillers:        []qa.Filler{{Span: qa.Span{Start: 0, End: 9, Text: "えーと"}, Kind: qa.Hesitation}},
					RepeatedStarts: []qa.Span{{Start: 9, End: 18, Text: "わたわた"}}, Hedges: []qa.Span{{Start: 18, End: 27, Text: "一応"}},
					FillersPerHundredWords: share(11), FillersPerMinute: share(15),
					Sentences: &qa.Sentences{Count: 1, Mean: 15.5, Longest: 15.5}, Endings: &qa.Endings{Polite: 1}, ConclusionFirst: new(bool),
				},
			},
		},
		"answer.unjudged": AnswerUnjudged{Answer: "a1", Code: UnjudgedLate},
		"interview.summed_up": SummedUp{By: "summary/1/llama3", Summary: qa.Summary{
			Strong: []qa.SummaryItem{{Thread: 0, KeyPoint: "k_1", Text: "監視の話は数字まで入っていました。"}},
			Fix:    []qa.SummaryItem{{Thread: 1, KeyPoint: "k_2", Text: "手順書の本数も言い切りましょう。"}},
		}},
	}
}

// examples is one event of every type, with every field set.
func examples() []Event {
	turn := Turn{ID: "t3", Thread: 1, Text: "いかがですか。", Line: "followup/missed/3"}
	point := qa.KeyPoint{ID: "k_1", Text: "監視: 検知を3分に短縮した", Label: "監視", Vital: true, Form: qa.Bullet, Line: 9, End: 10}
	return []Event{
		Planned{
			Sheet: "s_1", SheetTitle: "面接の準備", SheetVersion: "9b1c", Seed: 1<<64 - 1,
			Settings: Settings{
				Questions: []string{"q_1"}, Count: 1, Order: Weakest, FollowUps: 2,
				Mode: Coach, Persona: qa.Demanding, Lang: qa.Japanese, Timed: true,
			},
			Questions: []PlannedQuestion{{Section: "経験", Seconds: 45, Question: qa.Question{
				ID: "q_1", Text: "運用の経験を教えてください", Line: 7, ModelAnswer: "- **監視**: 検知を3分に短縮",
				AnswerLine: 9, AnswerEnd: 10, KeyPoints: []qa.KeyPoint{point},
			}}},
		},
		GreetingSaid{Turn{ID: "t1", Thread: -1, Text: "よろしくお願いします。", Line: "greeting/1"}},
		QuestionAsked{Turn{ID: "t2", Thread: 0, Text: "運用の経験を教えてください。"}},
		AnswerGiven{ID: "a1", Thread: 0, To: "t2", Text: "検知を <3分> に & しました", Modality: Spoken, Took: 31000},
		AnswerScored{Answer: "a1", Revision: 2, Scores: qa.Scores{
			Scorer: "lexical/1", DontKnow: true, Vague: true,
			Verdicts: []qa.Verdict{{
				KeyPoint: "k_1", Level: qa.Partial, Contradicted: true, Confidence: 0.75, Unsure: true,
				Evidence: []qa.Span{{Start: 0, End: 9, Text: "検知を"}},
				Elements: []qa.Element{{Text: "検知", Presence: qa.Present}, {Text: "3分", Presence: qa.Contradicted}},
			}},
			Claims: []qa.Claim{{Span: qa.Span{Start: 0, End: 9, Text: "検知を"}, KeyPoint: "k_1", Sheet: "3分", Line: 9}},
		}},
		FollowUpAsked{Turn: turn, Targets: []string{"k_1", "k_2"}, Reason: qa.ReasonContradicted},
		HintRequested{Thread: 1, KeyPoint: "k_1"},
		HintGiven{Turn: turn, KeyPoint: "k_1"},
		RepeatRequested{Thread: 1},
		QuestionRepeated{turn},
		ThreadSkipped{Thread: 1},
		ThreadClosed{Thread: 1, Cause: CauseDontKnow},
		FeedbackGiven{turn},
		Continued{Thread: 1},
		PausedEvent{},
		ResumedEvent{},
		FinishRequested{},
		ClosingSaid{turn},
		Finished{},
		PointTicked{Thread: 1, KeyPoint: "k_1", Answer: "a1", Level: qa.Covered, Words: qa.Span{Start: 0, End: 9, Text: "検知を"}},
	}
}

// The files in testdata/events are what interviews have stored: they must be
// read for ever, so they are never changed to make this test pass. A new field
// gets a new file beside the old one.
func TestStoredEventsAreRead(t *testing.T) {
	files := grown()
	for _, e := range examples() {
		files[e.Type()] = e
	}
	for name, e := range files {
		t.Run(name, func(t *testing.T) {
			frozen, err := os.ReadFile(filepath.Join("testdata", "events", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			have, err := UnmarshalEvent(e.Type(), frozen)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(have, e) {
				t.Errorf("read as %+v, not %+v", have, e)
			}
			typ, data, err := MarshalEvent(e)
			if err != nil || typ != e.Type() {
				t.Fatalf("%s, %v", typ, err)
			}
			if compact(t, data) != compact(t, frozen) {
				t.Errorf("stored as\n%s\nnot\n%s", data, frozen)
			}
		})
	}
}

func compact(t *testing.T, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestListsAreNeverNull(t *testing.T) {
	for _, e := range []Event{
		Planned{},
		Planned{Questions: []PlannedQuestion{{}}},
		AnswerScored{},
		FollowUpAsked{},
	} {
		_, data, err := MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "null") {
			t.Errorf("%s", data)
		}
	}
}

func TestUnreadableEvents(t *testing.T) {
	for name, c := range map[string]struct{ typ, data, says string }{
		"a type of a newer version": {"answer.sung", "{}", `read event "answer.sung": unknown event type`},
		"no type":                   {"", "{}", "unknown event type"},
		"no JSON":                   {"thread.closed", "{", "read event thread.closed"},
		"another shape":             {"thread.closed", `{"thread":"one"}`, "read event thread.closed"},
		"a list":                    {"interview.finished", `[]`, "read event interview.finished"},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := UnmarshalEvent(c.typ, []byte(c.data))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%+v, %v", e, err)
			}
		})
	}
	if _, err := UnmarshalEvent("answer.sung", nil); !errors.Is(err, ErrUnknownEvent) {
		t.Errorf("not an unknown event: %v", err)
	}
	if _, _, err := MarshalEvent(nil); err == nil {
		t.Error("nil is no event")
	}
}

// What a newer version added to an event does not keep an older one from reading it.
func TestUnknownFieldsAreIgnored(t *testing.T) {
	e, err := UnmarshalEvent("thread.skipped", []byte(`{"thread":2,"mood":"tired"}`))
	if want := (ThreadSkipped{Thread: 2}); err != nil || e != Event(want) {
		t.Errorf("%+v, %v", e, err)
	}
}
