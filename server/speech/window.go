package speech

import (
	"time"
	"unicode/utf8"
)

// When live text is asked for. Sent this way a recogniser gets about three times
// the sound, and the first firm words come after 2.7 s and twice its own time.
const (
	firstAsk   = 1200 * time.Millisecond // after the first speech of a window
	nextAsk    = 1500 * time.Millisecond // after the end of what was asked about before
	endsPause  = 700 * time.Millisecond  // of silence end a window
	longWindow = 15 * time.Second        // from which on endsLong is enough
	endsLong   = 300 * time.Millisecond  // the least that Activity takes for a pause
	maxWindow  = 25 * time.Second        // ends anywhere: Whisper takes 30 s at once
	maxMisses  = 3                       // in a row before a window is left as it is
)

// window is the sound since the last pause that live text is asked about, and
// the text so far.
type window struct {
	start  int // sample
	asked  int // sample up to which the last answer went
	rests  int // sample before which nothing is asked, after a failure
	misses int
	before string // firm text of the windows before
	agreement
}

// question is what is to be done about a window.
type question struct {
	from, to int
	ask      bool // false when the last answer went far enough already
	closes   bool // nothing is added to the window after it
}

// next is the next question that the sound so far calls for, if any.
func (w *window) next(a *Activity) (question, bool) {
	now := a.Len()
	if now < w.rests {
		return question{}, false
	}
	speech := within(a.Segments(), w.start, now)
	if len(speech) == 0 {
		w.start = max(w.start, now-samples(firstAsk)) // silence before it does not count
		return question{}, false
	}
	if last, ok := w.ends(a, speech); ok {
		end := min(last+margin, now)
		return question{w.start, end, w.asked < last && spokenIn(within(speech, w.start, end)) >= minSpeech, true}, true
	}
	if now-w.start >= samples(maxWindow) {
		return question{w.start, w.start + samples(maxWindow), true, true}, true
	}
	due := w.asked + samples(nextAsk)
	if w.asked <= w.start { // nothing of this window has been asked about
		due = speech[0].Start + samples(firstAsk)
	}
	fresh := speech[len(speech)-1].End > w.asked
	return question{w.start, now, true, false}, fresh && now >= due && spokenIn(speech) >= minSpeech
}

// ends is where the speech of the window ends: at the first pause that is long
// enough. It never lies before what an answer has told about, whose words would
// come again in the next window.
func (w *window) ends(a *Activity, speech []Segment) (last int, ok bool) {
	enough := endsPause
	if a.Len()-w.start >= samples(longWindow) {
		enough = endsLong
	}
	for i, s := range speech {
		next := a.Len()
		switch {
		case i+1 < len(speech):
			next = speech[i+1].Start
		case a.Speaking():
			continue
		}
		if next-s.End >= samples(enough) && next >= w.asked {
			return s.End, true
		}
	}
	return 0, false
}

func spokenIn(segments []Segment) time.Duration {
	return Passage{Speech: segments}.Spoken()
}

// heard takes the answer to a question; nothing was heard when it is empty.
func (w *window) heard(q question, text string) {
	w.misses, w.asked = 0, q.to
	if text != "" {
		w.hear(text)
	}
	if q.closes {
		w.close(q)
	}
}

// missed takes a failure, after so many samples. Each is followed by a longer
// rest; a window that must end and has failed too often stays as it is, because
// the final text will have it.
func (w *window) missed(q question, now int) {
	w.misses++
	if w.rests = now + samples(nextAsk)<<min(w.misses-1, 4); q.closes && w.misses >= maxMisses {
		w.misses = 0
		w.close(q)
	}
}

// close makes the window's text firm and begins the next.
func (w *window) close(q question) {
	text, _ := w.text()
	w.before = together(w.before, text)
	w.start, w.asked, w.agreement = q.to, q.to, agreement{}
}

func (w *window) partial() Partial {
	text, firm := w.text()
	whole := together(w.before, text)
	if text == "" {
		return Partial{whole, len(whole)}
	}
	return Partial{whole, len(whole) - len(text) + firm}
}

// together joins two texts as their scripts do.
func together(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || b == "" || wide(last) && wide(first) {
		return a + b
	}
	return a + " " + b
}
