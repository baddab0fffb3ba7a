package speech

import (
	"errors"
	"fmt"

	"github.com/pion/opus"
)

// errNotOpus: the container holds something else, which is not decoded here.
var errNotOpus = errors.New("speech: the file holds no Opus")

// errDecoder: the decoder failed on a packet in a way of its own.
var errDecoder = errors.New("speech: the Opus decoder panicked")

// Opus counts in samples of 48 kHz, whatever it is decoded to; a packet holds
// 120 ms at most.
const (
	opusRate   = 48000
	opusPacket = Rate * 120 / 1000
)

// opusDecoder turns the packets of one stream into sound.
type opusDecoder struct {
	decoder opus.Decoder
	skip    int // samples at the start that only warm the decoder up
	packet  [opusPacket]int16
	last    int // samples of the packet before
	out     Sound
}

// newOpusDecoder takes the stream's pre-skip, in samples of 48 kHz.
func newOpusDecoder(preSkip int) (*opusDecoder, error) {
	d, err := opus.NewDecoderWithOutput(Rate, 1)
	if err != nil {
		return nil, fmt.Errorf("speech: set up the Opus decoder: %w", err)
	}
	return &opusDecoder{decoder: d, skip: preSkip * Rate / opusRate}, nil
}

// write decodes a packet. A damaged one is as much silence as the one before it
// was long, so that what follows keeps its time.
func (d *opusDecoder) write(packet []byte) error {
	n, err := d.decode(packet)
	if err != nil {
		n = d.last
		clear(d.packet[:n])
	}
	d.last = n
	if len(d.out)+n > samples(MaxLength)+d.skip {
		return ErrTooLong
	}
	d.out = append(d.out, d.packet[:n]...)
	return nil
}

// decode decodes a packet. The decoder is young and the bytes are anybody's, so
// a fault in it costs a packet and not the process.
func (d *opusDecoder) decode(packet []byte) (n int, err error) {
	defer func() {
		if recover() != nil {
			err = errDecoder
		}
	}()
	return d.decoder.DecodeToInt16(packet, d.packet[:])
}

// sound is what was decoded, up to the given sample of 48 kHz if that lies
// within it: the last packet is filled up with silence.
func (d *opusDecoder) sound(end uint64) Sound {
	out := d.out
	if last := end / (opusRate / Rate); last > 0 && last < uint64(len(out)) {
		out = out[:last]
	}
	return out[min(d.skip, len(out)):]
}
