package speech

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// The elements of a WebM file that matter here. RFC 8794 says how they are
// coded, RFC 9559 what they are.
const (
	webmSegment     = 0x18538067
	webmTracks      = 0x1654AE6B
	webmTrack       = 0xAE
	webmTrackNumber = 0xD7
	webmCodec       = 0x86
	webmPrivate     = 0x63A2
	webmCluster     = 0x1F43B675
	webmSimpleBlock = 0xA3
	webmBlockGroup  = 0xA0
	webmBlock       = 0xA1
)

// webmLacing are the bits of a block's flags that say it holds several packets,
// which no recorder of speech writes.
const webmLacing = 0x06

// errLaced: the file is well, but it is not decoded here.
var errLaced = errors.New("speech: the WebM file packs several packets into one block")

// decodeWebM reads the first Opus track of a WebM file, as Chrome and Safari
// record it: with clusters of unknown size, no index and no duration.
func decodeWebM(file []byte) (Sound, error) {
	var number uint64 // of the track
	var decoder *opusDecoder
	for e, rest, ok := nextWebM(file); ok; e, rest, ok = nextWebM(rest) {
		switch e.id {
		case webmSegment, webmTracks, webmCluster, webmBlockGroup:
			// Going in is enough: an id says what an element is wherever it
			// stands, and one of unknown size ends where its neighbour begins.
			rest = e.inside
		case webmTrack:
			t := readWebMTrack(e.body)
			if decoder != nil || t.codec != "A_OPUS" {
				continue
			}
			d, err := newOpusDecoder(t.preSkip)
			if err != nil {
				return nil, err
			}
			number, decoder = t.number, d
		case webmSimpleBlock, webmBlock:
			if err := decodeBlock(decoder, number, e.body); err != nil {
				return nil, err
			}
		}
	}
	if decoder == nil {
		return nil, errNotOpus
	}
	return decoder.sound(0), nil // it does not say where it ends
}

// decodeBlock decodes the one packet of a block, if it is of that track. A block
// that was cut off is none.
func decodeBlock(d *opusDecoder, number uint64, block []byte) error {
	track, n := webmNumber(block)
	if d == nil || n == 0 || track != number || len(block) < n+3 {
		return nil
	}
	if block[n+2]&webmLacing != 0 {
		return errLaced
	}
	return d.write(block[n+3:])
}

// webmElement is one element: its body, as far as the file goes, and everything
// from its body's start on.
type webmElement struct {
	id           uint64
	body, inside []byte
}

// nextWebM reads the element at the start of data. One that claims more than
// there is, or does not know its size, ends with the data.
func nextWebM(data []byte) (e webmElement, rest []byte, ok bool) {
	n := vintLength(data)
	if n == 0 || n > 4 {
		return e, nil, false
	}
	for _, b := range data[:n] {
		e.id = e.id<<8 | uint64(b)
	}
	size, m := webmNumber(data[n:])
	if m == 0 {
		return e, nil, false
	}
	e.inside = data[n+m:]
	e.body = e.inside[:min(size, uint64(len(e.inside)))]
	return e, e.inside[len(e.body):], true
}

// vintLength is how many bytes the variable-length number at the start of data
// takes, 0 when it is not whole.
func vintLength(data []byte) int {
	if len(data) == 0 {
		return 0
	}
	n := bits.LeadingZeros8(data[0]) + 1
	if n > 8 || n > len(data) {
		return 0
	}
	return n
}

// webmNumber reads a variable-length number and how many bytes it takes. All
// bits set mean "unknown", which is more than any file holds.
func webmNumber(data []byte) (uint64, int) {
	n := vintLength(data)
	if n == 0 {
		return 0, 0
	}
	v := uint64(data[0]) & (1<<(8-n) - 1)
	for _, b := range data[1:n] {
		v = v<<8 | uint64(b)
	}
	if v == 1<<(7*n)-1 {
		return 1<<63 - 1, n
	}
	return v, n
}

type webmTrackEntry struct {
	number  uint64
	codec   string
	preSkip int // samples of 48 kHz
}

func readWebMTrack(body []byte) webmTrackEntry {
	var t webmTrackEntry
	for e, rest, ok := nextWebM(body); ok; e, rest, ok = nextWebM(rest) {
		switch e.id {
		case webmTrackNumber:
			for _, b := range e.body {
				t.number = t.number<<8 | uint64(b)
			}
		case webmCodec:
			t.codec = string(e.body)
		case webmPrivate:
			if len(e.body) >= 12 { // the head of an Ogg stream of Opus, RFC 7845
				t.preSkip = int(binary.LittleEndian.Uint16(e.body[10:]))
			}
		}
	}
	return t
}
