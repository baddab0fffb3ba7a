package speech

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/server/speech/speechtest"
)

// heardFor is speech of a length, well above the room.
func heardFor(d time.Duration) Heard { return Heard{Known: true, Spoken: d, Above: 30} }

func TestGuard(t *testing.T) {
	g := NewGuard()
	answer := "監視の仕組みを作り直して、夜中の呼び出しを減らしました。"
	told := Hints{Lang: "ja", Terms: []string{"ECS", "P99", "Datadog", "切り戻し"}}
	many := Hints{Lang: "ja", Terms: strings.Fields("ECS EKS P99 Datadog Fargate Aurora CI/CD Terraform Prometheus")}
	const long = 6 * time.Second
	for _, c := range []struct {
		name  string
		text  string
		heard Heard
		hints Hints
		want  string // "" is unusable
	}{
		{"an answer", answer, heardFor(long), told, answer},
		{"nothing", "", heardFor(long), told, ""},
		{"only marks", "。…、", heardFor(long), told, ""},

		{"thanks for watching, in a second", "ご視聴ありがとうございました", heardFor(time.Second), told, ""},
		{"thanks for watching, in six", "ご視聴ありがとうございました。", heardFor(long), told, ""},
		{"thanks for watching behind an answer", answer + "ご視聴ありがとうございました。", heardFor(long), told, answer},
		{"thanks for watching before an answer", "ご視聴ありがとうございました。" + answer, heardFor(long), told, answer},
		{"thanks for watching, of a file", "ご視聴ありがとうございました", Heard{}, told, ""},
		{"subscribe", "チャンネル登録、高評価よろしくお願いします！", heardFor(3 * time.Second), told, ""},
		{"subscribe in an answer", "チャンネル登録をお願いする動画を作りました。", heardFor(long), told, "チャンネル登録をお願いする動画を作りました。"},
		{"the next video", "それではまた次の動画でお会いしましょう。", heardFor(long), told, ""},
		{"subtitles", "この動画の字幕は視聴者によって作成されました。", heardFor(long), told, ""},
		{"well done, in a second", "お疲れ様でした。", heardFor(time.Second), told, ""},
		{"well done, softly", "お疲れ様でした。", Heard{Known: true, Spoken: long, Above: 8}, told, ""},
		{"well done, behind an answer", answer + "お疲れ様でした。", heardFor(long), told, answer + "お疲れ様でした。"},
		{"a short yes", "はい。", heardFor(500 * time.Millisecond), told, "はい。"},
		{"a short answer", "三年です。", heardFor(900 * time.Millisecond), told, "三年です。"},
		{"thanks at the end", answer + "ありがとうございました。", heardFor(long), told, answer + "ありがとうございました。"},

		{"Thank you for watching", "Thank you for watching!", heardFor(long), told, ""},
		{"Thanks for watching behind an answer", "I rebuilt the alerting. Thanks for watching.", heardFor(long), told, "I rebuilt the alerting."},
		{"like and subscribe", "Please like and subscribe.", heardFor(long), told, ""},
		{"Amara", "Subtitles by the Amara.org community", heardFor(long), told, ""},
		{"you", "you", heardFor(600 * time.Millisecond), told, ""},
		{"Thank you, in half a second", "Thank you.", heardFor(500 * time.Millisecond), told, ""},
		{"Thank you, behind an answer", "That is why I left. Thank you.", heardFor(long), told, "That is why I left. Thank you."},
		{"Bye", "Bye-bye.", heardFor(time.Second), told, ""},
		{"a short no", "No, never.", heardFor(700 * time.Millisecond), told, "No, never."},
		{"I don't know", "I don't know.", heardFor(900 * time.Millisecond), told, "I don't know."},

		{"music", "[音楽]", heardFor(long), told, ""},
		{"music notes", "♪♪♪", heardFor(long), told, ""},
		{"music in round brackets", "（音楽）" + answer, heardFor(long), told, answer},
		{"blank audio", "[BLANK_AUDIO]", heardFor(long), told, ""},
		{"a cough in an answer", "I rebuilt *coughs* the alerting.", heardFor(long), told, "I rebuilt the alerting."},
		{"brackets with words", "月間（約30件）でした。", heardFor(long), told, "月間（約30件）でした。"},

		{"the same over and over", strings.Repeat("そうですね、", 30), heardFor(long), told, "そうですね、"},
		{"an answer and then the same over and over", "We moved it. " + strings.Repeat("And then we moved it again. ", 20), heardFor(long), told, "We moved it. And then we moved it again."},
		{"laughing", strings.Repeat("は", 40), heardFor(long), told, "は"},
		{"yes four times", "はいはいはいはい、やりました。", heardFor(long), told, "はいはいはいはい、やりました。"},
		{"a large number", "100000000円でした。", heardFor(long), told, "100000000円でした。"},
		{"twice the same", "やりました。やりました。", heardFor(long), told, "やりました。やりました。"},

		{"too fast", strings.Repeat("監視の仕組みを作り直し夜中の呼び出しを減らし、", 1) + answer, heardFor(1500 * time.Millisecond), told, ""},
		{"too fast in English", "I rebuilt the alerting and brought down the number of calls at night", heardFor(600 * time.Millisecond), told, ""},
		{"a rushing candidate", "I rebuilt the alerting and brought down the number of calls at night", heardFor(2600 * time.Millisecond), told, "I rebuilt the alerting and brought down the number of calls at night"},

		{"an echo", "切り戻し、Datadog、P99", heardFor(time.Second), told, ""},
		{"an echo in the other order", "P99 Datadog", heardFor(time.Second), told, ""},
		{"one term as an answer", "Datadogです。", heardFor(time.Second), told, "Datadogです。"},
		{"terms as an answer, out of order", "DatadogとECSです。", heardFor(1500 * time.Millisecond), told, "DatadogとECSです。"},
		{"a long echo", many.prompt(), heardFor(long * 2), many, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := g.Check(Transcript{Text: c.text}, c.heard, c.hints)
			if got.Text != c.want || (CodeOf(err) == CodeUnusable) != (c.want == "") {
				t.Errorf("%q is %q, %v; want %q", c.text, got.Text, err, c.want)
			}
		})
	}
}

