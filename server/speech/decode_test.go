package speech

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// fixture reads a file of testdata.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sentence is a sentence of 3.2 s.
func sentence(t testing.TB) Sound {
	t.Helper()
	s, err := Decode(fixture(t, "speech.wav"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// likeness is how alike the second second of a and b are when b is delayed by
// lag, 0 to 1.
func likeness(a, b Sound, lag int) float64 {
	var ab, aa, bb float64
	for i := Rate; i < 2*Rate && i < len(a) && i+lag < len(b); i++ {
		x, y := float64(a[i]), float64(b[i+lag])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

func TestDecode(t *testing.T) {
	want := sentence(t)
	for _, c := range []struct {
		file     string
		slack    int // samples of the recorder's own delay
		likeness float64
	}{
		{"speech.ogg", 0, 0.97},
		{"silk.ogg", 0, 0.90},
		{"speech.webm", 0, 0.97},
		// The recorder begins when it likes.
		{"chrome.webm", Rate / 2, 0.90},
	} {
		t.Run(c.file, func(t *testing.T) {
			got, err := Decode(fixture(t, c.file))
			if err != nil {
				t.Fatal(err)
			}
			best, at := 0.0, 0
			for lag := -c.slack - 2; lag <= c.slack+2; lag++ {
				if l := likeness(want, got, lag); l > best {
					best, at = l, lag
				}
			}
			t.Logf("%d samples for %d, likeness %.4f at a lag of %d, level %.1f for %.1f", len(got), len(want), best, at, got.Level(), want.Level())
			if best < c.likeness {
				t.Errorf("likeness %.3f, want %.2f", best, c.likeness)
			}
			if off := math.Abs(float64(len(got) - len(want))); off > 0.02*float64(len(want))+float64(c.slack) {
				t.Errorf("%d samples, want about %d", len(got), len(want))
			}
			if d := math.Abs(got.Level() - want.Level()); d > 1 {
				t.Errorf("level %.1f dBFS, want %.1f", got.Level(), want.Level())
			}
		})
	}
}

func TestDecodeLeavesOthersToTheServer(t *testing.T) {
	vorbis := fixture(t, "speech.ogg")
	copy(vorbis[28:], "\x01vorbis") // the head of the stream; the checksum is off now too
	for name, file := range map[string][]byte{
		"mp3": []byte("ID3\x04rest"), "mp4": []byte("\x00\x00\x00\x20ftypM4A "), "vorbis": vorbis,
		"video": []byte("\x1a\x45\xdf\xa3\x80"), "nothing": nil,
	} {
		if _, err := Decode(file); !errors.Is(err, ErrEncoded) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Packets of any bytes, as a damaged recording has them: silence takes their
// place, and the decoder goes on.
func FuzzOpus(f *testing.F) {
	f.Add([]byte{0x08, 0x0b, 0xe4, 0xc1}, 3)
	f.Add(fixture(f, "silk.ogg")[200:700], 60)
	f.Add(fixture(f, "chrome.webm")[180:900], 120)
	f.Fuzz(func(t *testing.T, data []byte, size int) {
		if size < 1 || len(data) > 2000 {
			return
		}
		d, err := newOpusDecoder(312)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for packet := range slices.Chunk(data, size) {
			if err := d.write(packet); err != nil {
				t.Fatal(err)
			}
			n++
		}
		if len(d.out) > n*opusPacket {
			t.Fatalf("%d samples of %d packets", len(d.out), n)
		}
	})
}
