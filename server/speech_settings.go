package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/server/speech"
)

// speechView is what the page shows of the servers. Keys are never sent back.
type speechView struct {
	Recogniser recogniserView `json:"recogniser"`
	Voice      voiceView      `json:"voice"`
}

type recogniserView struct {
	Configured bool              `json:"configured"`
	Fixed      bool              `json:"fixed"` // by the command line
	BaseURL    string            `json:"base_url"`
	KeySet     bool              `json:"key_set"`
	Model      string            `json:"model"`
	Terms      speech.TermsField `json:"terms"`
}

type voiceView struct {
	Configured bool   `json:"configured"`
	Fixed      bool   `json:"fixed"`
	BaseURL    string `json:"base_url"`
	KeySet     bool   `json:"key_set"`
	Model      string `json:"model"`
	Japanese   string `json:"ja"` // the voices' names
	English    string `json:"en"`
}

func (s *Server) showSpeech(c echo.Context) error {
	choice, _ := s.Speech.chosen()
	recogniser, voice := s.Speech.inUse()
	r, v := choice.Recogniser, choice.Voice
	if r.Terms == "" {
		r.Terms = speech.TermsAuto
	}
	return writeJSON(c, http.StatusOK, speechView{
		Recogniser: recogniserView{
			recogniser != nil, s.Speech.recogniserFixed(), r.BaseURL, r.Key != "", r.Model, r.Terms,
		},
		Voice: voiceView{
			voice != nil, s.Speech.voiceFixed(), v.BaseURL, v.Key != "", v.Model, v.Japanese, v.English,
		},
	})
}

// speechInput is a choice as the page sends it. A part that is not there stays as
// it is; one without an address means none. Without a key the one that is kept
// stays, as long as it goes to the same address.
type speechInput struct {
	Recogniser *struct {
		RecogniserChoice
		Key *string `json:"key"`
	} `json:"recogniser"`
	Voice *struct {
		VoiceChoice
		Key *string `json:"key"`
	} `json:"voice"`
}

// over is the choice that the input makes of the one before.
func (in speechInput) over(kept SpeechChoice) SpeechChoice {
	choice := kept
	if r := in.Recogniser; r != nil {
		choice.Recogniser = r.RecogniserChoice
		choice.Recogniser.Key = keptKey(r.Key, r.BaseURL == kept.Recogniser.BaseURL, kept.Recogniser.Key)
		if r.BaseURL == "" {
			choice.Recogniser = RecogniserChoice{}
		}
	}
	if v := in.Voice; v != nil {
		choice.Voice = v.VoiceChoice
		choice.Voice.Key = keptKey(v.Key, v.BaseURL == kept.Voice.BaseURL, kept.Voice.Key)
		if v.BaseURL == "" {
			choice.Voice = VoiceChoice{}
		}
	}
	return choice
}

func keptKey(given *string, same bool, kept string) string {
	switch {
	case given != nil:
		return *given
	case same:
		return kept
	}
	return ""
}

func (s *Server) chooseSpeech(c echo.Context) error {
	var in speechInput
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	if in.Recogniser != nil && s.Speech.recogniserFixed() || in.Voice != nil && s.Speech.voiceFixed() {
		return errSpeechFixed
	}
	_, own := s.Speech.chosen()
	if err := s.Speech.Choose(c.Request().Context(), in.over(own)); err != nil {
		return err
	}
	return s.showSpeech(c)
}

func (s *Server) removeSpeech(c echo.Context) error {
	if err := s.Speech.Choose(c.Request().Context(), SpeechChoice{}); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
