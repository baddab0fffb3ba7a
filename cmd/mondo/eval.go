package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"

	"mondo/qa/coverage"
	"mondo/qa/coverage/eval"
	"mondo/server/judge"
)

type evalCmd struct {
	modelFlags
	File        string `arg:"" help:"Labelled answers, one JSON object a line, or - for the standard input."`
	Scorer      string `enum:"lexical,judge" default:"lexical" help:"The scorer to measure: lexical, or judge (a model, which the flags name)."`
	Predictions string `placeholder:"OUT" type:"path" help:"Write what the scorer said of each answer to this file, one JSON object a line."`
	Sheets      string `placeholder:"DIR" type:"existingdir" help:"The folder with the sheets that the answers name."`
	JSON        bool   `name:"json" help:"Print JSON for programs."`
	ownWords
}

func (evalCmd) Help() string {
	return `Example:
  mondo eval answers.jsonl --sheets sheets/ --predictions said.jsonl
  mondo eval answers.jsonl --scorer judge --model-url http://127.0.0.1:11434/v1 --model llama3.1`
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
	opts := eval.Options{Name: c.Scorer, Lexicon: own, Predictions: &predictions, Tokens: coverage.NewTokenizer()}
	if c.Scorer == "judge" {
		client, err := c.client(w)
		if err != nil {
			return err
		}
		defer client.Close()
		opts.Scorer = judge.Measured{
			Judge: judge.New(judge.Config{Model: client, Name: cmp.Or(c.JudgeModel, c.Model)}),
			Words: eval.Lexical(opts.Tokens, own), Scope: "eval",
		}
	}
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
