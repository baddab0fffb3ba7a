package speech

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Errors of a recording that cannot be read.
var (
	// ErrTooLong: the recording is longer than [MaxLength].
	ErrTooLong = errors.New("speech: the recording is longer than 15 minutes")
	// ErrNotWAV: the data is no WAV file.
	ErrNotWAV = errors.New("speech: this is no WAV file")
)

// What a WAV file may be coded as.
const (
	wavPCM        = 1
	wavFloat      = 3
	wavExtensible = 0xFFFE
)

// wavFormat is the fmt chunk.
type wavFormat struct {
	coding, channels, bits int
	rate                   int // samples a second
	frame                  int // bytes of one sample of all channels
}

// DecodeWAV reads a WAV file of any rate, with any number of channels, which are
// mixed, and samples of 8 to 32 bits or floating point. A file that was written
// as a stream says too little or too much about its length; it is read to its end.
func DecodeWAV(file []byte) (Sound, error) {
	f, at, err := readWAV(file)
	if err != nil {
		return nil, err
	}
	data := file[at.Start:at.End]
	frames := len(data) / f.frame
	if float64(frames)/float64(f.rate) > MaxLength.Seconds() {
		return nil, ErrTooLong
	}
	r := newResampler(f.rate)
	r.out = make(Sound, 0, frames*Rate/f.rate+1)
	block := make([]float32, 0, 4096)
	for at := range frames {
		block = append(block, f.mono(data[at*f.frame:]))
		if len(block) == cap(block) {
			r.write(block)
			block = block[:0]
		}
	}
	r.write(block)
	r.flush()
	return r.out, nil
}

// readWAV finds the format of a file, and from which byte to which its samples go.
func readWAV(file []byte) (f wavFormat, at Segment, err error) {
	if !isWAV(file) {
		return f, at, ErrNotWAV
	}
	for start := 12; start+8 <= len(file); {
		id, size := string(file[start:start+4]), int(binary.LittleEndian.Uint32(file[start+4:]))
		start += 8
		end := min(start+size, len(file))
		switch {
		case id == "fmt ":
			if f, err = readWAVFormat(file[start:end]); err != nil {
				return f, at, err
			}
		case id == "data" && f.frame == 0:
			return f, at, fmt.Errorf("%w: its samples come before their format", ErrNotWAV)
		case id == "data" && size == 0: // a stream's header claims nothing, or as much as fits
			return f, Segment{start, len(file)}, nil
		case id == "data":
			return f, Segment{start, end}, nil
		}
		start = end + size%2
	}
	return f, at, fmt.Errorf("%w: it holds no samples", ErrNotWAV)
}

func isWAV(file []byte) bool {
	return len(file) >= 12 && slices.Contains([]string{"RIFF", "RF64"}, string(file[:4])) && string(file[8:12]) == "WAVE"
}

func readWAVFormat(chunk []byte) (wavFormat, error) {
	if len(chunk) < 16 {
		return wavFormat{}, fmt.Errorf("%w: its format is cut off", ErrNotWAV)
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(chunk[at:])) }
	f := wavFormat{coding: u16(0), channels: u16(2), rate: int(binary.LittleEndian.Uint32(chunk[4:])), bits: u16(14)}
	if f.coding == wavExtensible && len(chunk) >= 26 {
		f.coding = u16(24) // the first two bytes of the coding's GUID
	}
	f.frame = f.channels * f.bits / 8
	known := f.coding == wavPCM && slices.Contains([]int{8, 16, 24, 32}, f.bits) ||
		f.coding == wavFloat && slices.Contains([]int{32, 64}, f.bits)
	switch {
	case !known:
		return f, fmt.Errorf("%w that can be read here: its samples are coded as %#x with %d bits, save it as plain PCM", ErrNotWAV, f.coding, f.bits)
	case f.channels < 1 || f.channels > 32:
		return f, fmt.Errorf("%w that can be read here: it has %d channels", ErrNotWAV, f.channels)
	case f.rate < 4000 || f.rate > 192000:
		return f, fmt.Errorf("%w that can be read here: it has %d samples a second", ErrNotWAV, f.rate)
	}
	return f, nil
}

// mono is the mean of the channels of the frame at the start of data, -1 to 1.
func (f wavFormat) mono(data []byte) float32 {
	var sum float64
	for c := range f.channels {
		sum += f.sample(data[c*f.bits/8:])
	}
	return float32(sum / float64(f.channels))
}

func (f wavFormat) sample(b []byte) float64 {
	switch {
	case f.coding == wavFloat && f.bits == 64:
		return clamped(math.Float64frombits(binary.LittleEndian.Uint64(b)))
	case f.coding == wavFloat:
		return clamped(float64(math.Float32frombits(binary.LittleEndian.Uint32(b))))
	case f.bits == 8:
		return float64(int(b[0])-128) / (1 << 7)
	case f.bits == 16:
		return float64(int16(binary.LittleEndian.Uint16(b))) / (1 << 15)
	case f.bits == 24:
		return float64(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31)
	default:
		return float64(int32(binary.LittleEndian.Uint32(b))) / (1 << 31)
	}
}

// clamped makes of a floating-point sample, which may be anything, one from -1 to 1.
func clamped(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-1, min(1, v))
}

// wavHeaderSize is how many bytes stand before the samples in what is written here.
const wavHeaderSize = 44

// wavHeader stands before so many bytes of 16-bit mono samples.
func wavHeader(size, rate int) []byte {
	h := make([]byte, 0, wavHeaderSize)
	h = append(h, "RIFF"...)
	h = binary.LittleEndian.AppendUint32(h, uint32(wavHeaderSize-8+size))
	h = append(h, "WAVEfmt "...)
	h = binary.LittleEndian.AppendUint32(h, 16)
	h = binary.LittleEndian.AppendUint16(h, wavPCM)
	h = binary.LittleEndian.AppendUint16(h, 1)
	h = binary.LittleEndian.AppendUint32(h, uint32(rate))
	h = binary.LittleEndian.AppendUint32(h, uint32(2*rate))
	h = binary.LittleEndian.AppendUint16(h, 2)
	h = binary.LittleEndian.AppendUint16(h, 16)
	h = append(h, "data"...)
	return binary.LittleEndian.AppendUint32(h, uint32(size))
}

// WAV is the sound as a WAV file.
func (s Sound) WAV() []byte { return WAV(s) }

// WAV is a recording in pieces as one WAV file.
func WAV(pieces ...Sound) []byte {
	size := 2 * length(pieces)
	file := append(make([]byte, 0, wavHeaderSize+size), wavHeader(size, Rate)...)
	for _, s := range pieces {
		file = s.appendPCM(file)
	}
	return file
}

func (s Sound) appendPCM(b []byte) []byte {
	for _, v := range s {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}
