package interview

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mondo/qa"
)

// The rules, case by case: testdata/rules/README.md says how to read them.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts (%v)", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		setup, cases, _ := strings.Cut(string(data), "\n== ")
		for _, c := range strings.Split(cases, "\n== ") {
			name, body, _ := strings.Cut(c, "\n")
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+name, func(t *testing.T) {
				run(t, setup+"\n"+body)
			})
		}
	}
}

// player plays a transcript: it is the world that carries out what Next says.
type player struct {
	t    *testing.T
	line string
	plan Planned
	// section and lineNo are the next question's place in the sheet.
	section string
	lineNo  int
	now     int64 // Unix milliseconds
	log     []Record
	state   State
	err     error // of the last command, until a "!" line has looked at it
}

func run(t *testing.T, script string) {
	t.Helper()
	p := play(t, script)
	p.replays()
}

func play(t *testing.T, script string) *player {
	t.Helper()
	p := &player{t: t, now: 1_767_258_000_000, plan: Planned{
		Sheet: "s1", SheetTitle: "Sheet", SheetVersion: "v1",
		Settings: Settings{
			Questions: []string{}, Order: AsInSheet, FollowUps: DefaultFollowUps,
			Mode: Mock, Persona: qa.Neutral, Lang: qa.English,
		},
	}}
	for line := range strings.Lines(script) {
		line, _, _ = strings.Cut(strings.TrimRight(line, "\n"), "#")
		if line = strings.TrimSpace(line); line != "" {
			p.line = line
			p.step(line)
		}
	}
	p.settled()
	return p
}

func (p *player) failf(format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("at %q: %s", p.line, fmt.Sprintf(format, args...))
}

func (p *player) step(line string) {
	p.t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	if verb != "!" {
		p.settled()
	}
	switch verb {
	case "set":
		p.set(rest)
	case "question":
		p.plan.Questions = append(p.plan.Questions, PlannedQuestion{
			Section:  cmp.Or(p.section, "Section"),
			Question: qa.Question{ID: rest, Text: rest, Line: p.nextLine(), KeyPoints: []qa.KeyPoint{}},
		})
	case "section":
		p.section = rest
	case "line":
		p.lineNo, _ = strconv.Atoi(rest)
	case "vital", "optional":
		p.point(verb == "vital", rest)
	case "start":
		p.start()
		p.world("greet t1")
		p.world("ask t2 thread 0")
	case "plan":
		p.start()
	case "<":
		p.world(rest)
	case ">":
		p.command(rest)
	case "!":
		p.refused(rest)
	case "late":
		p.late(rest)
	case "unjudged":
		answer, code, _ := strings.Cut(rest, " ")
		p.happens("", AnswerUnjudged{Answer: answer, Code: code})
	case "pass":
		d, err := time.ParseDuration(rest)
		if err != nil {
			p.failf("%v", err)
		}
		p.now += d.Milliseconds()
	case "?":
		p.check(rest)
	default:
		p.failf("no such step")
	}
}

func (p *player) set(rest string) {
	for _, field := range strings.Fields(rest) {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "persona":
			p.plan.Settings.Persona = qa.Persona(value)
		case "model":
			p.plan.Settings.Model = value == "on"
		case "mode":
			p.plan.Settings.Mode = Mode(value)
		case "follow-ups":
			p.plan.Settings.FollowUps, _ = strconv.Atoi(value)
		default:
			p.failf("no such setting")
		}
	}
}

// nextLine is ten lines further in the sheet, unless the script said where.
func (p *player) nextLine() int {
	if p.lineNo > 0 {
		line := p.lineNo
		p.lineNo = 0
		return line
	}
	return 10 * (len(p.plan.Questions) + 1)
}

// point reads "k1", or "k1 in Area" for a labelled one.
func (p *player) point(vital bool, rest string) {
	id, label, _ := strings.Cut(rest, " in ")
	q := &p.plan.Questions[len(p.plan.Questions)-1]
	q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{
		ID: id, Text: "point " + id, Label: label, Vital: vital, Form: qa.Bullet, Line: q.Line + len(q.KeyPoints) + 1,
	})
}

