package speech

import (
	"context"
	"errors"
	"fmt"
)

// Transcribing is what a [Recogniser] asks: a [Transcriber].
type Transcribing interface {
	Transcribe(ctx context.Context, audio Audio, hints Hints) (Transcript, error)
}

// Recogniser hears what was said and nothing else: it asks only about sound in
// which somebody speaks, without its long silences, and takes what comes back
// for what it may be.
type Recogniser struct {
	asks  Transcribing
	guard *Guard
}

// NewRecogniser makes a recogniser that asks t.
func NewRecogniser(t Transcribing) *Recogniser { return &Recogniser{t, NewGuard()} }

// Hear gives the words of a passage, with times in it. When nobody speaks in it,
// or what came back cannot be it, the error has [CodeUnusable]: that is to be
// said again, and is no answer.
func (r *Recogniser) Hear(ctx context.Context, p Passage, hints Hints) (Transcript, error) {
	if p.Spoken() < minSpeech {
		return Transcript{}, unusable("nobody speaks")
	}
	pieces, kept := p.trimmed()
	t, err := r.asks.Transcribe(ctx, FromSound(pieces...), hints)
	if err != nil {
		return Transcript{}, fmt.Errorf("transcribe %.1f s: %w", duration(length(pieces)).Seconds(), err)
	}
	return r.guard.Check(t.untrimmed(kept), p.heard(), hints)
}

// HearFile is [Recogniser.Hear] for a file as it is. One that is not decoded here
// goes to the server, and less is known about it.
func (r *Recogniser) HearFile(ctx context.Context, file []byte, hints Hints) (Transcript, error) {
	s, err := Decode(file)
	if err == nil {
		return r.Hear(ctx, Listen(s), hints)
	}
	audio, unknown := FromFile(file)
	switch {
	case !errors.Is(err, ErrEncoded):
		return Transcript{}, err
	case unknown != nil:
		return Transcript{}, unknown
	}
	t, err := r.asks.Transcribe(ctx, audio, hints)
	if err != nil {
		return Transcript{}, fmt.Errorf("transcribe a file: %w", err)
	}
	return r.guard.Check(t, Heard{}, hints)
}
