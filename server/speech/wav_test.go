package speech

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

// sine is a tone at a rate, -1 to 1.
func sine(hertz float64, rate int, d time.Duration, amp float64) []float64 {
	s := make([]float64, int(d.Seconds()*float64(rate)))
	for i := range s {
		s[i] = amp * math.Sin(2*math.Pi*hertz*float64(i)/float64(rate))
	}
	return s
}

// strength is how much of a tone is in a sound: the amplitude, 0 to 1. The ends
// are left out.
func strength(s Sound, hertz float64) float64 {
	s = s[len(s)/8 : len(s)*7/8]
	var re, im float64
	for i, v := range s {
		phase := 2 * math.Pi * hertz * float64(i) / Rate
		re, im = re+float64(v)*math.Cos(phase), im+float64(v)*math.Sin(phase)
	}
	return 2 * math.Hypot(re, im) / float64(len(s)) / 32768
}

// coded is a WAV file of a sound in all of its channels.
func coded(coding, bits, channels, rate int, sound []float64) []byte {
	var data []byte
	for _, v := range sound {
		for range channels {
			data = appendCoded(data, coding, bits, v)
		}
	}
	var b bytes.Buffer
	b.WriteString("RIFF\x00\x00\x00\x00WAVE")
	b.WriteString("LIST\x03\x00\x00\x00abc\x00") // an odd chunk and its padding
	b.WriteString("fmt \x10\x00\x00\x00")
	for _, v := range []any{uint16(coding), uint16(channels), uint32(rate), uint32(rate * channels * bits / 8), uint16(channels * bits / 8), uint16(bits)} {
		binary.Write(&b, binary.LittleEndian, v)
	}
	b.WriteString("data")
	binary.Write(&b, binary.LittleEndian, uint32(len(data)))
	b.Write(data)
	b.WriteString("LIST\x04\x00\x00\x00tail")
	return b.Bytes()
}

func appendCoded(b []byte, coding, bits int, v float64) []byte {
	le := binary.LittleEndian
	switch {
	case coding == wavFloat && bits == 64:
		return le.AppendUint64(b, math.Float64bits(v))
	case coding == wavFloat:
		return le.AppendUint32(b, math.Float32bits(float32(v)))
	case bits == 8:
		return append(b, byte(128+math.Round(v*127)))
	case bits == 16:
		return le.AppendUint16(b, uint16(int16(math.Round(v*32767))))
	case bits == 24:
		u := uint32(int32(math.Round(v * (1<<23 - 1))))
		return append(b, byte(u), byte(u>>8), byte(u>>16))
	default:
		return le.AppendUint32(b, uint32(int32(math.Round(v*(1<<31-1)))))
	}
}

func TestDecodeWAVOfAnyKind(t *testing.T) {
	for _, c := range []struct{ coding, bits, channels, rate int }{
		{wavPCM, 16, 1, 16000},
		{wavPCM, 16, 2, 48000},
		{wavPCM, 8, 1, 8000},
		{wavPCM, 24, 2, 44100},
		{wavPCM, 32, 1, 22050},
		{wavFloat, 32, 2, 96000},
		{wavFloat, 64, 1, 11025},
		{wavPCM, 16, 6, 24000},
		{wavPCM, 16, 1, 32000},
		{wavPCM, 16, 1, 17777}, // has nothing in common with 16000
		{wavPCM, 16, 1, 192000},
	} {
		t.Run(fmt.Sprintf("%d bits, %d channels, %d Hz", c.bits, c.channels, c.rate), func(t *testing.T) {
			got, err := DecodeWAV(coded(c.coding, c.bits, c.channels, c.rate, sine(1000, c.rate, time.Second, 0.5)))
			if err != nil {
				t.Fatal(err)
			}
			if off := len(got) - Rate; off < -1 || off > 1 {
				t.Errorf("%d samples of a second", len(got))
			}
			if s := strength(got, 1000); math.Abs(s-0.5) > 0.01 {
				t.Errorf("the tone has %.3f, want 0.5", s)
			}
			if want := 20*math.Log10(0.5) - 3.01; math.Abs(got.Level()-want) > 0.3 {
				t.Errorf("level %.2f, want %.2f", got.Level(), want)
			}
		})
	}
}

