package speech

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// DefaultClips is how many bytes of spoken text are kept: about ten minutes.
const DefaultClips = 32 << 20

// Of one call for a voice.
const (
	maxSaid = 4096     // characters, as OpenAI takes them; a sentence has fewer
	maxClip = 32 << 20 // bytes of the answer
)

// VoiceConfig is how a [Voice] speaks.
type VoiceConfig struct {
	Server
	Voices map[string]string // the name of the voice by language; one under "" for all others
	Clips  int               // bytes of clips that are kept; 0 is [DefaultClips]
}

// Voice has text spoken by a server through OpenAI's /v1/audio/speech. It asks
// for WAV, whose length and rate are known, and takes what comes. It may be used
// by several goroutines.
type Voice struct {
	config VoiceConfig
	url    string
	clips  *clipCache
	plain  atomic.Bool // the server does not take response_format
}

// NewVoice checks the configuration; it asks nobody yet.
func NewVoice(c VoiceConfig) (*Voice, error) {
	c.Server = c.defaulted()
	url, err := c.url("/audio/speech")
	if err != nil {
		return nil, err
	}
	return &Voice{config: c, url: url, clips: newClipCache(cmp.Or(c.Clips, DefaultClips))}, nil
}

// speechRequest is what is sent. Some servers want a voice always, others none.
type speechRequest struct {
	Model  string `json:"model,omitempty"`
	Input  string `json:"input"`
	Voice  string `json:"voice,omitempty"`
	Format string `json:"response_format,omitempty"`
}

// Speak has a text spoken in the language of the readings. The error is an
// [Error], or ctx's own when ctx has ended. The clip's data is shared: do not
// change it.
func (v *Voice) Speak(ctx context.Context, text string, readings Readings) (Clip, error) {
	said := strings.TrimSpace(readings.Apply(text))
	if said == "" || utf8.RuneCountInString(said) > maxSaid {
		return Clip{}, &Error{code: CodeRejected, detail: "a voice takes 1 to 4096 characters at once"}
	}
	req := speechRequest{v.config.Model, said, v.config.voice(readings.lang), "wav"}
	key := req.key()
	if clip, ok := v.clips.clip(key); ok {
		return clip, nil
	}
	r, err := v.ask(ctx, req)
	if err != nil {
		return Clip{}, err
	}
	clip, err := readClip(r)
	if err != nil {
		return Clip{}, err
	}
	v.clips.keep(key, clip)
	return clip, nil
}

func (c VoiceConfig) voice(lang string) string {
	if name, ok := c.Voices[lang]; ok {
		return name
	}
	return c.Voices[""]
}

func (r speechRequest) key() clipKey {
	return sha256.Sum256([]byte(r.Model + "\x00" + r.Voice + "\x00" + r.Input))
}

// ask asks for WAV, and without a format when the server refuses that.
func (v *Voice) ask(ctx context.Context, req speechRequest) (reply, error) {
	if v.plain.Load() {
		req.Format = ""
	}
	r, err := v.send(ctx, req)
	if err != nil || r.status < 300 {
		return r, err
	}
	if req.Format == "" {
		return reply{}, refused(r.status)
	}
	req.Format = ""
	if r, err = v.send(ctx, req); err != nil {
		return reply{}, err
	}
	if r.status >= 300 {
		return reply{}, refused(r.status)
	}
	v.plain.Store(true)
	return r, nil
}

func (v *Voice) send(ctx context.Context, req speechRequest) (reply, error) {
	body, err := json.Marshal(req)
	if err != nil {
		return reply{}, err
	}
	return v.config.do(ctx, call{
		url: v.url, mime: "application/json", size: int64(len(body)), body: func() io.Reader { return bytes.NewReader(body) },
		limit: v.config.Limit, answer: maxClip,
	})
}
