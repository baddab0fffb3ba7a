package protocol

import (
	"encoding/binary"
	"fmt"
)

// Sound is a binary frame from a client: a piece of a take. On the wire it is the
// kind, 1; the length of the take's id; the id in ASCII; the number of the piece's
// first sample as four bytes, big-endian; and the samples, 16 bits each,
// little-endian, mono, 16 kHz.
type Sound struct {
	Take   string
	Offset int    // of the first sample
	PCM    []byte // shares the frame's memory
}

const soundKind = 1

// MaxSoundSamples bounds one frame: two seconds.
const MaxSoundSamples = 32_000

// DecodeSound reads a binary frame.
func DecodeSound(frame []byte) (Sound, error) {
	if len(frame) < 2 || frame[0] != soundKind {
		return Sound{}, fmt.Errorf("%w: a binary frame that is no sound", ErrMessage)
	}
	head := 2 + int(frame[1])
	if len(frame) < head+4 {
		return Sound{}, fmt.Errorf("%w: sound that is cut off", ErrMessage)
	}
	s := Sound{
		Take:   string(frame[2:head]),
		Offset: int(binary.BigEndian.Uint32(frame[head:])),
		PCM:    frame[head+4:],
	}
	switch {
	case !ValidID(s.Take):
		return Sound{}, fmt.Errorf("%w: sound of no take", ErrMessage)
	case len(s.PCM) == 0 || len(s.PCM)%2 != 0:
		return Sound{}, fmt.Errorf("%w: sound that ends in the middle of a sample", ErrMessage)
	case len(s.PCM) > 2*MaxSoundSamples:
		return Sound{}, fmt.Errorf("%w: more than %d samples in a frame", ErrMessage, MaxSoundSamples)
	}
	return s, nil
}

// EncodeSound writes a binary frame, as a client in Go does.
func EncodeSound(s Sound) []byte {
	frame := append([]byte{soundKind, byte(len(s.Take))}, s.Take...)
	frame = binary.BigEndian.AppendUint32(frame, uint32(s.Offset))
	return append(frame, s.PCM...)
}