// What lies above half the rate must not come back as something else.
func TestResamplingHoldsBackWhatAliases(t *testing.T) {
	for _, rate := range []int{44100, 48000, 96000} {
		for _, c := range []struct {
			hertz float64
			heard bool
		}{{300, true}, {3000, true}, {6500, true}, {8900, false}, {10000, false}, {13000, false}} {
			got, err := DecodeWAV(coded(wavPCM, 16, 1, rate, sine(c.hertz, rate, time.Second, 0.5)))
			if err != nil {
				t.Fatal(err)
			}
			level := Sound(got[1000:len(got)-1000]).Level() + 9.03 // of the tone: -9.03
			if c.heard && math.Abs(level) > 0.5 || !c.heard && level > -60 {
				t.Errorf("%g Hz at %d Hz comes out at %.1f dB", c.hertz, rate, level)
			}
		}
	}
}

func TestDecodeWAVOfStreams(t *testing.T) {
	whole := Sound(slices.Repeat([]int16{1, -2, 300, -32768}, 1000)).WAV()
	for name, size := range map[string]uint32{"no length": 0, "all there is": math.MaxUint32, "too much": 1 << 20, "the most of a 31-bit number": math.MaxInt32 - 36} {
		t.Run(name, func(t *testing.T) {
			file := slices.Clone(whole)
			binary.LittleEndian.PutUint32(file[4:], size)
			binary.LittleEndian.PutUint32(file[40:], size)
			got, err := DecodeWAV(file)
			if err != nil || len(got) != 4000 || got[2] != 300 {
				t.Errorf("%d samples, %v", len(got), err)
			}
		})
	}
}

func TestDecodeWAVRefuses(t *testing.T) {
	good := Sound{1, 2, 3}.WAV()
	change := func(at int, b ...byte) []byte { return slices.Replace(slices.Clone(good), at, at+len(b), b...) }
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":        {nil, ErrNotWAV},
		"text":           {[]byte("Dear Sir or Madam, here is my answer."), ErrNotWAV},
		"no samples":     {good[:36], ErrNotWAV},
		"ADPCM":          {change(20, 2, 0), ErrNotWAV},
		"12 bits":        {change(34, 12, 0), ErrNotWAV},
		"no channels":    {change(22, 0, 0), ErrNotWAV},
		"many channels":  {change(22, 200, 0), ErrNotWAV},
		"a rate of 0":    {change(24, 0, 0, 0, 0), ErrNotWAV},
		"a rate of 4e9":  {change(24, 255, 255, 255, 255), ErrNotWAV},
		"samples first":  {append([]byte("RIFF\x00\x00\x00\x00WAVEdata\x02\x00\x00\x00\x01\x00"), good[12:36]...), ErrNotWAV},
		"over a quarter": {coded(wavPCM, 8, 1, 4000, make([]float64, 4000*901)), ErrTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := DecodeWAV(c.file); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestFromPCM(t *testing.T) {
	got, err := FromPCM([]byte{1, 0, 0xff, 0xff, 0, 0x80})
	if err != nil || !slices.Equal(got, Sound{1, -1, -32768}) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := FromPCM([]byte{1, 0, 2}); !errors.Is(err, ErrHalfSample) {
		t.Error(err)
	}
}

// Whatever is written is read as it was, and whatever is read is of a bounded
// length and is no more than what came.
func FuzzWAV(f *testing.F) {
	f.Add(Sound{1, 2, 3, -4}.WAV())
	f.Add(coded(wavFloat, 32, 2, 44100, sine(440, 44100, 10*time.Millisecond, 1)))
	f.Add(coded(wavFloat, 32, 1, 8000, []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300}))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			return
		}
		s, err := DecodeWAV(file)
		if err != nil {
			return
		}
		if len(s) > samples(MaxLength)+1 || len(s) > len(file)*4+1 { // 4 kHz, 8 bits is the least
			t.Fatalf("%d samples of %d bytes", len(s), len(file))
		}
		if again, err := DecodeWAV(s.WAV()); err != nil || !slices.Equal(again, s) {
			t.Fatalf("written and read again: %v", err)
		}
	})
}

// Opus in any wrapping: it may be refused, but it ends, with a bounded length.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"silk.ogg", "speech.ogg", "speech.webm", "chrome.webm"} {
		f.Add(fixture(f, name)[:2500])
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 3000 { // two bytes may stand for 120 ms
			return
		}
		s, err := Decode(file)
		if err == nil && len(s) > samples(MaxLength)+opusPacket {
			t.Fatalf("%d samples", len(s))
		}
	})
}

func BenchmarkDecodeWAV(b *testing.B) {
	file := coded(wavPCM, 16, 1, 48000, sine(440, 48000, 10*time.Second, 0.5))
	for b.Loop() {
		if _, err := DecodeWAV(file); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/10, "ms/s-of-sound")
}

func BenchmarkDecodeWebM(b *testing.B) {
	file := fixture(b, "chrome.webm")
	for b.Loop() {
		if _, err := Decode(file); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/3, "ms/s-of-sound")
}
