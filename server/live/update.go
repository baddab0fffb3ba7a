package live

// Update is what a [Cursor] tells: an interview.Record, which is in the log, or
// one of the fleeting ones below.
type Update any

// The fleeting updates.
type (
	// TurnStarted: the interviewer begins to speak. The turn ends with the
	// record that carries it, whose text is the truth, or is withdrawn.
	TurnStarted struct {
		Turn   string
		Kind   string // as in interview.TurnKind
		Thread int    // -1 for none
	}
	// TurnDelta: more of the turn's text.
	TurnDelta struct {
		Turn   string
		Offset int // UTF-16 units before Text
		Text   string
	}
	// TurnWithdrawn: what was said of the turn is taken back. The same turn may
	// start again.
	TurnWithdrawn struct{ Turn string }
	// Notice: something that followers should know, as a code that they translate.
	Notice struct{ Code string }
)

// The codes of notices. A failure's notice holds until the record that was
// waited for comes.
const (
	NoticeDictionary = "dictionary_loading" // Japanese cannot be scored yet
	NoticeScoring    = "scoring_failed"     // the answer is kept and will be scored again
	NoticeSpeaking   = "speaking_failed"    // the turn will be said again
	NoticeStoring    = "storing_failed"     // what happened cannot be stored; it is tried again
	// NoticeModel is followed by the code of a model's failure: the interviewer
	// goes on by script.
	NoticeModel   = "model_"
	NoticeReading = "judge_reading"  // the thread closes once the answer has been read
	NoticeJudging = "judging_failed" // nobody could read the answer for its meaning; the words count
)
