package server

import (
	"context"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/store"
)

func (s *Server) listSheets(c echo.Context) error {
	ctx := c.Request().Context()
	entries, err := s.library.list(ctx, owner(c))
	if err != nil {
		return err
	}
	history, err := s.Store.Interviews(ctx, owner(c), "")
	if err != nil {
		return err
	}
	last := lastFinished(history)
	list := make([]sheetSummary, len(entries))
	for i, e := range entries {
		list[i] = summarise(e, last[e.id])
	}
	return writeJSON(c, http.StatusOK, map[string]any{"sheets": list})
}

// lastFinished finds each sheet's newest finished interview; history is newest first.
func lastFinished(history []store.Summary) map[string]*store.Summary {
	last := map[string]*store.Summary{}
	for i, h := range history {
		if h.FinishedAt != 0 && last[h.Sheet] == nil {
			last[h.Sheet] = &history[i]
		}
	}
	return last
}

type sheetSummary struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Name         string   `json:"name"`
	Lang         qa.Lang  `json:"lang"`
	Origin       string   `json:"origin"`
	Path         string   `json:"path"`
	Gone         bool     `json:"gone"`
	Sections     int      `json:"sections"`
	Questions    int      `json:"questions"`
	KeyPoints    int      `json:"key_points"`
	Errors       int      `json:"errors"`
	Warnings     int      `json:"warnings"`
	UpdatedAt    int64    `json:"updated_at"`
	LastCoverage *float64 `json:"last_coverage"`
	LastAt       *int64   `json:"last_at"`
}

func summarise(e entry, last *store.Summary) sheetSummary {
	sum := sheetSummary{
		ID: e.id, Title: e.sheet.Title, Name: e.name, Lang: e.sheet.Lang, Origin: e.origin,
		Path: e.path, Gone: e.gone, Sections: len(e.sheet.Sections), UpdatedAt: e.updatedAt,
	}
	for _, q := range e.sheet.Questions() {
		sum.Questions++
		sum.KeyPoints += len(q.KeyPoints)
	}
	for _, p := range e.sheet.Problems {
		if p.Severity == qa.Error {
			sum.Errors++
		} else {
			sum.Warnings++
		}
	}
	if e.fault != nil {
		sum.Title = e.name
		sum.Errors++
	}
	if last != nil {
		sum.LastCoverage, sum.LastAt = &last.Final, &last.FinishedAt
	}
	return sum
}

func (s *Server) showSheet(c echo.Context) error {
	e, err := s.library.find(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	return s.answerSheet(c, http.StatusOK, e)
}

func (s *Server) answerSheet(c echo.Context, status int, e entry) error {
	known := history{}
	if e.id != "" {
		var err error
		if known, err = s.history(c.Request().Context(), owner(c), e.id); err != nil {
			return err
		}
	}
	return writeJSON(c, status, viewSheet(e, known, langOf(c.Request())))
}

// history is what interviews have left behind on a sheet.
type history struct {
	last   map[string]store.Outcome // by question id
	taught []store.Alias
	notes  []qa.Note
}

func (s *Server) history(ctx context.Context, owner, sheet string) (h history, err error) {
	if h.last, err = s.Store.LastOutcomes(ctx, owner, sheet); err == nil {
		h.taught, err = s.Store.Aliases(ctx, owner, sheet)
	}
	if err == nil {
		h.notes, err = s.Store.Notes(ctx, owner, sheet)
	}
	return h, err
}

type sheetView struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Origin    string        `json:"origin"`
	Path      string        `json:"path"`
	Gone      bool          `json:"gone"`
	UpdatedAt int64         `json:"updated_at"`
	Title     string        `json:"title"`
	Lang      qa.Lang       `json:"lang"`
	Version   string        `json:"version"`
	Sections  []sectionView `json:"sections"`
	Problems  []qa.Problem  `json:"problems"`
}

type sectionView struct {
	Title     string         `json:"title"`
	Line      int            `json:"line"`
	Questions []questionView `json:"questions"`
}

type questionView struct {
	qa.Question
	KeyPoints []keyPointView `json:"key_points"`
	Seconds   int            `json:"seconds"` // that the model answer takes to say
	Last      *lastView      `json:"last"`
}

type lastView struct {
	Unaided   float64             `json:"unaided"`
	Final     float64             `json:"final"`
	At        int64               `json:"at"`
	Interview string              `json:"interview"`
	Levels    map[string]qa.Level `json:"levels"`
}

