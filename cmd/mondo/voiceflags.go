package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"mondo/server"
	"mondo/server/store"
)

// voiceFlags are the flags of commands that have turns spoken.
type voiceFlags struct {
	VoiceURL   string `name:"voice-url" placeholder:"URL" help:"A server with OpenAI's /v1/audio/speech that speaks the interviewer's turns."`
	VoiceKey   string `placeholder:"TEXT" help:"The key that the voice's server asks for."`
	VoiceModel string `placeholder:"NAME" help:"The voice's model; some servers have only one."`
	VoiceJA    string `name:"voice-ja" placeholder:"NAME" help:"The voice for Japanese, as the server calls it."`
	VoiceEN    string `name:"voice-en" placeholder:"NAME" help:"The voice for English."`
}

// choice is what the flags choose, the zero value for nothing.
func (f voiceFlags) choice() (server.VoiceChoice, error) {
	if f.VoiceURL == "" {
		if f.VoiceModel != "" || f.VoiceJA != "" || f.VoiceEN != "" {
			return server.VoiceChoice{}, usageError{errors.New("--voice-model, --voice-ja and --voice-en belong to a server: name it with --voice-url")}
		}
		return server.VoiceChoice{}, nil
	}
	return server.VoiceChoice{
		BaseURL: f.VoiceURL, Key: f.VoiceKey, Model: f.VoiceModel, Japanese: f.VoiceJA, English: f.VoiceEN,
	}, nil
}

// speech is what hears and speaks: what the flags choose, or else the settings
// page. A choice of the page that cannot be used any more keeps nobody from
// rehearsing.
func (c serveCmd) speech(ctx context.Context, w *world, db *store.Store, log *slog.Logger) (*server.Speech, error) {
	var fixed server.SpeechChoice
	var err error
	if fixed.Voice, err = c.voiceFlags.choice(); err != nil {
		return nil, err
	}
	if c.SpeechURL != "" {
		fixed.Recogniser = server.RecogniserChoice{BaseURL: c.SpeechURL, Key: c.SpeechKey, Model: c.SpeechModel, Terms: c.SpeechTerms}
	} else if c.SpeechModel != "" {
		return nil, usageError{errors.New("--speech-model is a model of a server: name it with --speech-url")}
	}
	base := server.SpeechConfig{Limit: c.SpeechLimit, Concurrent: c.SpeechConcurrent, Logger: log}
	sp, err := server.NewSpeech(ctx, db, base, fixed)
	if err != nil && fixed == (server.SpeechChoice{}) {
		fmt.Fprintf(w.stderr, "mondo: goes on without a speech server: %s\n", err)
		return sp, nil
	}
	if err != nil {
		return nil, usageError{err}
	}
	return sp, nil
}
