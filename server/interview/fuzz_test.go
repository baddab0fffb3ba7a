package interview

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"mondo/qa"
)

// dice draws choices from the fuzzer's bytes, zeros once they are used up.
type dice []byte

func (d *dice) roll(n int) int {
	if len(*d) == 0 {
		return 0
	}
	b := (*d)[0]
	*d = (*d)[1:]
	return int(b) % n
}

// seeds cover whole interviews without waiting for the fuzzer to find them.
func seeds(f *testing.F) {
	f.Add([]byte{})
	for i := range 40 {
		data := make([]byte, 400)
		for j := range data {
			data[j] = byte((i*131 + j*j*17 + j*(i+3)*29) >> 2)
		}
		f.Add(data)
	}
}

func (d *dice) plan() Planned {
	p := Planned{Sheet: "s1", SheetTitle: "Sheet", Settings: Settings{
		Questions: []string{}, Lang: qa.Japanese, Order: AsInSheet,
		FollowUps: d.roll(MaxFollowUps + 1),
		Model:     d.roll(2) == 1,
		Mode:      []Mode{Mock, Coach}[d.roll(2)],
		Persona:   []qa.Persona{qa.Friendly, qa.Neutral, qa.Demanding}[d.roll(3)],
	}}
	for i := range d.roll(4) {
		q := PlannedQuestion{Section: "s", Question: qa.Question{ID: fmt.Sprintf("q%d", i), Line: 10 * i, KeyPoints: []qa.KeyPoint{}}}
		for j := range d.roll(4) {
			q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: fmt.Sprintf("k%d.%d", i, j), Vital: d.roll(3) > 0})
		}
		p.Questions = append(p.Questions, q)
	}
	return p
}

func (d *dice) scores(q qa.Question) qa.Scores {
	s := qa.Scores{Scorer: "dice/1", DontKnow: d.roll(8) == 7, Vague: d.roll(4) == 3}
	for _, k := range q.KeyPoints {
		v := qa.Verdict{KeyPoint: k.ID, Level: []qa.Level{qa.Missed, qa.Partial, qa.Covered, "odd"}[d.roll(4)]}
		v.Contradicted, v.Unsure = d.roll(5) == 4, d.roll(3) == 2
		for _, text := range []string{"a", "b"}[:d.roll(3)] {
			v.Elements = append(v.Elements, qa.Element{Text: text, Presence: []qa.Presence{qa.Present, qa.Absent, qa.Contradicted}[d.roll(3)]})
		}
		s.Verdicts = append(s.Verdicts, v)
	}
	return s
}

func (d *dice) tick() PointTicked {
	e := PointTicked{
		Thread:   d.roll(4),
		Answer:   []string{"", "a1", "a2", "a3"}[d.roll(4)],
		Level:    []qa.Level{qa.Covered, qa.Missed, "", "odd"}[d.roll(4)],
		KeyPoint: fmt.Sprintf("k%d.%d", d.roll(3), d.roll(3)),
	}
	if e.Answer != "" {
		e.Words = qa.Span{Start: d.roll(3), End: d.roll(6)}
	}
	return e
}

