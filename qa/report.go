package qa

// Report is the result of one interview, a fold over its events.
type Report struct {
	Interview  string `json:"interview"`
	Sheet      string `json:"sheet"` // its id
	Title      string `json:"title"` // the sheet's
	Lang       Lang   `json:"lang"`
	Mode       string `json:"mode"`
	Persona    string `json:"persona"`
	StartedAt  int64  `json:"started_at"`  // Unix milliseconds
	FinishedAt int64  `json:"finished_at"` // 0 while the interview runs
	// Unaided is the coverage after first answers, Final after follow-ups; both
	// are 0 to 1, over the key points of every question that was asked. A
	// hinted key point never counts more than half in Final.
	Unaided  float64         `json:"unaided"`
	Final    float64         `json:"final"`
	Counts   Counts          `json:"counts"`
	Sections []SectionReport `json:"sections"`
	Claims   int             `json:"claims"` // how many claims contradict the sheet
	// Summary is a model's words on the interview, and SummaryBy the prompt and
	// the model; nil when nobody has asked for one.
	Summary   *Summary `json:"summary,omitempty"`
	SummaryBy string   `json:"summary_by,omitempty"`
	// Delivery sums up how the spoken answers were spoken, and is no part of any
	// coverage; nil when there are none, or nobody has summed them up.
	Delivery *DeliverySummary `json:"delivery,omitempty"`
}

// Counts counts key points by their final level.
type Counts struct {
	Covered  int `json:"covered"`
	Partial  int `json:"partial"`
	Missed   int `json:"missed"`
	NotAsked int `json:"not_asked"` // of skipped questions and of those never reached
	Hinted   int `json:"hinted"`
	Unsure   int `json:"unsure"`
	Own      int `json:"own"` // settled by the person's own tick
}

// SectionReport sums up one section.
type SectionReport struct {
	Title   string         `json:"title"`
	Unaided float64        `json:"unaided"`
	Final   float64        `json:"final"`
	Threads []ThreadReport `json:"threads"`
}

// ThreadReport is one question with its follow-ups, handed back with marks.
type ThreadReport struct {
	Thread   int    `json:"thread"`   // its index in the order of asking, from 0
	Question string `json:"question"` // its id
	Text     string `json:"text"`
	Line     int    `json:"line"`
	// Outcome is "answered", "skipped" or "not_asked".
	Outcome     string        `json:"outcome"`
	Unaided     float64       `json:"unaided"`
	Final       float64       `json:"final"`
	ModelAnswer string        `json:"model_answer"`
	AnswerLine  int           `json:"answer_line"`
	Points      []PointReport `json:"points"`
	Turns       []TurnReport  `json:"turns"`
	Claims      []ClaimReport `json:"claims"`
}

// PointReport is what became of one key point.
type PointReport struct {
	KeyPoint
	Unaided      Level `json:"unaided"`
	Final        Level `json:"final"`
	Asked        bool  `json:"asked"` // false when its question was skipped or never reached
	Hinted       bool  `json:"hinted"`
	Contradicted bool  `json:"contradicted"`
	Unsure       bool  `json:"unsure"`
	// Words is the final level by words alone, "" where a judge's is no other.
	Words Level `json:"words,omitempty"`
	// Own is set when the person's own tick overrules the scorers.
	Own bool `json:"own"`
	// Evidence names the turn (an answer's id) and the words there.
	Evidence []EvidenceReport `json:"evidence"`
	// WonBy is the id of the follow-up turn after which the level rose, "" if none.
	WonBy string `json:"won_by"`
}

// EvidenceReport is evidence together with the answer that it stands in.
type EvidenceReport struct {
	Turn string `json:"turn"`
	Span
}

// ClaimReport is a claim together with the answer that it stands in.
type ClaimReport struct {
	Turn string `json:"turn"`
	Claim
}

// TurnReport is one utterance of a thread.
type TurnReport struct {
	ID   string `json:"id"`
	Who  string `json:"who"`  // "interviewer" or "candidate"
	Kind string `json:"kind"` // "question", "followup", "hint", "repeat", "feedback" or "answer"
	Text string `json:"text"`
	At   int64  `json:"at"`           // Unix milliseconds
	By   string `json:"by,omitempty"` // the prompt and the model that worded it, "" for none
	// Reason and Targets (key point ids) are a follow-up's.
	Reason  string   `json:"reason,omitempty"`
	Targets []string `json:"targets,omitempty"`
	// Brought lists the key points (ids) whose level rose with this turn: an
	// answer's, and so its follow-up's.
	Brought []string `json:"brought,omitempty"`
	// Scorer and Took (milliseconds from the interviewer's turn) are an answer's.
	Scorer string `json:"scorer,omitempty"`
	// Unjudged is why no judge's verdicts count, though the interview wanted them.
	Unjudged string `json:"unjudged,omitempty"`
	Took     int64  `json:"took,omitempty"`
	Modality string `json:"modality,omitempty"`
	DontKnow bool   `json:"dont_know,omitempty"`
	// Delivery is how a spoken answer was spoken, Heard what was recognised before
	// the person corrected it ("" when they did not), and Sound says that the
	// recording is kept.
	Delivery *Delivery `json:"delivery,omitempty"`
	Heard    string    `json:"heard,omitempty"`
	Sound    bool      `json:"sound,omitempty"`
}
