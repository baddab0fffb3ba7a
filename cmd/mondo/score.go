package main

import (
	"context"
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
	Audio    string `placeholder:"FILE" type:"path" help:"The answer as a recording, which a speech server recognises: wav, webm, ogg, mp4, m4a, mp3 or flac."`
	Spoken   bool   `help:"The answer is a transcript of speech."`
	JSON     bool   `name:"json" help:"Print JSON for programs. Offsets are bytes of the answer."`
	speechFlags
	ownWords
}

func (scoreCmd) Help() string {
	return `Examples:
  mondo questions interview.md            lists the questions with their ids
  mondo score interview.md --question "Why this company?" --answer answer.txt
  pbpaste | mondo score interview.md --question q_12ab34 --json
  mondo score interview.md --question q_12ab34 --audio answer.wav --speech-url http://127.0.0.1:8000/v1`
}

func (c scoreCmd) Run(ctx context.Context, w *world) error {
	_, sheet, err := readSheet(w, c.Sheet)
	if err != nil {
		return err
	}
	q, ok := sheet.FindQuestion(c.Question)
	if !ok {
		return fmt.Errorf("%s has no question %q: mondo questions %s lists them", c.Sheet, c.Question, c.Sheet)
	}
	answer, modality, err := c.answer(ctx, w, sheet, q)
	if err != nil {
		return err
	}
	own, err := c.read(w)
	if err != nil {
		return err
	}
	scorer := coverage.Prepare(coverage.NewTokenizer(), sheet.Lang, sheet.Questions(), own, coverage.Groups(sheet.Aliases))
	scores := scorer.Score(q, coverage.Answer{Text: answer, Modality: string(modality)})
	result := resultOf(q, scores)
	if c.Audio != "" {
		result.Transcript = answer
	}
	if c.JSON {
		return printJSON(w.stdout, result)
	}
	printResult(w.stdout, q, result)
	return nil
}

// answer is the text to be scored, and how it came about.
func (c scoreCmd) answer(ctx context.Context, w *world, sheet *qa.Sheet, q qa.Question) (string, interview.Modality, error) {
	if c.Audio != "" {
		text, err := c.heard(ctx, w, sheet, q)
		return text, interview.Spoken, err
	}
	answer, err := readInput(w, c.Answer, interview.MaxAnswerBytes)
	if err != nil {
		return "", "", err
	}
	if !utf8.Valid(answer) {
		return "", "", errors.New("the answer is not UTF-8 text: save it as UTF-8 and try again")
	}
	if c.Spoken {
		return string(answer), interview.Spoken, nil
	}
	return string(answer), interview.Typed, nil
}

// scoreResult is what the command prints for programs. Its shape is a promise.
type scoreResult struct {
	Coverage  float64      `json:"coverage"`
	Scorer    string       `json:"scorer"`
	KeyPoints []scorePoint `json:"key_points"`
	Claims    []qa.Claim   `json:"claims"`
	// Transcript is what was heard in a recording; offsets are bytes of it.
	Transcript string `json:"transcript,omitempty"`
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
	fmt.Fprintf(out, "%s\n", q.Text)
	if r.Transcript != "" {
		fmt.Fprintf(out, "heard: %s\n", r.Transcript)
	}
	fmt.Fprintf(out, "%.0f %% of the key points (%s)\n\n", 100*r.Coverage, r.Scorer)
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
