package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"mondo/qa"
	"mondo/server"
	"mondo/server/llm"
)

type modelsCmd struct {
	data
	modelFlags
	JSON bool `name:"json" help:"Print JSON for programs."`
}

func (modelsCmd) Help() string {
	return `Tries the model that the flags name, or else the one of the settings page, with two short prompts for each.

Examples:
  mondo models --model-url http://127.0.0.1:11434/v1 --model llama3.1
  MONDO_MODEL_KEY=… mondo models --model-url https://api.openai.com/v1 --model NAME`
}

func (c modelsCmd) Run(ctx context.Context, w *world) error {
	quiet := slog.New(slog.DiscardHandler)
	db, err := c.open(ctx, w, quiet)
	if err != nil {
		return err
	}
	defer db.Close()
	models, err := c.models(ctx, w, db, quiet, nil)
	if err != nil {
		return err
	}
	defer models.Close()
	trials, err := models.TryInUse(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(w.stdout, server.ViewTrials(trials, qa.English))
	}
	return printTrials(w.stdout, trials)
}

// printTrials says in words what works. It ends in findings when something does not.
func printTrials(out io.Writer, trials []llm.Trial) error {
	var failed error
	for _, t := range trials {
		fmt.Fprintf(out, "%s: %s\n", t.Role, t.Model)
		for _, line := range trialLines(t) {
			fmt.Fprintf(out, "  %s\n", line)
		}
		if !t.Replies {
			failed = errFindings
			if len(t.Offered) > 0 {
				fmt.Fprintf(out, "  the server has: %s\n", strings.Join(t.Offered, ", "))
			}
		}
	}
	return failed
}

func trialLines(t llm.Trial) []string {
	var lines []string
	if t.Replies {
		lines = append(lines,
			fmt.Sprintf("replies; the first words come after %s", t.FirstToken.Round(10*time.Millisecond)),
			yesNo(t.Streams, "streams", "does not stream: words come all at once"),
			map[llm.Structure]string{
				llm.BySchema: "keeps to a JSON schema",
				llm.ByObject: "gives JSON, without a schema: verdicts are read leniently",
				llm.Free:     "does not promise JSON: verdicts are read leniently",
			}[t.Structure],
			yesNo(t.Counts, "counts its tokens", "does not count its tokens: they are estimated"))
		if t.Thinks {
			lines = append(lines, "thinks before it speaks: what it thinks is not shown, but takes time")
		}
	}
	for _, code := range t.Problems {
		lines = append(lines, "! "+server.ModelProblem(code, qa.English))
	}
	return lines
}

func yesNo(yes bool, is, isNot string) string {
	if yes {
		return is
	}
	return isNot
}
