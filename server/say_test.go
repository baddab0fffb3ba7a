package server_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"mondo/server/speech/speechtest"
)

// sayPath asks for text to be spoken.
func sayPath(text, lang, sheet string) string {
	return "/api/speech/say?" + url.Values{"text": {text}, "lang": {lang}, "sheet": {sheet}}.Encode()
}

func TestSaying(t *testing.T) {
	w := start(t)
	w.wantError(404, "no_voice", "GET", sayPath("Hello.", "en", ""), nil, nil)
	s := w.hears(speechtest.Config{})
	sheetID := w.upload(sheet)
	say := func(text, lang, sheet string) (said speechtest.Request) {
		t.Helper()
		code, h, body := w.call("GET", sayPath(text, lang, sheet), nil, nil)
		if code != 200 || h.Get("Content-Type") != "audio/wav" || !bytes.HasPrefix(body, []byte("RIFF")) || !strings.HasPrefix(h.Get("Cache-Control"), "private") {
			t.Fatalf("%d %v %.20q", code, h, body)
		}
		all := s.Requests()
		return all[len(all)-1]
	}
	if said := say("ECS の運用について教えてください。", "ja", ""); said.Input != "イーシーエス の運用について教えてください。" || said.Voice != "voice_ja" {
		t.Errorf("said %q by %s", said.Input, said.Voice)
	}
	if said := say("Why this company?", "", ""); said.Voice != "voice_en" {
		t.Errorf("by %s", said.Voice)
	}
	asked := len(s.Requests())
	say("Why this company?", "en", sheetID)
	if n := len(s.Requests()); n != asked {
		t.Errorf("the same again was asked for again: %d requests after %d", n, asked)
	}

	path := "/api/sheets/" + sheetID + "/speech"
	w.want(204, "PUT", path, object{"readings": "Kyocho = 協調\nECS = イーシーエスさん\n"}, nil)
	if said := say("ECS と Kyocho", "ja", sheetID); said.Input != "イーシーエスさん と 協調" {
		t.Errorf("said %q", said.Input)
	}
	var kept struct{ Readings string }
	w.want(200, "GET", path, nil, &kept)
	if !strings.HasPrefix(kept.Readings, "Kyocho = ") {
		t.Errorf("kept %q", kept.Readings)
	}
	w.want(204, "PUT", path, object{"readings": ""}, nil)
	if said := say("その Kyocho", "ja", sheetID); said.Input != "その Kyocho" {
		t.Errorf("said %q", said.Input)
	}

	w.wantError(422, "readings", "PUT", path, object{"readings": "Kyocho"}, nil)
	w.wantError(422, "readings", "PUT", path, object{"readings": strings.Repeat("#\n", 30_000)}, nil)
	w.wantError(404, "sheet_not_found", "PUT", "/api/sheets/u_none/speech", object{"readings": ""}, nil)
	w.wantError(404, "sheet_not_found", "GET", "/api/sheets/u_none/speech", nil, nil)
	w.wantError(422, "say_length", "GET", sayPath("", "en", ""), nil, nil)
	w.wantError(422, "say_length", "GET", sayPath(strings.Repeat("あ", 601), "ja", ""), nil, nil)
	w.wantError(422, "say_length", "GET", "/api/speech/say?text=%ff", nil, nil)
	w.wantError(403, "origin_refused", "GET", sayPath("Hello.", "en", ""), nil, header{"Sec-Fetch-Site": "cross-site"})
	for _, private := range []string{"company", "ECS", "Kyocho"} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("the log holds %q", private)
		}
	}
}

func TestVoiceThatFails(t *testing.T) {
	w := start(t)
	w.hears(speechtest.Config{Key: "k", Faults: map[int]speechtest.Fault{1: {Body: "<html>", Type: "text/html"}}})
	w.wantError(502, "speech_nonsense", "GET", sayPath("Hello.", "en", ""), nil, nil)
	w.want(200, "PUT", "/api/speech", object{"voice": object{"base_url": w.speech().Voice.BaseURL, "key": "another"}}, nil)
	m := w.wantError(502, "speech_denied", "GET", sayPath("こんにちは。", "ja", ""), nil, nil)
	if !strings.Contains(m, "キー") {
		t.Errorf("says %s", m)
	}
}

// The page may use the microphone and play what it was given; nobody else may.
func TestPolicyForSound(t *testing.T) {
	w := start(t)
	_, h, _ := w.call("GET", "/", nil, nil)
	if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "media-src 'self' blob:") || !strings.Contains(p, "connect-src 'self'") {
		t.Errorf("policy %q", p)
	}
	if p := h.Get("Permissions-Policy"); !strings.Contains(p, "microphone=(self)") {
		t.Errorf("permissions %q", p)
	}
}
