package server_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mondo/server"
)

type sheetJSON struct {
	ID, Title, Name, Lang, Origin, Path, Version string
	Gone                                         bool
	Sections                                     []struct {
		Title     string
		Questions []struct {
			ID        string
			Text      string
			Line      int
			Seconds   int
			KeyPoints []struct{ ID, Text string } `json:"key_points"`
			Last      *struct {
				Unaided, Final float64
				Levels         map[string]string
			}
		}
	}
	Problems []struct {
		Line              int
		Severity, Message string
	}
}

type listJSON struct {
	Sheets []struct {
		ID, Title, Name, Origin, Path string
		Gone                          bool
		Sections, Questions, Errors   int
		KeyPoints                     int      `json:"key_points"`
		LastCoverage                  *float64 `json:"last_coverage"`
	}
}

func TestUploadedSheet(t *testing.T) {
	w := start(t)
	id := w.upload(sheet)
	var got sheetJSON
	w.want(200, "GET", "/api/sheets/"+id, nil, &got)
	if got.Title != "Interview for Harbour Freight Systems" || got.Origin != "upload" || len(got.Sections) != 2 {
		t.Errorf("sheet %+v", got)
	}
	q := got.Sections[0].Questions[0]
	if q.Text != "What did you do at your last job?" || q.Line != 5 || len(q.KeyPoints) != 3 || q.Seconds == 0 || q.Last != nil {
		t.Errorf("question %+v", q)
	}
	_, h, source := w.call("GET", "/api/sheets/"+id+"/source", nil, nil)
	if string(source) != sheet || h.Get("Content-Type") != "text/markdown; charset=utf-8" {
		t.Errorf("source as %s: %q", h.Get("Content-Type"), source)
	}

	w.want(200, "PUT", "/api/sheets/"+id, map[string]string{"text": "# New\n\n### Q: Why?\n\nBecause of the team.\n"}, &got)
	if got.ID != id || got.Title != "New" || got.Name != "sheet.md" {
		t.Errorf("replaced %+v", got)
	}
	w.want(204, "DELETE", "/api/sheets/"+id, nil, nil)
	w.wantError(404, "sheet_not_found", "GET", "/api/sheets/"+id, nil, nil)
	w.wantError(404, "sheet_not_found", "DELETE", "/api/sheets/"+id, nil, nil)
}

func TestCheckKeepsNothing(t *testing.T) {
	w := start(t)
	var got sheetJSON
	w.want(200, "POST", "/api/sheets/check", map[string]string{"name": "x.md", "text": "# Only a title\n"}, &got)
	if got.ID != "" || len(got.Problems) == 0 {
		t.Errorf("checked %+v", got)
	}
	var list listJSON
	w.want(200, "GET", "/api/sheets", nil, &list)
	if len(list.Sheets) != 0 {
		t.Errorf("kept %+v", list)
	}
}

// The folder is read again whenever somebody looks.
func TestSheetFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", sheet)
	write("b.txt", "Q: Who are you?\nA: An engineer from Kobe.\n")
	write("notes.pdf", "no sheet")
	write(".hidden.md", sheet)
	w := start(t, func(c *server.Config) { c.Sheets = []string{dir, filepath.Join(dir, "a.md")} })
	list := func() (l listJSON) {
		t.Helper()
		w.want(200, "GET", "/api/sheets", nil, &l)
		return l
	}
	first := list()
	if len(first.Sheets) != 2 || first.Sheets[0].Name != "a.md" || first.Sheets[0].Questions != 3 || first.Sheets[1].Title != "b" {
		t.Fatalf("library %+v", first)
	}
	a := first.Sheets[0].ID
	var got sheetJSON
	w.want(200, "GET", "/api/sheets/"+a, nil, &got)
	if got.Path != filepath.Join(dir, "a.md") || got.Origin != "file" {
		t.Errorf("sheet %+v", got)
	}
	w.wantError(409, "sheet_is_file", "PUT", "/api/sheets/"+a, map[string]string{"text": "x"}, nil)
	w.wantError(409, "sheet_is_file", "DELETE", "/api/sheets/"+a, nil, nil)

	// A change is seen, also one of the same length at once after the last.
	write("a.md", strings.Replace(sheet, "Harbour", "Horbaur", 1))
	if l := list(); !strings.Contains(l.Sheets[0].Title, "Horbaur") || l.Sheets[0].ID != a {
		t.Errorf("after the change %+v", l.Sheets[0])
	}

	// A file that is gone is shown as gone, cannot be rehearsed, and comes back.
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	l := list()
	if len(l.Sheets) != 2 || l.Sheets[1].ID != a || !l.Sheets[1].Gone {
		t.Errorf("after the removal %+v", l)
	}
	w.wantError(410, "sheet_gone", "POST", "/api/interviews", map[string]any{"sheet": a, "settings": map[string]any{}}, nil)
	write("a.md", sheet)
	if l := list(); l.Sheets[0].ID != a || l.Sheets[0].Gone {
		t.Errorf("after the return %+v", l)
	}

	// What is left of a file can be forgotten.
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	w.want(204, "DELETE", "/api/sheets/"+a, nil, nil)
	if l := list(); len(l.Sheets) != 1 {
		t.Errorf("after forgetting %+v", l)
	}
}

