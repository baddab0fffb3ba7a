package llm_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// One interview asks for five things at once, and another then for one.
func TestOneScopeDoesNotStarveAnother(t *testing.T) {
	gate := make(chan struct{})
	srv := llmtest.Start(t, llmtest.Script{Reader: func(llmtest.Request) string {
		<-gate
		return "はい"
	}})
	client := connect(t, srv, func(c *llm.Config) { c.Concurrent = 1 })
	var wg sync.WaitGroup
	ask := func(scope string) {
		p := spoken
		p.Messages = []prompts.Message{{Speaker: prompts.User, Content: scope}}
		wg.Go(func() {
			if _, err := client.Complete(context.Background(), scope, p); err != nil {
				t.Error(err)
			}
		})
	}
	ask("busy")
	if err := srv.Await(soon(t), 1); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		ask("busy")
	}
	client.AwaitWaiting(soon(t), 4)
	ask("quiet")
	client.AwaitWaiting(soon(t), 5)
	close(gate)
	wg.Wait()
	var order []string
	for _, r := range srv.Requests() {
		order = append(order, r.Last())
	}
	if at := slices.Index(order, "quiet"); at < 0 || at > 2 {
		t.Errorf("order %v", order)
	}
}

// The judge has taken all of its places and has more to read; the words that a
// person waits for go out all the same.
func TestTheInterviewerDoesNotWaitForTheJudge(t *testing.T) {
	gate := make(chan struct{})
	srv := llmtest.Start(t, llmtest.Script{Reader: func(r llmtest.Request) string {
		if r.Format != "" {
			<-gate
		}
		return "{}"
	}})
	client := connect(t, srv, func(c *llm.Config) { c.Concurrent = 1 })
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(gate)
	for range 3 {
		wg.Go(func() {
			if _, err := client.Complete(context.Background(), "i", written); err != nil {
				t.Error(err)
			}
		})
	}
	client.AwaitWaiting(soon(t), 2)
	if _, _, err := listen(t, client, spoken); err != nil {
		t.Errorf("the follow-up: %v", err)
	}
	if waiting := client.Waiting(); waiting != 2 {
		t.Errorf("%d readings wait, want 2", waiting)
	}
}

func TestNoMoreAtATimeThanAllowed(t *testing.T) {
	var mu sync.Mutex
	running, most := 0, 0
	srv := llmtest.Start(t, llmtest.Script{Reader: func(llmtest.Request) string {
		mu.Lock()
		running++
		most = max(most, running)
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		running--
		mu.Unlock()
		return "はい"
	}})
	client := connect(t, srv, func(c *llm.Config) { c.Concurrent = 3 })
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := client.Complete(context.Background(), "i", spoken); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most > 3 {
		t.Errorf("%d at a time", most)
	}
}

func TestWhoCannotBeServedInTimeHearsThatItIsBusy(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "stall-connect"})
	client := connect(t, srv, func(c *llm.Config) { c.Concurrent, c.Waiting = 1, 1 })
	ctx, cancel := context.WithCancel(soon(t))
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { _, _ = client.Complete(ctx, "i", written) })
	}
	if err := srv.Await(soon(t), 1); err != nil {
		t.Fatal(err)
	}
	client.AwaitWaiting(soon(t), 1)
	if _, err := client.Complete(soon(t), "i", written); code(t, err) != llm.Busy {
		t.Errorf("a third: %v", err)
	}
	cancel()
	wg.Wait()

	hasty := connect(t, srv, func(c *llm.Config) { c.Concurrent, c.Limits.Whole = 1, 50*time.Millisecond })
	sent := len(srv.Requests())
	leave := hasty.Occupy(soon(t), prompts.Judge)
	defer leave()
	if _, err := hasty.Complete(soon(t), "i", written); code(t, err) != llm.Busy || len(srv.Requests()) != sent {
		t.Errorf("one that waited in vain: %v", err)
	}
}

