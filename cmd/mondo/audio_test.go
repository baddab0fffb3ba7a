package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mondo/server/speech/speechtest"
)

const spokenSheet = `# 面接

### Q: 何をしましたか？

- 監視の仕組みを作り直しました
- Datadogの費用を半分にしました
`

// recordings are of the same sentence.
var recordings = filepath.Join("..", "..", "server", "speech", "testdata")

// scored runs mondo score on a recording with these flags and environment.
func scored(t *testing.T, audio string, env map[string]string, flags ...string) (stdout string, err error) {
	t.Helper()
	sheet := filepath.Join(t.TempDir(), "sheet.md")
	if err := os.WriteFile(sheet, []byte(spokenSheet), 0o600); err != nil {
		t.Fatal(err)
	}
	lookUp := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	var out bytes.Buffer
	args := append([]string{"score", sheet, "--question", "何をしましたか？", "--audio", audio}, flags...)
	err = run(context.Background(), args, lookUp, strings.NewReader(""), &out, io.Discard)
	return out.String(), err
}

func TestScoreOfARecording(t *testing.T) {
	server := speechtest.Start(speechtest.Config{Key: "k", Script: []speechtest.Word{{Text: "監視の仕組みを作り直しました。", End: 2 * time.Second}}})
	t.Cleanup(server.Close)
	env := map[string]string{"MONDO_SPEECH_URL": server.URL, "MONDO_SPEECH_KEY": "k", "MONDO_SPEECH_MODEL": "m"}
	for _, name := range []string{"speech.wav", "speech.ogg", "speech.webm", "chrome.webm"} {
		out, err := scored(t, filepath.Join(recordings, name), env)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"heard: 監視の仕組みを作り直しました。", "50 % of the key points", "◯ 監視の仕組みを作り直した", "✕ Datadogの費用を半分にした"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", name, want, out)
			}
		}
	}
	for _, r := range server.Requests() {
		if r.File.Format != "wav" || r.Field("language") != "ja" || r.Field("model") != "m" || r.Field("prompt") != "Datadog" {
			t.Errorf("sent %+v", r)
		}
	}
}

func TestScoreOfARecordingForPrograms(t *testing.T) {
	server := speechtest.Start(speechtest.Config{Script: []speechtest.Word{{Text: "監視を作り直しました。"}}})
	t.Cleanup(server.Close)
	out, err := scored(t, filepath.Join(recordings, "speech.wav"), nil, "--speech-url", server.URL, "--json")
	if err != nil {
		t.Fatal(err)
	}
	var got scoreResult
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Transcript != "監視を作り直しました。" || len(got.KeyPoints) != 2 {
		t.Errorf("%s, %v", out, err)
	}
}

func TestRecordingsThatGiveNoText(t *testing.T) {
	server := speechtest.Start(speechtest.Config{Dialect: speechtest.WhisperCpp(), Key: "k"})
	t.Cleanup(server.Close)
	file := func(name, data string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	wav := filepath.Join(recordings, "speech.wav")
	env := map[string]string{"MONDO_SPEECH_URL": server.URL, "MONDO_SPEECH_KEY": "k"}
	for _, c := range []struct {
		name, audio string
		env         map[string]string
		flags       []string
		want        string
	}{
		{"no server", wav, nil, nil, "name one with --speech-url or MONDO_SPEECH_URL"},
		{"an odd address", wav, nil, []string{"--speech-url", "localhost"}, "must begin with http://"},
		{"a wrong key", wav, env, []string{"--speech-key", "other"}, "refuses the key"},
		{"a server that is away", wav, nil, []string{"--speech-url", "http://127.0.0.1:1"}, "does not answer"},
		{"two answers", wav, env, []string{"--answer", wav}, "give one of them"},
		{"no file", file("x", "") + "y", env, nil, "there is no such file"},
		{"a letter", file("letter.wav", "Dear Sir or Madam"), env, nil, "is no recording"},
		{"silence", file("silence.wav", "RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\x3e\x00\x00\x00\x7d\x00\x00\x02\x00\x10\x00data\x00\x00\x00\x00"+strings.Repeat("\x00", 64000)), env, nil, "please say that again"},
		{"a file for a server with a decoder", file("a.m4a", "\x00\x00\x00\x20ftypM4A \x00\x00"), env, nil, "convert it to WAV"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := scored(t, c.audio, c.env, c.flags...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if strings.Contains(out, "%") {
				t.Errorf("scored: %s", out)
			}
		})
	}
}
