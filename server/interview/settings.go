package interview

import "mondo/qa"

// Settings are what a person chooses before an interview.
type Settings struct {
	// Questions are the ids to choose from; empty means the whole sheet.
	Questions []string `json:"questions"`
	// Count is how many questions to ask; 0 means all that were chosen.
	Count int   `json:"count"`
	Order Order `json:"order"`
	// FollowUps is the most follow-ups for each question, 0 to MaxFollowUps.
	FollowUps int        `json:"follow_ups"`
	Mode      Mode       `json:"mode"`
	Persona   qa.Persona `json:"persona"`
	// Lang is the interviewer's language; "" means the sheet's.
	Lang qa.Lang `json:"lang"`
	// Timed gives each answer the time that its model answer takes to say.
	Timed bool `json:"timed"`
	// Model asks for a model behind the interviewer: it words follow-ups, and a
	// judge reads each answer for its meaning.
	Model bool `json:"model,omitempty"`
}

// Order is the order in which the chosen questions are asked.
type Order string

// The orders.
const (
	AsInSheet Order = "sheet"
	Shuffled  Order = "shuffled"
	Weakest   Order = "weakest" // lowest last coverage first; never asked counts as 0
)

// Mode is when results are shown.
type Mode string

// The modes.
const (
	Mock  Mode = "mock"  // at the end, as in a real interview
	Coach Mode = "coach" // after each thread
)

// Limits and defaults of settings.
const (
	MaxFollowUps     = 5
	DefaultFollowUps = 2
)
