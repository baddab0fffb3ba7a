package e2e

import (
	"bytes"
	endian "encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// recorded is the rate of the sounds that the browser's fake microphone hears.
const recorded = 48_000

// microphone makes the browser hear a sound, over and over, and allow the page to.
func microphone(t testing.TB, sound []int16) []chromedp.ExecAllocatorOption {
	t.Helper()
	path := filepath.Join(t.TempDir(), "microphone.wav")
	if err := os.WriteFile(path, wav(sound), 0o644); err != nil {
		t.Fatal(err)
	}
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-audio-capture", path),
		withoutSoundServer,
	}
}

// noMicrophone makes the browser refuse the microphone, as a person does.
func noMicrophone() []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-fake-ui-for-media-stream", "deny"),
		withoutSoundServer,
	}
}

// withoutSoundServer: a sound server without a sound card is a clock that loses sound.
var withoutSoundServer = chromedp.Env("XDG_RUNTIME_DIR=")

// elsewhereIsHere gives this machine another name, as if the page came over a network.
var elsewhereIsHere = chromedp.Flag("host-resolver-rules", "MAP mondo.test 127.0.0.1")

// wav writes samples as a file.
func wav(samples []int16) []byte {
	var b bytes.Buffer
	size := uint32(2 * len(samples))
	for _, part := range []any{
		[]byte("RIFF"), 36 + size, []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1),
		uint32(recorded), uint32(2 * recorded), uint16(2), uint16(16), []byte("data"), size, samples,
	} {
		if err := endian.Write(&b, endian.LittleEndian, part); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	return b.Bytes()
}

// babble is a voice without words: syllables of a voice's harmonics over a quiet
// room, with a breath in every second.
func babble(length time.Duration, level float64) []int16 {
	samples := quietRoom(length, -65)
	for i := range samples {
		second := math.Mod(float64(i)/recorded, 1)
		if second > 0.8 {
			continue
		}
		t, within := float64(i)/recorded, math.Mod(second, 0.2)
		pitch, sum := 130+20*math.Sin(2*math.Pi*t), 0.0
		for h := 1.0; h <= 12; h++ {
			sum += math.Sin(2*math.Pi*pitch*h*t) / h
		}
		samples[i] += int16(32767 * math.Pow(10, level/20) * sum * math.Sin(math.Pi*within/0.2))
	}
	return samples
}

// quietRoom is the noise of a room, level in dBFS.
func quietRoom(length time.Duration, level float64) []int16 {
	random := rand.New(rand.NewPCG(1, 2))
	samples := make([]int16, int(length.Seconds()*recorded))
	for i := range samples {
		samples[i] = int16(32767 * math.Pow(10, level/20) * random.NormFloat64())
	}
	return samples
}

// check goes through a sound check.
func (p *tab) check() {
	p.t.Helper()
	p.press("button", "マイクを試す")
	p.until("the level of a voice", meter+" > -35")
	time.Sleep(1500 * time.Millisecond) // as long as somebody says a sentence
	p.press("button", "話し終えた")
	p.until("the verdict", verdict+" !== ''")
}
