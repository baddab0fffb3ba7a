package prompts

import (
	"regexp"
	"strings"
)

// The forms of English questions that have a topic, and the topic's wording: a
// noun phrase or a clause that can follow "about".
var englishForms = []struct {
	form  *regexp.Regexp
	topic string
}{
	{regexp.MustCompile(`(?i)^(?:please )?(?:tell (?:me|us)|talk(?: to me| to us)?|say something) (?:a (?:bit|little) )?(?:more )?about (.+)$`), "$1"},
	{regexp.MustCompile(`(?i)^(?:please )?(?:describe|explain|outline|summari[sz]e) (.+)$`), "$1"},
	{regexp.MustCompile(`(?i)^(?:please )?(?:walk|talk|take) (?:me|us) through (.+)$`), "$1"},
	{regexp.MustCompile(`(?i)^what(?: is|'s|’s| are| was| were) ((?:your|the|our) .+)$`), "$1"},
	{regexp.MustCompile(`(?i)^what do you (know about|think about|think of|understand by|look for in|expect from) (.+)$`), "what you $1 $2"},
	{regexp.MustCompile(`(?i)^how do you (.+)$`), "how you $1"},
	{regexp.MustCompile(`(?i)^how would you (.+)$`), "how you would $1"},
	{regexp.MustCompile(`(?i)^why do you (.+)$`), "why you $1"},
	{regexp.MustCompile(`(?i)^where do you see yourself (.+)$`), "where you see yourself $1"},
	{regexp.MustCompile(`(?i)^(?:do you have|have you had|have you got) (?:any |much |some )?((?:hands-on |direct |practical )?(?:experience|knowledge) .+)$`), "your $1"},
}

var (
	imperative    = regexp.MustCompile(`(?i)^(?:please|tell|talk|describe|explain|outline|summari[sz]e|walk|take|give|name|list|show|introduce|imagine|suppose|discuss|compare|define|say|share)\b`)
	asksInEnglish = regexp.MustCompile(`(?i)^(?:who|whom|whose|what|what's|when|where|which|why|how|is|are|was|were|do|does|did|have|has|had|can|could|would|will|should|may|if|in what)\b`)
	secondAsk     = regexp.MustCompile(`(?i)(?:,|;| and| or|—| -) (?:who|what|when|where|which|why|how|do|did|is|are|tell|please|then)\b|\byourself and\b|^yourself\b|[.?!;:。？！]`)
	indefinite    = regexp.MustCompile(`(?i)^(?:an?|one|any) `)
)

// englishTopic takes the topic from an English question.
func englishTopic(question string) string {
	question = strings.TrimRight(question, " .?!。？！")
	question = strings.TrimSpace(brackets.ReplaceAllString(question, ""))
	if englishNoun(question) {
		return plainTopic(decapitalise(question, ""))
	}
	for _, f := range englishForms {
		m := f.form.FindStringSubmatchIndex(question)
		if m == nil {
			continue
		}
		topic := string(f.form.ExpandString(nil, f.topic, question, m))
		return plainTopic(indefinite.ReplaceAllString(topic, "the "))
	}
	return ""
}

// plainTopic keeps a topic that is one thing.
func plainTopic(topic string) string {
	if secondAsk.MatchString(topic) || strings.Contains(topic, "  ") || len(strings.Fields(topic)) < 2 && len(topic) < 4 {
		return ""
	}
	return topic
}

// englishNoun reports whether a prepared "question" is only a noun phrase.
func englishNoun(question string) bool {
	return !imperative.MatchString(question) && !asksInEnglish.MatchString(question) && len(strings.Fields(question)) <= 8
}
