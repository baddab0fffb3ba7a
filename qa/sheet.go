// Package qa is the sheet: a prepared question-and-answer document and what can
// be said about an answer to it. It parses and prints Markdown, takes model
// answers apart into key points, names what is wrong with a sheet by line, and
// holds the types that scorers and reports share. It does not score, ask or
// store anything. Start from [Parse] and [Sheet].
package qa

// Lang is a language that Mondo speaks, as a BCP 47 primary subtag.
type Lang string

// The languages that Mondo speaks. They are equals.
const (
	Japanese Lang = "ja"
	English  Lang = "en"
)

// Sheet is a parsed Q&A document. It never changes after [Parse].
type Sheet struct {
	Title    string    `json:"title"` // "" when the document names none
	Lang     Lang      `json:"lang"`
	Sections []Section `json:"sections"` // in the sheet's order, each with at least one question
	Problems []Problem `json:"problems"` // by line
	// Aliases are the groups of words that mean the same in this sheet, from its
	// front matter, each of two words or more.
	Aliases [][]string `json:"aliases,omitempty"`
	// Version is a hash of the source: equal sources have equal versions.
	Version string `json:"version"`
}

// Section is a run of questions under one heading.
type Section struct {
	Title     string     `json:"title"` // "" for questions above the first heading
	Line      int        `json:"line"`  // of the heading, from 1; of the first question when there is none
	Questions []Question `json:"questions"`
}

// Question is one prepared question with its model answer.
type Question struct {
	// ID comes from the normalised text, so that it survives edits of the
	// answer and moves within the sheet. Unique within a sheet.
	ID   string `json:"id"`
	Text string `json:"text"` // without its marker ("Q1.", "問1．", …)
	Line int    `json:"line"` // from 1
	// ModelAnswer is the person's own prepared answer: the Markdown of lines
	// AnswerLine..AnswerEnd (inclusive, from 1; both 0 when there is none), with
	// the answer's marker ("A:", "答：") removed and blank edges trimmed.
	ModelAnswer string     `json:"model_answer"`
	AnswerLine  int        `json:"answer_line"`
	AnswerEnd   int        `json:"answer_end"`
	KeyPoints   []KeyPoint `json:"key_points"`
}

// KeyPoint is one thing that a model answer conveys and an answer should convey.
type KeyPoint struct {
	// ID comes from the question and the normalised text. Unique within a sheet.
	ID string `json:"id"`
	// Text reads by itself: with its labels in front ("監視設計: New Relic …"),
	// a table row written out with its column headings, polite endings made plain.
	Text string `json:"text"`
	// Label is the area that the point stands under, as the sheet has it
	// ("監視設計", "Design choices"), "" when it has none. An interviewer may say
	// a label without giving the point away. Text starts with "Label: ".
	Label string `json:"label"`
	Vital bool   `json:"vital"`
	Form  Form   `json:"form"`
	Line  int    `json:"line"` // first line of the source, from 1
	End   int    `json:"end"`  // last line, inclusive
	// Elements are the parts that make the point that point, where a person has
	// approved them (see [Note]); none in a sheet as it was parsed.
	Elements []string `json:"elements,omitempty"`
}

// Form is the shape in which a key point stands in the sheet.
type Form string

// The forms that key points come from.
const (
	Bullet   Form = "bullet"   // an item of an unordered list
	Item     Form = "item"     // an item of an ordered list
	Row      Form = "row"      // a row of a table
	Flow     Form = "flow"     // a code fence that shows steps
	Sentence Form = "sentence" // a sentence of prose that claims something
)

// Problem is something in a sheet that its author should know about.
type Problem struct {
	Line     int      `json:"line"` // from 1; 1 when it concerns the whole sheet
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // in the sheet's language: what is wrong and what to do
}

// Severity ranks problems.
type Severity string

// An error leaves nothing, or not everything, to rehearse; a warning does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Questions lists all questions of the sheet in its order.
func (s *Sheet) Questions() []Question {
	var all []Question
	for _, sec := range s.Sections {
		all = append(all, sec.Questions...)
	}
	return all
}

// Question finds a question by its id.
func (s *Sheet) Question(id string) (Question, bool) {
	for _, sec := range s.Sections {
		for _, q := range sec.Questions {
			if q.ID == id {
				return q, true
			}
		}
	}
	return Question{}, false
}
