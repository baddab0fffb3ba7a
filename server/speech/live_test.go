package speech

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// listener is a recogniser that knows what is said when, and guesses at a word
// that is cut off, each time another.
type listener struct {
	take  *Take
	words []Word
	takes time.Duration // its own time for a question
	fails func(n int) error

	mu     sync.Mutex
	asked  []Segment
	inside int
	most   int
}

func (l *listener) hear(ctx context.Context, p Passage) (Transcript, error) {
	l.mu.Lock()
	from := l.position(p)
	l.asked = append(l.asked, Segment{from, from + p.Len()})
	n := len(l.asked)
	l.inside++
	l.most = max(l.most, l.inside)
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.inside--
		l.mu.Unlock()
	}()
	if l.takes > 0 {
		select {
		case <-time.After(l.takes):
		case <-ctx.Done():
			return Transcript{}, ctx.Err()
		}
	}
	if l.fails != nil {
		if err := l.fails(n); err != nil {
			return Transcript{}, err
		}
	}
	return Transcript{Text: tidy(l.text(duration(from), duration(from+p.Len()), n))}, nil
}

// text is what is said from one time to another, with a guess at the end and a
// full stop that is not there, as recognisers put it.
func (l *listener) text(from, to time.Duration, n int) string {
	var b strings.Builder
	for _, w := range l.words {
		switch {
		case w.Start < from-200*time.Millisecond || w.Start > to:
		case w.End <= to:
			b.WriteString(w.Text + " ")
		default:
			fmt.Fprintf(&b, "guess%d.", n)
		}
	}
	return b.String()
}

// position is which sample of the take a passage begins with.
func (l *listener) position(p Passage) int {
	l.take.mu.Lock()
	defer l.take.mu.Unlock()
	first := p.Sound[0]
	for n, c := range l.take.chunks {
		if at := cap(c) - cap(first); at >= 0 && &c[at] == &first[0] {
			return n*chunk + at
		}
	}
	return -1
}

// sounding is words of 300 ms, one after another, with pauses before those that
// begin with "/", gaps of half a second before those with "~", and their sound
// in a quiet room.
func sounding(text string, pause time.Duration) (Sound, []Word) {
	s, at := silence(time.Second), time.Second
	var words []Word
	for word := range strings.FieldsSeq(text) {
		before := map[byte]time.Duration{'/': pause, '~': 500 * time.Millisecond}[word[0]]
		s, at = append(s, silence(before)...), at+before
		if word = strings.TrimLeft(word, "/~"); word == "" {
			continue
		}
		s = append(s, voice(300*time.Millisecond, -20)...)
		words = append(words, Word{word, at, at + 300*time.Millisecond})
		at += 300 * time.Millisecond
	}
	s = append(s, silence(2*time.Second)...)
	return over(s, noise(duration(len(s)), -60)), words
}

// shown collects partials and holds what must be true of them.
type shown struct {
	t   *testing.T
	all []Partial
}

func (s *shown) say(p Partial) {
	if n := len(s.all); n > 0 {
		last := s.all[n-1]
		if p.Firm < last.Firm || !strings.HasPrefix(p.Text, last.Text[:last.Firm]) {
			s.t.Errorf("%q became %q", last.Text[:last.Firm], p.Text[:p.Firm])
		}
	}
	if p.Firm > len(p.Text) {
		s.t.Errorf("%d of %q are firm", p.Firm, p.Text)
	}
	s.all = append(s.all, p)
}

// speak sends a sound in packets of 100 ms, in its own time.
func speak(t *testing.T, l *Live, s Sound) {
	t.Helper()
	at := l.config.Take.Len()
	for packet := range slices.Chunk(s, 1600) {
		if err := l.Write(at, packet); err != nil {
			t.Fatal(err)
		}
		at += len(packet)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
	}
}

const story = "I rebuilt the alerting of our shop /and wrote down who is called at night /so that we went from thirty calls to five a month"

