package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"mondo/qa"
	"mondo/server"
	"mondo/server/speech"
)

// maxRecording is how many bytes a recording may have: a quarter of an hour in
// the studio's quality.
const maxRecording = 256 << 20

// heard is what is said in the recording of an answer to q.
func (c scoreCmd) heard(ctx context.Context, w *world, sheet *qa.Sheet, q qa.Question) (string, error) {
	if c.Answer != "-" {
		return "", usageError{errors.New("--answer and --audio: give one of them")}
	}
	recogniser, err := c.recogniser(slog.New(slog.DiscardHandler))
	if err != nil {
		return "", err
	}
	file, err := readInput(w, c.Audio, maxRecording)
	if err != nil {
		return "", err
	}
	transcript, err := recogniser.HearFile(ctx, file, server.HintsFor(sheet.Lang, q, sheet.Questions(), nil))
	if err != nil {
		return "", notHeard(c.Audio, err)
	}
	return transcript.Text, nil
}

// notHeard says in a person's words why a recording gave no text.
func notHeard(path string, err error) error {
	var e *speech.Error
	switch {
	case errors.As(err, &e):
		return fmt.Errorf("%s: %s", path, e.Sentence())
	case errors.Is(err, speech.ErrUnknownFormat):
		return fmt.Errorf("%s is no recording in wav, webm, ogg, mp4, m4a, mp3 or flac", path)
	case errors.Is(err, speech.ErrTooLong):
		return fmt.Errorf("%s is longer than 15 minutes: cut it", path)
	}
	return fmt.Errorf("%s: %w", path, err)
}
