package qa

// Delivery is how one answer was spoken: figures, never a judgement, and no part
// of any coverage. Package qa/delivery computes it; docs/delivery.md gives each
// formula. A nil pointer is a figure that nothing was known of.
type Delivery struct {
	Method string `json:"method"` // with its version: "delivery/1"
	Lang   Lang   `json:"lang"`
	// Voice is nil when no times are known, as for a typed answer.
	Voice *Voice `json:"voice,omitempty"`
	Heard Heard  `json:"heard"`
}

// Voice has the figures that follow from when there was a voice, whatever was
// recognised. Times are milliseconds.
type Voice struct {
	FirstWord int64 `json:"first_word"` // from the end of the interviewer's turn to the first sound
	Length    int64 `json:"length"`     // from the first sound to the last
	Speaking  int64 `json:"speaking"`   // Length without the pauses
	// Pauses are silences of more than a second between the first sound and the last.
	Pauses     Pauses `json:"pauses"`
	LongestRun int64  `json:"longest_run"` // the longest stretch without a pause
	// AgainstBudget is Length as a share of what the model answer takes to say;
	// nil when there is no model answer.
	AgainstBudget *float64 `json:"against_budget,omitempty"`
}

// Pauses counts silences. Times are milliseconds.
type Pauses struct {
	Count   int   `json:"count"`
	Longest int64 `json:"longest"`
	Total   int64 `json:"total"`
}

// Heard has the figures that rest on the words a recogniser heard. It may drop
// hesitations, mend repetitions and set full stops as it likes.
type Heard struct {
	Words int `json:"words"` // in Japanese as the dictionary cuts them; 0 when it could not be loaded
	// Characters (see [SpokenCharacters]) and Morae are Japanese only.
	Characters float64 `json:"characters,omitempty"`
	Morae      int     `json:"morae,omitempty"`
	// Rates are for a minute of Voice.Speaking.
	CharactersPerMinute *float64 `json:"characters_per_minute,omitempty"` // Japanese
	MoraePerMinute      *float64 `json:"morae_per_minute,omitempty"`      // Japanese
	WordsPerMinute      *float64 `json:"words_per_minute,omitempty"`      // English

	Fillers                []Filler `json:"fillers,omitempty"` // in the answer's order
	FillersPerHundredWords *float64 `json:"fillers_per_hundred_words,omitempty"`
	FillersPerMinute       *float64 `json:"fillers_per_minute,omitempty"`
	// RepeatedStarts are words begun twice, from the first try to the end of the second.
	RepeatedStarts []Span `json:"repeated_starts,omitempty"`
	Hedges         []Span `json:"hedges,omitempty"`

	Sentences *Sentences `json:"sentences,omitempty"` // nil when no sentence end was heard
	Endings   *Endings   `json:"endings,omitempty"`   // Japanese
	// ConclusionFirst tells whether the first sentence that says anything
	// answers, instead of leading up to the answer. A guess from its form.
	ConclusionFirst *bool `json:"conclusion_first,omitempty"`
}

// Filler is a word that only fills time, where it stands in the answer.
type Filler struct {
	Span
	Kind FillerKind `json:"kind"`
}

// FillerKind tells sounds from words.
type FillerKind string

// The kinds of fillers.
const (
	Hesitation FillerKind = "hesitation" // えーと, um: nothing but a filler
	FillerWord FillerKind = "word"       // なんか, you know: a filler only where it stands
)

// Sentences has lengths in spoken characters (Japanese) or words (English).
type Sentences struct {
	Count   int     `json:"count"`
	Mean    float64 `json:"mean"`
	Longest float64 `json:"longest"`
}

// Endings counts Japanese sentences by how they end.
type Endings struct {
	Polite int `json:"polite"` // です, ます
	Plain  int `json:"plain"`  // だ, する, た
	Other  int `json:"other"`  // a noun, or broken off
}

// Mixed tells whether polite and plain sentences stand side by side.
func (e Endings) Mixed() bool { return e.Polite > 0 && e.Plain > 0 }

// DeliverySummary sums up how several answers of one language were spoken.
type DeliverySummary struct {
	Lang    Lang `json:"lang"`
	Answers int  `json:"answers"`
	Timed   int  `json:"timed"` // of them, those with times

	// Times are milliseconds, over the answers with times.
	FirstWord       *float64 `json:"first_word,omitempty"` // mean of the answers, each counting once
	Length          int64    `json:"length"`
	Speaking        int64    `json:"speaking"`
	Pauses          Pauses   `json:"pauses"`
	PausesPerMinute *float64 `json:"pauses_per_minute,omitempty"` // of speaking
	LongestRun      int64    `json:"longest_run"`
	AgainstBudget   *float64 `json:"against_budget,omitempty"` // all lengths by all budgets

	// Rates are means weighted by speaking time.
	CharactersPerMinute *float64 `json:"characters_per_minute,omitempty"`
	MoraePerMinute      *float64 `json:"morae_per_minute,omitempty"`
	WordsPerMinute      *float64 `json:"words_per_minute,omitempty"`
	FillersPerMinute    *float64 `json:"fillers_per_minute,omitempty"`

	Words                  int        `json:"words"`
	Fillers                int        `json:"fillers"`
	FillersPerHundredWords *float64   `json:"fillers_per_hundred_words,omitempty"`
	RepeatedStarts         int        `json:"repeated_starts"`
	Hedges                 int        `json:"hedges"`
	Sentences              *Sentences `json:"sentences,omitempty"`
	Endings                *Endings   `json:"endings,omitempty"`
	ConclusionFirst        int        `json:"conclusion_first"` // answers
	ConclusionKnown        int        `json:"conclusion_known"` // answers of which it is known
}
