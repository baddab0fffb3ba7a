package interview

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mondo/qa"
)

const oneQuestion = `
question q1
vital k1
vital k2
start
`

func TestAnswerIsBounded(t *testing.T) {
	s := play(t, oneQuestion).state
	answer := Command{ID: "c", Kind: CmdAnswer, To: "t2", Text: strings.Repeat("x", MaxAnswerBytes)}
	if _, err := s.Decide(time.Now(), answer); err != nil {
		t.Errorf("the longest answer: %v", err)
	}
	answer.Text += "x"
	var refusal *Refusal
	if _, err := s.Decide(time.Now(), answer); !errors.As(err, &refusal) || refusal.Code != RefusedTooLong {
		t.Errorf("one byte more: %v", err)
	}
}

// Offsets of evidence count bytes of the text as it is stored.
func TestAnswerIsStoredAsItIsScored(t *testing.T) {
	s := play(t, oneQuestion).state
	events, err := s.Decide(time.Now(), Command{ID: "c", Kind: CmdAnswer, To: "t2", Text: "caf\xe9 と\x00茶"})
	if err != nil {
		t.Fatal(err)
	}
	given := events[0].(AnswerGiven)
	typ, data, err := MarshalEvent(given)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := UnmarshalEvent(typ, data)
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.ValidString(given.Text) || stored != Event(given) {
		t.Errorf("%q is stored as %q", given.Text, stored.(AnswerGiven).Text)
	}
}

func TestUnknownModalityIsTyped(t *testing.T) {
	s := play(t, oneQuestion).state
	for in, want := range map[Modality]Modality{"": Typed, Typed: Typed, Spoken: Spoken, "sung": Typed} {
		events, err := s.Decide(time.Now(), Command{ID: "c", Kind: CmdAnswer, To: "t2", Text: "x", Modality: in})
		if err != nil || events[0].(AnswerGiven).Modality != want {
			t.Errorf("%q: %v, %v", in, events, err)
		}
	}
}

// Two states that grew out of one do not write into each other.
func TestStatesAreValues(t *testing.T) {
	s := play(t, oneQuestion).state
	answered := func(text string) State {
		return s.Apply(AnswerGiven{ID: "a1", To: "t2", Text: text})
	}
	one, other := answered("one"), answered("other")
	if one.TurnText("a1") != "one" || other.TurnText("a1") != "other" || s.TurnText("a1") != "" {
		t.Errorf("%q, %q, %q", one.TurnText("a1"), other.TurnText("a1"), s.TurnText("a1"))
	}
	scored := one.Apply(AnswerScored{Answer: "a1", Revision: 1, Scores: qa.Scores{Scorer: "test/1"}})
	if one.Threads[0].Answers[0].Revision != 0 || scored.Threads[0].Answers[0].Revision != 1 {
		t.Error("a score reached an older state")
	}
}

func TestWhatWordingNeeds(t *testing.T) {
	s := play(t, oneQuestion+`
> hint t2
< hint t3 k1
> answer t2 First.
< score a1: k1 covered
< follow-up t4 k2 missed
> skip t4
< close thread 0 skipped
`).state
	if asked, answered := s.Progress(); asked != 1 || answered != 1 {
		t.Errorf("%d asked, %d answered", asked, answered)
	}
	if s.Cause(0) != CauseSkipped || s.Cause(1) != "" || s.Cause(-1) != "" {
		t.Errorf("closed because %q", s.Cause(0))
	}
	if l := s.Levels(0); l["k1"] != qa.Covered || l["k2"] != qa.Missed || len(s.Levels(1)) != 0 {
		t.Errorf("%v", l)
	}
	if h := s.Hinted(0); !h["k1"] || h["k2"] {
		t.Errorf("hinted: %v", h)
	}
	if used := s.Used(); !used["line/t1"] || !used["line/t4"] || used["line/t5"] {
		t.Errorf("used: %v", used)
	}
	if s.TurnText("t1") != "text of t1" || s.TurnText("t9") != "" {
		t.Error("the wrong words")
	}
}

// A whole interview of 26 questions, as it is read when somebody opens it.
func BenchmarkReplay(b *testing.B) {
	log := longLog()
	b.ReportMetric(float64(len(log)), "events")
	for b.Loop() {
		var s State
		for _, r := range log {
			s = s.ApplyRecord(r)
		}
		s.Report("i1")
	}
}

// What one answer costs near the end of it.
func BenchmarkNext(b *testing.B) {
	var s State
	for _, r := range longLog() {
		if s.ApplyRecord(r).Ended {
			break
		}
		s = s.ApplyRecord(r)
	}
	for b.Loop() {
		s.Next()
	}
}

func longLog() []Record {
	d := dice(nil)
	p := Planned{Settings: Settings{FollowUps: 2, Mode: Mock, Persona: qa.Demanding, Lang: qa.Japanese}}
	for i := range 26 {
		q := PlannedQuestion{Question: qa.Question{ID: string(rune('a' + i)), Line: i}}
		for j := range 8 {
			q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: q.ID + string(rune('0'+j)), Vital: true})
		}
		p.Questions = append(p.Questions, q)
	}
	var s State
	var log []Record
	happens := func(e Event) {
		r := Record{Seq: s.Seq + 1, At: s.At + 1000, Event: e}
		log, s = append(log, r), s.ApplyRecord(r)
	}
	happens(p)
	for !s.Ended {
		e := carryOut(s.Next())
		if e == nil {
			e = AnswerGiven{ID: s.nextAnswer(), Thread: len(s.Threads) - 1, To: s.OpenTurn(), Text: "text"}
		}
		if scored, ok := e.(AnswerScored); ok {
			scored.Scores = d.scores(s.Question(len(s.Threads) - 1).Question)
			e = scored
		}
		happens(e)
	}
	return log
}

