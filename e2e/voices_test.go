package e2e

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

// A candidate's voice as the fake microphone plays it, and what a recogniser hears
// in it.

// answerWords is what the recogniser hears: words of 350 ms, and the fourth of them
// misheard, as a term can be.
var answerWords = []string{"返却", "の", "遅れを", "三悪", "減らし、", "子ども", "向けの", "読書会を", "始めました。"}

const (
	answerHeard = "返却の遅れを三悪減らし、子ども向けの読書会を始めました。"
	answerMeant = "返却の遅れを三割減らし、子ども向けの読書会を始めました。"
	wordLength  = 350 * time.Millisecond
)

// script is when the words are said, from the first sound on.
func script(words []string) []speechtest.Word {
	var all []speechtest.Word
	for i, w := range words {
		start := time.Duration(i) * wordLength
		all = append(all, speechtest.Word{Text: w, Start: start, End: start + wordLength})
	}
	return all
}

// voice is somebody who speaks for so long, without a pause that would part the
// answer in two. espeak-ng reads a text where there is one, and else it babbles.
func voice(t testing.TB, length time.Duration) []int16 {
	t.Helper()
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Log("espeak-ng is absent; babble stands in for it")
		return babble(length, -18)
	}
	path := filepath.Join(t.TempDir(), "voice.wav")
	text := "へんきゃくのおくれをさんわりへらしこどもむけのどくしょかいをはじめましたたなのあんないもたげんごにしました"
	if out, err := exec.Command("espeak-ng", "-v", "ja", "-s", "130", "-w", path, text).CombinedOutput(); err != nil {
		t.Fatalf("espeak-ng: %v: %s", err, out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := speech.DecodeWAV(file)
	if err != nil {
		t.Fatal(err)
	}
	return breathing(fit(upsampled(sound), length))
}

// breathing puts a short breath into every second, as people do: without any, a
// synthesiser's voice is taken for the room's own noise.
func breathing(sound []int16) []int16 {
	breath := quietRoom(time.Second, -65)
	for at := range sound {
		if at%recorded > recorded*85/100 {
			sound[at] = breath[at%recorded]
		}
	}
	return sound
}

// upsampled brings 16 kHz to the microphone's rate.
func upsampled(sound speech.Sound) []int16 {
	const times = recorded / speech.Rate
	out := make([]int16, 0, len(sound)*times)
	for i := range sound {
		next := sound[min(i+1, len(sound)-1)]
		for k := range times {
			out = append(out, int16((int(sound[i])*(times-k)+int(next)*k)/times))
		}
	}
	return out
}

// fit repeats or cuts a sound to a length.
func fit(sound []int16, length time.Duration) []int16 {
	want := int(length.Seconds() * recorded)
	out := make([]int16, 0, want)
	for len(out) < want {
		out = append(out, sound[:min(len(sound), want-len(out))]...)
	}
	return out
}

// inRoom puts a sound into a quiet room: a second before it, and silence after it.
func inRoom(sound []int16, after time.Duration) []int16 {
	all := quietRoom(time.Second, -65)
	all = append(all, sound...)
	return append(all, quietRoom(after, -65)...)
}

// clipped is a sound far too loud for the microphone.
func clipped(sound []int16) []int16 {
	out := make([]int16, len(sound))
	for i, s := range sound {
		out[i] = int16(max(-32768, min(32767, 40*int(s))))
	}
	return out
}

// spoken is the part of 16 kHz sound in which there is a voice: where it begins and
// ends, and how loud it is in the mean, in dBFS.
func spokenPart(sound speech.Sound) (length time.Duration, level float64) {
	const step = speech.Rate / 100
	first, last := -1, 0
	for at := 0; at+step <= len(sound); at += step {
		if sound[at:at+step].Level() > -45 {
			if first < 0 {
				first = at
			}
			last = at + step
		}
	}
	if first < 0 {
		return 0, speech.Silence
	}
	return time.Duration(last-first) * time.Second / speech.Rate, sound[first:last].Level()
}

// heardRate brings a microphone's sound to the rate that is sent.
func heardRate(sound []int16) speech.Sound {
	const times = recorded / speech.Rate
	out := make(speech.Sound, len(sound)/times)
	for i := range out {
		sum := 0
		for k := range times {
			sum += int(sound[i*times+k])
		}
		out[i] = int16(sum / times)
	}
	return out
}

// near tells whether two figures differ by at most a part of the second.
func near(a, b, part float64) bool { return math.Abs(a-b) <= part*math.Abs(b) }
