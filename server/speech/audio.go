package speech

import (
	"bytes"
	"errors"
	"io"
	"time"
)

// ErrUnknownFormat: the file is no recording of a kind that Mondo knows.
var ErrUnknownFormat = errors.New("speech: this is no recording in wav, webm, ogg, mp4, m4a, mp3 or flac")

// Audio is a recording as a server gets it.
type Audio struct {
	name, mime string
	pieces     []Sound // a WAV file is made of them as it is sent
	file       []byte  // or it is sent as it is
}

// FromSound is a recording in pieces, sent as a WAV file that is never in memory
// as a whole.
func FromSound(pieces ...Sound) Audio {
	return Audio{name: "answer.wav", mime: "audio/wav", pieces: pieces}
}

// FromFile is a recording that the server must decode. The file's own name is
// not sent: it may tell something, and only its kind matters.
func FromFile(data []byte) (Audio, error) {
	for _, k := range kinds {
		if len(data) >= k.at+len(k.magic) && string(data[k.at:k.at+len(k.magic)]) == k.magic {
			return Audio{name: "answer" + k.ext, mime: k.mime, file: data}, nil
		}
	}
	return Audio{}, ErrUnknownFormat
}

// kinds are how files of sound begin.
var kinds = []struct {
	at               int
	magic, ext, mime string
}{
	{8, "WAVE", ".wav", "audio/wav"},
	{0, "OggS", ".ogg", "audio/ogg"},
	{0, "\x1a\x45\xdf\xa3", ".webm", "audio/webm"},
	{4, "ftypM4A", ".m4a", "audio/mp4"},
	{4, "ftyp", ".mp4", "audio/mp4"},
	{0, "fLaC", ".flac", "audio/flac"},
	{0, "ID3", ".mp3", "audio/mpeg"},
	{0, "\xff\xfb", ".mp3", "audio/mpeg"}, // MPEG 1, 2 and 2.5, with and without a checksum
	{0, "\xff\xfa", ".mp3", "audio/mpeg"},
	{0, "\xff\xf3", ".mp3", "audio/mpeg"},
	{0, "\xff\xf2", ".mp3", "audio/mpeg"},
	{0, "\xff\xe3", ".mp3", "audio/mpeg"},
}

// Duration is how long the recording lasts, 0 when only the server can know.
func (a Audio) Duration() time.Duration { return duration(length(a.pieces)) }

// encoded reports whether the server must know the file's kind.
func (a Audio) encoded() bool { return a.file != nil }

// size is how many bytes are sent.
func (a Audio) size() int {
	if a.file != nil {
		return len(a.file)
	}
	return wavHeaderSize + 2*length(a.pieces)
}

// open reads the file from its start.
func (a Audio) open() io.Reader {
	if a.file != nil {
		return bytes.NewReader(a.file)
	}
	return io.MultiReader(bytes.NewReader(wavHeader(2*length(a.pieces), Rate)), &pcmReader{pieces: a.pieces})
}

// pcmReader reads sound as little-endian bytes.
type pcmReader struct {
	pieces []Sound
	at     int // bytes of the first piece that are read
}

func (r *pcmReader) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && len(r.pieces) > 0 {
		piece := r.pieces[0]
		if r.at == 2*len(piece) {
			r.pieces, r.at = r.pieces[1:], 0
			continue
		}
		p[n] = byte(uint16(piece[r.at/2]) >> (8 * (r.at % 2)))
		n, r.at = n+1, r.at+1
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}
