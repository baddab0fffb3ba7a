package speech

import (
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/server/speech/speechtest"
)

func speaking(t testing.TB, url string, change func(*VoiceConfig)) *Voice {
	t.Helper()
	c := VoiceConfig{Server: Server{BaseURL: url, Model: "m", After: (&rests{}).after}, Voices: map[string]string{"ja": "つむぎ", "": "alloy"}}
	if change != nil {
		change(&c)
	}
	v, err := NewVoice(c)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSpeak(t *testing.T) {
	ja, en := NewReadings("ja", []Reading{{"P99", "ピーきゅうきゅう"}}), NewReadings("en", nil)
	for _, c := range []struct {
		name     string
		config   speechtest.Config
		text     string
		readings Readings
		said     string
		voice    string
		rate     int
		requests int
	}{
		{"in Japanese", speechtest.Config{}, "ECSのP99は？", ja, "イーシーエスのピーきゅうきゅうは？", "つむぎ", 24000, 1},
		{"in English", speechtest.Config{}, "How do you run it 24/7?", en, "How do you run it twenty-four seven?", "alloy", 24000, 1},
		{"at another rate", speechtest.Config{ToneRate: 44100}, "はい。", ja, "はい。", "つむぎ", 44100, 1},
		{"streamed", speechtest.Config{Streamed: true}, "はい。", ja, "はい。", "つむぎ", 24000, 1},
		{"by a server without formats", speechtest.Config{NoFormat: true}, "はい。", ja, "はい。", "つむぎ", 24000, 2},
		{"by a busy server", speechtest.Config{Faults: map[int]speechtest.Fault{1: {Status: 429, RetryAfter: 1}}}, "はい。", ja, "はい。", "つむぎ", 24000, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := serve(t, c.config)
			v := speaking(t, server.URL, nil)
			for range 2 { // the second time nobody is asked
				clip, err := v.Speak(t.Context(), c.text, c.readings)
				if err != nil {
					t.Fatal(err)
				}
				checkClip(t, clip, c.said, c.rate)
			}
			all := server.Requests()
			if last := all[len(all)-1]; len(all) != c.requests || last.Input != c.said || last.Voice != c.voice {
				t.Errorf("%d requests, the last for %q by %q", len(all), last.Input, last.Voice)
			}
		})
	}
}

// checkClip holds that a clip is as long as the test server speaks, and that any
// player can tell.
func checkClip(t *testing.T, clip Clip, said string, rate int) {
	t.Helper()
	want := time.Duration(len([]rune(said))) * 80 * time.Millisecond
	if clip.Type != "audio/wav" || clip.Rate != rate || (clip.Duration-want).Abs() > time.Millisecond {
		t.Errorf("%s at %d Hz for %s, want %s", clip.Type, clip.Rate, clip.Duration, want)
	}
	le := binary.LittleEndian
	if n := len(clip.Data); int(le.Uint32(clip.Data[4:])) != n-8 || int(le.Uint32(clip.Data[40:])) != n-44 {
		t.Errorf("the lengths are false: %d, %d of %d", le.Uint32(clip.Data[4:]), le.Uint32(clip.Data[40:]), n)
	}
}

func TestSpeakFails(t *testing.T) {
	for _, c := range []struct {
		name, text string
		config     speechtest.Config
		code       string
	}{
		{"nothing to say", " ", speechtest.Config{}, CodeRejected},
		{"too much to say", strings.Repeat("あ", 5000), speechtest.Config{}, CodeRejected},
		{"another model", "はい。", speechtest.Config{Model: "other"}, CodeRejected},
		{"another key", "はい。", speechtest.Config{Key: "other"}, CodeDenied},
		{"a page", "はい。", speechtest.Config{Faults: map[int]speechtest.Fault{1: {Body: "<html>", Type: "text/html"}}}, CodeNonsense},
		{"a broken file", "はい。", speechtest.Config{Faults: map[int]speechtest.Fault{1: {Body: "RIFF\x00\x00\x00\x00WAVEfmt ", Type: "audio/wav"}}}, CodeNonsense},
		{"half a sentence", "はい。", speechtest.Config{Faults: map[int]speechtest.Fault{1: {Cut: true}, 2: {Cut: true}, 3: {Cut: true}}}, CodeUnreachable},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := speaking(t, serve(t, c.config).URL, nil).Speak(t.Context(), c.text, NewReadings("ja", nil))
			if CodeOf(err) != c.code || strings.Contains(err.Error(), "はい") {
				t.Error(err)
			}
		})
	}
}