func TestLive(t *testing.T) {
	plain := strings.ReplaceAll(story, "/", "")
	for _, c := range []struct {
		name  string
		text  string
		takes time.Duration
		fails func(int) error
	}{
		{"at once", story, 0, nil},
		{"with a recogniser of half a second", story, 500 * time.Millisecond, nil},
		{"with a recogniser of four seconds", story, 4 * time.Second, nil},
		{"with short gaps for a minute", strings.Repeat(strings.ReplaceAll(story, "/", "~")+" ~", 6), 300 * time.Millisecond, nil},
		{"with short gaps and a slow recogniser", strings.Repeat(strings.ReplaceAll(story, "/", "~")+" ~", 6), 3 * time.Second, nil},
		{"without a pause for a minute", strings.Repeat(plain+" ", 7), 300 * time.Millisecond, nil},
		{"with a failure now and then", story, 100 * time.Millisecond, func(n int) error {
			if n%3 == 1 {
				return &Error{code: CodeOverloaded}
			}
			return nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sound, words := sounding(c.text, time.Second)
				take := NewTake(MaxLength)
				heard := &listener{take: take, words: words, takes: c.takes, fails: c.fails}
				show := &shown{t: t}
				l := NewLive(t.Context(), LiveConfig{Take: take, Hear: heard.hear, Say: show.say})
				speak(t, l, sound)
				time.Sleep(time.Minute) // what is under way comes to its end
				final, err := l.End(t.Context())
				for c.fails != nil && CodeOf(err) == CodeOverloaded {
					final, err = heard.hear(t.Context(), l.Whole())
				}
				if err != nil || final.Text != strings.Join(strings.Fields(strings.NewReplacer("/", "", "~", "").Replace(c.text)), " ") {
					t.Errorf("final text %q, %v", final.Text, err)
				}
				checkLive(t, heard, show, len(sound))
			})
		})
	}
}

func checkLive(t *testing.T, heard *listener, show *shown, n int) {
	t.Helper()
	if heard.most != 1 {
		t.Errorf("%d questions at once", heard.most)
	}
	sent := 0
	for _, s := range heard.asked[:len(heard.asked)-1] {
		sent += s.End - s.Start
		if s.Duration() > maxWindow {
			t.Errorf("a window of %s", s.Duration())
		}
	}
	t.Logf("%d questions, %.1f times the sound, %d partial texts, the last %q", len(heard.asked), float64(sent)/float64(n), len(show.all), show.all[len(show.all)-1].Text)
	if float64(sent) > 9*float64(n) {
		t.Errorf("%.1f times the sound is sent", float64(sent)/float64(n))
	}
	// A cut window guesses at the word that it cuts, and nothing is told twice.
	if n := len(strings.Fields(show.all[len(show.all)-1].Text)); n > len(heard.words)+len(heard.words)/20 {
		t.Errorf("%d words of %d are shown", n, len(heard.words))
	}
	// Nearly all was shown while it was spoken, and nothing that was not said is firm.
	last := show.all[len(show.all)-1]
	said := strings.Fields(last.Text[:last.Firm])
	if len(said) < len(heard.words)*8/10 {
		t.Errorf("of %d words %d are firm: %q", len(heard.words), len(said), last.Text[:last.Firm])
	}
}

// The first words are firm soon, and the last are as soon as there is a pause.
func TestLiveIsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sound, words := sounding(story, time.Second)
		take, start := NewTake(MaxLength), time.Now()
		heard := &listener{take: take, words: words, takes: 200 * time.Millisecond}
		var first, whole time.Duration
		l := NewLive(t.Context(), LiveConfig{Take: take, Hear: heard.hear, Say: func(p Partial) {
			if p.Firm > 0 && first == 0 {
				first = time.Since(start) - time.Second // of silence
			}
			if strings.HasSuffix(p.Text[:p.Firm], "month") && whole == 0 {
				whole = time.Since(start) - words[len(words)-1].End
			}
		}})
		speak(t, l, sound)
		l.Close()
		if first == 0 || first > 3300*time.Millisecond {
			t.Errorf("the first firm words come after %s", first)
		}
		if whole == 0 || whole > 1300*time.Millisecond {
			t.Errorf("the last words come %s after they were said", whole)
		}
	})
}

