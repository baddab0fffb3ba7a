package speech

import (
	"encoding/binary"
	"mime"
	"strings"
	"time"
)

// Clip is spoken text as a server gave it.
type Clip struct {
	Data     []byte
	Type     string        // audio/wav, or what the server gave instead
	Rate     int           // samples a second, 0 when it is no WAV file
	Duration time.Duration // 0 when it is no WAV file
}

// readClip reads an answer. A WAV file gets its true length: one that was
// streamed claims a false one, which stops players.
func readClip(r reply) (Clip, error) {
	kind, _, _ := mime.ParseMediaType(r.mime)
	if isWAV(r.body) {
		f, at, err := readWAV(r.body)
		if err != nil {
			return Clip{}, &Error{code: CodeNonsense, Status: r.status, detail: "its WAV file is broken", err: err}
		}
		frames := (at.End - at.Start) / f.frame
		at.End = at.Start + frames*f.frame
		length := time.Duration(frames) * time.Second / time.Duration(f.rate)
		return Clip{trueLength(r.body, at), "audio/wav", f.rate, length}, nil
	}
	if len(r.body) == 0 || !strings.HasPrefix(kind, "audio/") {
		return Clip{}, &Error{code: CodeNonsense, Status: r.status, detail: "it holds no sound"}
	}
	return Clip{Data: r.body, Type: kind}, nil
}

// trueLength is the file up to the end of its samples, with the lengths that it
// then has. RF64 keeps its lengths elsewhere, so it becomes RIFF.
func trueLength(file []byte, at Segment) []byte {
	file = file[:at.End]
	copy(file, "RIFF")
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-8))
	binary.LittleEndian.PutUint32(file[at.Start-4:], uint32(at.End-at.Start))
	return file
}
