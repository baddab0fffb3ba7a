// Command cmd runs a scripted model server, to try Mondo against servers that
// reply, and against servers that misbehave:
//
//	go run ./server/llm/llmtest/cmd --first-token 200ms --fault stall
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"mondo/server/llm/llmtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "llmtest:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var script llmtest.Script
	flags := flag.NewFlagSet("llmtest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:0", "where to listen; port 0 takes a free one")
	models := flags.String("models", "", "the models that there are, with commas between them (default any)")
	reply := flags.String("reply", "", "reply this to everything (default a plain interviewer's questions)")
	flags.StringVar((*string)(&script.Fault), "fault", "", "misbehave; several are joined with +; see below")
	flags.StringVar(&script.Key, "key", "", "the only key to accept (default any)")
	flags.DurationVar(&script.FirstToken, "first-token", 0, "time to the first token")
	flags.DurationVar(&script.BetweenTokens, "between-tokens", 0, "time between tokens")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "A model server without a model. It prints the base URL to use.")
		flags.PrintDefaults()
		fmt.Fprintf(stderr, "\nFaults, also for single requests with the model name fault-NAME:\n%s", llmtest.Described())
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if err := script.Fault.Check(); err != nil {
		return fmt.Errorf("--fault %s: %w; --help lists them", script.Fault, err)
	}
	if *models != "" {
		script.Models = strings.Split(*models, ",")
	}
	if *reply != "" {
		script.Reader = llmtest.Always(*reply)
	}
	return llmtest.New(script).ListenAndServe(ctx, *addr, func(url string) { fmt.Fprintln(stdout, url) })
}