// A follow-up that is being said stays, whatever a judge finds meanwhile, and
// goes when the candidate does something else.
func TestAllows(t *testing.T) {
	p := play(t, `
set model=on persona=friendly follow-ups=1
question q1
vital k1
vital k2
start
> answer t2 Something.
< score a1: k1 covered
`)
	f, ok := p.state.Next().(FollowUp)
	if !ok || !p.state.Allows(f) {
		t.Fatalf("next is %s", describe(p.state.Next()))
	}
	judged := p.state.Apply(AnswerScored{Answer: "a1", Revision: 2, Scores: p.verdicts("a1", "k1 covered, k2 covered")})
	if _, still := judged.Next().(FollowUp); still || !judged.Allows(f) {
		t.Errorf("after the judge next is %s, allowed %v", describe(judged.Next()), judged.Allows(f))
	}
	for name, s := range map[string]State{
		"paused":     judged.Apply(PausedEvent{}),
		"finishing":  judged.Apply(FinishRequested{}),
		"closed":     judged.Apply(ThreadClosed{Thread: 0, Cause: CauseLimit}),
		"said":       judged.Apply(FollowUpAsked{Turn: Turn{ID: f.Turn, Thread: 0, Text: "?"}, Targets: []string{"k2"}, Reason: qa.ReasonMissed}),
		"other turn": judged.Apply(GreetingSaid{Turn{ID: f.Turn}}),
	} {
		if s.Allows(f) {
			t.Errorf("%s: still allowed", name)
		}
	}
}

func TestSummary(t *testing.T) {
	p := play(t, `
set persona=friendly follow-ups=0
question q1
vital k1
vital k2
question q2
vital k3
start
> answer t2 Something.
< score a1: k1 covered
< close thread 0 limit
< ask t3 thread 1
`)
	good := SummedUp{By: "summary/1/m", Summary: qa.Summary{
		Strong: []qa.SummaryItem{{Thread: 0, KeyPoint: "k1", Text: "Clear."}},
		Fix:    []qa.SummaryItem{{Thread: 0, KeyPoint: "k2", Text: "Say the number."}},
	}}
	sumUp := func(s State, e SummedUp) error {
		_, err := s.Decide(time.UnixMilli(p.now), Command{ID: "c", Kind: CmdSumUp, Summary: e})
		return err
	}
	refused := func(err error, code RefusalCode) bool {
		var r *Refusal
		return errors.As(err, &r) && r.Code == code
	}
	if err := sumUp(p.state, good); !refused(err, RefusedTooEarly) {
		t.Errorf("in the middle: %v", err)
	}
	ended := p.state.Apply(FinishRequested{}).Apply(ThreadClosed{Thread: 1, Cause: CauseFinished}).Apply(ClosingSaid{Turn{ID: "t4"}}).Apply(Finished{})
	item := func(thread int, point, text string) SummedUp {
		return SummedUp{Summary: qa.Summary{Fix: []qa.SummaryItem{{Thread: thread, KeyPoint: point, Text: text}}}}
	}
	for name, e := range map[string]SummedUp{
		"nothing":           {},
		"no such point":     item(0, "k3", "x"),
		"no such thread":    item(7, "k1", "x"),
		"never answered":    item(1, "k3", "x"),
		"no words":          item(0, "k1", " "),
		"more than is read": {Summary: qa.Summary{Fix: slices.Repeat(good.Summary.Fix, qa.SummaryItems+1)}},
	} {
		if err := sumUp(ended, e); !refused(err, RefusedNoSummary) {
			t.Errorf("%s: %v", name, err)
		}
		if ended.Apply(e).Report("i1").Summary != nil {
			t.Errorf("%s: applied", name)
		}
	}
	if err := sumUp(ended, good); err != nil {
		t.Error(err)
	}
	if got := ended.Apply(good).Report("i1"); got.Summary == nil || got.Summary.Fix[0].KeyPoint != "k2" || got.SummaryBy != "summary/1/m" {
		t.Errorf("the report has %+v", got.Summary)
	}
}

// Where a judge says otherwise, the report says what words alone said.
func TestWordsAlone(t *testing.T) {
	p := play(t, oneQuestion+`
> answer t2 Something.
< score a1: k1 covered, k2 missed
`)
	judged := p.verdicts("a1", "k1 covered, k2 covered")
	judged.Verdicts[1].Words = qa.Missed
	points := p.state.Apply(AnswerScored{Answer: "a1", Revision: 2, Scores: judged}).Report("i1").Sections[0].Threads[0].Points
	if points[0].Words != "" || points[1].Words != qa.Missed || points[1].Final != qa.Covered {
		t.Errorf("k1 %q, k2 %q by words, %q by the judge", points[0].Words, points[1].Words, points[1].Final)
	}
}
