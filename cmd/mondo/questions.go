package main

import (
	"encoding/json"
	"fmt"
	"io"

	"mondo/qa"
)

type questionsCmd struct {
	Sheet string `arg:"" help:"A Q&A sheet in Markdown, or - for the standard input."`
	JSON  bool   `name:"json" help:"Print JSON for programs."`
}

func (questionsCmd) Help() string {
	return `Key points are marked * when they are vital; the number is their line in the sheet.

Examples:
  mondo questions interview.md
  mondo questions interview.md --json | jq '.sections[].questions[].text'`
}

func (c questionsCmd) Run(w *world) error {
	_, sheet, err := readSheet(w, c.Sheet)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(w.stdout, outlineOf(sheet))
	}
	printOutline(w.stdout, sheet)
	return nil
}

// outline is a sheet as the command prints it for programs. Its shape is a promise.
type outline struct {
	Title    string           `json:"title"`
	Sections []outlineSection `json:"sections"`
	Problems []qa.Problem     `json:"problems"`
}

type outlineSection struct {
	Title     string            `json:"title"`
	Questions []outlineQuestion `json:"questions"`
}

type outlineQuestion struct {
	ID        string         `json:"id"`
	Text      string         `json:"text"`
	Line      int            `json:"line"`
	KeyPoints []outlinePoint `json:"key_points"`
}

type outlinePoint struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Vital bool   `json:"vital"`
	Line  int    `json:"line"`
}

func outlineOf(s *qa.Sheet) outline {
	o := outline{Title: s.Title, Sections: []outlineSection{}, Problems: append([]qa.Problem{}, s.Problems...)}
	for _, sec := range s.Sections {
		section := outlineSection{Title: sec.Title, Questions: []outlineQuestion{}}
		for _, q := range sec.Questions {
			question := outlineQuestion{q.ID, q.Text, q.Line, []outlinePoint{}}
			for _, k := range q.KeyPoints {
				question.KeyPoints = append(question.KeyPoints, outlinePoint{k.ID, k.Text, k.Vital, k.Line})
			}
			section.Questions = append(section.Questions, question)
		}
		o.Sections = append(o.Sections, section)
	}
	return o
}

func printOutline(out io.Writer, s *qa.Sheet) {
	if s.Title != "" {
		fmt.Fprintf(out, "%s\n", s.Title)
	}
	for _, sec := range s.Sections {
		if sec.Title != "" {
			fmt.Fprintf(out, "\n%s\n", sec.Title)
		}
		for _, q := range sec.Questions {
			fmt.Fprintf(out, "\n  %d  %s  (%s)\n", q.Line, q.Text, q.ID)
			for _, k := range q.KeyPoints {
				mark := " "
				if k.Vital {
					mark = "*"
				}
				fmt.Fprintf(out, "    %s %d  %s\n", mark, k.Line, k.Text)
			}
		}
	}
}

// printJSON prints v for programs and for people who look over their shoulders.
func printJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
