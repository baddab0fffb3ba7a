package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"unicode/utf8"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
)

type scoreCmd struct {
	Sheet    string `arg:"" help:"A Q&A sheet in Markdown."`
	Question string `required:"" placeholder:"ID|TEXT" help:"The question that was answered: its id, or its text."`
	Answer   string `default:"-" placeholder:"FILE" help:"The answer in a file; - is the standard input (default)."`
	Spoken   bool   `help:"The answer is a transcript of speech."`
	JSON     bool   `name:"json" help:"Print JSON for programs. Offsets are bytes of the answer."`
	ownWords
}

func (scoreCmd) Help() string {
	return `Examples:
  mondo questions interview.md            lists the questions with their ids
  mondo score interview.md --question "Why this company?" --answer answer.txt
  pbpaste | mondo score interview.md --question q_12ab34 --json`
}

func (c scoreCmd) Run(w *world) error {
	_, sheet, err := readSheet(w, c.Sheet)
	if err != nil {
		return err
	}
	q, ok := sheet.FindQuestion(c.Question)
	if !ok {
		return fmt.Errorf("%s has no question %q: mondo questions %s lists them", c.Sheet, c.Question, c.Sheet)
	}
	answer, err := readInput(w, c.Answer, interview.MaxAnswerBytes)
	if err != nil {
		return err
	}
	if !utf8.Valid(answer) {
		return errors.New("the answer is not UTF-8 text: save it as UTF-8 and try again")
	}
	modality := interview.Typed
	if c.Spoken {
		modality = interview.Spoken
	}
	own, err := c.read(w)
	if err != nil {
		return err
	}
	scorer := coverage.Prepare(coverage.NewTokenizer(), sheet.Lang, sheet.Questions(), own, coverage.Groups(sheet.Aliases))
	scores := scorer.Score(q, coverage.Answer{Text: string(answer), Modality: string(modality)})
	result := resultOf(q, scores)
	if c.JSON {
		return printJSON(w.stdout, result)
	}
	printResult(w.stdout, q, result)
	return nil
}

// scoreResult is what the command prints for programs. Its shape is a promise.
type scoreResult struct {
	Coverage  float64      `json:"coverage"`
	Scorer    string       `json:"scorer"`
	KeyPoints []scorePoint `json:"key_points"`
	Claims    []qa.Claim   `json:"claims"`
}

type scorePoint struct {
	ID           string    `json:"id"`
	Text         string    `json:"text"`
	Verdict      qa.Level  `json:"verdict"`
	Contradicted bool      `json:"contradicted"`
	Evidence     []qa.Span `json:"evidence"`
}

func resultOf(q qa.Question, s qa.Scores) scoreResult {
	r := scoreResult{Scorer: s.Scorer, KeyPoints: []scorePoint{}, Claims: append([]qa.Claim{}, s.Claims...)}
	verdicts, levels := map[string]qa.Verdict{}, map[string]qa.Level{}
	for _, v := range s.Verdicts {
		verdicts[v.KeyPoint], levels[v.KeyPoint] = v, v.Level
	}
	for _, k := range q.KeyPoints {
		v, judged := verdicts[k.ID]
		if !judged {
			v.Level = qa.Missed
		}
		r.KeyPoints = append(r.KeyPoints, scorePoint{k.ID, k.Text, v.Level, v.Contradicted, append([]qa.Span{}, v.Evidence...)})
	}
	r.Coverage = math.Round(qa.Coverage(q.KeyPoints, levels)*1e4) / 1e4
	return r
}

func printResult(out io.Writer, q qa.Question, r scoreResult) {
	fmt.Fprintf(out, "%s\n%.0f %% of the key points (%s)\n\n", q.Text, 100*r.Coverage, r.Scorer)
	for _, k := range r.KeyPoints {
		fmt.Fprintf(out, "  %s %s\n", mark(k.Verdict), k.Text)
		for _, e := range k.Evidence {
			fmt.Fprintf(out, "      | %s\n", e.Text)
		}
		if k.Contradicted {
			fmt.Fprintf(out, "      ! the answer says otherwise\n")
		}
	}
	for _, claim := range r.Claims {
		fmt.Fprintf(out, "\n  ! %s\n    the sheet says (line %d): %s\n", claim.Text, claim.Line, claim.Sheet)
	}
}

// mark is how a teacher marks: a circle, a triangle, a cross.
func mark(l qa.Level) string {
	switch l {
	case qa.Covered:
		return "◯"
	case qa.Partial:
		return "△"
	}
	return "✕"
}
