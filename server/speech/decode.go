package speech

import (
	"bytes"
	"errors"
)

// ErrEncoded: the recording is coded in a way that is not decoded here (mp4, mp3
// and the like). A server may be able to; see [FromFile].
var ErrEncoded = errors.New("speech: the recording is coded in a way that Mondo does not decode")

// Decode reads a recording by what it is, not by its name: WAV, and Opus in Ogg
// or WebM, which is what browsers record. Anything else is [ErrEncoded].
func Decode(file []byte) (Sound, error) {
	s, err := decode(file)
	if errors.Is(err, errNotOpus) || errors.Is(err, errLaced) {
		return nil, ErrEncoded
	}
	return s, err
}

func decode(file []byte) (Sound, error) {
	switch {
	case isWAV(file):
		return DecodeWAV(file)
	case bytes.HasPrefix(file, []byte("OggS")):
		return decodeOgg(bytes.NewReader(file))
	case bytes.HasPrefix(file, []byte{0x1A, 0x45, 0xDF, 0xA3}): // EBML
		return decodeWebM(file)
	}
	return nil, ErrEncoded
}
