package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// After says how the question before ended.
type After string

// How a question ended.
const (
	AfterStart    After = ""          // there was none, or nothing is to be said about it
	AfterSkipped  After = "skipped"   // the candidate passed
	AfterDontKnow After = "dont_know" // the candidate did not know
	AfterCovered  After = "covered"   // all was said
	AfterLimit    After = "limit"     // no follow-ups were left
)

// Question is a prepared question in its place in the interview.
type Question struct {
	Text       string // the prepared question; stays verbatim in the line
	Number     int    // from 1
	Of         int    // how many are asked in all
	Section    string // its section's title, "" when there is none
	NewSection bool   // the question before was of another section
	After      After
}

// Question asks a prepared question, with a bridge from what was before.
func (s Script) Question(in Question, used Used) Line {
	asked := Line{Text: ended(in.Text)}
	wrapped := bareNoun(in.Text)
	if wrapped {
		asked = s.say("question.noun", slots{"question": strings.TrimSpace(in.Text)}, used)
	}
	fill := slots{"question": asked.Text, "section": s.sectionName(in.Section)}
	fits := func(string) bool { return true }
	if !wrapped && languageOf(in.Text) != s.lang {
		fits = func(line string) bool { return standsAlone(line[:strings.LastIndex(line, asked.Text)]) }
	}
	line, ok := s.choose(s.bridge(in, fill["section"]), fill, used, fits)
	if !ok {
		return asked
	}
	if wrapped {
		line.ID += "+" + asked.ID
	}
	return line
}

// bridge is the situation between two questions. What became of the last one
// comes before where we are.
func (s Script) bridge(in Question, section string) string {
	switch {
	case in.Of == 1:
		return "question.only"
	case in.Number <= 1:
		return "question.first"
	case in.After == AfterSkipped:
		return "question.skipped"
	case in.After == AfterDontKnow:
		return "question.dont_know"
	case in.Number == in.Of:
		return "question.last"
	case in.NewSection && section != "":
		return "question.section"
	case in.After == AfterCovered:
		return "question.covered"
	case in.After == AfterLimit:
		return "question.limit"
	default:
		return "question.next"
	}
}

// standsAlone reports whether a bridge is a sentence (or nothing) and not the
// beginning of the question's own sentence.
func standsAlone(bridge string) bool {
	bridge = strings.TrimSpace(bridge)
	return bridge == "" || strings.HasSuffix(bridge, "。") || strings.HasSuffix(bridge, ".")
}

// sectionName is a section's title without its number, if it can be said.
func (s Script) sectionName(title string) string {
	name := sectionNumber.ReplaceAllString(clean(title), "")
	name = trimEdges(name)
	if utf8.RuneCountInString(name) > topicEnglish {
		return ""
	}
	return requote(s.lang, name)
}

var sectionNumber = regexp.MustCompile(`^(?:第?[0-9０-９一二三四五六七八九十]+[章節部]?[.．:：、)）]?\s+|[①-⑳]\s*|[0-9０-９]+[.．)）]\s*|(?i:part|section|chapter) \w+[.:]?\s+)`)

// ended is a question with the mark that its sentence lacks.
func ended(question string) string {
	question = strings.TrimSpace(question)
	last, _ := utf8.DecodeLastRuneInString(question)
	switch {
	case question == "" || strings.ContainsRune("。．.？?！!…」』", last):
		return question
	case languageOf(question) == qa.Japanese:
		if strings.HasSuffix(question, "は") {
			return question + "？"
		}
		return question + "。"
	case imperative.MatchString(question):
		return question + "."
	default:
		return question + "?"
	}
}

// bareNoun reports whether a prepared "question" is no sentence (「志望動機」,
// "Motivation"): it must be wrapped in one.
func bareNoun(question string) bool {
	question = strings.TrimSpace(question)
	last, _ := utf8.DecodeLastRuneInString(question)
	if question == "" || strings.ContainsRune("。．.？?！!…", last) {
		return false
	}
	if languageOf(question) == qa.Japanese {
		return nounEnd(question)
	}
	return englishNoun(question)
}

// Repeat says a turn again.
func (s Script) Repeat(text string, used Used) Line {
	return s.say("repeat", slots{"text": ended(s.withoutBridge(text))}, used)
}

// withoutBridge takes a question's bridge off, which belongs to the moment when
// it was asked.
func (s Script) withoutBridge(text string) string {
	rest := text
	for situation, lines := range s.lines {
		if !strings.HasPrefix(situation, "question.") || situation == "question.noun" {
			continue
		}
		for _, t := range lines {
			if after, ok := t.strip(text); ok && len(after) < len(rest) {
				rest = after
			}
		}
	}
	return rest
}

// strip matches a text with what stands before {question} in a template.
func (t template) strip(text string) (string, bool) {
	bridge, tail, _ := strings.Cut(t.text, "{question}")
	before, after, hasSection := strings.Cut(bridge, "{section}")
	if tail != "" || !strings.HasPrefix(text, before) {
		return "", false
	}
	text = text[len(before):]
	if !hasSection {
		return strings.TrimSpace(text), strings.TrimSpace(text) != ""
	}
	i := strings.Index(text, after)
	if i < 0 || utf8.RuneCountInString(text[:i]) > topicEnglish || after == "" {
		return "", false
	}
	text = strings.TrimSpace(text[i+len(after):])
	return text, text != ""
}
