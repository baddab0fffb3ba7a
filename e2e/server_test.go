package e2e

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"testing"
	"time"
)

// mondo is a server in a process of its own, so that it can die like one.
type mondo struct {
	t    testing.TB
	addr string // host:port, the same after a restart
	data string
	args []string

	process *exec.Cmd
	log     *safeBuffer
}

// serve starts a server with an empty data directory and the given sheets.
func serve(t testing.TB, sheets ...string) *mondo {
	t.Helper()
	m := &mondo{t: t, addr: freeAddress(t), data: t.TempDir(), args: sheets, log: &safeBuffer{}}
	m.start()
	t.Cleanup(func() {
		m.kill()
		if t.Failed() {
			t.Logf("the server's log:\n%s", m.log)
		}
	})
	return m
}

func (m *mondo) start() {
	m.t.Helper()
	args := append([]string{"serve", "--addr", m.addr, "--data", m.data}, m.args...)
	m.process = exec.Command(binary, args...)
	m.process.Stdout, m.process.Stderr = m.log, m.log
	if err := m.process.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.awaitHealth()
}

// kill ends the process at once, as a power cut or the kernel would.
func (m *mondo) kill() {
	if m.process == nil {
		return
	}
	_ = m.process.Process.Kill() // it may be gone already
	_ = m.process.Wait()         // a killed process is no success
	m.process = nil
}

func (m *mondo) awaitHealth() {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(m.t.Context(), 20*time.Second)
	defer cancel()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url("/healthz"), nil)
		if err != nil {
			m.t.Fatal(err)
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-ctx.Done():
			m.t.Fatalf("the server did not answer at %s\n%s", m.addr, m.log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (m *mondo) url(path string) string { return fmt.Sprintf("http://%s%s", m.addr, path) }

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// safeBuffer takes what the process and the test write and read at once.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
