package speech

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// liveLimit is how long an answer about live text may take; a later one is worth
// more.
const liveLimit = 20 * time.Second

// Partial is the text so far of somebody who is still speaking.
type Partial struct {
	Text string
	// Firm is how many bytes of Text will not change any more while the person
	// speaks. It never becomes less. The final text may still differ.
	Firm int
}

// LiveConfig is what a [Live] works with.
type LiveConfig struct {
	Take *Take // may hold sound already
	// Hear recognises a passage; [Recogniser.Hear] with hints.
	Hear func(ctx context.Context, p Passage) (Transcript, error)
	// Say gets each new partial text, one after the other, from a goroutine of
	// the Live's own. It must be quick. nil shows nothing.
	Say    func(Partial)
	Logger *slog.Logger // nil logs nothing
}

// Live shows the words of somebody who is speaking, by asking again and again
// about the sound since the last pause. One question is under way at a time. Its
// clock is the sound: every time in it counts samples, so a burst after a
// dropped connection is caught up with in one step, and tests need no waiting.
//
// A Live has a goroutine from [NewLive] on; [Live.End] or [Live.Close] waits for it.
type Live struct {
	config LiveConfig
	more   chan struct{} // there is new sound; has room for one
	cancel context.CancelFunc
	done   chan struct{}

	mu    sync.Mutex
	shown Partial

	// Of the goroutine, and after it of End.
	activity Activity
	read     int // samples that the activity has
	window   window
}

// NewLive begins to listen. The goroutine ends with ctx too.
func NewLive(ctx context.Context, c LiveConfig) *Live {
	if c.Say == nil {
		c.Say = func(Partial) {}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(ctx)
	l := &Live{config: c, more: make(chan struct{}, 1), cancel: cancel, done: make(chan struct{})}
	l.more <- struct{}{}
	go func() {
		defer close(l.done)
		l.run(ctx)
	}()
	return l
}

// Write adds a packet to the take; it never waits for the recogniser. Its errors
// are those of [Take.Write].
func (l *Live) Write(at int, packet Sound) error {
	err := l.config.Take.Write(at, packet)
	select {
	case l.more <- struct{}{}:
	default:
	}
	return err
}

// Partial is the text that was shown last.
func (l *Live) Partial() Partial {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.shown
}

// Close ends listening. What is in the take stays.
func (l *Live) Close() {
	l.cancel()
	<-l.done
}

// End ends the recording and gives its final text, by having the whole of it
// recognised once more. An error leaves [Live.Partial] as the best there is. It
// must be called once only.
func (l *Live) End(ctx context.Context) (Transcript, error) {
	l.config.Take.Seal()
	l.Close()
	return l.config.Hear(ctx, l.Whole())
}

// Whole is the ended recording with the speech in it, for one more try after
// [Live.End] has failed. It must not be called before.
func (l *Live) Whole() Passage {
	take := l.config.Take
	l.listen(take.Len())
	return Passage{take.Sound(0, take.Len()), l.activity.Segments(), l.activity.SpeechLevel(), l.activity.Floor()}
}

func (l *Live) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.more:
		}
		l.listen(l.config.Take.Have())
		for l.step(ctx) {
			l.listen(l.config.Take.Have())
		}
	}
}

// listen reads the take up to a sample.
func (l *Live) listen(to int) {
	for _, piece := range l.config.Take.Sound(l.read, to) {
		l.activity.Write(piece)
		l.read += len(piece)
	}
}

// step asks about the window if it is time to, and reports whether it did
// something. It returns early when ctx ends.
func (l *Live) step(ctx context.Context) bool {
	next, ok := l.window.next(&l.activity)
	if !ok || ctx.Err() != nil {
		return false
	}
	if next.ask {
		limited, cancel := context.WithTimeout(ctx, liveLimit)
		t, err := l.config.Hear(limited, l.passage(next.from, next.to))
		cancel()
		switch {
		case ctx.Err() != nil:
			return false
		case err != nil && CodeOf(err) != CodeUnusable:
			l.config.Logger.DebugContext(ctx, "live text is late", "code", CodeOf(err))
			l.window.missed(next, l.activity.Len())
		default:
			l.window.heard(next, t.Text)
		}
	} else {
		l.window.close(next)
	}
	l.show(l.window.partial())
	return true
}

// passage is the sound from one sample to another with the speech in it.
func (l *Live) passage(from, to int) Passage {
	p := Passage{l.config.Take.Sound(from, to), within(l.activity.Segments(), from, to), l.activity.SpeechLevel(), l.activity.Floor()}
	for i := range p.Speech {
		p.Speech[i].Start -= from
		p.Speech[i].End -= from
	}
	return p
}

// within are the parts of segments that lie in a stretch.
func within(segments []Segment, from, to int) []Segment {
	var all []Segment
	for _, s := range segments {
		if s = (Segment{max(s.Start, from), min(s.End, to)}); s.Start < s.End {
			all = append(all, s)
		}
	}
	return all
}

func (l *Live) show(p Partial) {
	l.mu.Lock()
	same := p == l.shown
	l.shown = p
	l.mu.Unlock()
	if !same {
		l.config.Say(p)
	}
}
