package interview

import "mondo/qa"

// Command is what a candidate wants to happen. [State.Decide] says whether it may.
type Command struct {
	// ID is made by the client; a command that is sent twice is carried out once.
	ID   string
	Kind CommandKind
	// To is the id of the turn that the command is about, as the client saw it
	// (answer, skip, hint, repeat, continue): a command to a turn that is no
	// longer the open one is refused as stale, so two tabs cannot cross.
	To       string
	Text     string // an answer's
	Modality Modality
	// Heard, Delivery and Take are a spoken answer's, as in [AnswerGiven].
	Heard    string
	Delivery *qa.Delivery
	Take     string
	Tick     PointTicked // what a tick says
	Summary  SummedUp    // what is to be kept with CmdSumUp
}

// CommandKind names a command.
type CommandKind string

// The commands.
const (
	CmdAnswer   CommandKind = "answer"
	CmdSkip     CommandKind = "skip"
	CmdHint     CommandKind = "hint"
	CmdRepeat   CommandKind = "repeat"
	CmdContinue CommandKind = "continue" // after feedback, coach mode
	CmdPause    CommandKind = "pause"
	CmdResume   CommandKind = "resume"
	CmdFinish   CommandKind = "finish"
)

// Refusal is why a command may not happen now. Nothing was changed.
type Refusal struct {
	Code RefusalCode
}

func (r *Refusal) Error() string { return "interview: refused: " + string(r.Code) }

// RefusalCode is stable: clients translate it.
type RefusalCode string

// The refusals.
const (
	RefusedFinished    RefusalCode = "finished"      // the interview has ended
	RefusedPaused      RefusalCode = "paused"        // resume first
	RefusedNotPaused   RefusalCode = "not_paused"    //
	RefusedNotYourTurn RefusalCode = "not_your_turn" // the interviewer is speaking
	RefusedStale       RefusalCode = "stale"         // the turn was dealt with already, perhaps in another tab
	RefusedEmpty       RefusalCode = "empty"         // an answer of white space
	RefusedTooLong     RefusalCode = "too_long"      // over MaxAnswerBytes
	RefusedNoHint      RefusalCode = "no_hint"       // nothing is left to hint at
	RefusedUnknown     RefusalCode = "unknown"       // no such command
)

// MaxAnswerBytes bounds one answer: about twenty minutes of speech.
const MaxAnswerBytes = 64 << 10
