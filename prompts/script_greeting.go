package prompts

import (
	"strconv"
	"unicode/utf8"

	"mondo/qa"
)

// Greeting is what an interviewer knows at the start.
type Greeting struct {
	Title     string // the sheet's, "" when it has none
	Questions int    // how many will be asked, without follow-ups
	Coach     bool   // feedback after each question, not only at the end
	Timed     bool   // each answer has its time
}

// titleLimit is the longest sheet title that is said, in characters.
const titleLimit = 30

// Greeting opens an interview. It asks nothing.
func (s Script) Greeting(in Greeting, used Used) Line {
	title := requote(s.lang, trimEdges(clean(in.Title)))
	fill := slots{"title": title, "n": s.count(in.Questions)}
	plan := "greeting.plan"
	switch { // a mock interviewer knows nothing of the sheet
	case in.Questions == 1:
		plan = "greeting.plan.one"
	case in.Coach && title != "" && utf8.RuneCountInString(title) <= titleLimit && s.lang == languageOf(title):
		plan = "greeting.titled"
	}
	mode := "greeting.mock"
	if in.Coach {
		mode = "greeting.coach"
	}
	lines := []Line{s.say("greeting.open", nil, used), s.say(plan, fill, used)}
	if in.Timed {
		lines = append(lines, s.say("greeting.timed", nil, used))
	}
	return s.join(append(lines, s.say(mode, nil, used))...)
}

// count is a number as it is said: in English in words up to ten.
func (s Script) count(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if s.lang == qa.English && 0 <= n && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// Closing is what an interviewer knows at the end.
type Closing struct {
	Asked    int  // prepared questions that were asked
	Answered int  // of these, those that were answered
	Early    bool // the candidate ended the interview
	Mock     bool // nothing was said about the answers yet
}

// Closing ends an interview. It asks nothing.
func (s Script) Closing(in Closing, used Used) Line {
	situation := "closing.coach"
	switch {
	case in.Answered == 0:
		situation = "closing.nothing_answered"
	case in.Early && in.Mock:
		situation = "closing.early.mock"
	case in.Early:
		situation = "closing.early.coach"
	case in.Mock:
		situation = "closing.mock"
	}
	return s.say(situation, nil, used)
}
