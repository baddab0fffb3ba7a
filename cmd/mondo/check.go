package main

import (
	"fmt"

	"mondo/qa"
)

type checkCmd struct {
	Sheets []string `arg:"" name:"sheet" help:"Q&A sheets in Markdown, or - for the standard input."`
}

func (checkCmd) Help() string {
	return `Problems go to the standard output as FILE:LINE: SEVERITY: MESSAGE, so that editors find their place. The exit code is 1 when one of them is an error.

Example:
  mondo check interview.md`
}

func (c checkCmd) Run(w *world) error {
	failed := false
	for _, path := range c.Sheets {
		_, sheet, err := readSheet(w, path)
		if err != nil {
			return err
		}
		for _, p := range sheet.Problems {
			fmt.Fprintf(w.stdout, "%s:%d: %s: %s\n", path, p.Line, p.Severity, p.Message)
			failed = failed || p.Severity == qa.Error
		}
		fmt.Fprintf(w.stderr, "%s: %s\n", path, tally(sheet))
	}
	if failed {
		return errFindings
	}
	return nil
}

// tally says in one line what a sheet holds.
func tally(s *qa.Sheet) string {
	points := 0
	for _, q := range s.Questions() {
		points += len(q.KeyPoints)
	}
	return fmt.Sprintf("%s, %s, %s, %s",
		count(len(s.Sections), "section"), count(len(s.Questions()), "question"),
		count(points, "key point"), count(len(s.Problems), "problem"))
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