// A file with an old time is not read again until time or size change.
func TestSheetFileKeptWhileUnchanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte(sheet), 0o644); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	w := start(t, func(c *server.Config) { c.Sheets = []string{path} })
	var l listJSON
	w.want(200, "GET", "/api/sheets", nil, &l)
	title := l.Sheets[0].Title
	if err := os.WriteFile(path, []byte(strings.Replace(sheet, "Harbour", "Horbaur", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, old, old); err != nil { // as nobody does but this test
		t.Fatal(err)
	}
	w.want(200, "GET", "/api/sheets", nil, &l)
	if l.Sheets[0].Title != title {
		t.Errorf("a file that looks unchanged was read again")
	}
	if err := os.Chtimes(path, old, old.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	w.want(200, "GET", "/api/sheets", nil, &l)
	if l.Sheets[0].Title == title {
		t.Errorf("a file with a new time was not read again")
	}
}

func TestSheetFileInTrouble(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "large.md"), []byte(strings.Repeat(sheet, 20)), 0o644); err != nil {
		t.Fatal(err)
	}
	w := start(t, func(c *server.Config) {
		c.Sheets = []string{dir}
		c.Limits.SheetBytes = 4 << 10
	})
	var l listJSON
	w.want(200, "GET", "/api/sheets", nil, &l)
	if len(l.Sheets) != 1 || l.Sheets[0].Errors != 1 {
		t.Fatalf("library %+v", l)
	}
	var got sheetJSON
	w.want(200, "GET", "/api/sheets/"+l.Sheets[0].ID, nil, &got)
	if len(got.Problems) != 1 || !strings.Contains(got.Problems[0].Message, "4 KB") {
		t.Errorf("sheet %+v", got)
	}
	w.wantError(413, "sheet_too_large", "POST", "/api/interviews", map[string]any{"sheet": got.ID}, nil)
}

func TestNoSuchSheetFile(t *testing.T) {
	_, err := server.New(server.Config{Sheets: []string{"/nowhere/at all.md"}})
	if err == nil || !strings.Contains(err.Error(), "/nowhere/at all.md") {
		t.Errorf("error %v", err)
	}
}

func TestSheetLimits(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Limits.SheetBytes, c.Limits.Sheets = 1024, 2 })
	post := func(text string) map[string]string { return map[string]string{"name": "n", "text": text} }
	msg := w.wantError(413, "sheet_too_large", "POST", "/api/sheets", post(strings.Repeat("あ", 400)), header{"Accept-Language": "ja"})
	if !strings.Contains(msg, "1 KB を超えています") {
		t.Errorf("message %q", msg)
	}
	w.wantError(413, "sheet_too_large", "POST", "/api/sheets", post(strings.Repeat("x", 1<<20)), nil)
	w.wantError(422, "sheet_empty", "POST", "/api/sheets", post(" \n"), nil)
	w.upload("Q: a?\nA: b is c.\n")
	w.upload("Q: a?\nA: b is c.\n")
	w.wantError(409, "too_many_sheets", "POST", "/api/sheets", post("Q: a?"), nil)
}

func TestBadBodies(t *testing.T) {
	w := start(t)
	for name, body := range map[string]string{
		"not JSON": "name=x", "an array": "[]", "a number for text": `{"text":3}`,
		"invalid UTF-8": "{\"text\":\"\xff\"}", "cut": `{"text":"a`, "nothing": "",
	} {
		t.Run(name, func(t *testing.T) {
			w.wantError(400, "bad_request", "POST", "/api/sheets", body, nil)
		})
	}
	w.wantError(415, "json_wanted", "POST", "/api/sheets", "{}", header{"Content-Type": "text/plain", "Origin": w.URL})
	w.wantError(413, "body_too_large", "POST", "/api/interviews", `{"sheet":"`+strings.Repeat("x", 1<<20)+`"}`, nil)
}
