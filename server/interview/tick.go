package interview

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// PointTicked is the person's own word on a key point of a thread that is
// closed. It overrules the scorers until it is taken back.
type PointTicked struct {
	Thread   int    `json:"thread"`
	KeyPoint string `json:"key_point"`
	// Answer is the id of the answer in which the point was said, "" for none
	// in particular.
	Answer string `json:"answer"`
	// Level is covered ("I did say it"), missed ("I did not"), or "": the tick
	// is taken back, and the scorers' verdict stands again.
	Level qa.Level `json:"level"`
	// Words are those of the answer that said it; the zero Span for none.
	Words qa.Span `json:"words,omitzero"`
}

// Type is the event's stable name.
func (PointTicked) Type() string { return "point.ticked" }

// CmdTick is the command to tick a key point, described by Command.Tick. It
// may come when there is something to see: at a thread that a coach has closed,
// and at any thread once the interview is over. It never changes the flow.
const CmdTick CommandKind = "tick"

// The refusals of a tick, beside [RefusedTooLong] for words over MaxTickBytes.
const (
	RefusedTooEarly    RefusalCode = "too_early"     // the verdicts of this thread are not shown yet
	RefusedNoSuchPoint RefusalCode = "no_such_point" // no such thread, key point, answer or words in it
)

// MaxTickBytes bounds the words of a tick: a sentence or a few, not a speech.
const MaxTickBytes = 4 << 10

// Lesson is what a tick teaches the scorer of a sheet: that these words convey
// that key point. Without words it takes back what was taught before.
type Lesson struct {
	Question string // its id
	KeyPoint string
	Words    string
}

// Lesson is what a tick of this interview teaches.
func (s State) Lesson(e PointTicked) Lesson {
	l := Lesson{Question: s.Question(e.Thread).ID, KeyPoint: e.KeyPoint}
	if e.Level == qa.Covered {
		l.Words = strings.TrimSpace(e.Words.Text)
	}
	return l
}

// Alias is a lesson that a sheet keeps.
type Alias struct {
	ID        string
	Sheet     string // its id
	Question  string // its id
	KeyPoint  string // its id
	Words     string
	Interview string // the one in which the words were said
	CreatedAt int64  // Unix milliseconds
}

// decideTick takes the text of the words from the answer itself, so that they
// are verbatim whatever the client sent.
func (s State) decideTick(e PointTicked) ([]Event, error) {
	if e.Thread < 0 || e.Thread >= len(s.Plan.Questions) {
		return nil, refuse(RefusedNoSuchPoint)
	}
	if !s.mayTick(e.Thread) {
		return nil, refuse(RefusedTooEarly)
	}
	t := s.Threads[e.Thread]
	if e.Words.End-e.Words.Start > MaxTickBytes {
		return nil, refuse(RefusedTooLong)
	}
	words, ok := t.quoted(e.Answer, e.Words)
	if !ok || !s.fits(e) {
		return nil, refuse(RefusedNoSuchPoint)
	}
	e.Words = words
	if e.Level == "" {
		e.Answer, e.Words = "", qa.Span{}
	}
	if t.tick(e.KeyPoint) == e || e.Level == "" && t.tick(e.KeyPoint).Level == "" {
		return nil, nil
	}
	return []Event{e}, nil
}

// mayTick says whether the person has been shown what the scorers say of a
// thread. A question that was asked and has no scored answer shows nothing.
func (s State) mayTick(thread int) bool {
	if thread < 0 || thread >= len(s.Threads) || !s.Threads[thread].scored() {
		return false
	}
	return s.Ended || s.Plan.Settings.Mode == Coach && s.Threads[thread].Cause != ""
}

// fits says whether a tick is about something that is there.
func (s State) fits(e PointTicked) bool {
	switch e.Level {
	case qa.Covered, qa.Missed, "":
	default:
		return false
	}
	return e.KeyPoint != "" && slices.ContainsFunc(s.Question(e.Thread).KeyPoints, func(k qa.KeyPoint) bool {
		return k.ID == e.KeyPoint
	})
}

// quoted cuts the words out of an answer of the thread. Words without an answer
// are none of it.
func (t Thread) quoted(answer string, words qa.Span) (qa.Span, bool) {
	if answer == "" {
		return qa.Span{}, words.Start == 0 && words.End == 0
	}
	i := t.answerIndex(answer)
	if i < 0 || words.Start < 0 || words.End < words.Start {
		return qa.Span{}, false
	}
	if words.Start == words.End {
		return qa.Span{}, true
	}
	text := t.Answers[i].Text
	if words.End > len(text) || !starts(text, words.Start) || !starts(text, words.End) {
		return qa.Span{}, false
	}
	words.Text = text[words.Start:words.End]
	return words, true
}

// starts says whether a character, or the end of the text, stands at an offset.
func starts(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

func (t Thread) answerIndex(id string) int {
	return slices.IndexFunc(t.Answers, func(a Answer) bool { return a.ID == id })
}

// tick is the one that stands for a key point, the zero value when there is none.
func (t Thread) tick(point string) PointTicked {
	for _, e := range t.Ticks {
		if e.KeyPoint == point {
			return e
		}
	}
	return PointTicked{}
}

// ticked keeps the last tick of each key point.
func (s State) ticked(e PointTicked) State {
	if !s.mayTick(e.Thread) || !s.fits(e) {
		return s
	}
	t := s.Threads[e.Thread]
	if e.Answer != "" && t.answerIndex(e.Answer) < 0 {
		return s
	}
	ticks := slices.DeleteFunc(slices.Clone(t.Ticks), func(o PointTicked) bool { return o.KeyPoint == e.KeyPoint })
	if e.Level != "" {
		ticks = append(ticks, e)
	}
	t.Ticks = ticks
	if len(ticks) == 0 {
		t.Ticks = nil
	}
	s.Threads = slices.Clone(s.Threads)
	s.Threads[e.Thread] = t
	return s
}

// standings is how far the first n answers of the thread have conveyed its key
// points, the person's own word included. What was ticked as said counts from
// the answer that it names on; what was ticked as not said was never said.
func (t Thread) standings(q qa.Question, n int) map[string]standing {
	n = min(n, len(t.Answers))
	all := conveyed(q, t.Answers[:n])
	for _, e := range t.Ticks {
		i := t.answerIndex(e.Answer)
		if c, ok := all[e.KeyPoint]; ok && (e.Level == qa.Missed || i >= 0 && i < n) {
			all[e.KeyPoint] = c.ticked(e.Level)
		}
	}
	return all
}

// final is the standings after all answers. A tick that names no answer counts
// only here.
func (t Thread) final(q qa.Question) map[string]standing {
	all := t.standings(q, len(t.Answers))
	for _, e := range t.Ticks {
		if c, ok := all[e.KeyPoint]; ok {
			all[e.KeyPoint] = c.ticked(e.Level)
		}
	}
	return all
}

func (c standing) ticked(level qa.Level) standing {
	c.Level, c.Unsure = level, false
	if level == qa.Covered {
		c.Contradicted = false
	}
	return c
}
