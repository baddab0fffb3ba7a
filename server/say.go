package server

import (
	"context"
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/speech"
)

const (
	// maxSaid bounds what is spoken at once, in characters: a long sentence.
	maxSaid = 600
	// maxReadingBytes bounds the list of a sheet's readings.
	maxReadingBytes = 32 << 10
)

// say has a sentence spoken. A sheet's own readings win over the built-in ones. It
// may cost something, so that a page elsewhere must not have it done, although it
// could not hear it.
func (s *Server) say(c echo.Context) error {
	if !s.access.fromUs(c.Request()) {
		return errOrigin
	}
	_, voice := s.Speech.inUse()
	if voice == nil {
		return errNoVoice
	}
	text := c.QueryParam("text")
	if n := utf8.RuneCountInString(text); n == 0 || n > maxSaid || !utf8.ValidString(text) {
		return errSayLength.with(maxSaid)
	}
	lang := qa.Lang(c.QueryParam("lang"))
	if lang != qa.Japanese && lang != qa.English {
		lang = qa.TextLang(text)
	}
	ctx := c.Request().Context()
	own, err := s.readings(ctx, owner(c), c.QueryParam("sheet"))
	if err != nil {
		return err
	}
	clip, err := voice.Speak(ctx, text, speech.NewReadings(string(lang), own))
	if err != nil {
		return speechFault(err)
	}
	// The same words are said again when the page is reloaded, and not long after.
	c.Response().Header().Set("Cache-Control", "private, max-age=600")
	return c.Blob(http.StatusOK, clip.Type, clip.Data)
}

// readings are a sheet's own; none without a sheet.
func (s *Server) readings(ctx context.Context, owner, sheet string) ([]speech.Reading, error) {
	if sheet == "" {
		return nil, nil
	}
	list, err := s.Store.Readings(ctx, owner, sheet)
	if err != nil {
		return nil, err
	}
	return speech.ParseReadings(list) // it was read before it was kept
}

type correctionView struct {
	ID    string `json:"id"`
	Heard string `json:"heard"`
	Meant string `json:"meant"`
}

// showSheetSpeech is what is kept with a sheet for its speech: how terms are read
// aloud, and which were heard wrongly.
func (s *Server) showSheetSpeech(c echo.Context) error {
	ctx := c.Request().Context()
	if _, err := s.library.find(ctx, owner(c), c.Param("id")); err != nil {
		return err
	}
	list, err := s.Store.Readings(ctx, owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	corrections, err := s.Store.Corrections(ctx, owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	views := make([]correctionView, len(corrections))
	for i, k := range corrections {
		views[i] = correctionView(k)
	}
	return writeJSON(c, http.StatusOK, map[string]any{"readings": list, "corrections": views})
}

// putReadings keeps how a sheet's terms are read aloud, as the person wrote it.
func (s *Server) putReadings(c echo.Context) error {
	var in struct {
		Readings string `json:"readings"`
	}
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	if _, err := speech.ParseReadings(in.Readings); err != nil || len(in.Readings) > maxReadingBytes {
		return errReadings.with(speech.MaxReadings)
	}
	ctx := c.Request().Context()
	if _, err := s.library.find(ctx, owner(c), c.Param("id")); err != nil {
		return err
	}
	if err := s.Store.PutReadings(ctx, owner(c), c.Param("id"), in.Readings, s.Now().UnixMilli()); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) removeCorrection(c echo.Context) error {
	err := s.Store.DeleteCorrection(c.Request().Context(), owner(c), c.Param("id"), c.Param("correction"))
	if err != nil {
		return orMissing(err, errNoCorrection)
	}
	return c.NoContent(http.StatusNoContent)
}
