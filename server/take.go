package server

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/protocol"
	"mondo/server/speech"
)

// take is one spoken answer on its way. Its goroutine has the whole of it
// recognised at its end, and ends it when nobody comes back to it.
type take struct {
	key     takeKey
	created time.Time
	cancel  context.CancelFunc
	all     *takes
	beginning
	sound   *speech.Take
	live    *speech.Live  // nil when the browser recognises
	ended   chan struct{} // all of the sound is there; has room for one
	counted int           // bytes of memory that the takes know of, under their mu
	// hearing is for whoever has words to score: the Live, then the take's own
	// goroutine. listened says that it was asked for.
	hearing  live.Hearing
	listened bool

	mu     sync.Mutex
	keep   bool
	began  time.Time // when the person began to speak; zero before anything came
	wants  int       // samples of the whole, -1 before the end
	due    bool      // the whole is to be recognised once it is there
	tries  int       // at recognising it, the one under way included
	whole  *speech.Passage
	news   takeNews
	reader *takeReader // who tells a client; nil without a connection
	left   time.Time   // when the last one went
}

// beginning is what there is to know when somebody begins to speak.
type beginning struct {
	state interview.State // as it was
	// hear recognises a passage; nil when the browser does.
	hear func(context.Context, speech.Passage) (speech.Transcript, error)
	// listen begins to score what is being said; nil when the person is not to
	// know before they have answered.
	listen func(context.Context) (live.Hearing, error)
}

// takeNews is what a client is told of a take, as it is now.
type takeNews struct {
	heard   int // samples without a hole
	again   int // how often the client had to be told to send from there
	partial speech.Partial
	ticks   []string
	outcome takeOutcome
}

// takeOutcome is what came of an ended take: words, or why there are none.
type takeOutcome struct {
	number   int // of the try, 0 before the first
	text     string
	unusable string
}

func newTake(ctx context.Context, cancel context.CancelFunc, all *takes, k takeKey, b beginning) *take {
	t := &take{
		key: k, created: all.now(), cancel: cancel, all: all, beginning: b,
		sound: speech.NewTake(speech.MaxLength), ended: make(chan struct{}, 1), wants: -1,
	}
	if b.hear != nil {
		t.live = speech.NewLive(ctx, speech.LiveConfig{
			Take: t.sound, Hear: b.hear, Logger: all.log,
			Say: func(p speech.Partial) { t.say(ctx, p) },
		})
	}
	return t
}

