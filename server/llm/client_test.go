package llm_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// A person who leaves, or a guard that has read enough, costs nothing more.
func TestCancellingReachesTheServer(t *testing.T) {
	slow := llmtest.Script{Reader: llmtest.Always(strings.Repeat("あ", 3000)), BetweenTokens: 5 * time.Millisecond}
	t.Run("by the context", func(t *testing.T) {
		srv := llmtest.Start(t, slow)
		ctx, cancel := context.WithCancel(soon(t))
		_, err := connect(t, srv).Stream(ctx, "i", spoken, func(string) error {
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		left(t, srv)
	})
	t.Run("by say", func(t *testing.T) {
		srv := llmtest.Start(t, slow)
		enough := errors.New("it gives the answer away")
		deltas := 0
		_, err := connect(t, srv).Stream(soon(t), "i", spoken, func(string) error {
			deltas++
			return enough
		})
		if err != enough || deltas != 1 {
			t.Errorf("error %v after %d deltas", err, deltas)
		}
		left(t, srv)
	})
	t.Run("a whole reply", func(t *testing.T) {
		srv := llmtest.Start(t, llmtest.Script{Fault: "stall-connect"})
		ctx, cancel := context.WithCancel(soon(t))
		go func() {
			if srv.Await(ctx, 1) == nil {
				cancel()
			}
		}()
		if _, err := connect(t, srv).Complete(ctx, "i", written); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		left(t, srv)
	})
	t.Run("by closing", func(t *testing.T) {
		srv := llmtest.Start(t, llmtest.Script{Fault: "stall-connect"})
		client := connect(t, srv)
		go func() {
			if srv.Await(context.Background(), 1) == nil {
				client.Close()
			}
		}()
		if _, err := client.Complete(soon(t), "i", written); code(t, err) != llm.Closed {
			t.Errorf("error %v", err)
		}
		left(t, srv)
		if _, err := client.Complete(soon(t), "i", written); code(t, err) != llm.Closed {
			t.Errorf("after it: %v", err)
		}
	})
}

func left(t *testing.T, srv *llmtest.Server) {
	t.Helper()
	if err := srv.AwaitLeft(soon(t), 1); err != nil {
		t.Error("the server works on")
	}
	if n := len(srv.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestTheCallersOwnTimeLimitIsNotTheServersFault(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "stall-connect"})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := connect(t, srv).Complete(ctx, "i", written); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestRetries(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Faults: map[int]llmtest.Fault{1: "503", 2: "refuse"}, Reader: llmtest.Always("はい")})
	var slept naps
	client := connect(t, srv, func(c *llm.Config) {
		c.Sleep = slept.sleep
		c.Random = func() float64 { return 0.5 }
	})
	if said, _, err := listen(t, client, spoken); err != nil || said != "はい" {
		t.Errorf("said %q, %v", said, err)
	}
	if len(slept.all) != 2 || slept.all[0] != 500*time.Millisecond || slept.all[1] != time.Second {
		t.Errorf("slept %v", slept.all)
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	for _, one := range []struct {
		fault llmtest.Fault
		want  time.Duration
	}{{"429-retry-after", time.Second}, {"429-retry-ms", 40 * time.Millisecond}} {
		for _, stream := range []bool{false, true} {
			srv := llmtest.Start(t, llmtest.Script{Faults: map[int]llmtest.Fault{1: one.fault}})
			var slept naps
			client := connect(t, srv, func(c *llm.Config) {
				c.Sleep = slept.sleep
				c.Random = func() float64 { return 0 }
			})
			var err error
			if stream {
				_, _, err = listen(t, client, spoken)
			} else {
				_, err = client.Complete(soon(t), "i", written)
			}
			if err != nil || len(slept.all) != 1 || slept.all[0] != one.want {
				t.Errorf("%s, stream %t: slept %v, error %v", one.fault, stream, slept.all, err)
			}
		}
	}
}

// Waiting past the end of the call would only make the candidate wait.
func TestNoRetryBeyondTheWholeLimit(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "429-retry-after"})
	var slept naps
	client := connect(t, srv, func(c *llm.Config) {
		c.Limits.Whole = 900 * time.Millisecond
		c.Sleep = slept.sleep
	})
	_, err := client.Complete(soon(t), "i", written)
	if got := code(t, err); got != llm.Overloaded || len(slept.all) != 0 || len(srv.Requests()) != 1 {
		t.Errorf("%s after %v and %d requests", got, slept.all, len(srv.Requests()))
	}
	var e *llm.Error
	if errors.As(err, &e) && (e.Status != 429 || e.RetryAfter != time.Second) {
		t.Errorf("status %d, retry after %s", e.Status, e.RetryAfter)
	}
}

