package server_test

import (
	"encoding/base64"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mondo/server"
	"mondo/server/speech/speechtest"
)

type speechAnswer struct {
	Recogniser struct {
		Configured, Fixed bool
		BaseURL           string `json:"base_url"`
		KeySet            bool   `json:"key_set"`
		Model, Terms      string
	}
	Voice struct {
		Configured, Fixed bool
		BaseURL           string `json:"base_url"`
		KeySet            bool   `json:"key_set"`
		Model, JA, EN     string
	}
}

func (w *world) speech() (got speechAnswer) {
	w.t.Helper()
	w.want(200, "GET", "/api/speech", nil, &got)
	return got
}

type object = map[string]any

func TestChoosingSpeechServers(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "mondo.db")
	w := startOn(t, dsn)
	var status struct {
		Speech struct{ Recogniser, Voice bool }
	}
	ready := func(recogniser, voice bool) {
		t.Helper()
		w.want(200, "GET", "/api/status", nil, &status)
		if got := w.speech(); got.Recogniser.Configured != recogniser || got.Voice.Configured != voice || status.Speech.Recogniser != recogniser || status.Speech.Voice != voice {
			t.Errorf("got %+v, %+v", got, status)
		}
	}
	ready(false, false)
	const key = "sk-secret"
	here, there := "http://127.0.0.1:9001/v1", "http://127.0.0.1:9002/v1"
	w.want(200, "PUT", "/api/speech", object{"recogniser": object{"base_url": here, "key": key, "model": "small"}}, nil)
	ready(true, false)
	if got := w.speech().Recogniser; got.BaseURL != here || !got.KeySet || got.Model != "small" || got.Terms != "auto" {
		t.Errorf("got %+v", got)
	}
	// Each part by itself; a key stays with its address.
	w.want(200, "PUT", "/api/speech", object{"voice": object{"base_url": there, "key": key, "ja": "3", "en": "af_heart"}}, nil)
	ready(true, true)
	w.want(200, "PUT", "/api/speech", object{"recogniser": object{"base_url": here, "model": "large", "terms": "hotwords"}}, nil)
	if got := w.speech(); !got.Recogniser.KeySet || got.Recogniser.Terms != "hotwords" || !got.Voice.KeySet || got.Voice.JA != "3" || got.Voice.EN != "af_heart" {
		t.Errorf("got %+v", got)
	}
	w.want(200, "PUT", "/api/speech", object{"recogniser": object{"base_url": there}}, nil)
	if w.speech().Recogniser.KeySet {
		t.Error("the key went to another server")
	}
	m := w.wantError(422, "speech_unusable", "PUT", "/api/speech", object{"voice": object{"base_url": "localhost:9001"}}, header{"Accept-Language": "ja"})
	if !strings.Contains(m, "この音声サーバーは使えません") {
		t.Errorf("says %s", m)
	}
	w.wantError(422, "speech_unusable", "PUT", "/api/speech", object{"recogniser": object{"base_url": here, "terms": "shouting"}}, nil)
	if got := w.speech(); got.Recogniser.BaseURL != there || got.Voice.BaseURL != there {
		t.Errorf("what cannot be used was put into use: %+v", got)
	}

	again := startOn(t, dsn)
	if got := again.speech(); got.Recogniser.BaseURL != there || !got.Voice.KeySet {
		t.Errorf("after a restart: %+v", got)
	}
	again.want(200, "PUT", "/api/speech", object{"recogniser": object{"base_url": ""}}, nil)
	if got := again.speech(); got.Recogniser.Configured || !got.Voice.Configured {
		t.Errorf("one taken away: %+v", got)
	}
	again.want(204, "DELETE", "/api/speech", nil, nil)
	if got := again.speech(); got.Voice.Configured || got.Voice.BaseURL != "" {
		t.Errorf("removed: %+v", got)
	}
	if strings.Contains(w.log.String()+again.log.String(), key) {
		t.Error("the key is in the log")
	}
}

