package interview

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"mondo/qa"
)

// The time for an answer: what the model answer takes to say, a quarter more
// for thinking and for other words, whole steps of five seconds.
const (
	timeMargin     = 1.25
	timeStep       = 5 // seconds
	leastSeconds   = 20
	unknownSeconds = 60 // without a model answer
)

// Seconds is the time for one answer to a question of a sheet in lang, at least
// 20 s; a minute when there is no model answer to go by.
func Seconds(lang qa.Lang, q qa.Question) int {
	if q.ModelAnswer == "" {
		return unknownSeconds
	}
	spoken := float64(speakingTime(lang, q.ModelAnswer)) / float64(time.Second)
	steps := math.Ceil(spoken * timeMargin / timeStep)
	return max(leastSeconds, timeStep*int(steps))
}

// speakingTime stands in until package qa reads model answers aloud.
func speakingTime(lang qa.Lang, text string) time.Duration {
	if lang == qa.English {
		return time.Duration(len(strings.Fields(text))) * time.Minute / 140
	}
	return time.Duration(utf8.RuneCountInString(text)) * time.Minute / 300
}