// What the candidate has read cannot be said again in other words.
func TestNoRetryOnceSomethingWasSaid(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "error-event", Reader: llmtest.Always(line)})
	said, _, err := listen(t, connect(t, srv), spoken)
	if said == "" || code(t, err) != llm.Failed || len(srv.Requests()) != 1 {
		t.Errorf("said %q, %v, %d requests", said, err, len(srv.Requests()))
	}
	srv = llmtest.Start(t, llmtest.Script{Fault: "error-event", Reader: llmtest.Always(line)})
	if _, err := connect(t, srv).Complete(soon(t), "i", written); code(t, err) != llm.Failed || len(srv.Requests()) != 3 {
		t.Errorf("a whole reply: %v, %d requests", err, len(srv.Requests()))
	}
}

func TestAPromptWithoutMessagesIsRejected(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{})
	_, err := connect(t, srv).Complete(soon(t), "i", prompts.Prompt{})
	if got := code(t, err); got != llm.Rejected {
		t.Errorf("%v", err)
	}
}

func TestObserve(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Faults: map[int]llmtest.Fault{1: "500", 3: "401"}})
	var calls []llm.Call
	client := connect(t, srv, func(c *llm.Config) {
		c.Observe = func(one llm.Call) { calls = append(calls, one) }
		c.Prices = map[string]llm.Price{"tiny": {Input: 1e6, Output: 2e6}}
	})
	_, _, _ = listen(t, client, spoken)
	_, _ = client.Complete(soon(t), "interview", written)
	if len(calls) != 2 {
		t.Fatalf("told of %d calls", len(calls))
	}
	first, second := calls[0], calls[1]
	if first.Code != "" || first.Requests != 2 || first.Prompt != "followup" || !first.Stream || first.FirstToken <= 0 {
		t.Errorf("first %+v", first)
	}
	u := first.Usage
	if u.Input == 0 || u.Output == 0 || u.Money != float64(u.Input+2*u.Output) || u.Estimated {
		t.Errorf("usage %+v", u)
	}
	if second.Code != llm.KeyRefused || second.Requests != 1 || second.Usage != (llm.Usage{}) {
		t.Errorf("second %+v", second)
	}
	if spent := client.Spent("interview"); spent != u || client.SpentToday() != u || client.Spent("other") != (llm.Usage{}) {
		t.Errorf("spent %+v, today %+v", spent, client.SpentToday())
	}
}

// A handshake takes longer than many first tokens.
func TestConnectionsAreKept(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{})
	var dials atomic.Int32
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		dials.Add(1)
		return new(net.Dialer).DialContext(ctx, network, addr)
	}
	client := connect(t, srv, func(c *llm.Config) { c.Transport = transport })
	for range 4 {
		if _, _, err := listen(t, client, spoken); err != nil {
			t.Fatal(err)
		}
		if _, err := client.Complete(soon(t), "i", written); err != nil {
			t.Fatal(err)
		}
	}
	if n := dials.Load(); n != 1 {
		t.Errorf("%d connections", n)
	}
}
