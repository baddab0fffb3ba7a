package server

import (
	"time"

	"mondo/server/protocol"
	"mondo/server/speech"
)

// What tells kinds of useless sound apart.
const (
	tooShort = 400 * time.Millisecond // of speech, or of a whole recording
	// quiet is the level, in dBFS, that not even the loudest second of a recording
	// reaches in which there is nothing.
	quiet = -50.0
	// loud is a sample at the end of its range, and tooLoud the share of those from
	// which speech is too distorted to be understood.
	loud    = 32_700
	tooLoud = 0.02
)

// unusable is why a recording gave no words, for its client.
func unusable(p speech.Passage, err error) string {
	switch {
	case speech.CodeOf(err) != speech.CodeUnusable:
		return protocol.UnusableFailed
	case clipped(p) > tooLoud:
		return protocol.UnusableClipped
	case p.Spoken() > 0 && p.Spoken() < tooShort, p.Len() < int(tooShort.Seconds()*speech.Rate):
		return protocol.UnusableTooShort
	case p.Spoken() == 0 && loudest(p) < quiet:
		return protocol.UnusableSilence
	}
	return protocol.UnusableNoise
}

// loudest is the level of the loudest piece of a recording, a second of a take.
func loudest(p speech.Passage) float64 {
	level := speech.Silence
	for _, piece := range p.Sound {
		level = max(level, piece.Level())
	}
	return level
}

// clipped is the share of samples that are as large as can be.
func clipped(p speech.Passage) float64 {
	n := 0
	for _, piece := range p.Sound {
		for _, v := range piece {
			if v >= loud || v <= -loud {
				n++
			}
		}
	}
	return float64(n) / float64(max(1, p.Len()))
}
