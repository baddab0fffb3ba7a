package prompts

// Breach is why what a model said is not said to the candidate. It is an error
// that holds no word of the reply, so that it can be logged and counted.
type Breach string

// The kinds of breach.
const (
	GivesAway     Breach = "gives_away"     // says what the candidate has yet to say
	ManyQuestions Breach = "many_questions" // more than one question or request
	NoQuestion    Breach = "no_question"    // nothing to answer
	Asks          Breach = "asks"           // a question where none belongs
	Invents       Breach = "invents"        // a number, name or quote from nowhere
	OtherLanguage Breach = "other_language" // not the interview's language
	BreaksRole    Breach = "breaks_role"    // speaks as a model, of its prompt or of marks
	TooLong       Breach = "too_long"
	Empty         Breach = "empty"      // nothing that can be said
	Unreadable    Breach = "unreadable" // not the form that was asked for
)

func (b Breach) Error() string { return "the reply is not said: " + breaches[b] }

var breaches = map[Breach]string{
	GivesAway:     "it gives content away",
	ManyQuestions: "it asks more than one question",
	NoQuestion:    "it asks nothing",
	Asks:          "it asks a question of its own",
	Invents:       "it states what neither the sheet nor the candidate says",
	OtherLanguage: "it is in another language",
	BreaksRole:    "it is out of role",
	TooLong:       "it is too long",
	Empty:         "it is empty",
	Unreadable:    "it has not the form that was asked for",
}
