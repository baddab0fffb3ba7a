package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	script := filepath.Join(t.TempDir(), "words.txt")
	if err := os.WriteFile(script, []byte("0 1 はい\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out, printed := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"--dialect", "plain", "--script", script, "--fault", "2=503"}, printed, io.Discard)
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{200, 503} {
		res, err := http.Post(strings.TrimSpace(line)+"/audio/speech", "application/json", strings.NewReader(`{"input":"はい"}`))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%d, want %d", res.StatusCode, want)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{
		{"--dialect", "latin"}, {"--fault", "2=200"}, {"--fault", "503"}, {"--script", "missing.txt"}, {"--addr", "nowhere:x"},
	} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%v runs", args)
		}
	}
}
