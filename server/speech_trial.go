package server

import (
	"context"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/speech"
)

// trySpeechLimit is how long each server may take to be tried.
const trySpeechLimit = 30 * time.Second

// tryBytes bounds the request: a recording of 15 s, in base64.
const tryBytes = 1 << 20

// heardTrial is what came of trying a recogniser, in words.
type heardTrial struct {
	OK       bool          `json:"ok"`
	Heard    string        `json:"heard"` // of a recording; "" when there was none
	TookMS   int64         `json:"took_ms"`
	Problems []problemView `json:"problems"`
}

// saidTrial is what came of trying a voice, in words.
type saidTrial struct {
	OK         bool          `json:"ok"`
	DurationMS int64         `json:"duration_ms"` // of a short sentence; 0 when the sound tells none
	TookMS     int64         `json:"took_ms"`
	Problems   []problemView `json:"problems"`
}

// trySpeech tries the servers that the request chooses, or those in use. null
// stands for one that there is not.
func (s *Server) trySpeech(c echo.Context) error {
	var in struct {
		speechInput
		WAV  string  `json:"wav"` // base64; without one the recogniser hears a second of silence
		Lang qa.Lang `json:"lang"`
	}
	if err := readJSON(c, tryBytes, &in); err != nil {
		return err
	}
	if in.Lang != qa.Japanese && in.Lang != qa.English {
		in.Lang = langOf(c.Request())
	}
	sound, err := readTrySound(in.WAV)
	if err != nil {
		return err
	}
	inUse, _ := s.Speech.chosen()
	choice := in.over(inUse)
	var out struct {
		Recogniser *heardTrial `json:"recogniser"`
		Voice      *saidTrial  `json:"voice"`
	}
	base := s.Speech.base
	base.Limit = trySpeechLimit
	ctx, lang := c.Request().Context(), langOf(c.Request())
	if choice.Recogniser != (RecogniserChoice{}) {
		heard, took, err := choice.Recogniser.try(ctx, base, sound, in.Lang)
		out.Recogniser = &heardTrial{err == nil, heard, took.Milliseconds(), problemsOf(err, lang)}
	}
	if choice.Voice != (VoiceChoice{}) {
		clip, took, err := choice.Voice.try(ctx, base, in.Lang)
		out.Voice = &saidTrial{err == nil, clip.Duration.Milliseconds(), took.Milliseconds(), problemsOf(err, lang)}
	}
	if out.Recogniser == nil && out.Voice == nil {
		return errNoSpeech
	}
	return writeJSON(c, http.StatusOK, out)
}

func readTrySound(text string) (speech.Sound, error) {
	if text == "" {
		return nil, nil
	}
	file, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errTrySound
	}
	sound, err := speech.DecodeWAV(file)
	if err != nil || len(sound) == 0 {
		return nil, errTrySound
	}
	return sound, nil
}

// try has a recording recognised as an answer would be. Silence is asked about
// past the guards, only to see whether the server answers.
func (r RecogniserChoice) try(ctx context.Context, base SpeechConfig, sound speech.Sound, lang qa.Lang) (heard string, took time.Duration, err error) {
	t, err := r.transcriber(base)
	if err != nil {
		return "", 0, errSpeechChoice.with(err.Error())
	}
	begun, hints := base.Now(), speech.Hints{Lang: string(lang)}
	if sound == nil {
		_, err = t.Transcribe(ctx, speech.FromSound(make(speech.Sound, speech.Rate)), hints)
		return "", base.Now().Sub(begun), err
	}
	transcript, err := speech.NewRecogniser(t).Hear(ctx, speech.Listen(sound), hints)
	return transcript.Text, base.Now().Sub(begun), err
}

// try has a short sentence spoken.
func (v VoiceChoice) try(ctx context.Context, base SpeechConfig, lang qa.Lang) (clip speech.Clip, took time.Duration, err error) {
	voice, err := v.voice(base)
	if err != nil {
		return clip, 0, errSpeechChoice.with(err.Error())
	}
	sentence := "Thank you for coming today."
	if lang == qa.Japanese {
		sentence = "本日はお越しいただき、ありがとうございます。"
	}
	begun := base.Now()
	clip, err = voice.Speak(ctx, sentence, speech.NewReadings(string(lang), nil))
	return clip, base.Now().Sub(begun), err
}
