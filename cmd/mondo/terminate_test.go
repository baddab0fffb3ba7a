package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mondo/server/interview"
)

// Asked to end, the server says goodbye to its sockets and ends with 0.
func TestTerminate(t *testing.T) {
	sheet := filepath.Join(t.TempDir(), "sheet.md")
	if err := os.WriteFile(sheet, []byte(killSheet), 0o644); err != nil {
		t.Fatal(err)
	}
	p := serveProcess(t, t.TempDir(), sheet)
	c := p.candidate(t)
	c.until("the greeting", func() bool { return c.speaking == string(interview.TurnGreeting) })
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var closed *websocket.CloseError
	for {
		c.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, _, err := c.conn.ReadMessage(); err != nil {
			if !errors.As(err, &closed) || closed.Code != websocket.CloseServiceRestart {
				t.Errorf("the socket ended with %v", err)
			}
			break
		}
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the process ended with %v", err)
	}
}
