package qa

// Persona is the manner of the interviewer. It changes the wording of turns and
// how far they probe, never what counts as conveyed.
type Persona string

// The personas.
const (
	Friendly  Persona = "friendly"  // asks after vital points that were missed, encourages
	Neutral   Persona = "neutral"   // asks after whatever vital is not covered, then deepens once
	Demanding Persona = "demanding" // asks after everything not covered, doubts, deepens to the end
)

// Reason is why a follow-up is asked.
type Reason string

// The reasons.
const (
	ReasonMissed       Reason = "missed"       // nothing of the target was said
	ReasonPartial      Reason = "partial"      // part of the target was said
	ReasonContradicted Reason = "contradicted" // something said contradicts the target
	ReasonDeepen       Reason = "deepen"       // all was said; ask why, what was hard, how it was measured
)

// Candidate is a key point that may be asked about next, and why.
type Candidate struct {
	KeyPoint KeyPoint
	Reason   Reason
	Evidence []Span
}

// Brief is what the rules hand to whoever words a follow-up. The target is
// chosen by code; the wording must not give its content away.
type Brief struct {
	Question Question
	Target   KeyPoint // the first of the targets
	Others   []KeyPoint
	Reason   Reason
	// Answer is the candidate's last answer and Evidence the words in it that
	// the target's verdict rests on (partial, contradicted and deepen).
	Answer   string
	Evidence []Span
	// Vague is set when the last answer stayed general: ask for what was concrete.
	Vague bool
	// DontKnow is set when the last answer only said "I don't know".
	DontKnow bool
	// Asked counts the follow-ups of this thread before this one.
	Asked int
	// Candidates are what may be asked about, in the rules' order; the first is Target.
	Candidates []Candidate
}
