package speechtest

import (
	"encoding/binary"
	"math"
	"time"
	"unicode/utf8"
)

// tone is a WAV file as long as the text takes, of a vowel's pitch.
func (s *Server) tone(text string) []byte {
	rate := s.config.ToneRate
	n := int(time.Duration(utf8.RuneCountInString(text)) * s.config.Pace * time.Duration(rate) / time.Second)
	riff, data := uint32(36+2*n), uint32(2*n)
	if s.config.Streamed {
		riff, data = math.MaxUint32, math.MaxUint32
	}
	le := binary.LittleEndian
	out := append([]byte("RIFF"), le.AppendUint32(nil, riff)...)
	out = append(out, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"...)
	out = le.AppendUint32(out, uint32(rate))
	out = le.AppendUint32(out, uint32(2*rate))
	out = append(out, "\x02\x00\x10\x00data"...)
	out = le.AppendUint32(out, data)
	for i := range n {
		out = le.AppendUint16(out, uint16(int16(8000*math.Sin(2*math.Pi*180*float64(i)/float64(rate)))))
	}
	return out
}
