package main

import (
	"errors"
	"log/slog"
	"time"

	"mondo/server/speech"
)

// speechFlags are the flags of commands that have speech recognised.
type speechFlags struct {
	SpeechURL        string            `name:"speech-url" placeholder:"URL" help:"A server with OpenAI's /v1/audio/transcriptions, such as http://127.0.0.1:8000/v1."`
	SpeechKey        string            `name:"speech-key" placeholder:"TEXT" help:"The key that the speech server asks for."`
	SpeechModel      string            `name:"speech-model" placeholder:"NAME" help:"The speech server's model; some have only one."`
	SpeechTerms      speech.TermsField `name:"speech-terms" placeholder:"FIELD" enum:"auto,prompt,keywords,hotwords,none" default:"auto" help:"How the speech server is told your sheet's terms: prompt, keywords, hotwords, none, or auto for what it takes."`
	SpeechLimit      time.Duration     `name:"speech-limit" placeholder:"TIME" default:"2m" help:"How long recognising may take, beside the length of the recording (default ${default})."`
	SpeechConcurrent int               `name:"speech-concurrent" placeholder:"N" default:"16" help:"How many recordings are recognised at once (default ${default}); 1 for a server that takes one at a time."`
}

// errNoSpeechServer: recognising was asked for and nothing can do it.
var errNoSpeechServer = errors.New("there is no speech server: name one with --speech-url or MONDO_SPEECH_URL (docs/speech.md tells how to run one)")

// recogniser is what the flags name.
func (f speechFlags) recogniser(log *slog.Logger) (*speech.Recogniser, error) {
	if f.SpeechURL == "" {
		return nil, usageError{errNoSpeechServer}
	}
	t, err := speech.NewTranscriber(speech.TranscriberConfig{
		Server: speech.Server{BaseURL: f.SpeechURL, Key: f.SpeechKey, Model: f.SpeechModel, Limit: f.SpeechLimit, Logger: log},
		Terms:  f.SpeechTerms, Concurrent: f.SpeechConcurrent,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return speech.NewRecogniser(t), nil
}
