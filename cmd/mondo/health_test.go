package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	status := http.StatusOK
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		w.WriteHeader(status)
	}))
	defer ts.Close()
	addr := strings.TrimPrefix(ts.URL, "http://")
	_, port, _ := strings.Cut(addr, ":")
	health := func(addr string) int {
		none := func(string) (string, bool) { return "", false }
		err := run(t.Context(), []string{"health", "--addr", addr}, none, strings.NewReader(""), io.Discard, io.Discard)
		return exitCode(err, io.Discard)
	}
	if got := health(addr); got != 0 {
		t.Errorf("a server that answers: exit %d", got)
	}
	if got := health("0.0.0.0:" + port); got != 0 {
		t.Errorf("a server on every address: exit %d", got)
	}
	status = http.StatusServiceUnavailable
	if got := health(addr); got != exitFindings {
		t.Errorf("a server that is unwell: exit %d", got)
	}
	ts.Close()
	if got := health(addr); got != exitFindings {
		t.Errorf("no server: exit %d", got)
	}
	if got := health("8737"); got != exitUsage {
		t.Errorf("no address: exit %d", got)
	}
}
