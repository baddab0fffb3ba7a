package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthCmd is for containers without a shell: it ends with 1 while the server
// does not answer.
type healthCmd struct {
	Addr string `default:"127.0.0.1:8737" placeholder:"HOST:PORT" help:"Where the server listens (default ${default})."`
}

// healthPatience bounds the wait for an answer of the server beside us.
const healthPatience = 2 * time.Second

func (c healthCmd) Run(ctx context.Context, w *world) error {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return usageError{fmt.Errorf("--addr %s: want HOST:PORT", c.Addr)}
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthPatience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return usageError{fmt.Errorf("--addr %s: %w", c.Addr, err)}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("the server does not answer at %s: %w", c.Addr, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the server at %s answers %s", c.Addr, res.Status)
	}
	_, err = fmt.Fprintln(w.stdout, "ok")
	return err
}
