package speech

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Rate is the sample rate of every [Sound], in samples a second. Recognisers
// are trained on it, so more would only be thrown away by them.
const Rate = 16000

// MaxLength is the longest recording that is taken, four times a long answer.
const MaxLength = 15 * time.Minute

// Silence is the level of no sound at all, in dBFS: below the last bit.
const Silence = -100.0

// Sound is 16 kHz mono, linear 16-bit samples.
type Sound []int16

// Duration is how long the sound lasts.
func (s Sound) Duration() time.Duration { return duration(len(s)) }

// duration is how long so many samples last.
func duration(samples int) time.Duration {
	return time.Duration(samples) * time.Second / Rate
}

// samples is how many samples last so long.
func samples(d time.Duration) int { return int(d * Rate / time.Second) }

// Level is the mean power in dBFS, where a square wave of full scale has 0 and
// a sine -3. It is never below [Silence].
func (s Sound) Level() float64 {
	var sum float64
	for _, v := range s {
		sum += float64(v) * float64(v)
	}
	return level(sum/(1<<30), len(s))
}

// level is the mean power of n samples whose squares sum up to sum, in dBFS.
func level(sum float64, n int) float64 {
	if n == 0 || sum <= 0 {
		return Silence
	}
	return max(Silence, 10*math.Log10(sum/float64(n)))
}

// ErrHalfSample: a piece of sound ends in the middle of a sample.
var ErrHalfSample = errors.New("speech: the sound ends in the middle of a sample")

// FromPCM reads little-endian 16-bit samples at 16 kHz, as a browser sends them.
func FromPCM(data []byte) (Sound, error) {
	if len(data)%2 != 0 {
		return nil, ErrHalfSample
	}
	s := make(Sound, len(data)/2)
	for i := range s {
		s[i] = int16(binary.LittleEndian.Uint16(data[2*i:]))
	}
	return s, nil
}
