package qa

// Level says how far an answer conveys a key point.
type Level string

// The levels, from best to worst.
const (
	Covered Level = "covered"
	Partial Level = "partial"
	Missed  Level = "missed"
)

// Span is a verbatim piece of an answer.
type Span struct {
	Start int    `json:"start"` // bytes from the start of the UTF-8 answer
	End   int    `json:"end"`   // exclusive
	Text  string `json:"text"`  // answer[Start:End]
}

// Presence says whether an answer has an element of a key point.
type Presence string

// What an element can be in an answer. Partly is a judge's word, for a part of it
// that is said without what makes it that element; the lexical scorer has grades.
const (
	Present      Presence = "present"
	Partly       Presence = "partly"
	Absent       Presence = "absent"
	Contradicted Presence = "contradicted"
)

// Element is one of the parts (usually one to three) that make a key point that point.
type Element struct {
	Text     string   `json:"text"`
	Presence Presence `json:"presence"`
}

// Verdict is what one scorer says of one key point in one answer.
type Verdict struct {
	KeyPoint     string    `json:"key_point"` // its id
	Level        Level     `json:"level"`
	Contradicted bool      `json:"contradicted,omitempty"`
	Confidence   float64   `json:"confidence"`       // 0 to 1: how sure the scorer is of Level
	Unsure       bool      `json:"unsure,omitempty"` // the scorer cannot tell; Level is its best guess
	Evidence     []Span    `json:"evidence,omitempty"`
	Elements     []Element `json:"elements,omitempty"`
	// Scorer gave this verdict; "" where it is the one that gave the others, too.
	Scorer string `json:"scorer,omitempty"`
	// Words is the level by words alone, "" where it is no other than Level.
	Words Level `json:"words,omitempty"`
}

// Claim is something said that the sheet contradicts.
type Claim struct {
	Span
	KeyPoint string `json:"key_point"` // id of the key point that it contradicts
	Sheet    string `json:"sheet"`     // what the sheet says instead
	Line     int    `json:"line"`      // where the sheet says it
}

// Scores is what one scorer says of one answer.
type Scores struct {
	Scorer string `json:"scorer"` // with its version: "lexical/1"
	// Verdicts has one verdict for each key point of the question, in its order.
	Verdicts []Verdict `json:"verdicts"`
	Claims   []Claim   `json:"claims,omitempty"`
	// DontKnow is set when the answer only says that the person does not know.
	DontKnow bool `json:"dont_know,omitempty"`
	// Vague is set when the answer stays general: it says little of the sheet
	// and names nothing concrete (no number, name, time or deed).
	Vague bool `json:"vague,omitempty"`
}

// Weights of key points in a coverage: an optional point counts half a vital
// one, so that leaving out every aside cannot hide a vital point's absence.
const (
	VitalWeight    = 1.0
	OptionalWeight = 0.5
)

// Weight is what the key point counts in a coverage.
func (k KeyPoint) Weight() float64 {
	if k.Vital {
		return VitalWeight
	}
	return OptionalWeight
}

// Share is what a level counts towards coverage: covered 1, partial ½, missed 0.
func (l Level) Share() float64 {
	switch l {
	case Covered:
		return 1
	case Partial:
		return 0.5
	default:
		return 0
	}
}

// Coverage is the weighted share, from 0 to 1, of the key points that the levels
// (by key point id) convey. A question without key points has coverage 0.
func Coverage(points []KeyPoint, levels map[string]Level) float64 {
	var got, all float64
	for _, k := range points {
		all += k.Weight()
		got += k.Weight() * levels[k.ID].Share()
	}
	if all == 0 {
		return 0
	}
	return got / all
}