// What the command line chose stays, and is not kept in the store.
func TestSpeechServersOfTheCommandLine(t *testing.T) {
	fixed := server.SpeechChoice{Recogniser: server.RecogniserChoice{BaseURL: "http://127.0.0.1:9001/v1", Key: "k"}}
	dsn := filepath.Join(t.TempDir(), "mondo.db")
	w := startOn(t, dsn, func(c *server.Config) {
		var err error
		if c.Speech, err = server.NewSpeech(t.Context(), c.Store, server.SpeechConfig{}, fixed); err != nil {
			t.Fatal(err)
		}
	})
	w.wantError(409, "speech_fixed", "PUT", "/api/speech", object{"recogniser": object{"base_url": "http://127.0.0.1:9002/v1"}}, nil)
	w.want(200, "PUT", "/api/speech", object{"voice": object{"base_url": "http://127.0.0.1:9003/v1"}}, nil)
	if got := w.speech(); !got.Recogniser.Fixed || got.Recogniser.BaseURL != fixed.Recogniser.BaseURL || got.Voice.Fixed || !got.Voice.Configured {
		t.Errorf("got %+v", got)
	}
	w.want(204, "DELETE", "/api/speech", nil, nil)
	if got := w.speech(); !got.Recogniser.Configured || got.Voice.Configured {
		t.Errorf("removed: %+v", got)
	}
	w.want(200, "PUT", "/api/speech", object{"voice": object{"base_url": "http://127.0.0.1:9003/v1"}}, nil)
	if got := startOn(t, dsn).speech(); got.Recogniser.Configured || !got.Voice.Configured {
		t.Errorf("without the command line: %+v", got)
	}
	bad := server.SpeechChoice{Voice: server.VoiceChoice{BaseURL: "ftp://here"}}
	if s, err := server.NewSpeech(t.Context(), w.store, server.SpeechConfig{}, bad); err == nil || s == nil {
		t.Errorf("a voice at ftp: %v, %v", s, err)
	}
}

type tried struct {
	Recogniser *struct {
		OK       bool
		Heard    string
		Problems []struct{ Code, Message string }
	}
	Voice *struct {
		OK         bool
		DurationMS int64 `json:"duration_ms"`
		Problems   []struct{ Code, Message string }
	}
}

func TestTryingSpeechServers(t *testing.T) {
	w := start(t)
	w.wantError(409, "no_speech", "POST", "/api/speech/try", object{}, nil)
	s := w.hears(speechtest.Config{Key: "k", Model: "small", Script: spokenWords("ready when you are")})
	var got tried
	w.want(200, "POST", "/api/speech/try", object{}, &got)
	if got.Recogniser == nil || !got.Recogniser.OK || got.Recogniser.Heard != "" || got.Voice == nil || !got.Voice.OK || got.Voice.DurationMS == 0 {
		t.Errorf("silence: %+v", got)
	}
	wav := base64.StdEncoding.EncodeToString(answering(2 * time.Second).WAV())
	w.want(200, "POST", "/api/speech/try", object{"wav": wav, "lang": "en"}, &got)
	if !got.Recogniser.OK || got.Recogniser.Heard != "ready when you are" {
		t.Errorf("a recording: %+v", got.Recogniser)
	}
	nothing := base64.StdEncoding.EncodeToString(quiet(2 * time.Second).WAV())
	w.want(200, "POST", "/api/speech/try", object{"wav": nothing}, &got)
	if got.Recogniser.OK || got.Recogniser.Problems[0].Code != "unusable" {
		t.Errorf("a recording of nothing: %+v", got.Recogniser)
	}
	w.wantError(422, "try_sound", "POST", "/api/speech/try", object{"wav": "bm8gc291bmQ="}, nil)
	w.wantError(422, "try_sound", "POST", "/api/speech/try", object{"wav": "!"}, nil)
	w.wantError(413, "body_too_large", "POST", "/api/speech/try", object{"wav": strings.Repeat("A", 2<<20)}, nil)

	// Another choice is tried without being put into use.
	for _, c := range []struct {
		choice   object
		code, ja string
	}{
		{object{"base_url": s.URL, "key": "wrong", "model": "small"}, "denied", "キー"},
		{object{"base_url": s.URL, "key": "k", "model": "large"}, "rejected", "モデル名"},
		{object{"base_url": "http://127.0.0.1:1/v1"}, "unreachable", "つながりません"},
		{object{"base_url": "nowhere"}, "speech_unusable", "使えません"},
	} {
		_, _, body := w.call("POST", "/api/speech/try", object{"recogniser": c.choice, "voice": c.choice}, header{"Accept-Language": "ja"})
		if text := string(body); strings.Count(text, `"code":"`+c.code+`"`) != 2 || strings.Count(text, c.ja) < 2 || strings.Contains(text, `"ok":true`) {
			t.Errorf("%v: %s", c.choice, text)
		}
	}
	if w.speech().Recogniser.Model != "small" {
		t.Error("what was tried was put into use")
	}
}
