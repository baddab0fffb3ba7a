package interview

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"mondo/qa"
)

// Decide says what a command makes happen now, as events to be stored and
// applied in order, or refuses it with a [*Refusal]. That a command which is
// sent twice is carried out once is up to whoever keeps the log. A command may
// make nothing happen, as a tick that stands already.
func (s State) Decide(now time.Time, c Command) ([]Event, error) {
	switch {
	case !known(c.Kind):
		return nil, refuse(RefusedUnknown)
	case c.Kind == CmdTick:
		return s.decideTick(c.Tick)
	case c.Kind == CmdSumUp:
		return s.decideSummary(c.Summary)
	case s.Ended || s.Finishing || s.closed:
		return nil, refuse(RefusedFinished)
	case !s.planned:
		return nil, refuse(RefusedNotYourTurn)
	}
	switch c.Kind {
	case CmdFinish:
		return s.decideFinish(), nil
	case CmdResume:
		if !s.Paused {
			return nil, refuse(RefusedNotPaused)
		}
		return []Event{ResumedEvent{}}, nil
	}
	if s.Paused {
		return nil, refuse(RefusedPaused)
	}
	if c.Kind == CmdPause {
		return []Event{PausedEvent{}}, nil
	}
	return s.decideTurn(now, c)
}

// decideFinish ends a pause too, so that every fold of the log sees it end.
func (s State) decideFinish() []Event {
	if s.Paused {
		return []Event{ResumedEvent{}, FinishRequested{}}
	}
	return []Event{FinishRequested{}}
}

// decideTurn deals with the commands that are about a turn.
func (s State) decideTurn(now time.Time, c Command) ([]Event, error) {
	if err := s.mayDeal(c); err != nil {
		return nil, err
	}
	thread := len(s.Threads) - 1
	switch c.Kind {
	case CmdAnswer:
		return s.decideAnswer(now, c)
	case CmdSkip:
		return []Event{ThreadSkipped{Thread: thread}}, nil
	case CmdRepeat:
		return []Event{RepeatRequested{Thread: thread}}, nil
	case CmdContinue:
		return []Event{Continued{Thread: thread}}, nil
	}
	k, ok := s.hintTarget()
	if !ok {
		return nil, refuse(RefusedNoHint)
	}
	return []Event{HintRequested{Thread: thread, KeyPoint: k.ID}}, nil
}

// mayDeal refuses a command to a turn that is not the open one, or at which
// the interviewer is speaking, or that the open turn does not ask for.
func (s State) mayDeal(c Command) error {
	want := AwaitAnswer
	if c.Kind == CmdContinue {
		want = AwaitContinue
	}
	awaiting := s.Awaiting()
	switch {
	case s.dealtWith(c.To):
		return refuse(RefusedStale)
	case awaiting != want:
		return refuse(RefusedNotYourTurn)
	case !s.isOpen(c.To):
		return refuse(RefusedStale)
	}
	return nil
}

// Open says whether a turn can be answered, also while the candidate waits for a
// hint at it, or pauses. Otherwise it is the [*Refusal] of an answer to it.
func (s State) Open(turn string) error {
	switch {
	case s.Ended || s.Finishing || s.closed:
		return refuse(RefusedFinished)
	case s.dealtWith(turn):
		return refuse(RefusedStale)
	}
	if t, ok := s.last(); !ok || t.Cause != "" || !s.isOpen(turn) {
		return refuse(RefusedNotYourTurn)
	}
	return nil
}

// dealtWith says whether a turn was said, and is no longer the open one.
func (s State) dealtWith(turn string) bool {
	if turn == "" || s.isOpen(turn) {
		return false
	}
	if s.Greeting.ID == turn {
		return true
	}
	for _, t := range s.Threads {
		if _, ok := t.said(turn); ok {
			return true
		}
	}
	return false
}

// isOpen says whether a turn is the open one, a hint at it or a repetition.
func (s State) isOpen(turn string) bool {
	open := s.OpenTurn()
	if open == "" || turn == "" {
		return false
	}
	if turn == open {
		return true
	}
	t, _ := s.last()
	return t.Cause == "" && t.about(turn)
}

func (s State) decideAnswer(now time.Time, c Command) ([]Event, error) {
	if len(c.Text) > MaxAnswerBytes || len(c.Heard) > MaxAnswerBytes {
		return nil, refuse(RefusedTooLong)
	}
	// Stored as JSON, which is UTF-8: offsets into the text must survive that.
	text := strings.ToValidUTF8(c.Text, "\uFFFD")
	if !strings.ContainsFunc(text, visible) {
		return nil, refuse(RefusedEmpty)
	}
	t, _ := s.last()
	took, _ := s.SincePrompt(now)
	given := AnswerGiven{
		ID:       s.nextAnswer(),
		Thread:   len(s.Threads) - 1,
		To:       t.prompt,
		Text:     text,
		Modality: Typed,
		Took:     took,
	}
	if c.Modality == Spoken {
		given.Modality, given.Delivery, given.Take = Spoken, c.Delivery, c.Take
		if heard := strings.ToValidUTF8(c.Heard, "\uFFFD"); heard != text {
			given.Heard = heard
		}
	}
	return []Event{given}, nil
}

// SincePrompt is how long after the end of the last question or follow-up a time
// lies, in milliseconds; ok is false when that is not known. Hints and repetitions
// are the candidate's own time, pauses are not.
func (s State) SincePrompt(at time.Time) (ms int64, ok bool) {
	t, ok := s.last()
	if !ok || t.promptAt < 0 {
		return 0, false
	}
	return max(0, s.active(at.UnixMilli())-t.promptAt), true
}

// hintTarget is the key point to hint at: one that the open follow-up asks
// about, else the next vital one, else the next optional one, that is neither
// covered nor hinted at.
func (s State) hintTarget() (qa.KeyPoint, bool) {
	t, _ := s.last()
	thread := len(s.Threads) - 1
	levels := s.Levels(thread)
	prompt, _ := t.said(t.prompt)
	best, rank := qa.KeyPoint{}, 0
	for _, k := range s.Question(thread).KeyPoints {
		if levels[k.ID] == qa.Covered || t.hintedAt(k.ID) {
			continue
		}
		if r := hintRank(k, prompt.Targets); r > rank {
			best, rank = k, r
		}
	}
	return best, rank > 0
}

func hintRank(k qa.KeyPoint, targets []string) int {
	switch {
	case len(targets) > 0 && targets[0] == k.ID:
		return 4
	case slices.Contains(targets, k.ID):
		return 3
	case k.Vital:
		return 2
	default:
		return 1
	}
}

func known(k CommandKind) bool {
	switch k {
	case CmdAnswer, CmdSkip, CmdHint, CmdRepeat, CmdContinue, CmdPause, CmdResume, CmdFinish, CmdTick, CmdSumUp:
		return true
	default:
		return false
	}
}

// visible leaves out white space and what shows nothing, such as zero-width
// spaces.
func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

func refuse(c RefusalCode) error { return &Refusal{Code: c} }