func TestOtherSoundIsPassedOn(t *testing.T) {
	server := serve(t, speechtest.Config{Faults: map[int]speechtest.Fault{1: {Body: "ID3 mp3", Type: "audio/mpeg"}}})
	clip, err := speaking(t, server.URL, nil).Speak(t.Context(), "はい。", NewReadings("ja", nil))
	if err != nil || clip.Type != "audio/mpeg" || string(clip.Data) != "ID3 mp3" || clip.Duration != 0 {
		t.Errorf("%+v, %v", clip, err)
	}
}

func TestClipsAreBounded(t *testing.T) {
	server := serve(t, speechtest.Config{})
	v := speaking(t, server.URL, func(c *VoiceConfig) { c.Clips = 40_000 }) // a sentence has 15,404 bytes
	for _, text := range []string{"いちばん", "にばんめ", "いちばん", "さんばん", "いちばん", "にばんめ"} {
		if _, err := v.Speak(t.Context(), text, NewReadings("ja", nil)); err != nil {
			t.Fatal(err)
		}
	}
	var asked []string
	for _, r := range server.Requests() {
		asked = append(asked, r.Input)
	}
	if want := []string{"いちばん", "にばんめ", "さんばん", "にばんめ"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if v.clips.size > 40_000 || len(v.clips.clips) != v.clips.order.Len() {
		t.Errorf("%d bytes in %d clips", v.clips.size, len(v.clips.clips))
	}
	if _, err := v.Speak(t.Context(), strings.Repeat("長", 100), NewReadings("ja", nil)); err != nil || v.clips.size > 40_000 {
		t.Errorf("a clip that is larger than all: %v, %d bytes", err, v.clips.size)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"はい。次の質問です。なぜですか？", []string{"はい。", "次の質問です。", "なぜですか？"}},
		{"本当ですか！？はい。", []string{"本当ですか！？", "はい。"}},
		{"「はい。そうです。」と言いましたね。次です。", []string{"「はい。そうです。」と言いましたね。", "次です。"}},
		{"99.95%です。v1.2を使いました。", []string{"99.95%です。", "v1.2を使いました。"}},
		{"I see. What did you do? Tell me!", []string{"I see.", "What did you do?", "Tell me!"}},
		{"You used v1.2, e.g. on example.com, in No. 3. Why?", []string{"You used v1.2, e.g. on example.com, in No. 3.", "Why?"}},
		{"Dr. J. Smith vs. the U.S. team. Next.", []string{"Dr. J. Smith vs. the U.S. team.", "Next."}},
		{"So did I. And you?", []string{"So did I.", "And you?"}},
		{"He said \"why?\" Then he left.", []string{"He said \"why?\"", "Then he left."}},
		{"1. First of all", []string{"1. First of all"}},
		{"It took 3 years. Well...", []string{"It took 3 years.", "Well..."}},
		{"Really?はい。", []string{"Really?", "はい。"}},
		{"一行目\n二行目", []string{"一行目", "二行目"}},
		{"  \n。 \n", nil},
		{"", nil},
	} {
		var whole Sentences
		got := append(whole.Write(c.text), whole.End()...)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
		var s Sentences
		got = nil
		for _, r := range c.text {
			got = append(got, s.Write(string(r))...)
		}
		if got = append(got, s.End()...); !slices.Equal(got, c.want) {
			t.Errorf("%q by letters is %q, want %q", c.text, got, c.want)
		}
	}
}

// A sentence comes as soon as the next one begins, and a long one in pieces.
func TestSentencesAreSoon(t *testing.T) {
	var s Sentences
	if got := s.Write("はい。"); got != nil {
		t.Errorf("%q: a bracket may follow", got)
	}
	if got := s.Write("次"); !slices.Equal(got, []string{"はい。"}) {
		t.Errorf("%q", got)
	}
	var long Sentences
	got := long.Write(strings.Repeat("監視の仕組みを作り直して、", 40))
	if len(got) < 2 || !strings.HasSuffix(got[0], "、") {
		t.Errorf("%d pieces, the first %q", len(got), got[0])
	}
}

