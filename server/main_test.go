package server_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A goroutine of ours that is left when all tests are over fails the run.
func TestMain(m *testing.M) {
	code := m.Run()
	if left := leaked(); code == 0 && left != "" {
		fmt.Fprintf(os.Stderr, "goroutines left behind:\n%s\n", left)
		code = 1
	}
	os.Exit(code)
}

func leaked() string {
	var left string
	for range 100 { // what is ending may take a moment
		if left = ours(); left == "" {
			return ""
		}
		time.Sleep(50 * time.Millisecond)
	}
	return left
}

func ours() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var left []string
	for _, g := range strings.Split(string(stacks), "\n\n")[1:] { // the first is this one
		if strings.Contains(g, "mondo/server") || strings.Contains(g, "gorilla/websocket") {
			left = append(left, g)
		}
	}
	return strings.Join(left, "\n\n")
}