func TestBudgets(t *testing.T) {
	now := time.Date(2026, 4, 1, 23, 0, 0, 0, time.UTC)
	start := func(b llm.Budget) (*llmtest.Server, *llm.Client) {
		srv := llmtest.Start(t, llmtest.Script{Reader: llmtest.Always(strings.Repeat("あ", 300))})
		return srv, connect(t, srv, func(c *llm.Config) {
			c.Budget, c.Now = b, func() time.Time { return now }
			c.Prices = map[string]llm.Price{"tiny": {Input: 100, Output: 1000}}
		})
	}
	ask := func(c *llm.Client, scope string) string {
		_, err := c.Complete(soon(t), scope, spoken)
		return code(t, err)
	}
	t.Run("an interview's tokens", func(t *testing.T) {
		srv, client := start(llm.Budget{Scope: llm.Allowance{Tokens: 600}})
		var got []string
		for range 6 {
			got = append(got, ask(client, "a"))
		}
		if got[0] != "ok" || got[5] != llm.BudgetSpent {
			t.Fatalf("got %v", got)
		}
		sent := len(srv.Requests())
		if spent := client.Spent("a"); spent.Input+spent.Output > 600 || sent > 5 {
			t.Errorf("spent %+v in %d requests", spent, sent)
		}
		if ask(client, "a") != llm.BudgetSpent || len(srv.Requests()) != sent {
			t.Error("something was sent on a spent budget")
		}
		if got := ask(client, "b"); got != "ok" {
			t.Errorf("another interview: %s", got)
		}
	})
	t.Run("a day's money", func(t *testing.T) {
		_, client := start(llm.Budget{Day: llm.Allowance{Money: 0.25}})
		if a, b := ask(client, "a"), ask(client, "b"); a != "ok" || b != llm.BudgetSpent {
			t.Fatalf("%s, %s", a, b)
		}
		now = now.Add(2 * time.Hour)
		if c := ask(client, "c"); c != "ok" {
			t.Errorf("the next day: %s", c)
		}
	})
	t.Run("many at once", func(t *testing.T) {
		_, client := start(llm.Budget{Scope: llm.Allowance{Tokens: 1000}})
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() { ask(client, "a") })
		}
		wg.Wait()
		if spent := client.Spent("a"); spent.Input+spent.Output > 1000 || spent.Output == 0 {
			t.Errorf("spent %+v", spent)
		}
	})
}

// What a stream that broke off has cost is counted, too.
func TestWhatIsNotCountedIsEstimated(t *testing.T) {
	for _, f := range []llmtest.Fault{"no-usage", "cut"} {
		srv := llmtest.Start(t, llmtest.Script{Fault: f, Reader: llmtest.Always(line)})
		client := connect(t, srv)
		_, _, _ = listen(t, client, spoken)
		if u := client.Spent("interview"); !u.Estimated || u.Input < 10 || u.Output < 10 {
			t.Errorf("%s: %+v", f, u)
		}
	}
}

func TestTheCircuit(t *testing.T) {
	var mu sync.Mutex
	now := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	faults := map[int]llmtest.Fault{6: "500"}
	for n := range 5 {
		faults[n+1] = "500"
	}
	srv := llmtest.Start(t, llmtest.Script{Faults: faults})
	client := connect(t, srv, func(c *llm.Config) {
		c.Retries = -1
		c.Now = func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return now
		}
	})
	later := func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
	}
	ask := func(want string, requests int) {
		t.Helper()
		_, err := client.Complete(soon(t), "i", spoken)
		if got := code(t, err); got != want || len(srv.Requests()) != requests {
			t.Fatalf("%s after %d requests, want %s after %d", got, len(srv.Requests()), want, requests)
		}
	}
	for n := range 5 {
		ask(llm.Failed, n+1)
	}
	ask(llm.Resting, 5)
	later(9 * time.Second)
	ask(llm.Resting, 5)
	later(2 * time.Second)
	ask(llm.Failed, 6) // one tries, in vain
	later(11 * time.Second)
	ask(llm.Resting, 6) // and the rest is longer now
	later(10 * time.Second)
	ask("ok", 7)
	ask("ok", 8)
}

// The caller who gave up says nothing of the server.
func TestTheCircuitStaysClosedWhenCallersLeave(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Faults: map[int]llmtest.Fault{
		1: "stall-connect", 2: "stall-connect", 3: "stall-connect", 4: "stall-connect", 5: "stall-connect", 6: "stall-connect",
	}})
	client := connect(t, srv)
	for n := range 6 {
		ctx, cancel := context.WithCancel(soon(t))
		go func() {
			defer cancel()
			_ = srv.Await(ctx, n+1)
		}()
		_, _ = client.Complete(ctx, "i", spoken)
	}
	if _, err := client.Complete(soon(t), "i", spoken); err != nil {
		t.Error(err)
	}
}
