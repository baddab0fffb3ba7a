package llm_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// BenchmarkFirstDelta is how much later than the server's own first token, 200
// ms, the first delta is said, with twenty interviews at once.
func BenchmarkFirstDelta(b *testing.B) {
	const own, interviews = 200 * time.Millisecond, 20
	srv := llmtest.Start(b, llmtest.Script{FirstToken: own, BetweenTokens: 5 * time.Millisecond})
	client := connect(b, srv, func(c *llm.Config) { c.Concurrent = interviews })
	heard := errors.New("heard")
	var mu sync.Mutex
	var over []time.Duration
	for b.Loop() {
		var wg sync.WaitGroup
		for range interviews {
			wg.Go(func() {
				start := time.Now()
				_, _ = client.Stream(context.Background(), "i", spoken, func(string) error {
					mu.Lock()
					defer mu.Unlock()
					over = append(over, time.Since(start)-own)
					return heard
				})
			})
		}
		wg.Wait()
	}
	slices.Sort(over)
	b.ReportMetric(float64(over[len(over)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(over[len(over)*99/100].Microseconds())/1000, "ms-p99")
}