// event is any event, in its place or not.
func (d *dice) event(s State) Event {
	if d.roll(3) > 0 { // rather one that may fit
		if e := carryOut(s.Next()); e != nil {
			return e
		}
	}
	thread := d.roll(5) - 1
	turn := Turn{ID: fmt.Sprintf("t%d", d.roll(12)), Thread: thread, Text: "text"}
	answer := fmt.Sprintf("a%d", d.roll(6))
	point := fmt.Sprintf("k%d.%d", d.roll(4), d.roll(4))
	q := s.Question(thread).Question
	return []Event{
		d.plan(),
		GreetingSaid{turn},
		QuestionAsked{turn},
		AnswerGiven{ID: answer, Thread: thread, To: turn.ID, Text: "text"},
		AnswerGiven{ID: answer, Thread: len(s.Threads) - 1, To: s.OpenTurn(), Text: "text"},
		AnswerScored{Answer: answer, Revision: d.roll(4) - 1, Scores: d.scores(q)},
		AnswerUnjudged{Answer: answer, Code: []string{"", UnjudgedLate, UnjudgedSlow}[d.roll(3)]},
		FollowUpAsked{Turn: turn, Targets: []string{point}[:d.roll(2)], Reason: qa.ReasonPartial},
		HintRequested{Thread: thread, KeyPoint: point},
		HintGiven{turn, point},
		RepeatRequested{Thread: thread},
		QuestionRepeated{turn},
		ThreadSkipped{Thread: thread},
		ThreadClosed{Thread: thread, Cause: Cause([]string{"", "covered"}[d.roll(2)])},
		FeedbackGiven{turn},
		Continued{Thread: thread},
		PausedEvent{},
		ResumedEvent{},
		FinishRequested{},
		ClosingSaid{turn},
		Finished{},
		PointTicked{Thread: thread, KeyPoint: point, Answer: []string{answer, ""}[d.roll(2)], Level: []qa.Level{qa.Covered, qa.Missed, "", "odd"}[d.roll(4)]},
		SummedUp{Summary: qa.Summary{Fix: []qa.SummaryItem{{Thread: thread, KeyPoint: point, Text: "text"}}}},
		nil,
	}[d.roll(24)]
}

// holds is what is true of every state.
func holds(t *testing.T, s State) {
	t.Helper()
	if len(s.Threads) > len(s.Plan.Questions) {
		t.Fatalf("%d threads of %d questions", len(s.Threads), len(s.Plan.Questions))
	}
	for _, th := range s.Threads {
		if th.FollowUps() > max(0, s.Plan.Settings.FollowUps) {
			t.Fatalf("%d follow-ups", th.FollowUps())
		}
	}
	if !reflect.DeepEqual(s.Next(), s.Next()) {
		t.Fatal("Next cannot make up its mind")
	}
	if s.Awaiting() != AwaitNothing && s.OpenTurn() == "" && s.Threads[len(s.Threads)-1].prompt != "" {
		t.Fatalf("waits for %s to no turn", s.Awaiting())
	}
	r := s.Report("i1")
	for _, share := range []float64{r.Unaided, r.Final} {
		if share < 0 || share > 1 {
			t.Fatalf("coverage %v", share)
		}
	}
	points := 0
	for _, q := range s.Plan.Questions {
		points += len(q.KeyPoints)
	}
	if c := r.Counts; c.Covered+c.Partial+c.Missed+c.NotAsked != points {
		t.Fatalf("%+v are not %d key points", c, points)
	}
}

// FuzzAnyLog applies events in any order. The rules must hold for every log,
// and from wherever it leads, an interview that is finished comes to its end.
func FuzzAnyLog(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := dice(data)
		s := State{}.Apply(d.plan())
		var early State
		var before string
		for i := 0; len(d) > 0 && i < 300; i++ {
			e := d.event(s)
			s = s.ApplyRecord(Record{Seq: s.Seq + 1, At: s.At + int64(d.roll(5)), Event: e})
			holds(t, s)
			if i == 10 {
				early, before = s, snapshot(s)
			}
		}
		if before != "" && snapshot(early) != before {
			t.Error("an old state changed")
		}
		s = s.Apply(FinishRequested{}) // ends a pause
		for range 100 {                // a few steps, and a judge for each answer
			e := carryOut(s.Next())
			if e == nil {
				break
			}
			next := s.Apply(e)
			if reflect.DeepEqual(next, s) {
				t.Fatalf("%s leads nowhere", describe(s.Next()))
			}
			s = next
		}
		if !s.Ended {
			t.Errorf("does not end: %s", describe(s.Next()))
		}
	})
}

