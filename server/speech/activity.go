package speech

import (
	"math"
	"time"
)

// How speech is told from what a room sounds like, without a model. Measured on
// recordings in quiet and noisy rooms; fixed thresholds and floors that rise
// slowly fail in one or the other.
const (
	frame     = Rate * 20 / 1000 // samples that are judged together
	smoothing = 5                // frames, 100 ms
	// floorFrames is over how long the quietest moment is the room's own level.
	floorFrames = 75    // 1.5 s
	floorLift   = 1.0   // dB that a minimum lies below the mean
	onAbove     = 9.0   // dB above the floor: speech
	offBelow    = 5.0   // dB above the floor: no speech any more
	onLevel     = -55.0 // dBFS that speech has at least, also where there is no noise
	onFrames    = 3     // in a row begin speech
	offFrames   = 15    // in a row, 300 ms, end it
	// settling is how long nothing is decided: microphones open with zeros and a
	// click, and the floor must be known.
	settling = 20 // frames, 400 ms
	// highPass takes away hum and handling noise below the voice, in Hz.
	highPass = 100.0
)

// Segment is a stretch of a recording, from sample Start to before sample End.
type Segment struct{ Start, End int }

// Duration is how long the segment lasts.
func (s Segment) Duration() time.Duration { return duration(s.End - s.Start) }

// Activity finds the speech in a sound as it comes. The zero value is ready. It
// is not for several goroutines at once.
type Activity struct {
	filter   biquad
	partial  Sound // of the frame that has begun
	frames   int   // that are judged
	settled  int   // frames since the microphone gave more than zeros
	recent   [smoothing]float64
	floors   minimum
	early    []float64 // levels of the frames of the first floorFrames
	floor    float64   // dBFS, once settled
	level    float64   // of the last frames, dBFS
	run      int       // frames in a row that speak for a change
	speaking bool
	segments []Segment
	voiced   float64 // power of the frames within speech, summed
	voicedN  int
}

// Write takes the next samples.
func (a *Activity) Write(s Sound) {
	if n := len(a.partial); n > 0 {
		take := min(frame-n, len(s))
		a.partial, s = append(a.partial, s[:take]...), s[take:]
		if len(a.partial) < frame {
			return
		}
		a.judge(a.partial)
		a.partial = a.partial[:0]
	}
	for ; len(s) >= frame; s = s[frame:] {
		a.judge(s[:frame])
	}
	a.partial = append(a.partial, s...)
}

// Len is how many samples are judged.
func (a *Activity) Len() int { return a.frames * frame }

// Speaking reports whether somebody speaks now.
func (a *Activity) Speaking() bool { return a.speaking }

// Segments are the stretches of speech so far; the last one grows while
// [Activity.Speaking]. They are the activity's own: do not change them.
func (a *Activity) Segments() []Segment { return a.segments }

// Speech is how long somebody has spoken, without the pauses.
func (a *Activity) Speech() time.Duration {
	var sum time.Duration
	for _, s := range a.segments {
		sum += s.Duration()
	}
	return sum
}

// Pause is how long nobody has spoken since somebody did; 0 while somebody
// speaks and before anybody has.
func (a *Activity) Pause() time.Duration {
	if a.speaking || len(a.segments) == 0 {
		return 0
	}
	return duration(a.Len() - a.segments[len(a.segments)-1].End)
}

// Level is how loud the last 100 ms were, in dBFS, for a meter.
func (a *Activity) Level() float64 {
	if a.frames == 0 {
		return Silence
	}
	return a.level
}

// Floor is the level of the room in dBFS, [Silence] before it is known.
func (a *Activity) Floor() float64 {
	if a.settled < settling {
		return Silence
	}
	return a.floor
}

// SpeechLevel is how loud the speech was in the mean, in dBFS.
func (a *Activity) SpeechLevel() float64 { return level(a.voiced, a.voicedN) }

