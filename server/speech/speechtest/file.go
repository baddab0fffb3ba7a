package speechtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"time"

	"github.com/pion/opus"
	"github.com/pion/opus/pkg/oggreader"
)

// File is a recording that came, and what was measured of it.
type File struct {
	Name, Type string
	Size       int
	Format     string // wav, ogg, webm, or other for what is not decoded here
	Rate       int    // samples a second
	Channels   int
	Duration   time.Duration
	Level      float64 // mean power in dBFS; -100 for none
}

var errSound = errors.New("the sound cannot be decoded")

// measure decodes a file.
func measure(name, kind string, data []byte) (File, error) {
	f := File{Name: name, Type: kind, Size: len(data), Level: -100}
	var samples []int16
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("RIFF")):
		f.Format = "wav"
		samples, err = f.wav(data)
	case bytes.HasPrefix(data, []byte("OggS")):
		f.Format = "ogg"
		samples, err = f.ogg(data)
	case bytes.HasPrefix(data, []byte{0x1a, 0x45, 0xdf, 0xa3}):
		f.Format = "webm"
		samples, err = f.opus(blocks(data), 0)
	default:
		f.Format = "other"
		return f, nil
	}
	if err != nil {
		return f, err
	}
	f.Duration = time.Duration(len(samples)/f.Channels) * time.Second / time.Duration(f.Rate)
	f.Level = power(samples)
	return f, nil
}

func power(samples []int16) float64 {
	sum := 0.0
	for _, v := range samples {
		sum += float64(v) * float64(v) / (1 << 30)
	}
	if sum == 0 {
		return -100
	}
	return max(-100, 10*math.Log10(sum/float64(len(samples))))
}

// wav reads the one kind of file that a recogniser's client has to send: 16-bit
// PCM with lengths that are true.
func (f *File) wav(data []byte) ([]int16, error) {
	le := binary.LittleEndian
	if len(data) < 44 || string(data[8:16]) != "WAVEfmt " || string(data[36:40]) != "data" ||
		le.Uint16(data[20:]) != 1 || le.Uint16(data[34:]) != 16 {
		return nil, errSound
	}
	f.Channels, f.Rate = int(le.Uint16(data[22:])), int(le.Uint32(data[24:]))
	if int(le.Uint32(data[4:])) != len(data)-8 || int(le.Uint32(data[40:])) != len(data)-44 || f.Channels == 0 || f.Rate == 0 {
		return nil, errSound
	}
	samples := make([]int16, (len(data)-44)/2)
	for i := range samples {
		samples[i] = int16(le.Uint16(data[44+2*i:]))
	}
	return samples, nil
}

func (f *File) ogg(data []byte) ([]int16, error) {
	pages, head, err := oggreader.NewWith(bytes.NewReader(data))
	if err != nil {
		return nil, errSound
	}
	var packets [][]byte
	for {
		p, _, err := pages.ParseNextPacket()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errSound
		}
		packets = append(packets, p)
	}
	if len(packets) < 2 {
		return nil, errSound
	}
	return f.opus(packets[1:], int(head.PreSkip)) // the first are comments
}

// opus decodes packets at 48 kHz, without the samples at the start that only
// warm the decoder up.
func (f *File) opus(packets [][]byte, skip int) ([]int16, error) {
	f.Rate, f.Channels = 48000, 1
	d, err := opus.NewDecoderWithOutput(f.Rate, f.Channels)
	if err != nil {
		return nil, err
	}
	var all []int16
	out := make([]int16, 48*120)
	for _, p := range packets {
		n, err := d.DecodeToInt16(p, out)
		if err != nil {
			return nil, errSound
		}
		all = append(all, out[:n]...)
	}
	if len(all) <= skip {
		return nil, errSound
	}
	return all[skip:], nil
}

// blocks finds the packets of a WebM file with one track by their mark: a
// SimpleBlock of track 1 without lacing, whose size fits.
func blocks(data []byte) [][]byte {
	var all [][]byte
	for i := 0; i+8 < len(data); i++ {
		if data[i] != 0xa3 {
			continue
		}
		size, n := 0, 0
		switch {
		case data[i+1]&0x80 != 0:
			size, n = int(data[i+1]&0x7f), 1
		case data[i+1]&0x40 != 0:
			size, n = int(data[i+1]&0x3f)<<8|int(data[i+2]), 2
		default:
			continue
		}
		start := i + 1 + n
		if size < 5 || start+size > len(data) || data[start] != 0x81 || data[start+3]&0x06 != 0 {
			continue
		}
		all = append(all, data[start+4:start+size])
		i = start + size - 1
	}
	return all
}
