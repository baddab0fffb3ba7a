package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-isatty"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

type rehearseCmd struct {
	data
	modelFlags
	ownWords
	Sheet     string   `arg:"" help:"A Q&A sheet in Markdown."`
	Question  []string `sep:"none" placeholder:"ID|TEXT" help:"Ask only these questions; may be given several times."`
	Section   []string `sep:"none" placeholder:"TITLE" help:"Ask only the questions of these sections; may be given several times."`
	Count     int      `placeholder:"N" help:"Ask this many questions (default: all)."`
	Order     string   `enum:"sheet,shuffled,weakest" default:"sheet" help:"sheet, shuffled, or weakest (lowest last coverage first)."`
	FollowUps int      `default:"${followups}" placeholder:"N" help:"Follow-ups for each question, 0 to 5 (default ${default})."`
	Mode      string   `enum:"mock,coach" default:"mock" help:"mock (results at the end) or coach (after each question)."`
	Persona   string   `enum:"friendly,neutral,demanding" default:"neutral" help:"friendly, neutral or demanding."`
	Speak     string   `enum:"ja,en," default:"" placeholder:"LANG" help:"The interviewer's language, ja or en (default: the sheet's)."`
	Timed     bool     `help:"Show how long each answer should take: as long as its model answer."`
	Lang      string   `enum:"ja,en," default:"" placeholder:"LANG" help:"The language of what is on the screen, ja or en (default: from LANG)."`
	Ask       bool     `help:"Ask about what the scorer could not tell, also when the answers come from a pipe."`
	Forget    bool     `help:"Keep nothing of this rehearsal."`
}

func (rehearseCmd) Help() string {
	return `Type your answer and end it with an empty line. Lines that start with a colon are commands: :skip :hint :repeat :pause :finish :help.

Examples:
  mondo rehearse interview.md
  mondo rehearse interview.md --count 3 --order weakest --persona demanding
  mondo rehearse interview.md --section "Motivation" --mode coach --forget`
}

func (c rehearseCmd) Run(ctx context.Context, w *world) error {
	if c.Sheet == "-" {
		return usageError{errors.New("rehearse reads your answers from the standard input, so the sheet must be a file")}
	}
	source, sheet, err := readSheet(w, c.Sheet)
	if err != nil {
		return err
	}
	settings, err := c.settings(sheet)
	if err != nil {
		return err
	}
	own, err := c.read(w)
	if err != nil {
		return err
	}
	quiet := slog.New(slog.DiscardHandler)
	db, err := c.openOrForget(ctx, w, quiet)
	if err != nil {
		return err
	}
	defer db.close()
	models, err := c.models(ctx, w, db.Store, quiet, nil)
	if err != nil {
		return err
	}
	defer models.Close()
	settings.Model = models.Ready()
	id, err := plan(ctx, db.Store, c.Sheet, source, sheet, settings)
	if err != nil {
		return err
	}
	pace := live.DefaultPace
	if !isTerminal(w.stdout) {
		pace = 0
	}
	host := newHost(db.Store, coverage.NewTokenizer(), own, models, pace, quiet)
	defer closeHost(ctx, host)
	running, err := host.Open(ctx, server.Owner, id)
	if err != nil {
		return err
	}
	screen := newScreen(w, c.screenLang(w, sheet.Lang), c.Forget, c.Ask)
	ended, err := screen.rehearse(ctx, running)
	if errors.Is(err, context.Canceled) {
		screen.interrupted(id)
		return nil
	}
	if err != nil {
		return err
	}
	screen.summary(ended.Report(id))
	return nil
}