// run is the take's goroutine.
func (t *take) run(ctx context.Context) {
	if t.live != nil {
		defer t.live.Close()
	}
	look := time.NewTicker(max(t.all.grace/4, time.Millisecond))
	defer look.Stop()
	for {
		select {
		case <-t.ended:
			t.conclude(ctx)
		case <-look.C:
			if t.all.forsaken(t) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// idleSince is when the last connection went, if there is none.
func (t *take) idleSince() (time.Time, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.left, t.reader == nil
}

// write takes a packet. What comes after the end is nothing new.
func (t *take) write(at int, packet speech.Sound) error {
	write := t.sound.Write
	if t.live != nil {
		write = t.live.Write
	}
	err := write(at, packet)
	if errors.Is(err, speech.ErrSealed) {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	// Packets come late and never early: the earliest that the first sample can
	// have been is the best that is known of it.
	first := t.all.now().Add(-time.Duration(at+len(packet)) * time.Second / speech.Rate)
	if t.began.IsZero() || first.Before(t.began) {
		t.began = first
	}
	before := t.news.heard
	t.news.heard = t.sound.Have()
	if errors.Is(err, speech.ErrScattered) {
		t.news.again, err = t.news.again+1, nil
	}
	if err != nil || before/speech.Rate != t.news.heard/speech.Rate {
		t.wake()
	}
	t.look()
	if errors.Is(err, speech.ErrTooLong) {
		return errTakeTooLong
	}
	return err
}

// end says how many samples there are in all. Said again after an attempt that
// failed, it has them recognised once more.
func (t *take) end(samples int) error {
	if samples > int(speech.MaxLength/time.Second)*speech.Rate {
		return errTakeTooLong
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	last := t.news.outcome
	if t.wants < 0 || last.unusable == protocol.UnusableFailed && last.number == t.tries {
		t.wants, t.due = samples, true
		t.look()
	}
	return nil
}

// look sees whether the end has come; mu is held. While something is missing the
// client is told what is there.
func (t *take) look() {
	switch {
	case !t.due:
	case t.news.heard < t.wants:
		t.wake()
	default:
		t.due = false
		t.tries++
		t.ended <- struct{}{} // has room: the try before has had its outcome
	}
}

// conclude has the whole recognised.
func (t *take) conclude(ctx context.Context) {
	whole := t.listenToAll()
	if t.hear == nil || ctx.Err() != nil {
		return
	}
	heard, err := t.hear(ctx, whole)
	if ctx.Err() != nil {
		return
	}
	outcome := takeOutcome{text: heard.Text}
	if err != nil {
		outcome = takeOutcome{unusable: unusable(whole, err)}
		if outcome.unusable == protocol.UnusableFailed {
			t.all.log.WarnContext(ctx, "a spoken answer could not be recognised", "interview", t.key.interview, "code", speech.CodeOf(err))
		}
	}
	t.tell(func(n *takeNews) {
		outcome.number = t.tries
		n.outcome = outcome
	})
	if err == nil {
		t.tick(ctx, heard.Text)
	}
}

// listenToAll ends the recording and finds the speech in it, once.
func (t *take) listenToAll() speech.Passage {
	if whole, ok := t.passage(); ok {
		return whole
	}
	t.sound.Seal()
	var whole speech.Passage
	if t.live != nil {
		t.live.Close()
		whole = t.live.Whole()
	} else {
		whole = speech.Listen(t.sound.Sound(0, t.sound.Len())...)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.whole = &whole
	return whole
}

func (t *take) passage() (speech.Passage, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.whole == nil {
		return speech.Passage{}, false
	}
	return *t.whole, true
}

// soFar is what can be said of the sound before its end too: the passage, and when
// it began.
func (t *take) soFar() (speech.Passage, time.Time) {
	whole, ended := t.passage()
	if !ended {
		whole = speech.Listen(t.sound.Sound(0, t.sound.Have())...)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return whole, t.began
}

// say tells what is heard while the person speaks.
func (t *take) say(ctx context.Context, p speech.Partial) {
	t.tell(func(n *takeNews) { n.partial = p })
	t.tick(ctx, p.Text)
}

// tick tells which key points have been said.
func (t *take) tick(ctx context.Context, text string) {
	if t.listen == nil {
		return
	}
	guarded(t.all.log, "scoring speech", func() {
		if hearing := t.scorer(ctx); hearing != nil {
			said := covered(hearing.Update(text))
			t.tell(func(n *takeNews) { n.ticks = said })
		}
	})
}

// scorer is what scores the take while it grows; nil when there is none.
func (t *take) scorer(ctx context.Context) live.Hearing {
	if !t.listened {
		t.listened = true
		var err error
		if t.hearing, err = t.listen(ctx); err != nil && ctx.Err() == nil {
			t.all.log.WarnContext(ctx, "cannot score while somebody speaks", "interview", t.key.interview, "error", err)
		}
	}
	return t.hearing
}

// covered are the key points that are said for sure.
func covered(s qa.Scores) []string {
	said := []string{}
	for _, v := range s.Verdicts {
		if v.Level == qa.Covered && !v.Unsure {
			said = append(said, v.KeyPoint)
		}
	}
	return said
}

// tell changes the news.
func (t *take) tell(change func(*takeNews)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	change(&t.news)
	t.wake()
}

// wake has the client told; mu is held.
func (t *take) wake() {
	if t.reader != nil {
		t.reader.wake()
	}
}

// follow makes r the one who tells a client. Of two, the last does.
func (t *take) follow(r *takeReader) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.take, t.reader, t.keep = t, r, r.keep
}

// leave is the end of r's connection.
func (t *take) leave(r *takeReader) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.reader == r {
		t.reader, t.left = nil, t.all.now()
	}
}

// latest is the news, and whether the client has said that there is no more sound.
func (t *take) latest() (n takeNews, ended bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n = t.news
	n.ticks = slices.Clone(n.ticks)
	return n, t.wants >= 0
}

// kept says whether the person wants the sound kept.
func (t *take) kept() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.keep
}