// Silence, noise and what cannot be understood cost nothing and show nothing.
func TestLiveOfSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		take := NewTake(MaxLength)
		heard := &listener{take: take}
		show := &shown{t: t}
		l := NewLive(t.Context(), LiveConfig{Take: take, Hear: NewRecogniser(broken{errors.New("asked about silence")}).hearing, Say: show.say})
		speak(t, l, silence(5*time.Second))
		speak(t, l, noise(20*time.Second, -45))
		if _, err := l.End(t.Context()); CodeOf(err) != CodeUnusable || len(heard.asked) != 0 || len(show.all) != 0 {
			t.Errorf("%v, %v, %v", err, heard.asked, show.all)
		}
	})
}

func (r *Recogniser) hearing(ctx context.Context, p Passage) (Transcript, error) {
	return r.Hear(ctx, p, hints)
}

// A server that is away holds nothing up: it is asked ever less often, and the
// windows end all the same.
func TestLiveWithoutServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sound, words := sounding(strings.Repeat(story+" / ", 4), time.Second)
		take := NewTake(MaxLength)
		heard := &listener{take: take, words: words, fails: func(int) error { return &Error{code: CodeUnreachable} }}
		l := NewLive(t.Context(), LiveConfig{Take: take, Hear: heard.hear})
		speak(t, l, sound)
		if n, most := len(heard.asked), int(duration(len(sound))/nextAsk); n < 5 || n > most {
			t.Errorf("%d questions in %s", n, duration(len(sound)))
		}
		if _, err := l.End(t.Context()); CodeOf(err) != CodeUnreachable {
			t.Error(err)
		}
		if last := heard.asked[len(heard.asked)-1]; last != (Segment{0, len(sound)}) {
			t.Errorf("the final question is about %v of %d", last, len(sound))
		}
	})
}

// After a connection that was away for three seconds, packets come late and
// twice, and nothing is lost.
func TestLiveAfterADrop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sound, words := sounding(story, time.Second)
		take := NewTake(MaxLength)
		heard := &listener{take: take, words: words, takes: 200 * time.Millisecond}
		show := &shown{t: t}
		l := NewLive(t.Context(), LiveConfig{Take: take, Hear: heard.hear, Say: show.say})
		speak(t, l, sound[:4*Rate])
		time.Sleep(3 * time.Second)
		if err := l.Write(7*Rate, sound[7*Rate:7*Rate+1600]); err != nil { // the newest came first
			t.Fatal(err)
		}
		for at := take.Have() - 3200; at < 7*Rate; at += 1600 {
			if err := l.Write(at, sound[at:at+1600]); err != nil {
				t.Fatal(err)
			}
		}
		speak(t, l, sound[take.Len():])
		final, err := l.End(t.Context())
		if err != nil || final.Text != strings.ReplaceAll(story, "/", "") {
			t.Errorf("%q, %v", final.Text, err)
		}
		if got := slices.Concat(take.Sound(0, take.Len())...); !slices.Equal(got, sound) {
			t.Error("the sound is another")
		}
	})
}

// Ending does not wait for the question that is under way.
func TestEndDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sound, words := sounding(story, time.Second)
		take := NewTake(MaxLength)
		heard := &listener{take: take, words: words, takes: 15 * time.Second}
		l := NewLive(t.Context(), LiveConfig{Take: take, Hear: heard.hear})
		speak(t, l, sound)
		start := time.Now()
		if _, err := l.End(t.Context()); err != nil || time.Since(start) != 15*time.Second {
			t.Errorf("%v after %s", err, time.Since(start))
		}
		if err := l.Write(take.Len(), sound); !errors.Is(err, ErrSealed) {
			t.Errorf("late: %v", err)
		}
	})
}
