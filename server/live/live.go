// Package live runs interviews: each in one goroutine that does what
// interview.State.Next says, one thing at a time, and carries out the commands
// that arrive. What happened is in the log before anybody hears of it, so a
// crash between any two steps loses nothing that was acknowledged and repeats
// nothing that was done. The package decides nothing about an interview (the
// rules are in server/interview) and knows nothing of connections.
//
// Start from [Host]: [Host.Open] gives an [Interview], [Interview.Do] carries
// out a command, and [Interview.Follow] gives a [Cursor] that tells everything
// from a place in the log on.
package live

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mondo/qa"
	"mondo/server/interview"
)

// Errors of a host.
var (
	// ErrClosed: the host is closed.
	ErrClosed = errors.New("live: the host is closed")
	// ErrTooMany: as many interviews run as the host may have, and each of them
	// is in use.
	ErrTooMany = errors.New("live: too many interviews are running")
)

// Log is where events are kept: the part of store.Store that a host needs, with
// the store's rules (interview.ErrConflict, interview.ErrNotFound).
type Log interface {
	Append(ctx context.Context, owner, id string, after int64, records []interview.Record, p *interview.Projection) error
	Events(ctx context.Context, owner, id string, after int64) ([]interview.Record, error)
	Command(ctx context.Context, owner, id, commandID string) (seq int64, ok bool, err error)
}

// Scorer says which key points an answer conveys. An error is a failure, never a
// bad score: the answer is scored again later. It returns when ctx ends.
type Scorer interface {
	Score(ctx context.Context, in Scoring) (qa.Scores, error)
}

// Preparer is a [Scorer] that is quicker when it is told beforehand what it will
// be asked about. Prepare gets a Scoring without question and answer.
type Preparer interface {
	Prepare(ctx context.Context, in Scoring)
}

// Listener is a [Scorer] that can score an answer while it is being spoken. Listen
// gets a Scoring without an answer.
type Listener interface {
	Listen(ctx context.Context, in Scoring) (Hearing, error)
}

// Hearing follows one answer while it is being spoken. Update takes the transcript
// as it is now, whole; a recogniser may have changed its mind about earlier words.
// It is for one goroutine.
type Hearing interface {
	Update(transcript string) qa.Scores
}

// Judge reads an answer for its meaning, once a [Scorer] has scored it by words.
// Its scores supersede those. An error means that nobody read the answer; the
// error may have a method Code() string that says why in a stable word. Judge
// returns when ctx ends.
type Judge interface {
	Judge(ctx context.Context, in Scoring, words qa.Scores) (qa.Scores, error)
}

// Scoring is what a scorer has to know. Texts in it are the person's own: they
// go into no log.
type Scoring struct {
	Owner        string
	Interview    string // its id
	Sheet        string // its id
	SheetVersion string
	Lang         qa.Lang       // of the interview
	Question     qa.Question   // as planned
	Questions    []qa.Question // all that were planned
	Answer       string
	Modality     string // "typed" or "spoken"
	// Notice tells the followers what they are waiting for. It is never nil.
	Notice func(code string)
}

// Speaker words a turn and says it piece by piece. It returns when ctx ends or
// the voice fails, with that error; the turn is withdrawn then and tried again
// while it is still owed.
type Speaker interface {
	Speak(ctx context.Context, in Utterance, v Voice) (Spoken, error)
}

// Voice is where a turn is heard. It is for one goroutine.
type Voice interface {
	// Say adds to the turn.
	Say(ctx context.Context, delta string) error
	// TakeBack withdraws what was said; what is said next begins the turn anew.
	TakeBack(ctx context.Context) error
	// Notice tells the followers something, as a code that they translate.
	Notice(code string)
}

// Utterance is the turn to say: Action is one of those that have a turn.
type Utterance struct {
	Interview string // its id
	State     interview.State
	Action    interview.Action
}

// Spoken is a turn as it was said. Text is what is stored, and what the pieces
// make up since the last TakeBack.
type Spoken struct {
	Text string
	Line string // names the scripted lines in it, "" for none
	By   string // as in interview.Turn
	// About is which of the brief's candidates a follow-up asks about; the zero
	// value means the first, and what goes along with it.
	About qa.Candidate
}

// Config is what a host needs. Log and Scorer must be given.
type Config struct {
	Log    Log
	Scorer Scorer
	// Speaker is the interviewer's voice; nil means [Scripted] at Pace.
	Speaker Speaker
	Pace    time.Duration
	// Judge reads answers beside what goes on, where an interview's settings
	// want a model; nil means that none is there.
	Judge Judge
	// JudgeWait is how long the closing of a thread waits for a judge, and
	// JudgeLimit how long a judge may read one answer; 0 means the defaults.
	JudgeWait, JudgeLimit time.Duration
	// HeadStart is how much later a judge begins while a follow-up to the same
	// answer is being worded; 0 means the default. So the words go out first, and
	// come first from a model server that takes one call at a time.
	HeadStart time.Duration

	Now    func() time.Time // nil means time.Now
	Logger *slog.Logger     // nil means none; it never gets what a person wrote

	// Limit is how many interviews may run at once; 0 means DefaultLimit.
	Limit int
	// Idle is how long an interview that waits and is followed by nobody is
	// kept in memory, at least; 0 means DefaultIdle.
	Idle time.Duration
	// Poll is how often a followed interview looks for what another process
	// has written to its log; 0 means DefaultPoll.
	Poll time.Duration
	// Rest is how long to wait after the n-th failure in a row (from 1) of an
	// action; nil means half a second, doubled each time up to half a minute.
	Rest func(failures int) time.Duration
}

// Defaults of a [Config].
const (
	DefaultLimit = 1000
	DefaultIdle  = 5 * time.Minute
	DefaultPoll  = 2 * time.Second
	// DefaultJudgeWait is about as long as an interviewer may look at their
	// notes before it becomes uncomfortable.
	DefaultJudgeWait  = 8 * time.Second
	DefaultJudgeLimit = 2 * time.Minute
	// DefaultHeadStart is nothing beside the seconds that a reading takes.
	DefaultHeadStart = 100 * time.Millisecond
	// DefaultPace is about 80 Japanese characters or 40 English words a second:
	// quicker than anybody reads, slow enough to be seen as speech.
	DefaultPace = 25 * time.Millisecond
)

func (c Config) withDefaults() Config {
	if c.Speaker == nil {
		c.Speaker = Scripted{Pace: c.Pace}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Limit == 0 {
		c.Limit = DefaultLimit
	}
	if c.Idle == 0 {
		c.Idle = DefaultIdle
	}
	if c.Poll == 0 {
		c.Poll = DefaultPoll
	}
	if c.JudgeWait == 0 {
		c.JudgeWait = DefaultJudgeWait
	}
	if c.JudgeLimit == 0 {
		c.JudgeLimit = DefaultJudgeLimit
	}
	if c.HeadStart == 0 {
		c.HeadStart = DefaultHeadStart
	}
	if c.Rest == nil {
		c.Rest = rest
	}
	return c
}

const (
	firstRest   = 500 * time.Millisecond
	longestRest = 30 * time.Second
)

func rest(failures int) time.Duration {
	d := firstRest
	for n := 1; n < failures && d < longestRest; n++ {
		d *= 2
	}
	return min(d, longestRest)
}