// However a text is cut, its sentences are the same, and together they are it.
func FuzzSentences(f *testing.F) {
	f.Add("はい。I see. 「v1.2。」e.g. this… はい！？", 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		text = strings.ToValidUTF8(text, "")
		if n < 1 || len(text) > 1<<12 {
			return
		}
		var one, many Sentences
		want := append(one.Write(text), one.End()...)
		var got []string
		for piece := range slices.Chunk([]rune(text), n) {
			got = append(got, many.Write(string(piece))...)
		}
		if got = append(got, many.End()...); !slices.Equal(got, want) {
			t.Fatalf("in pieces of %d: %q, want %q", n, got, want)
		}
		if letters(strings.Join(got, "")) != letters(text) {
			t.Fatalf("%q lost something of %q", got, text)
		}
	})
}

func TestReadings(t *testing.T) {
	own, err := ParseReadings("# of this sheet\n\nNRQL = ヌルクル\n朝霞＝あさか\nECS = イーコンテナ\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang, text, want string
		own              []Reading
	}{
		{"ja", "ECSとEKSの違いは？", "イーシーエスとイーケーエスの違いは？", nil},
		{"ja", "P99とS3とEC2", "ピー99とエス3とイーシー2", nil},
		{"ja", "24/365で監視", "二十四時間三百六十五日で監視", nil},
		{"ja", "CI/CDとSaaSとJSON", "シーアイシーディーとサースとジェイソン", nil},
		{"ja", "GoでGoogleのGo言語", "ゴーでGoogleのゴー言語", nil},
		{"ja", "mySQL3, NoSQLite, MySQL", "mySQL3, NoSQLite, マイエスキューエル", nil},
		{"ja", "IMPORTANTな点", "IMPORTANTな点", nil},
		{"ja", "NRQLを朝霞でECSに", "ヌルクルをあさかでイーコンテナに", own},
		{"en", "CI/CD, 24/365 and SQL", "C I, C D, twenty-four hours a day, three hundred sixty-five days a year and S Q L", nil},
		{"en", "the ECS, e.g. in NoSQL vs. SQLite", "the ECS, for example in no S Q L versus SQLite", nil},
		{"fr", "ECS et SQL", "ECS et SQL", nil},
	} {
		if got := NewReadings(c.lang, c.own).Apply(c.text); got != c.want {
			t.Errorf("%q is said %q, want %q", c.text, got, c.want)
		}
	}
	for _, bad := range []string{"NRQL", "= ヌルクル", "NRQL =", strings.Repeat("a = b\n", MaxReadings+1)} {
		if _, err := ParseReadings(bad); err == nil {
			t.Errorf("%.20q is a list of readings", bad)
		}
	}
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"監視をNew RelicからDatadogへ移し、P99を半分にした":                 "New Relic Datadog P99",
		"CI/CDパイプラインと冗長化構成、Node.jsとpythonで":                  "CI/CD パイプライン 冗長化構成 Node.js python",
		"We moved the API to Kubernetes. Then I wrote docs.": "API Kubernetes",
		"Our team, led by Maria, used gRPC and S3":           "Maria gRPC S3",
		"A I am":   "",
		"ECS ECS":  "ECS",
		"アイ 三年 夜中": "",
	} {
		if got := strings.Join(Terms(text), " "); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
	if got := Terms("Aurora", "ECS, Aurora"); !slices.Equal(got, []string{"ECS", "Aurora"}) {
		t.Errorf("of two texts: %q", got)
	}
}

func TestVoiceOfNobody(t *testing.T) {
	if _, err := NewVoice(VoiceConfig{}); err == nil {
		t.Error("a voice without a server")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := speaking(t, serve(t, speechtest.Config{}).URL, nil).Speak(ctx, "はい。", NewReadings("ja", nil)); CodeOf(err) != "" || err == nil {
		t.Errorf("cancelled: %v", err)
	}
}

func BenchmarkReadings(b *testing.B) {
	r := NewReadings("ja", nil)
	for b.Loop() {
		r.Apply("ECSとEKSの違いを、P99とCI/CDの観点から、24/365の運用でどう考えますか？")
	}
}
