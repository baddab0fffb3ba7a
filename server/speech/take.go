package speech

import (
	"errors"
	"slices"
	"sync"
	"time"
)

// Errors of writing to a take, beside [ErrTooLong].
var (
	// ErrSealed: the answer has ended; what comes late is not taken any more.
	ErrSealed = errors.New("speech: the recording has ended")
	// ErrScattered: what came leaves too many holes. Send from [Take.Have] on.
	ErrScattered = errors.New("speech: the recording has too many holes")
	// ErrBefore: a packet claims to lie before the recording's start.
	ErrBefore = errors.New("speech: the packet lies before the start of the recording")
)

// chunk is how many samples a take allocates at once: a second.
const chunk = Rate

// maxStretches bounds how scattered a take may be. A sender that resumes leaves
// one hole or none.
const maxStretches = 64

// Take is the growing recording of one answer. Packets carry the number of their
// first sample, so they may come late, twice, overlapping or not at all. It may
// be used by several goroutines.
//
// It holds two bytes a sample and at most a second more where it grows: 9.6 MB
// for five minutes.
type Take struct {
	limit int // samples

	mu      sync.Mutex
	chunks  []Sound   // nil where nothing came
	there   []Segment // what came: in order, with a hole between any two
	seconds int       // chunks that are not nil
	sealed  bool
}

// NewTake makes an empty take that holds at most so much, [MaxLength] at most.
func NewTake(limit time.Duration) *Take { return &Take{limit: samples(min(limit, MaxLength))} }

// Write takes a packet whose first sample has the number at. What is there
// already stays as it is. Of a packet that reaches beyond the limit as much is
// taken as fits, and the error is [ErrTooLong].
func (t *Take) Write(at int, packet Sound) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	fits := packet[:max(0, min(len(packet), t.limit-at))]
	switch {
	case t.sealed:
		return ErrSealed
	case at < 0:
		return ErrBefore
	case len(fits) > 0:
		if err := t.add(Segment{at, at + len(fits)}, fits); err != nil {
			return err
		}
	}
	if len(fits) < len(packet) {
		return ErrTooLong
	}
	return nil
}

// add stores what is new of a packet that covers the segment s.
func (t *Take) add(s Segment, packet Sound) error {
	// The stretches from i to before j overlap or touch it; the others stay.
	i, _ := slices.BinarySearchFunc(t.there, s.Start, func(x Segment, start int) int { return x.End - start })
	j, union, from := i, s, s.Start
	for ; j < len(t.there) && t.there[j].Start <= s.End; j++ {
		union.Start, union.End = min(union.Start, t.there[j].Start), max(union.End, t.there[j].End)
	}
	if i == j && len(t.there) == maxStretches {
		return ErrScattered
	}
	for _, old := range t.there[i:j] {
		t.store(from, old.Start, packet[min(from-s.Start, len(packet)):])
		from = max(from, old.End)
	}
	if from < s.End {
		t.store(from, s.End, packet[from-s.Start:])
	}
	t.there = slices.Replace(t.there, i, j, union)
	return nil
}

// store copies packet to the samples from to before to, if there are any.
func (t *Take) store(from, to int, packet Sound) {
	for from < to {
		n := from / chunk
		for len(t.chunks) <= n {
			t.chunks = append(t.chunks, nil)
		}
		if t.chunks[n] == nil {
			t.chunks[n] = make(Sound, chunk)
			t.seconds++
		}
		end := min(to, (n+1)*chunk)
		copied := copy(t.chunks[n][from%chunk:], packet[:end-from])
		packet, from = packet[copied:], end
	}
}

// Have is how many samples are there from the start on without a hole. A sender
// that resumes sends from there on. What is below it never changes any more.
func (t *Take) Have() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.there) == 0 || t.there[0].Start > 0 {
		return 0
	}
	return t.there[0].End
}

// Len is where the last sample that came ends, with the holes before it.
func (t *Take) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.end()
}

func (t *Take) end() int {
	if len(t.there) == 0 {
		return 0
	}
	return t.there[len(t.there)-1].End
}

// Size is how many bytes of memory the sound takes.
func (t *Take) Size() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return 2 * chunk * t.seconds
}

// Holes are the stretches that have not come.
func (t *Take) Holes() []Segment {
	t.mu.Lock()
	defer t.mu.Unlock()
	var holes []Segment
	at := 0
	for _, s := range t.there {
		if s.Start > at {
			holes = append(holes, Segment{at, s.Start})
		}
		at = s.End
	}
	return holes
}

// Seal ends the recording: what comes from now on is [ErrSealed].
func (t *Take) Seal() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sealed = true
}

// Sound is the recording from a sample to before another, in pieces that are
// its own memory: they must not be changed. Holes are silence. Unless the take
// is sealed, to is [Take.Have] at most, because a hole may still be filled.
func (t *Take) Sound(from, to int) []Sound {
	t.mu.Lock()
	defer t.mu.Unlock()
	to = min(to, t.end())
	var pieces []Sound
	var nothing Sound
	for from < to {
		n, end := from/chunk, min(to, (from/chunk+1)*chunk)
		piece := t.chunks[n]
		if piece == nil {
			if nothing == nil {
				nothing = make(Sound, chunk)
			}
			piece = nothing
		}
		pieces = append(pieces, piece[from%chunk:from%chunk+end-from])
		from = end
	}
	return pieces
}
