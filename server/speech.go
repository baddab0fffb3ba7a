package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"mondo/server/speech"
	"mondo/server/store"
)

// Speech is which servers hear answers and speak the interviewer's turns: those of
// the command line, which stay, or those that a person has chosen on the page,
// which are kept in the store. Each of the two may be chosen in either place.
type Speech struct {
	store *store.Store
	base  SpeechConfig
	fixed SpeechChoice

	mu         sync.Mutex         // over what follows, and over what is put into use with it
	own        SpeechChoice       // of the page, as it is kept
	choice     SpeechChoice       // in use
	recogniser *speech.Recogniser // nil for none
	voice      *speech.Voice      // nil for none
}

// SpeechConfig has what is not chosen on the page. A zero field means its default.
type SpeechConfig struct {
	Limit      time.Duration // of a call, beside the length of its sound
	Concurrent int           // transcriptions at once
	Client     *http.Client
	Now        func() time.Time
	Logger     *slog.Logger
}

// SpeechChoice is the servers for both directions. The zero value of each is none.
type SpeechChoice struct {
	Recogniser RecogniserChoice `json:"recogniser"`
	Voice      VoiceChoice      `json:"voice"`
}

// RecogniserChoice is a server that turns sound into text.
type RecogniserChoice struct {
	BaseURL string            `json:"base_url"`
	Key     string            `json:"key"`
	Model   string            `json:"model"`
	Terms   speech.TermsField `json:"terms"` // "" means auto
}

// VoiceChoice is a server that turns text into sound.
type VoiceChoice struct {
	BaseURL string `json:"base_url"`
	Key     string `json:"key"`
	Model   string `json:"model"`
	// The voices' names by language, as the server has them; some need none.
	Japanese string `json:"ja"`
	English  string `json:"en"`
}

// speechSetting is the choice's name in the store.
const speechSetting = "speech"

// NewSpeech puts the servers into use that were chosen. fixed is the command
// line's choice, the zero value for none. A choice that cannot be used is left
// where it is and unused, and the error says why; Speech is good all the same.
func NewSpeech(ctx context.Context, s *store.Store, base SpeechConfig, fixed SpeechChoice) (*Speech, error) {
	sp := newSpeech(s, base)
	sp.fixed = fixed
	if err := s.Setting(ctx, Owner, speechSetting, &sp.own); err != nil && !errors.Is(err, store.ErrNotFound) {
		return sp, err
	}
	return sp, sp.putToUse(sp.own.under(fixed))
}

// newSpeech has neither.
func newSpeech(s *store.Store, base SpeechConfig) *Speech {
	if base.Now == nil {
		base.Now = time.Now
	}
	if base.Logger == nil {
		base.Logger = slog.New(slog.DiscardHandler)
	}
	return &Speech{store: s, base: base}
}

// under is the choice where nothing else is fixed.
func (c SpeechChoice) under(fixed SpeechChoice) SpeechChoice {
	if fixed.Recogniser != (RecogniserChoice{}) {
		c.Recogniser = fixed.Recogniser
	}
	if fixed.Voice != (VoiceChoice{}) {
		c.Voice = fixed.Voice
	}
	return c
}

// putToUse changes nothing when a part of the choice cannot be used.
func (s *Speech) putToUse(c SpeechChoice) error {
	recogniser, voice := s.recogniser, s.voice
	var err error
	if c.Recogniser != s.choice.Recogniser {
		if recogniser, err = c.Recogniser.recogniser(s.base); err != nil {
			return err
		}
	}
	if c.Voice != s.choice.Voice {
		if voice, err = c.Voice.voice(s.base); err != nil {
			return err
		}
	}
	s.choice, s.recogniser, s.voice = c, recogniser, voice
	return nil
}

func (c SpeechConfig) server(url, key, model string) speech.Server {
	return speech.Server{BaseURL: url, Key: key, Model: model, Limit: c.Limit, Client: c.Client, Now: c.Now, Logger: c.Logger}
}

// termsFields are the ways of telling a server terms.
var termsFields = []speech.TermsField{
	"", speech.TermsAuto, speech.TermsPrompt, speech.TermsKeywords, speech.TermsHotwords, speech.TermsNone,
}

func (c RecogniserChoice) transcriber(base SpeechConfig) (*speech.Transcriber, error) {
	if !slices.Contains(termsFields, c.Terms) {
		return nil, errors.New("speech: terms are told by auto, prompt, keywords, hotwords or none")
	}
	return speech.NewTranscriber(speech.TranscriberConfig{
		Server: base.server(c.BaseURL, c.Key, c.Model), Terms: c.Terms, Concurrent: base.Concurrent,
	})
}

// recogniser is nil for no choice.
func (c RecogniserChoice) recogniser(base SpeechConfig) (*speech.Recogniser, error) {
	if c == (RecogniserChoice{}) {
		return nil, nil
	}
	t, err := c.transcriber(base)
	if err != nil {
		return nil, err
	}
	return speech.NewRecogniser(t), nil
}

// voice is nil for no choice.
func (c VoiceChoice) voice(base SpeechConfig) (*speech.Voice, error) {
	if c == (VoiceChoice{}) {
		return nil, nil
	}
	return speech.NewVoice(speech.VoiceConfig{
		Server: base.server(c.BaseURL, c.Key, c.Model), Voices: map[string]string{"ja": c.Japanese, "en": c.English},
	})
}

// Choose puts other servers into use and keeps the choice; the zero value of each
// means none. A choice that cannot be used changes nothing, and the error is a
// sentence that says why. What the command line has chosen stays as it is.
func (s *Speech) Choose(ctx context.Context, c SpeechChoice) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.choice
	if err := s.putToUse(c.under(s.fixed)); err != nil {
		return errSpeechChoice.with(err.Error())
	}
	if err := s.keep(ctx, c); err != nil {
		return errors.Join(err, s.putToUse(before))
	}
	s.own = c
	return nil
}

func (s *Speech) keep(ctx context.Context, c SpeechChoice) error {
	if c == (SpeechChoice{}) {
		return s.store.DeleteSetting(ctx, Owner, speechSetting)
	}
	return s.store.PutSetting(ctx, Owner, speechSetting, c, s.base.Now().UnixMilli())
}

// chosen is what is in use, and what of it the page has chosen.
func (s *Speech) chosen() (inUse, own SpeechChoice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.choice, s.own
}

func (s *Speech) recogniserFixed() bool { return s.fixed.Recogniser != (RecogniserChoice{}) }
func (s *Speech) voiceFixed() bool      { return s.fixed.Voice != (VoiceChoice{}) }

// inUse are the recogniser and the voice, nil for none.
func (s *Speech) inUse() (*speech.Recogniser, *speech.Voice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.recogniser, s.voice
}

// String keeps the key out of logs.
func (c RecogniserChoice) String() string { return fmt.Sprintf("%s at %s", c.Model, c.BaseURL) }

// String keeps the key out of logs.
func (c VoiceChoice) String() string { return fmt.Sprintf("%s at %s", c.Model, c.BaseURL) }
