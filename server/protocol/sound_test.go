package protocol_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"

	"mondo/server/protocol"
)

// soundExample is the binary frame in testdata: three samples from 160,000 on.
func soundExample(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/sound.hex")
	if err != nil {
		t.Fatal(err)
	}
	frame, err := hex.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		t.Fatal(err)
	}
	return frame
}

func TestSoundExample(t *testing.T) {
	frame := soundExample(t)
	s, err := protocol.DecodeSound(frame)
	if err != nil || s.Take != "take_5f0c" || s.Offset != 160_000 || !bytes.Equal(s.PCM, []byte{1, 0, 0xff, 0xff, 0, 0x80}) {
		t.Errorf("read %+v, %v", s, err)
	}
	if got := protocol.EncodeSound(s); !bytes.Equal(got, frame) {
		t.Errorf("written as %x", got)
	}
}

func TestDecodeSoundRefuses(t *testing.T) {
	good := protocol.Sound{Take: "take_00001", PCM: []byte{1, 0}}
	with := func(change func(*protocol.Sound)) []byte {
		s := good
		change(&s)
		return protocol.EncodeSound(s)
	}
	for name, frame := range map[string][]byte{
		"nothing":          {},
		"one byte":         {1},
		"another kind":     append([]byte{2}, protocol.EncodeSound(good)[1:]...),
		"text":             []byte(`{"type":"skip","id":"command_0"}`),
		"cut in the id":    protocol.EncodeSound(good)[:8],
		"cut in the place": protocol.EncodeSound(good)[:14],
		"no samples":       with(func(s *protocol.Sound) { s.PCM = nil }),
		"half a sample":    with(func(s *protocol.Sound) { s.PCM = []byte{1, 0, 1} }),
		"a short take":     with(func(s *protocol.Sound) { s.Take = "x" }),
		"a long take":      with(func(s *protocol.Sound) { s.Take = strings.Repeat("x", 65) }),
		"a take in kana":   with(func(s *protocol.Sound) { s.Take = "テイク" }),
		"too much":         with(func(s *protocol.Sound) { s.PCM = make([]byte, 2*protocol.MaxSoundSamples+2) }),
	} {
		t.Run(name, func(t *testing.T) {
			if s, err := protocol.DecodeSound(frame); !errors.Is(err, protocol.ErrMessage) {
				t.Errorf("read as %+v, %v", s, err)
			}
		})
	}
	if _, err := protocol.DecodeSound(with(func(s *protocol.Sound) { s.PCM = make([]byte, 2*protocol.MaxSoundSamples) })); err != nil {
		t.Errorf("two seconds: %v", err)
	}
}

func FuzzDecodeSound(f *testing.F) {
	f.Add(soundExample(f))
	f.Add([]byte{1, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, frame []byte) {
		s, err := protocol.DecodeSound(frame)
		if err != nil {
			return
		}
		if got := protocol.EncodeSound(s); !bytes.Equal(got, frame) {
			t.Fatalf("%x was read as %+v, which is %x", frame, s, got)
		}
	})
}