func (p *player) start() { p.happens("", p.plan) }

// happens stores and applies an event, and holds what must be true of any.
func (p *player) happens(command string, e Event) {
	p.t.Helper()
	before := p.state
	if turn, ok := turnOf(e); ok && p.state.TurnText(turn.ID) != "" {
		p.failf("turn %s is said twice", turn.ID)
	}
	p.now += 1000
	r := Record{Seq: before.Seq + 1, At: p.now, Command: command, Event: e}
	p.log = append(p.log, r)
	p.state = before.ApplyRecord(r)
}

// world expects Next to ask for exactly this, and carries it out.
func (p *player) world(want string) {
	p.t.Helper()
	want, verdicts, _ := strings.Cut(want, ":")
	act := p.state.Next()
	if have := describe(act); have != strings.TrimSpace(want) {
		p.failf("next is %q", have)
	}
	if _, ok := act.(Judge); ok {
		return // a line of its own says what came of it
	}
	if e := carryOut(act); e != nil {
		if scored, ok := e.(AnswerScored); ok {
			scored.Scores = p.verdicts(scored.Answer, verdicts)
			e = scored
		}
		p.happens("", e)
	}
}

// carryOut is the event that an action ends in, with a plain text for a turn
// and empty scores; nil for none.
func carryOut(act Action) Event {
	turn := func(id string, thread int) Turn {
		return Turn{ID: id, Thread: thread, Text: "text of " + id, Line: "line/" + id}
	}
	switch act := act.(type) {
	case Greet:
		return GreetingSaid{turn(act.Turn, -1)}
	case Ask:
		return QuestionAsked{turn(act.Turn, act.Thread)}
	case Score:
		return AnswerScored{Answer: act.Answer.ID, Revision: 1}
	case Judge:
		return AnswerUnjudged{Answer: act.Answer.ID, Code: UnjudgedSlow}
	case FollowUp:
		targets := []string{act.Brief.Target.ID}
		for _, k := range act.Brief.Others {
			targets = append(targets, k.ID)
		}
		return FollowUpAsked{Turn: turn(act.Turn, act.Thread), Targets: targets, Reason: act.Brief.Reason}
	case Hint:
		return HintGiven{turn(act.Turn, act.Thread), act.KeyPoint}
	case Repeat:
		return QuestionRepeated{turn(act.Turn, act.Thread)}
	case Feedback:
		return FeedbackGiven{turn(act.Turn, act.Thread)}
	case Close:
		return ClosingSaid{turn(act.Turn, -1)}
	case Append:
		return act.Event
	default:
		return nil
	}
}

func describe(act Action) string {
	switch act := act.(type) {
	case Wait:
		return "wait"
	case Greet:
		return "greet " + act.Turn
	case Ask:
		return fmt.Sprintf("ask %s thread %d", act.Turn, act.Thread)
	case Score:
		return "score " + act.Answer.ID
	case Judge:
		return "judge " + act.Answer.ID
	case FollowUp:
		return fmt.Sprintf("follow-up %s %s", act.Turn, describeBrief(act.Brief))
	case Hint:
		return fmt.Sprintf("hint %s %s", act.Turn, act.KeyPoint)
	case Repeat:
		return fmt.Sprintf("repeat %s of %s", act.Turn, act.Again)
	case Feedback:
		return fmt.Sprintf("feedback %s thread %d", act.Turn, act.Thread)
	case Close:
		return "closing " + act.Turn
	case Append:
		if c, ok := act.Event.(ThreadClosed); ok {
			return fmt.Sprintf("close thread %d %s", c.Thread, c.Cause)
		}
		return act.Event.Type()
	default:
		return fmt.Sprintf("%T", act)
	}
}

func describeBrief(b qa.Brief) string {
	s := b.Target.ID + " " + string(b.Reason)
	for _, k := range b.Others {
		s += " +" + k.ID
	}
	if b.Vague {
		s += " vague"
	}
	if b.DontKnow {
		s += " dont_know"
	}
	return s
}

