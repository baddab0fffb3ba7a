// Command cmd is a speech server for trying things out: it hears what its script
// says, in the dialect of a real server.
//
//	go run ./server/speech/speechtest/cmd --dialect vllm --script words.txt --delay 300ms
//
// It prints its address, which MONDO_SPEECH_URL takes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"mondo/server/speech/speechtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "speechtest:", err)
		stop()
		os.Exit(1)
	}
}

// patience is how long requests under way may still take at the end.
const patience = 2 * time.Second

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	addr, config, err := settings(args, stderr)
	if err != nil {
		return err
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	srv := &http.Server{Handler: speechtest.New(config), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(listener) }()
	fmt.Fprintf(stdout, "http://%s/v1\n", listener.Addr())
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if srv.Shutdown(ending) != nil {
		srv.Close() // those that hang on purpose
	}
	<-ended
	return nil
}

// settings reads the command line.
func settings(args []string, stderr io.Writer) (addr string, c speechtest.Config, err error) {
	flags := flag.NewFlagSet("speechtest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&addr, "addr", "127.0.0.1:0", "where to listen")
	dialect := flags.String("dialect", "openai", "how to answer: "+strings.Join(names(), ", "))
	script := flags.String("script", "", "a file of what is heard: START END WORD a line, times in seconds")
	say := flags.String("say", "", "what is heard in every recording with sound in it, instead of a script")
	flags.DurationVar(&c.Delay, "delay", 0, "before each answer")
	flags.StringVar(&c.Key, "key", "", "the key that is asked for")
	flags.StringVar(&c.Model, "model", "", "the only model there is")
	flags.BoolVar(&c.Streamed, "streamed", false, "spoken text claims a false length")
	fault := flags.String("fault", "", "NUMBER=STATUS,… of requests that fail, as in 1=503,3=429")
	if err := flags.Parse(args); err != nil {
		return "", c, err
	}
	if c.Dialect, err = named(*dialect); err != nil {
		return "", c, err
	}
	if c.Faults, err = faults(*fault); err != nil {
		return "", c, err
	}
	c.Script = []speechtest.Word{{Text: *say}}
	if *script != "" {
		text, err := os.ReadFile(*script)
		if err != nil {
			return "", c, err
		}
		if c.Script, err = speechtest.ParseScript(string(text)); err != nil {
			return "", c, fmt.Errorf("%s: %w", *script, err)
		}
	}
	return addr, c, nil
}

func names() (all []string) {
	for _, d := range speechtest.Dialects() {
		all = append(all, d.Name())
	}
	return all
}

func named(name string) (speechtest.Dialect, error) {
	for _, d := range speechtest.Dialects() {
		if d.Name() == name {
			return d, nil
		}
	}
	return speechtest.Dialect{}, fmt.Errorf("there is no dialect %q, but %s", name, strings.Join(names(), ", "))
}

func faults(list string) (map[int]speechtest.Fault, error) {
	all := map[int]speechtest.Fault{}
	for item := range strings.SplitSeq(list, ",") {
		if item == "" {
			continue
		}
		number, status, _ := strings.Cut(item, "=")
		n, err1 := strconv.Atoi(number)
		s, err2 := strconv.Atoi(status)
		if err1 != nil || err2 != nil || s < 400 || s > 599 {
			return nil, fmt.Errorf("--fault %s: want NUMBER=STATUS with a status from 400 to 599", item)
		}
		all[n] = speechtest.Fault{Status: s}
	}
	return all, nil
}
