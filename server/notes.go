package server

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mondo/prompts"
	"mondo/qa"
)

// maxNoteText bounds one element or paraphrase, in characters.
const maxNoteText = 400

// putNote keeps what the person approves about a key point; nothing approved
// takes the note away.
func (s *Server) putNote(c echo.Context) error {
	var in struct {
		Question    string   `json:"question"`
		Elements    []string `json:"elements"`
		Paraphrases []string `json:"paraphrases"`
		Vital       *bool    `json:"vital"`
	}
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	note := qa.Note{
		Question: in.Question, KeyPoint: c.Param("point"),
		Elements: tidied(in.Elements), Paraphrases: tidied(in.Paraphrases), Vital: in.Vital,
	}
	tooMuch := func(text string) bool { return utf8.RuneCountInString(text) > maxNoteText }
	if len(note.Elements) > prompts.MaxElements || len(note.Paraphrases) > maxParaphrases ||
		slices.ContainsFunc(slices.Concat(note.Elements, note.Paraphrases), tooMuch) {
		return errNoteTooLong
	}
	q, err := s.question(c, in.Question)
	if err != nil {
		return err
	}
	known := func(k qa.KeyPoint) bool { return k.ID == note.KeyPoint }
	if !note.Empty() && !slices.ContainsFunc(q.KeyPoints, known) {
		return errNoKeyPoint
	}
	if err := s.Store.PutNote(c.Request().Context(), owner(c), c.Param("id"), note, s.Now().UnixMilli()); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// maxParaphrases leaves room for some of the person's own beside those proposed.
const maxParaphrases = 3 * prompts.MaxParaphrases

// tidied trims texts and leaves out empty ones.
func tidied(texts []string) []string {
	var all []string
	for _, t := range texts {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// question finds a question of the sheet that the request names.
func (s *Server) question(c echo.Context, id string) (qa.Question, error) {
	e, err := s.library.find(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return qa.Question{}, err
	}
	if e.fault != nil {
		return qa.Question{}, e.fault
	}
	q, ok := e.sheet.Question(id)
	if !ok {
		return q, errNoQuestion
	}
	return q, nil
}