// Phrases in whose time nobody speaks are inventions, whatever they say.
func TestGuardOfTimes(t *testing.T) {
	h := heardFor(4 * time.Second)
	p := Passage{Speech: []Segment{{0, 4 * Rate}}}
	h.within = p.spokenWithin
	said := Phrase{Text: "監視を作り直しました。", Start: 0, End: 4 * time.Second}
	after := Phrase{Text: "今日はいい天気ですね。", Start: 8 * time.Second, End: 10 * time.Second}
	unsure := Phrase{Text: "それから旅に出ました。", Start: 2 * time.Second, End: 4 * time.Second, nobody: 0.8, doubt: 1.4}
	got, err := NewGuard().Check(Transcript{
		Text: said.Text + after.Text, Phrases: []Phrase{said, after, unsure},
		Words: []Word{{"監視を", 0, time.Second}, {"作り直しました。", time.Second, 4 * time.Second}, {"今日は", 8 * time.Second, 9 * time.Second}},
	}, h, Hints{})
	if err != nil || got.Text != said.Text || !slices.Equal(got.Phrases, []Phrase{said}) || len(got.Words) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Times that fit nothing cost no words: then they are the server's mistake.
func TestGuardOfWrongTimes(t *testing.T) {
	p := Passage{Speech: []Segment{{0, 4 * Rate}}, Level: -20, Floor: -60}
	said := Phrase{Text: "監視を作り直しました。", Start: 100 * time.Second, End: 104 * time.Second}
	if got, err := NewGuard().Check(Transcript{Text: said.Text, Phrases: []Phrase{said}}, p.heard(), Hints{}); err != nil || got.Text != said.Text {
		t.Errorf("%q, %v", got.Text, err)
	}
}

// Every invention of the list is one, in whatever punctuation.
func TestEveryInvention(t *testing.T) {
	g := NewGuard()
	n := 0
	for line := range strings.Lines(inventionsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		phrase, never := strings.CutPrefix(line, "! ")
		for _, text := range []string{phrase, phrase + "。", strings.ToUpper(phrase) + "!"} {
			if got, err := g.Check(Transcript{Text: text}, heardFor(time.Second), Hints{}); CodeOf(err) != CodeUnusable {
				t.Errorf("%q is %q", text, got.Text)
			}
		}
		if _, err := g.Check(Transcript{Text: phrase}, heardFor(10*time.Second), Hints{}); (err != nil) != never {
			t.Errorf("%q in ten seconds: %v", phrase, err)
		}
	}
	if n < 80 {
		t.Errorf("%d inventions", n)
	}
}

func FuzzGuard(f *testing.F) {
	g := NewGuard()
	f.Add("ご視聴ありがとうございました。[音楽] あああああああああああ", 3000)
	f.Add("I I I I I I I I (music) thank you. (", 100)
	f.Fuzz(func(t *testing.T, text string, ms int) {
		h := heardFor(time.Duration(ms) * time.Millisecond)
		got, err := g.Check(Transcript{Text: text}, h, hints)
		if (err == nil) == (letters(got.Text) == "") {
			t.Fatalf("%q is %q, %v", text, got.Text, err)
		}
		if err == nil && !possible(got.Text, h.Spoken) {
			t.Fatalf("%q in %s", got.Text, h.Spoken)
		}
	})
}

// A recogniser that invents words for silence never gets a chance to.
func TestSilenceAndNoiseAreNoWords(t *testing.T) {
	server := serve(t, speechtest.Config{Script: script})
	r := NewRecogniser(asking(t, server.URL, nil))
	for name, s := range map[string]Sound{
		"silence": silence(20 * time.Second), "noise": noise(20*time.Second, -40), "hum": hum(20*time.Second, -25),
		"a knock": slices.Concat(noise(time.Second, -60), noise(60*time.Millisecond, -15), noise(2*time.Second, -60)), "nothing": nil,
	} {
		if _, err := r.Hear(t.Context(), Listen(s), hints); CodeOf(err) != CodeUnusable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

// The server gets no long silence, and its times are put back where they were.
func TestSilenceIsCutAndTimesAreNot(t *testing.T) {
	server := serve(t, speechtest.Config{Reply: func(r speechtest.Request) []speechtest.Word {
		// What is sent: 0.15 s, 1 s of speech, 0.3 s, 1 s of speech, 0.15 s.
		return []speechtest.Word{
			{Text: "監視を", Start: 150 * time.Millisecond, End: 1100 * time.Millisecond},
			{Text: "直しました。", Start: 1500 * time.Millisecond, End: 2400 * time.Millisecond},
		}
	}})
	s := over(slices.Concat(silence(3*time.Second), talk(time.Second), silence(5*time.Second), talk(time.Second), silence(4*time.Second)), noise(14*time.Second, -60))
	got, err := NewRecogniser(asking(t, server.URL, nil)).Hear(t.Context(), Listen(s), hints)
	if err != nil || len(got.Words) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if d := server.Requests()[0].File.Duration; d < 2400*time.Millisecond || d > 2800*time.Millisecond {
		t.Errorf("%s were sent", d)
	}
	for i, want := range []time.Duration{3 * time.Second, 9 * time.Second} {
		if off := (got.Words[i].Start - want).Abs(); off > 100*time.Millisecond {
			t.Errorf("word %d at %s, want %s", i, got.Words[i].Start, want)
		}
	}
}

// broken is a recogniser that fails.
type broken struct{ err error }

func (b broken) Transcribe(context.Context, Audio, Hints) (Transcript, error) {
	return Transcript{}, b.err
}

func TestFailureIsNoBadAnswer(t *testing.T) {
	want := &Error{code: CodeUnreachable}
	_, err := NewRecogniser(broken{want}).Hear(t.Context(), Listen(over(talk(3*time.Second), noise(3*time.Second, -60))), hints)
	if !errors.Is(err, want) || CodeOf(err) != CodeUnreachable {
		t.Error(err)
	}
}