func snapshot(s State) string {
	data, err := json.Marshal(struct {
		Report *qa.Report
		Next   string
		Used   map[string]bool
		Open   string
	}{s.Report("i1"), describe(s.Next()), s.Used(), s.OpenTurn()})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// FuzzInterview plays whole interviews with a candidate who does anything at
// any time, and an interviewer who does what Next says.
func FuzzInterview(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := dice(data)
		g := &game{t: t, turns: map[string]bool{}, answers: map[string]bool{}}
		g.happens(d.plan())
		for len(d) > 0 && !g.s.Ended {
			if d.roll(2) == 0 {
				g.world(&d)
			} else {
				g.candidate(&d)
			}
		}
		if !g.s.Ended && !g.s.Finishing {
			if !g.does(Command{ID: "c", Kind: CmdFinish}) && !g.s.closed {
				t.Fatal("an interview cannot be finished")
			}
		}
		for range 100 { // a few steps, and a judge for each answer
			g.world(&d)
		}
		if !g.s.Ended {
			t.Fatalf("does not end: %s", describe(g.s.Next()))
		}
		before := g.s.Next()
		g.does(Command{ID: "c", Kind: CmdTick, Tick: d.tick()})
		if !reflect.DeepEqual(before, g.s.Next()) {
			t.Errorf("a tick leads to %s", describe(g.s.Next()))
		}
		for _, kind := range kinds {
			if kind != CmdTick && g.does(Command{ID: "c", Kind: kind, To: "t2", Text: "text"}) {
				t.Errorf("%s after the end", kind)
			}
		}
		if _, ok := g.s.Next().(Wait); !ok {
			t.Errorf("after the end: %s", describe(g.s.Next()))
		}
	})
}

var kinds = []CommandKind{CmdAnswer, CmdSkip, CmdHint, CmdRepeat, CmdContinue, CmdPause, CmdResume, CmdTick, CmdFinish}

type game struct {
	t              *testing.T
	s              State
	turns, answers map[string]bool
}

func (g *game) happens(e Event) {
	g.t.Helper()
	if turn, ok := turnOf(e); ok {
		if g.turns[turn.ID] {
			g.t.Fatalf("turn %s twice", turn.ID)
		}
		g.turns[turn.ID] = true
	}
	if a, ok := e.(AnswerGiven); ok {
		if g.answers[a.ID] {
			g.t.Fatalf("answer %s twice", a.ID)
		}
		g.answers[a.ID] = true
	}
	before := g.s
	g.s = g.s.ApplyRecord(Record{Seq: g.s.Seq + 1, At: g.s.At + 1000, Event: e})
	before.Seq, before.At = g.s.Seq, g.s.At
	if reflect.DeepEqual(before, g.s) {
		g.t.Fatalf("%s changed nothing", e.Type())
	}
	holds(g.t, g.s)
}

func (g *game) world(d *dice) {
	e := carryOut(g.s.Next())
	if e == nil {
		return
	}
	if scored, ok := e.(AnswerScored); ok {
		scored.Scores = d.scores(g.s.Question(len(g.s.Threads) - 1).Question)
		e = scored
	}
	g.happens(e)
}

func (g *game) candidate(d *dice) {
	to := g.s.OpenTurn()
	if d.roll(4) == 0 {
		to = fmt.Sprintf("t%d", d.roll(9))
	}
	kind := kinds[d.roll(len(kinds)-1)]
	if d.roll(30) == 29 {
		kind = CmdFinish
	}
	g.does(Command{ID: "c", Kind: kind, To: to, Text: []string{"text", " ", "\xff"}[d.roll(3)], Tick: d.tick()})
}

// does says whether the command was carried out.
func (g *game) does(c Command) bool {
	events, err := g.s.Decide(time.UnixMilli(g.s.At+500), c)
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) || len(events) > 0 {
			g.t.Fatalf("refused with %v and %v", events, err)
		}
		return false
	}
	for _, e := range events {
		g.happens(e)
	}
	return len(events) > 0
}
