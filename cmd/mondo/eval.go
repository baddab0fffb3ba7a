package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"mondo/qa/coverage/eval"
)

type evalCmd struct {
	File        string `arg:"" help:"Labelled answers, one JSON object a line, or - for the standard input."`
	Scorer      string `enum:"lexical" default:"lexical" help:"The scorer to measure: lexical."`
	Predictions string `placeholder:"OUT" type:"path" help:"Write what the scorer said of each answer to this file, one JSON object a line."`
	Sheets      string `placeholder:"DIR" type:"existingdir" help:"The folder with the sheets that the answers name."`
	JSON        bool   `name:"json" help:"Print JSON for programs."`
	ownWords
}

func (evalCmd) Help() string {
	return `Example:
  mondo eval answers.jsonl --sheets sheets/ --predictions said.jsonl`
}

func (c evalCmd) Run(ctx context.Context, w *world) error {
	labelled, err := readInput(w, c.File, maxSheet)
	if err != nil {
		return err
	}
	var predictions bytes.Buffer
	own, err := c.read(w)
	if err != nil {
		return err
	}
	opts := eval.Options{Name: c.Scorer, Lexicon: own, Predictions: &predictions}
	if c.Sheets != "" {
		opts.Sheets = os.DirFS(c.Sheets)
	}
	result, err := eval.Run(ctx, bytes.NewReader(labelled), opts)
	if err != nil {
		return fmt.Errorf("evaluate %s: %w", c.File, err)
	}
	if c.Predictions != "" {
		if err := os.WriteFile(c.Predictions, predictions.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write the predictions: %w", err)
		}
	}
	if c.JSON {
		return result.JSON(w.stdout)
	}
	return result.Text(w.stdout)
}
