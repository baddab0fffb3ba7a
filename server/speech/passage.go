package speech

import "time"

// margin is what is left of a silence on each side of speech: 0.3 s between two
// stretches. A recogniser needs some; in more of it, it hears things.
const margin = Rate * 150 / 1000

// Passage is a stretch of a recording with the speech that was found in it.
type Passage struct {
	Sound  []Sound   // pieces, one after another
	Speech []Segment // in samples of the passage
	Level  float64   // of the speech, dBFS
	Floor  float64   // of the room, dBFS
}

// Listen finds the speech in a recording.
func Listen(pieces ...Sound) Passage {
	var a Activity
	for _, s := range pieces {
		a.Write(s)
	}
	return Passage{Sound: pieces, Speech: a.Segments(), Level: a.SpeechLevel(), Floor: a.Floor()}
}

// Len is how many samples the passage has.
func (p Passage) Len() int { return length(p.Sound) }

func length(pieces []Sound) int {
	n := 0
	for _, s := range pieces {
		n += len(s)
	}
	return n
}

// Spoken is how long somebody speaks in it.
func (p Passage) Spoken() time.Duration {
	var sum time.Duration
	for _, s := range p.Speech {
		sum += s.Duration()
	}
	return sum
}

// spokenWithin is how long somebody speaks between two times.
func (p Passage) spokenWithin(from, to time.Duration) time.Duration {
	var sum time.Duration
	for _, s := range p.Speech {
		sum += max(0, min(to, duration(s.End))-max(from, duration(s.Start)))
	}
	return sum
}

// kept are the stretches that are left when long silences are cut down.
func (p Passage) kept() []Segment {
	var all []Segment
	n := p.Len()
	for _, s := range p.Speech {
		s = Segment{max(0, s.Start-margin), min(n, s.End+margin)}
		if last := len(all) - 1; last >= 0 && all[last].End >= s.Start {
			all[last].End = s.End
			continue
		}
		all = append(all, s)
	}
	return all
}

// trimmed is the passage without its long silences, in pieces of the same
// memory, and the stretches that they are.
func (p Passage) trimmed() ([]Sound, []Segment) {
	kept := p.kept()
	var pieces []Sound
	for _, s := range kept {
		pieces = append(pieces, cut(p.Sound, s)...)
	}
	return pieces, kept
}

// cut is a stretch of pieces.
func cut(pieces []Sound, s Segment) []Sound {
	var all []Sound
	at := 0
	for _, piece := range pieces {
		from, to := max(s.Start-at, 0), min(s.End-at, len(piece))
		if from < to {
			all = append(all, piece[from:to])
		}
		at += len(piece)
	}
	return all
}

// untrimmed is where a time of the trimmed passage lies in the whole one.
func untrimmed(kept []Segment, t time.Duration) time.Duration {
	for i, s := range kept {
		if t <= s.Duration() || i == len(kept)-1 {
			return duration(s.Start) + min(t, s.Duration())
		}
		t -= s.Duration()
	}
	return t
}