// settings turns flags into an interview's settings.
func (c rehearseCmd) settings(sheet *qa.Sheet) (interview.Settings, error) {
	set := interview.Settings{
		Count: c.Count, Order: interview.Order(c.Order), FollowUps: c.FollowUps, Mode: interview.Mode(c.Mode),
		Persona: qa.Persona(c.Persona), Lang: qa.Lang(c.Speak), Timed: c.Timed,
	}
	for _, want := range c.Question {
		q, ok := sheet.FindQuestion(want)
		if !ok {
			return set, fmt.Errorf("%s has no question %q: mondo questions %s lists them", c.Sheet, want, c.Sheet)
		}
		set.Questions = append(set.Questions, q.ID)
	}
	for _, title := range c.Section {
		ids := inSection(sheet, title)
		if len(ids) == 0 {
			return set, fmt.Errorf("%s has no section %q: mondo questions %s lists them", c.Sheet, title, c.Sheet)
		}
		set.Questions = append(set.Questions, ids...)
	}
	return set, nil
}

func inSection(sheet *qa.Sheet, title string) []string {
	var ids []string
	for _, sec := range sheet.Sections {
		if sec.Title != title {
			continue
		}
		for _, q := range sec.Questions {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// kept is a database, and how to leave it.
type kept struct {
	*store.Store
	close func()
}

// openOrForget opens the database, or one that is removed afterwards.
func (c rehearseCmd) openOrForget(ctx context.Context, w *world, log *slog.Logger) (kept, error) {
	if !c.Forget {
		db, err := c.open(ctx, w, log)
		if err != nil {
			return kept{}, err
		}
		return kept{db, func() { db.Close() }}, nil
	}
	dir, err := os.MkdirTemp("", "mondo-")
	if err != nil {
		return kept{}, fmt.Errorf("make a place for the rehearsal: %w", err)
	}
	db, err := store.Open(ctx, filepath.Join(dir, "mondo.db"), log)
	if err != nil {
		os.RemoveAll(dir)
		return kept{}, err
	}
	return kept{db, func() { db.Close(); os.RemoveAll(dir) }}, nil
}

// plan stores the sheet as it is now and an interview over it.
func plan(ctx context.Context, db *store.Store, path string, source []byte, sheet *qa.Sheet, set interview.Settings) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	sheetID, now := server.FileID(abs), time.Now().UnixMilli()
	row := store.Sheet{
		ID: sheetID, Owner: server.Owner, Name: filepath.Base(abs), Origin: "file", Path: abs,
		Source: string(source), Version: sheet.Version, CreatedAt: now, UpdatedAt: now,
	}
	if err := db.PutSheet(ctx, row); err != nil {
		return "", err
	}
	outcomes, err := db.LastOutcomes(ctx, server.Owner, sheetID)
	if err != nil {
		return "", err
	}
	notes, err := db.Notes(ctx, server.Owner, sheetID)
	if err != nil {
		return "", err
	}
	last := map[string]float64{}
	for question, o := range outcomes {
		last[question] = o.Final
	}
	var random [18]byte
	_, _ = rand.Read(random[:]) // never fails
	planned, err := interview.Plan(sheetID, sheet.Noted(notes), set, binary.LittleEndian.Uint64(random[:8]), last)
	if err != nil {
		return "", planInWords(path, err)
	}
	id := fmt.Sprintf("i_%x", random[8:])
	return id, db.CreateInterview(ctx, server.Owner, id, interview.Record{Seq: 1, At: now, Event: planned})
}

func planInWords(path string, err error) error {
	var p *interview.PlanError
	if !errors.As(err, &p) {
		return err
	}
	switch p.Code {
	case interview.PlanNoQuestions:
		return fmt.Errorf("%s has no question to ask: mondo check %s says why", path, path)
	case interview.PlanFollowUps:
		return usageError{fmt.Errorf("--follow-ups %s: want 0 to %d", p.Value, interview.MaxFollowUps)}
	case interview.PlanCount:
		return usageError{fmt.Errorf("--count %s: want 1 or more", p.Value)}
	}
	return err
}

func (c rehearseCmd) screenLang(w *world, sheet qa.Lang) qa.Lang {
	if c.Lang != "" {
		return qa.Lang(c.Lang)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, ok := w.env(name); ok && len(value) >= 2 {
			switch value[:2] {
			case "ja":
				return qa.Japanese
			case "en":
				return qa.English
			}
		}
	}
	return sheet
}

// isTerminal reports whether a person sits at the stream.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	return isatty.IsTerminal(f.Fd())
}
