package speech

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// noise is white noise of a level in dBFS.
func noise(d time.Duration, db float64) Sound {
	r := rand.New(rand.NewPCG(1, 2))
	s, amp := make(Sound, samples(d)), 32768*math.Pow(10, db/20)
	for i := range s {
		s[i] = int16(max(-32768, min(32767, r.NormFloat64()*amp)))
	}
	return s
}

// voice is a made vowel in syllables of 180 ms with a stop of 120 ms before every
// fifth, as loud as db in their middle.
func voice(d time.Duration, db float64) Sound {
	s, amp := make(Sound, samples(d)), 32768*math.Pow(10, db/20)
	for i := range s {
		t := float64(i) / Rate
		syllable := 0.15 + 0.85*math.Pow(math.Sin(math.Pi*t/0.18), 2)
		if math.Mod(t, 0.9) > 0.78 {
			syllable = 0.01
		}
		v := math.Sin(2*math.Pi*140*t) + 0.7*math.Sin(2*math.Pi*280*t) + 0.5*math.Sin(2*math.Pi*700*t)
		s[i] = int16(max(-32768, min(32767, amp*syllable*v)))
	}
	return s
}

// silence is zeros.
func silence(d time.Duration) Sound { return make(Sound, samples(d)) }

// over adds b to a.
func over(a, b Sound) Sound {
	for i := range min(len(a), len(b)) {
		a[i] = int16(max(-32768, min(32767, int(a[i])+int(b[i]))))
	}
	return a
}

func clipped(s Sound, at int16) Sound {
	for i, v := range s {
		s[i] = max(-at, min(at, v))
	}
	return s
}

func hum(d time.Duration, db float64) Sound {
	s, amp := make(Sound, samples(d)), 32768*math.Pow(10, db/20)*math.Sqrt2
	for i := range s {
		s[i] = int16(amp * math.Sin(2*math.Pi*50*float64(i)/Rate))
	}
	return s
}

func TestActivity(t *testing.T) {
	// Speech from 1.0 to 3.0 s and from 4.5 to 6.0 s of 8 s.
	talk := func(db float64) Sound {
		return slices.Concat(silence(time.Second), voice(2*time.Second, db), silence(1500*time.Millisecond), voice(1500*time.Millisecond, db), silence(2*time.Second))
	}
	both := []time.Duration{1000, 3000, 4500, 6000}
	for _, c := range []struct {
		name  string
		sound Sound
		want  []time.Duration // edges in ms
	}{
		{"in a quiet room", over(talk(-20), noise(8*time.Second, -70)), both},
		{"in an office", over(talk(-20), noise(8*time.Second, -50)), both},
		{"beside a fan", over(talk(-20), noise(8*time.Second, -40)), both},
		{"softly", over(talk(-38), noise(8*time.Second, -66)), both},
		{"clipped", clipped(over(talk(-3), noise(8*time.Second, -60)), 16000), both},
		{"over a hum", over(talk(-22), over(hum(8*time.Second, -25), noise(8*time.Second, -65))), both},
		{"no noise at all", talk(-20), both},
		{"zeros first", slices.Concat(silence(2*time.Second), over(talk(-20), noise(8*time.Second, -50))), []time.Duration{3000, 5000, 6500, 8000}},
		{"from the first moment on", over(slices.Concat(voice(2*time.Second, -20), silence(time.Second)), noise(3*time.Second, -50)), []time.Duration{0, 2000}},
		{"soon", over(slices.Concat(silence(300*time.Millisecond), voice(2*time.Second, -20), silence(time.Second)), noise(4*time.Second, -50)), []time.Duration{300, 2300}},
		{"nothing", silence(5 * time.Second), nil},
		{"noise", noise(8*time.Second, -45), nil},
		{"loud noise", noise(8*time.Second, -20), nil},
		{"a hum", hum(8*time.Second, -20), nil},
		{"a click", slices.Concat(noise(2*time.Second, -60), noise(20*time.Millisecond, -10), noise(2*time.Second, -60)), nil},
		{"less than a frame", noise(10*time.Millisecond, -20), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var a Activity
			for piece := range slices.Chunk(c.sound, 1600) {
				a.Write(piece)
			}
			checkEdges(t, a.Segments(), c.want, 100*time.Millisecond)
			if a.Speaking() {
				t.Error("speaks at the end")
			}
		})
	}
}

func checkEdges(t *testing.T, got []Segment, want []time.Duration, slack time.Duration) {
	t.Helper()
	if len(got) != len(want)/2 {
		t.Fatalf("%d segments, want %d: %v", len(got), len(want)/2, inMilliseconds(got))
	}
	for i, s := range got {
		for j, edge := range []int{s.Start, s.End} {
			if off := duration(edge) - want[2*i+j]*time.Millisecond; off.Abs() > slack {
				t.Errorf("segments %v, want edges at %d ms", inMilliseconds(got), want)
			}
		}
	}
}

func inMilliseconds(segments []Segment) (all []string) {
	for _, s := range segments {
		all = append(all, fmt.Sprintf("%d-%d", duration(s.Start).Milliseconds(), duration(s.End).Milliseconds()))
	}
	return all
}