// verdicts reads "k1 covered, k2 partial [a+ b-], k3 missed unsure, vague".
// Whatever is not named was missed.
func (p *player) verdicts(answer, spec string) qa.Scores {
	scores := qa.Scores{Scorer: "test/1"}
	named := map[string]qa.Verdict{}
	for item := range strings.SplitSeq(spec, ",") {
		words := strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(item))
		switch {
		case len(words) == 0:
		case words[0] == "vague":
			scores.Vague = true
		case words[0] == "dont_know":
			scores.DontKnow = true
		default:
			named[words[0]] = p.verdict(words)
		}
	}
	for _, k := range p.state.Question(p.threadOf(answer)).KeyPoints {
		v, ok := named[k.ID]
		if !ok {
			v = qa.Verdict{KeyPoint: k.ID, Level: qa.Missed}
		}
		scores.Verdicts = append(scores.Verdicts, v)
		if v.Contradicted {
			span := qa.Span{Start: 0, End: 4, Text: "said"}
			scores.Claims = append(scores.Claims, qa.Claim{Span: span, KeyPoint: k.ID, Sheet: k.Text, Line: k.Line})
		}
	}
	return scores
}

func (p *player) verdict(words []string) qa.Verdict {
	v := qa.Verdict{KeyPoint: words[0], Confidence: 0.9, Level: qa.Missed}
	for _, w := range words[1:] {
		name := strings.TrimRight(w, "+-!")
		switch {
		case w == "covered", w == "partial", w == "missed":
			v.Level = qa.Level(w)
		case w == "unsure":
			v.Unsure = true
		case w == "contradicted":
			v.Contradicted = true
		case w == name:
			p.failf("no such verdict: %q", w)
		default:
			presence := map[string]qa.Presence{"+": qa.Present, "-": qa.Absent, "!": qa.Contradicted}[w[len(name):]]
			v.Elements = append(v.Elements, qa.Element{Text: name, Presence: presence})
		}
	}
	if v.Level != qa.Missed {
		v.Evidence = []qa.Span{{Start: 0, End: 4, Text: "said"}}
	}
	return v
}

func (p *player) threadOf(answer string) int {
	for i, t := range p.state.Threads {
		if slices.ContainsFunc(t.Answers, func(a Answer) bool { return a.ID == answer }) {
			return i
		}
	}
	p.failf("no answer %s", answer)
	return -1
}

// command reads "answer t2 The text", "skip t2", "pause", "tick 0 k1 covered a1 0-4".
func (p *player) command(rest string) {
	p.t.Helper()
	words := strings.SplitN(rest, " ", 3)
	c := Command{ID: "c" + strconv.Itoa(len(p.log)), Kind: CommandKind(words[0]), Modality: Typed, Text: "said"}
	if len(words) > 1 {
		c.To = words[1]
	}
	if len(words) > 2 {
		c.Text = words[2]
	}
	if c.Kind == CmdTick {
		c.Tick = p.tick(rest)
	}
	events, err := p.state.Decide(time.UnixMilli(p.now), c)
	p.err = err
	for i, e := range events {
		before := p.state
		p.happens([]string{c.ID, ""}[min(i, 1)], e)
		before.Seq, before.At = p.state.Seq, p.state.At
		if reflect.DeepEqual(before, p.state) {
			p.failf("%s was decided and changed nothing", e.Type())
		}
	}
}

// tick reads "tick THREAD POINT LEVEL [ANSWER [FROM-TO]]"; the level "back" takes
// the tick back.
func (p *player) tick(rest string) PointTicked {
	words := strings.Fields(rest)
	e := PointTicked{KeyPoint: words[2], Level: qa.Level(strings.TrimPrefix(words[3], "back"))}
	e.Thread, _ = strconv.Atoi(words[1])
	if len(words) > 4 {
		e.Answer = words[4]
	}
	if len(words) > 5 {
		if _, err := fmt.Sscanf(words[5], "%d-%d", &e.Words.Start, &e.Words.End); err != nil {
			p.failf("%v", err)
		}
	}
	return e
}

