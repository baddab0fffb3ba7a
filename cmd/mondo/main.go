// Command mondo rehearses prepared answers: in the browser (mondo serve), in
// the terminal (mondo rehearse), and it looks at sheets and answers by
// themselves. It only wires the packages together; one file holds one
// subcommand. Start from [run].
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"mondo/server/interview"
)

// version is set by the linker.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.LookupEnv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(exitCode(err, os.Stderr))
}

// Exit codes beside 0.
const (
	exitFindings = 1 // something is wrong, or was found
	exitUsage    = 2
)

// errFindings ends a command that has said already what it found.
var errFindings = errors.New("findings")

// usageError is about the command line itself.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func exitCode(err error, stderr io.Writer) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "mondo: %s\nRun mondo --help to see what there is.\n", err)
		return exitUsage
	default:
		fmt.Fprintf(stderr, "mondo: %s\n", err)
		return exitFindings
	}
}

// world is what a command may touch: its streams and its environment.
type world struct {
	env            func(name string) (string, bool)
	stdin          io.Reader
	stdout, stderr io.Writer
}

type commands struct {
	Serve     serveCmd     `cmd:"" help:"Rehearse in the browser: start the server and print its address."`
	Rehearse  rehearseCmd  `cmd:"" help:"Rehearse in the terminal."`
	Questions questionsCmd `cmd:"" help:"Show the questions and key points that Mondo reads from a sheet."`
	Check     checkCmd     `cmd:"" help:"Show what is wrong with a sheet, by line."`
	Score     scoreCmd     `cmd:"" help:"Show which key points one answer conveys."`
	Report    reportCmd    `cmd:"" help:"Print the report of an interview."`
	Models    modelsCmd    `cmd:"" help:"Try the model behind the interviewer, and say what works."`
	Eval      evalCmd      `cmd:"" help:"Compare the scorer with labelled answers."`
	Health    healthCmd    `cmd:"" help:"Ask whether a server answers; for health checks."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}

const description = `Mondo asks you the questions of your own Q&A sheet, listens to your answers, and shows which of your key points you conveyed.

  mondo serve interview.md             rehearse in the browser
  mondo serve ~/sheets                 all sheets of a folder
  mondo rehearse interview.md          rehearse in the terminal
  mondo check interview.md             is the sheet read as you meant it?
  mondo report last --format md        the last report, in Markdown

Every flag can be set in the environment too: --allow-origin as MONDO_ALLOW_ORIGIN.`

// run carries out one command line.
func run(ctx context.Context, args []string, env func(string) (string, bool), stdin io.Reader, stdout, stderr io.Writer) error {
	w := &world{env, stdin, stdout, stderr}
	var c commands
	helped := false
	parser, err := kong.New(&c,
		kong.Name("mondo"), kong.Description(description),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }), // kong has printed the help that was asked for
		kong.Vars{"followups": strconv.Itoa(interview.DefaultFollowUps)},
		kong.Resolvers(fromEnvironment(env)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(w),
	)
	if err != nil {
		return fmt.Errorf("set up the command line: %w", err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return usageError{err}
	}
	return parsed.Run()
}

// fromEnvironment gives every flag a variable: --allow-origin is MONDO_ALLOW_ORIGIN.
func fromEnvironment(env func(string) (string, bool)) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if flag.Name == "help" {
			return nil, nil
		}
		name := "MONDO_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if value, ok := env(name); ok && value != "" {
			return value, nil
		}
		return nil, nil
	})
}

type versionCmd struct{}

func (versionCmd) Run(w *world) error {
	_, err := fmt.Fprintf(w.stdout, "mondo %s\n", version)
	return err
}
