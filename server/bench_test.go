package server_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"mondo/server"
	"mondo/server/interview"
	"mondo/server/llm/llmtest"
)

// BenchmarkSubmitToFirstDelta is what a candidate waits for: from sending an
// answer over the real socket to the first piece of what the interviewer says
// to it, with the answer stored and scored in between.
func BenchmarkSubmitToFirstDelta(b *testing.B) {
	for _, lang := range []struct{ name, sheet, answer string }{
		{"en", sheet, "I built dashboards in Grafana for our services."},
		{"ja", japaneseSheet, "40サービスの監視ダッシュボードを作り、障害の検知を早くしました。"},
	} {
		b.Run(lang.name, func(b *testing.B) {
			w := start(b, func(c *server.Config) { c.Limits.Interviews = 1 << 20 })
			if err := w.tokenizer.Load(); err != nil {
				b.Fatal(err)
			}
			sheetID := w.upload(lang.sheet)
			for b.Loop() {
				b.StopTimer()
				c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "follow_ups": 1}), 0)
				c.untilAsked(interview.AwaitAnswer)
				open := c.turn.Turn
				b.StartTimer()
				c.send(interview.CmdAnswer, lang.answer)
				c.until("the first delta", func() bool { return c.turn.Turn != open && c.said != "" })
				b.StopTimer()
				c.conn.Close()
				b.StartTimer()
			}
		})
	}
}

const japaneseSheet = `# 面接

### Q: 監視の経験を教えてください

- **監視設計**: 40サービスのダッシュボードを作り、検知を12分から3分に縮めた
- **手順書**: 夜間対応の手順書を30本書いた
- **オンコール**: 当番を4人から8人に増やした
`

// BenchmarkSubmitToFirstDeltaOfAModel is how much longer than the model's own
// first token, 200 ms, a candidate waits for the first words of a follow-up, with
// twenty interviews at once and the judge reading beside: on the real socket,
// with the answer stored and scored in between and the guard over the words.
func BenchmarkSubmitToFirstDeltaOfAModel(b *testing.B) {
	const own, interviews = 200 * time.Millisecond, 20
	w := start(b, func(c *server.Config) { c.Limits.Interviews = 1 << 20 })
	w.choose(llmtest.Script{Reader: followUps, FirstToken: own})
	sheetID := w.upload(sheet)
	var mu sync.Mutex
	var over []time.Duration
	for b.Loop() {
		b.StopTimer()
		var clients []*client
		for range interviews {
			c := w.dial(w.planOn(sheetID, map[string]any{"count": 1, "follow_ups": 1, "model": true}), 0)
			c.untilAsked(interview.AwaitAnswer)
			clients = append(clients, c)
		}
		b.StartTimer()
		var wg sync.WaitGroup
		for _, c := range clients {
			wg.Go(func() {
				open, begin := c.turn.Turn, time.Now()
				c.send(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
				c.until("the first delta", func() bool { return c.turn.Turn != open && c.said != "" })
				mu.Lock()
				defer mu.Unlock()
				over = append(over, time.Since(begin)-own)
			})
		}
		wg.Wait()
		b.StopTimer()
		for _, c := range clients {
			c.conn.Close()
		}
		b.StartTimer()
	}
	slices.Sort(over)
	b.ReportMetric(float64(over[len(over)/2].Microseconds())/1000, "ms-over-median")
	b.ReportMetric(float64(over[len(over)*99/100].Microseconds())/1000, "ms-over-p99")
}
