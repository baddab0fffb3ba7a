package prompts

import (
	"unicode/utf8"

	"mondo/qa"
)

// Lengths of a topic, in characters, beyond which nobody would take it up again
// in a sentence.
const (
	topicJapanese = 26
	topicEnglish  = 70
)

// topicOf is what a question is about, in its own words and fit for
// 「{topic}について」 or "about {topic}" in the interviewer's language; "" when
// none can be taken from it cleanly.
func topicOf(lang qa.Lang, question string) string {
	question = clean(question)
	if languageOf(question) != lang {
		return ""
	}
	if lang == qa.Japanese {
		return atMost(topicJapanese, japaneseTopic(question))
	}
	return atMost(topicEnglish, englishTopic(question))
}

func atMost(limit int, topic string) string {
	if utf8.RuneCountInString(topic) > limit {
		return ""
	}
	return topic
}