func (p *player) refused(code string) {
	p.t.Helper()
	var refusal *Refusal
	if !errors.As(p.err, &refusal) || string(refusal.Code) != code {
		p.failf("the command gave %v", p.err)
	}
	p.err = nil
}

// settled fails for a refusal that the transcript does not expect.
func (p *player) settled() {
	p.t.Helper()
	if p.err != nil {
		p.failf("before this: %v", p.err)
	}
}

// late reads "a1 revision 2: k1 covered": a score that Next did not ask for.
func (p *player) late(rest string) {
	head, spec, _ := strings.Cut(rest, ":")
	words := strings.Fields(head)
	revision, _ := strconv.Atoi(words[2])
	p.happens("", AnswerScored{Answer: words[0], Revision: revision, Scores: p.verdicts(words[0], spec)})
}

// check reads "k1 covered", "unaided 0.50", "open t3", "took a1 31s", …
func (p *player) check(rest string) {
	p.t.Helper()
	words := strings.Fields(rest)
	report := p.state.Report("i1")
	var have string
	switch words[0] {
	case "unaided":
		have = fmt.Sprintf("unaided %.2f", report.Unaided)
	case "final":
		have = fmt.Sprintf("final %.2f", report.Final)
	case "open":
		have = "open " + cmp.Or(p.state.OpenTurn(), "none")
	case "awaiting":
		have = "awaiting " + cmp.Or(string(p.state.Awaiting()), "nothing")
	case "took":
		have = "took " + words[1] + " " + p.took(words[1]).String()
	case "outcome":
		for _, t := range report.Sections[0].Threads {
			if t.Question == words[1] {
				have = "outcome " + t.Question + " " + t.Outcome
			}
		}
	case "reading":
		have = "reading"
		for _, a := range p.state.Unjudged() {
			have += " " + a.ID
		}
	case "evidence":
		have = "evidence " + words[1] + describeEvidence(report, words[1])
	case "unsure":
		have = fmt.Sprintf("unsure %d own %d", report.Counts.Unsure, report.Counts.Own)
	default:
		have = describePoint(report, words[0])
	}
	if have != strings.Join(words, " ") {
		p.failf("it is %q", have)
	}
}

func (p *player) took(answer string) time.Duration {
	for _, a := range p.state.Threads[p.threadOf(answer)].Answers {
		if a.ID == answer {
			return time.Duration(a.Took) * time.Millisecond
		}
	}
	return 0
}

func describePoint(r *qa.Report, id string) string {
	for _, t := range r.Sections[0].Threads {
		for _, k := range t.Points {
			if k.ID != id {
				continue
			}
			s := fmt.Sprintf("%s %s", id, k.Final)
			for _, mark := range []struct {
				on   bool
				word string
			}{{k.Contradicted, "contradicted"}, {k.Unsure, "unsure"}, {k.Own, "own"}, {k.Hinted, "hinted"}, {k.WonBy != "", "won by " + k.WonBy}} {
				if mark.on {
					s += " " + mark.word
				}
			}
			return s
		}
	}
	return "no point " + id
}

func describeEvidence(r *qa.Report, id string) string {
	said := ""
	for _, t := range r.Sections[0].Threads {
		for _, k := range t.Points {
			if k.ID == id {
				for _, e := range k.Evidence {
					said += " " + e.Turn + ":" + e.Text
				}
			}
		}
	}
	return said
}

// replays holds that the stored log gives the same state: nothing lives
// outside it.
func (p *player) replays() {
	p.t.Helper()
	var again State
	for _, r := range p.log {
		typ, data, err := MarshalEvent(r.Event)
		if err != nil {
			p.t.Fatal(err)
		}
		if r.Event, err = UnmarshalEvent(typ, data); err != nil {
			p.t.Fatal(err)
		}
		again = again.ApplyRecord(r)
	}
	if describe(again.Next()) != describe(p.state.Next()) || !reflect.DeepEqual(again.Report("i1"), p.state.Report("i1")) {
		p.t.Fatalf("the log played again leads elsewhere: %s, not %s", describe(again.Next()), describe(p.state.Next()))
	}
}
