package interview

import (
	"math"
	"time"

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
	spoken := float64(qa.SpeakingTime(lang, q.ModelAnswer)) / float64(time.Second)
	steps := math.Ceil(spoken * timeMargin / timeStep)
	return max(leastSeconds, timeStep*int(steps))
}