// judge takes one frame.
func (a *Activity) judge(s Sound) {
	power := a.filter.power(s)
	a.frames++
	if power == 0 && a.settled == 0 {
		a.level = Silence
		return
	}
	smooth := a.smooth(power)
	a.level = level(smooth, 1)
	a.floor = max(Silence, a.floors.add(a.level)+floorLift)
	if len(a.early) < floorFrames {
		a.early = append(a.early, level(power, 1))
	}
	if a.settled++; a.settled < settling {
		return
	}
	a.decide(level(power, 1))
	if a.speaking {
		a.voiced, a.voicedN = a.voiced+power, a.voicedN+1
		a.segments[len(a.segments)-1].End = a.lastSpoken()
	}
}

// smooth is the mean power of the last 100 ms.
func (a *Activity) smooth(power float64) float64 {
	a.recent[a.settled%smoothing] = power
	n := min(a.settled+1, smoothing)
	var sum float64
	for _, p := range a.recent[:n] {
		sum += p
	}
	return sum / float64(n)
}

// decide begins or ends speech, when enough frames in a row speak for it.
func (a *Activity) decide(db float64) {
	change := db > max(a.floor+onAbove, onLevel)
	if a.speaking {
		change = db < a.off()
	}
	if !change {
		a.run = 0
		return
	}
	a.run++
	switch {
	case !a.speaking && a.run == onFrames:
		start := a.Len() - onFrames*frame
		if len(a.segments) == 0 && a.settled <= floorFrames {
			start = a.begun(start)
		}
		a.segments = append(a.segments, Segment{start, a.Len()})
		a.speaking, a.run = true, 0
	case a.speaking && a.run == offFrames:
		a.segments[len(a.segments)-1].End = a.lastSpoken()
		a.speaking, a.run = false, 0
	}
}

// off is the level in dBFS below which speech has stopped.
func (a *Activity) off() float64 { return max(a.floor, onLevel-onAbove) + offBelow }

// begun is where the first speech began that was noticed at a sample: somebody
// may have spoken from the first moment on, before the floor could be known.
func (a *Activity) begun(noticed int) int {
	first := a.Len() - len(a.early)*frame // sample of the first early frame
	start, quiet := noticed, 0
	for at := noticed - frame; at >= first && quiet < offFrames; at -= frame {
		if quiet++; a.early[(at-first)/frame] > a.off() {
			start, quiet = at, 0
		}
	}
	return start
}

// lastSpoken is where the frames end that are not on the way to a pause.
func (a *Activity) lastSpoken() int { return a.Len() - a.run*frame }

// minimum is the smallest of the last floorFrames values.
type minimum struct {
	values [floorFrames]float64
	n      int
}

func (m *minimum) add(v float64) float64 {
	m.values[m.n%floorFrames] = v
	m.n++
	least := v
	for _, v := range m.values[:min(m.n, floorFrames)] {
		least = min(least, v)
	}
	return least
}

// biquad is a second-order Butterworth high-pass at [highPass].
type biquad struct{ x1, x2, y1, y2 float64 }

var highPassFilter = func() (c struct{ b0, b1, b2, a1, a2 float64 }) {
	k := math.Tan(math.Pi * highPass / Rate)
	norm := 1 / (1 + k*math.Sqrt2 + k*k)
	c.b0, c.b1, c.b2 = norm, -2*norm, norm
	c.a1, c.a2 = 2*(k*k-1)*norm, (1-k*math.Sqrt2+k*k)*norm
	return c
}()

// power filters the samples and gives the mean of their squares, of full scale.
func (f *biquad) power(s Sound) float64 {
	c, sum := highPassFilter, 0.0
	for _, v := range s {
		x := float64(v)
		y := c.b0*x + c.b1*f.x1 + c.b2*f.x2 - c.a1*f.y1 - c.a2*f.y2
		f.x2, f.x1, f.y2, f.y1 = f.x1, x, f.y1, y
		sum += y * y
	}
	return sum / float64(len(s)) / (1 << 30)
}
