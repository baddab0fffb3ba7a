package speech

import (
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"
)

// whole is a take's sound in one piece.
func whole(t *Take) Sound { return slices.Concat(t.Sound(0, t.Len())...) }

func numbered(from, n int) Sound {
	s := make(Sound, n)
	for i := range s {
		s[i] = int16((from + i) % 30011)
	}
	return s
}

func TestTake(t *testing.T) {
	take := NewTake(10 * time.Second)
	for _, step := range []struct {
		name       string
		at, n      int
		have, size int
		holes      []Segment
	}{
		{"the start", 0, 1600, 1600, 1600, nil},
		{"the next", 1600, 1600, 3200, 3200, nil},
		{"the same again", 1600, 1600, 3200, 3200, nil},
		{"after a hole", 4800, 1600, 3200, 6400, []Segment{{3200, 4800}}},
		{"after another", 40000, 20000, 3200, 60000, []Segment{{3200, 4800}, {6400, 40000}}},
		{"a part of the first hole", 3200, 800, 4000, 60000, []Segment{{4000, 4800}, {6400, 40000}}},
		{"over both holes", 3000, 50000, 60000, 60000, nil},
		{"nothing", 60000, 0, 60000, 60000, nil},
	} {
		if err := take.Write(step.at, numbered(step.at, step.n)); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if take.Have() != step.have || take.Len() != step.size || !slices.Equal(take.Holes(), step.holes) {
			t.Errorf("%s: %d of %d with the holes %v", step.name, take.Have(), take.Len(), take.Holes())
		}
	}
	if !slices.Equal(whole(take), numbered(0, 60000)) {
		t.Error("the sound is another")
	}
}

func TestTakeRefuses(t *testing.T) {
	take := NewTake(time.Second)
	if err := take.Write(Rate-100, numbered(Rate-100, 200)); !errors.Is(err, ErrTooLong) || take.Len() != Rate {
		t.Errorf("over the end: %v, and %d are there", err, take.Len())
	}
	for name, c := range map[string]struct {
		at   int
		want error
	}{"far behind the end": {1 << 40, ErrTooLong}, "before the start": {-10, ErrBefore}} {
		if err := take.Write(c.at, numbered(0, 100)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	take.Seal()
	if err := take.Write(0, numbered(0, 100)); !errors.Is(err, ErrSealed) || take.Have() != 0 {
		t.Errorf("sealed: %v", err)
	}
	if got := whole(take); len(got) != Rate || got[0] != 0 || got[Rate-100] != numbered(Rate-100, 1)[0] {
		t.Error("a hole is not silent, or the end is lost")
	}
	scattered := NewTake(MaxLength)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = scattered.Write(1000*i, numbered(0, 10))
	}
	if !errors.Is(err, ErrScattered) {
		t.Errorf("a thousand holes: %v", err)
	}
	if err := scattered.Write(10, numbered(10, 2000)); err != nil {
		t.Errorf("a hole may not be filled: %v", err)
	}
}

// FuzzTake writes packets in any order and compares with what is simplest.
func FuzzTake(f *testing.F) {
	f.Add([]byte{0, 10, 5, 10, 200, 1, 0, 255})
	f.Add([]byte{3, 3, 0, 3, 1, 5, 250, 250, 9, 9})
	f.Fuzz(func(t *testing.T, steps []byte) {
		const limit = 40000
		take := NewTake(duration(limit))
		model, there := make(Sound, limit), make([]bool, limit)
		for i := 0; i+1 < len(steps) && i < 100; i += 2 {
			at, packet := int(steps[i])*170, numbered(i*7, int(steps[i+1])*20)
			err := take.Write(at, packet)
			if errors.Is(err, ErrScattered) {
				continue
			}
			if (err != nil) != (len(packet) > 0 && at+len(packet) > limit) {
				t.Fatalf("%d at %d: %v", len(packet), at, err)
			}
			for j, v := range packet {
				if n := at + j; n < limit && !there[n] {
					model[n], there[n] = v, true
				}
			}
		}
		have := slices.Index(append(slices.Clone(there), false), false)
		end := limit
		for end > 0 && !there[end-1] {
			end--
		}
		if take.Have() != have || take.Len() != end || !slices.Equal(whole(take), model[:end]) {
			t.Fatalf("have %d want %d, len %d want %d", take.Have(), have, take.Len(), end)
		}
		for _, h := range take.Holes() {
			if slices.Contains(there[h.Start:h.End], true) {
				t.Fatalf("%v is no hole", h)
			}
		}
	})
}

// What is below Have may be read while others write.
func TestTakeOfSeveral(t *testing.T) {
	const n = 10 * Rate
	take := NewTake(time.Minute)
	var packets []int
	for at := 0; at < n; at += 1600 {
		packets = append(packets, at, at) // each twice
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(packets)/2, func(i, j int) {
		i, j = i/20*20+i%20, min(i/20*20+j%20, len(packets)-1) // nearly in order
		packets[i], packets[j] = packets[j], packets[i]
	})
	var wg sync.WaitGroup
	for part := range 2 {
		wg.Go(func() {
			for i := part; i < len(packets); i += 2 {
				if err := take.Write(packets[i], numbered(packets[i], 1600)); err != nil {
					t.Error(err)
				}
				have := take.Have()
				if !slices.Equal(slices.Concat(take.Sound(0, have)...), numbered(0, have)) {
					t.Error("the sound changed")
				}
			}
		})
	}
	wg.Wait()
	if take.Have() != n {
		t.Errorf("%d of %d", take.Have(), n)
	}
}

// Five minutes take two bytes a sample, and no second copy while they are sent.
func TestMemoryOfFiveMinutes(t *testing.T) {
	take := NewTake(MaxLength)
	for at := 0; at < 300*Rate; at += 1600 {
		if err := take.Write(at, numbered(at, 1600)); err != nil {
			t.Fatal(err)
		}
	}
	held := 0
	for _, c := range take.chunks {
		held += 2 * cap(c)
	}
	if held > 9_700_000 {
		t.Errorf("%d bytes are held", held)
	}
	var listening Passage
	extra := testing.AllocsPerRun(1, func() { listening = Listen(take.Sound(0, take.Len())...) })
	body, err := newForm(FromSound(listening.Sound...), []field{{"language", "ja"}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(body.head) + len(body.tail); n > 1000 || extra > 2000 {
		t.Errorf("a form of %d bytes beside the sound, %.0f allocations to listen", n, extra)
	}
	for i, piece := range listening.Sound {
		if &piece[0] != &take.chunks[i][0] {
			t.Fatal("the sound was copied")
		}
	}
}