func viewSheet(e entry, known history, lang qa.Lang) sheetView {
	v := sheetView{
		ID: e.id, Name: e.name, Origin: e.origin, Path: e.path, Gone: e.gone, UpdatedAt: e.updatedAt,
		Title: e.sheet.Title, Lang: e.sheet.Lang, Version: e.sheet.Version,
		Sections: []sectionView{}, Problems: append([]qa.Problem{}, e.sheet.Problems...),
	}
	if e.fault != nil {
		v.Title = e.name
		v.Problems = append(v.Problems, qa.Problem{Line: 1, Severity: qa.Error, Message: e.fault.sentence(lang)})
	}
	for _, sec := range e.sheet.Sections {
		sv := sectionView{Title: sec.Title, Line: sec.Line, Questions: []questionView{}}
		for _, q := range sec.Questions {
			sv.Questions = append(sv.Questions, viewQuestion(q, e.sheet.Lang, known))
		}
		v.Sections = append(v.Sections, sv)
	}
	return v
}

func viewQuestion(q qa.Question, lang qa.Lang, known history) questionView {
	v := questionView{Question: q, KeyPoints: viewKeyPoints(q.KeyPoints, known)}
	v.Seconds = int(qa.SpeakingTime(lang, q.ModelAnswer).Seconds())
	if o, ok := known.last[q.ID]; ok {
		v.Last = &lastView{o.Unaided, o.Final, o.At, o.Interview, o.Levels}
	}
	return v
}

func (s *Server) showSource(c echo.Context) error {
	ctx := c.Request().Context()
	e, err := s.library.find(ctx, owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	source, err := s.library.source(ctx, owner(c), e)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/markdown; charset=utf-8", []byte(source))
}

// upload is a sheet as a client sends it.
type upload struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// readUpload allows for what JSON's escapes add to the text.
func (s *Server) readUpload(c echo.Context) (upload, error) {
	var in upload
	err := readJSON(c, 2*s.Limits.SheetBytes+bodyBytes, &in)
	switch {
	case faultOf(err) == errBodyTooLarge, len(in.Text) > s.Limits.SheetBytes:
		return in, errSheetTooLarge.with(size(s.Limits.SheetBytes))
	case err != nil:
		return in, err
	case strings.TrimSpace(in.Text) == "":
		return in, errSheetEmpty
	}
	in.Name = tidyName(in.Name)
	return in, nil
}

// maxName bounds a sheet's name, in characters.
const maxName = 120

// tidyName makes one short line of what may be a path.
func tidyName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Join(strings.Fields(name), " ")
	if utf8.RuneCountInString(name) > maxName {
		name = string([]rune(name)[:maxName])
	}
	return name
}

func (s *Server) checkSheet(c echo.Context) error {
	in, err := s.readUpload(c)
	if err != nil {
		return err
	}
	return s.answerSheet(c, http.StatusOK, entry{name: in.Name, sheet: titled(qa.Parse([]byte(in.Text)), in.Name)})
}

func (s *Server) addSheet(c echo.Context) error {
	in, err := s.readUpload(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	all, err := s.library.list(ctx, owner(c))
	if err != nil {
		return err
	}
	if len(all) >= s.Limits.Sheets {
		return errTooManySheets.with(s.Limits.Sheets)
	}
	id, err := s.newID("u_")
	if err != nil {
		return err
	}
	return s.putSheet(c, http.StatusCreated, id, in, s.Now().UnixMilli())
}

func (s *Server) replaceSheet(c echo.Context) error {
	in, err := s.readUpload(c)
	if err != nil {
		return err
	}
	was, err := s.library.find(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	if was.origin != fromUpload {
		return errNotUploaded
	}
	if in.Name == "" {
		in.Name = was.name
	}
	return s.putSheet(c, http.StatusOK, was.id, in, s.Now().UnixMilli())
}

func (s *Server) putSheet(c echo.Context, status int, id string, in upload, now int64) error {
	sheet := s.library.parsed.parse(in.Text)
	if in.Name == "" {
		in.Name = sheet.Title
	}
	row := store.Sheet{
		ID: id, Owner: owner(c), Name: in.Name, Origin: fromUpload,
		Source: in.Text, Version: sheet.Version, CreatedAt: now, UpdatedAt: now,
	}
	if err := s.Store.PutSheet(c.Request().Context(), row); err != nil {
		return err
	}
	c.Response().Header().Set("Location", "/api/sheets/"+id)
	return s.answerSheet(c, status, s.library.stored(row))
}

// removeSheet forgets an uploaded sheet, or what is left of a file that is gone.
func (s *Server) removeSheet(c echo.Context) error {
	ctx := c.Request().Context()
	e, err := s.library.find(ctx, owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	if e.origin == fromFile && !e.gone {
		return errNotUploaded
	}
	if err := s.Store.DeleteSheet(ctx, owner(c), e.id); err != nil {
		return orMissing(err, errNoSheet)
	}
	return c.NoContent(http.StatusNoContent)
}

// rehearsable finds a sheet that an interview can be planned from.
func (s *Server) rehearsable(c echo.Context, id string) (entry, error) {
	e, err := s.library.find(c.Request().Context(), owner(c), id)
	switch {
	case err != nil:
		return e, err
	case e.gone:
		return e, errSheetGone
	case e.fault != nil:
		return e, e.fault
	}
	return e, nil
}
