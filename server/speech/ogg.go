package speech

import (
	"errors"
	"fmt"
	"io"

	"github.com/pion/opus/pkg/oggreader"
)

// decodeOgg reads an Ogg file of Opus, as Firefox records it.
func decodeOgg(file io.Reader) (Sound, error) {
	pages, head, err := oggreader.NewWith(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotOpus, err)
	}
	d, err := newOpusDecoder(int(head.PreSkip))
	if err != nil {
		return nil, err
	}
	if _, _, err := pages.ParseNextPacket(); err != nil { // the comments
		return nil, fmt.Errorf("%w: %w", errNotOpus, err)
	}
	var end uint64
	for {
		packet, page, err := pages.ParseNextPacket()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break // a recording that was cut off is good up to there
		}
		if err != nil {
			return nil, fmt.Errorf("speech: the Ogg file is damaged: %w", err)
		}
		end = page.GranulePosition
		if err := d.write(packet); err != nil {
			return nil, err
		}
	}
	return d.sound(end), nil
}
