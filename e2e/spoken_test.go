package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"mondo/qa"
	"mondo/server/speech"
	"mondo/server/speech/speechtest"
)

// TestSpokenInterview is an interview without a keyboard but for the space bar and
// Enter: the microphone is asked for and tried, words and ticks come while somebody
// speaks, a misheard word is put right, and the report says how it was spoken.
func TestSpokenInterview(t *testing.T) {
	needsBrowser(t)
	sound := inRoom(voice(t, 5*time.Second), 20*time.Second)
	m, rec := listens(t, speechtest.Config{})
	p := browse(t, m, microphone(t, sound)...)
	p.before(`localStorage.getItem('mondo.speech') ?? localStorage.setItem('mondo.speech', '{"keepSound": true}')`)
	at := p.interview("コーチ形式")

	p.press("button", "声で答える")
	p.untilSees("話す前に、マイクの確認")
	p.accessible("before somebody speaks")
	p.picture("speak-first")
	p.press("button", "マイクを試す")
	p.until("the level of a voice", meter+" > -35")
	time.Sleep(2500 * time.Millisecond) // as long as somebody says a sentence
	p.press("button", "話し終えた")
	p.untilSees("よく聞こえています。")
	p.untilSees(answerHeard[:len("返却の遅れを")])
	p.accessible("sound check")
	p.picture("speak-checked")
	p.press("button", "話し始める")

	p.until("that it listens", listening)
	p.until("live text", liveText+" !== ''")
	p.until("firm text", firmText+" !== ''")
	p.until("a tick", `document.querySelector('[data-said]') !== null`)
	p.until("all of it", liveText+".includes('始めました')")
	p.accessible("speaking")
	p.picture("speak-live")
	p.until("the end", `document.querySelector('.word')?.innerText.includes('ゆっくりで大丈夫です')`)
	if text := p.finish(); text != answerHeard {
		t.Fatalf("%q stands in the field", text)
	}
	p.fit("speak-heard")
	p.put(answerMeant)
	p.enter()
	at = p.await(at)
	if at.Stage != "answer" || at.Kind != "followup" {
		t.Errorf("after an answer with a key point missing: %v", at)
	}
	p.press("button", "パス")
	p.await(at)
	p.press("button", "終わりへ進む")
	p.until("the end", `document.querySelector('.desk a[href$="/report"]') !== null`)
	id := p.interviewID()
	p.press("link", "レポートを読む")
	p.untilSees("直す前の書き起こし")
	p.press("button", "話し方を見る")
	p.fit("report-spoken")
	checkSpoken(t, m, id, sound)
	checkRecogniser(t, rec)

	p.press("button", "録音を削除")
	p.press("button", "削除")
	p.until("no player", `document.querySelector('audio') === null`)
	if res := get(t, m.url("/api/interviews/"+id+"/answers/a1/sound")); res.StatusCode != http.StatusNotFound {
		t.Errorf("a sound that was deleted: %s", res.Status)
	}
}

// checkSpoken holds the report and the recording against what was said.
func checkSpoken(t *testing.T, m *mondo, id string, said []int16) {
	t.Helper()
	report := reportOf(t, m, id)
	turn := spokenTurn(t, report)
	if turn.Text != answerMeant || turn.Heard != answerHeard || turn.Modality != "spoken" || !turn.Sound {
		t.Errorf("the answer is %+v", turn)
	}
	if report.Delivery == nil || report.Delivery.Timed != 1 || turn.Delivery == nil || turn.Delivery.Voice == nil {
		t.Fatalf("no figures: %+v, %+v", report.Delivery, turn.Delivery)
	}
	length, level := spokenPart(soundOf(t, m, id, turn.ID))
	want, loud := spokenPart(heardRate(said))
	if !near(length.Seconds(), want.Seconds(), 0.02) {
		t.Errorf("a voice of %v arrived as %v", want, length)
	}
	if level < loud-3 || level > loud+3 {
		t.Errorf("a voice of %.1f dBFS arrived with %.1f", loud, level)
	}
	if got := time.Duration(turn.Delivery.Voice.Length) * time.Millisecond; !near(got.Seconds(), want.Seconds(), 0.1) {
		t.Errorf("a voice of %v is told as %v", want, got)
	}
}

// soundOf decodes the recording that is kept of an answer.
func soundOf(t testing.TB, m *mondo, id, answer string) speech.Sound {
	t.Helper()
	file, err := io.ReadAll(get(t, m.url("/api/interviews/"+id+"/answers/"+answer+"/sound")).Body)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := speech.DecodeWAV(file)
	if err != nil {
		t.Fatalf("the recording: %v", err)
	}
	return kept
}

// checkRecogniser: it was asked about WAV at 16 kHz, in Japanese, with the terms.
func checkRecogniser(t *testing.T, rec *speechtest.Server) {
	t.Helper()
	requests := rec.Requests()
	for _, r := range requests {
		if r.File.Format != "wav" || r.File.Rate != speech.Rate || r.Field("language") != "ja" {
			t.Errorf("the recogniser got %+v in %q", r.File, r.Field("language"))
		}
	}
	if len(requests) < 4 {
		t.Errorf("the recogniser was asked %d times", len(requests))
	}
}

func spokenTurn(t *testing.T, report qa.Report) qa.TurnReport {
	t.Helper()
	for _, section := range report.Sections {
		for _, thread := range section.Threads {
			for _, turn := range thread.Turns {
				if turn.Kind == "answer" {
					return turn
				}
			}
		}
	}
	t.Fatalf("no answer in %+v", report)
	return qa.TurnReport{}
}

func reportOf(t *testing.T, m *mondo, id string) (r qa.Report) {
	t.Helper()
	if err := json.NewDecoder(get(t, m.url("/api/interviews/"+id+"/report.json")).Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

func get(t testing.TB, url string) *http.Response {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}