// How the samples are cut into packets changes nothing.
func TestActivityOfAnyPackets(t *testing.T) {
	sound := over(slices.Concat(silence(time.Second), sentence(t), silence(time.Second)), noise(5200*time.Millisecond, -55))
	var whole Activity
	whole.Write(sound)
	for _, n := range []int{1, 7, 319, 320, 321, 1600, 20000} {
		var a Activity
		for piece := range slices.Chunk(sound, n) {
			a.Write(piece)
		}
		if !slices.Equal(a.Segments(), whole.Segments()) || a.Floor() != whole.Floor() || a.Level() != whole.Level() {
			t.Errorf("packets of %d: %v, want %v", n, inMilliseconds(a.Segments()), inMilliseconds(whole.Segments()))
		}
	}
}

func TestActivityFigures(t *testing.T) {
	var a Activity
	if a.Level() != Silence || a.Floor() != Silence || a.SpeechLevel() != Silence || a.Pause() != 0 {
		t.Error("a level of nothing")
	}
	a.Write(noise(2*time.Second, -50))
	if a.Floor() < -53 || a.Floor() > -47 {
		t.Errorf("floor %.1f, want about -50", a.Floor())
	}
	a.Write(over(voice(time.Second, -20), noise(time.Second, -50)))
	if !a.Speaking() || a.Pause() != 0 {
		t.Error("does not speak")
	}
	a.Write(noise(time.Second, -50))
	if p := a.Pause(); a.Speaking() || p < 850*time.Millisecond || p > 1100*time.Millisecond {
		t.Errorf("pause of %s, speaking %v", p, a.Speaking())
	}
	if s := a.Speech(); s < 900*time.Millisecond || s > 1150*time.Millisecond {
		t.Errorf("speech of %s", s)
	}
	if l := a.SpeechLevel(); l < -28 || l > -18 {
		t.Errorf("speech at %.1f dBFS", l)
	}
	if l := a.Level(); l < -53 || l > -47 {
		t.Errorf("level %.1f, want about -50", l)
	}
}

// A recording that begins with its first word loses nothing of it.
func TestActivityOfAnEagerSpeaker(t *testing.T) {
	for lang, text := range map[string]string{
		"ja": "かんしの しくみを つくりなおしました。", "en": "Rebuilding the alerting was mine, and so was the rota.",
	} {
		said := synthesised(t, lang, text)
		for len(said) > 0 && said[0] < 500 && said[0] > -500 {
			said = said[1:]
		}
		for _, db := range []float64{-70, -50} {
			s := over(slices.Concat(said, silence(time.Second)), noise(duration(len(said))+time.Second, db))
			if got := Listen(s).Speech; len(got) == 0 || got[0].Start > margin {
				t.Errorf("%s in %.0f dBFS: %v", lang, db, inMilliseconds(got))
			}
		}
	}
}

// synthesised is a text spoken by espeak-ng, which reads kana.
func synthesised(t testing.TB, lang, text string) Sound {
	t.Helper()
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng is not installed")
	}
	file := filepath.Join(t.TempDir(), "said.wav")
	if out, err := exec.Command("espeak-ng", "-v", lang, "-s", "150", "-w", file, text).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := DecodeWAV(data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Sentences with a pause of two seconds between them, in growing noise.
func TestActivityOfSentences(t *testing.T) {
	for lang, text := range map[string]string{
		"ja": "かんしの しくみを つくりなおして、よなかの よびだしを げつ さんじゅっけんから ごけんに へらしました。",
		"en": "I rebuilt the alerting, and brought the calls at night down from thirty a month to five.",
	} {
		said := synthesised(t, lang, text)
		for _, db := range []float64{-75, -60, -50, -45} {
			t.Run(fmt.Sprintf("%s in %.0f dBFS", lang, db), func(t *testing.T) {
				sound := slices.Concat(silence(time.Second), said, silence(2*time.Second), said, silence(time.Second))
				over(sound, noise(duration(len(sound)), db))
				var a Activity
				a.Write(sound)
				if want := 2 * duration(len(said)); a.Speech() < want*7/10 || a.Speech() > want*11/10 {
					t.Errorf("%s of speech, want about %s: %v", a.Speech(), want, inMilliseconds(a.Segments()))
				}
				if !pauseBetween(a.Segments(), Rate+len(said), Rate+len(said)+2*Rate) {
					t.Errorf("no pause between the sentences: %v", inMilliseconds(a.Segments()))
				}
			})
		}
	}
}

// pauseBetween reports whether nobody speaks for most of that stretch.
func pauseBetween(segments []Segment, from, to int) bool {
	for _, s := range segments {
		if s.Start < to-Rate/2 && s.End > from+Rate/2 {
			return false
		}
	}
	return true
}

func BenchmarkActivity(b *testing.B) {
	s := over(voice(10*time.Second, -20), noise(10*time.Second, -50))
	for b.Loop() {
		var a Activity
		a.Write(s)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/10, "µs/s-of-sound")
}
