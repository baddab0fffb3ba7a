package server_test

import (
	"fmt"
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
				open := c.state.OpenTurn()
				b.StartTimer()
				c.send(interview.CmdAnswer, lang.answer)
				c.until("the first words", func() bool { return c.heardAfter(open) })
				b.StopTimer()
				c.conn.Close()
				b.StartTimer()
			}
		})
	}
}

// heardAfter says whether words of a later turn have come: as a delta, or, when
// all of it was said before the writer woke, as the event.
func (c *client) heardAfter(turn string) bool {
	return c.turn.Turn != turn && c.said != "" || c.state.Awaiting() == interview.AwaitAnswer && c.state.OpenTurn() != turn
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
// with the answer stored and scored in between and the guard over the words. The
// twenty answer in the same moment, and within a second, as people do. The model
// server and the twenty browsers share the processor with what is measured, and
// of the figure 2 ms are the model's: the target's line and the first whole word
// are three tokens.
func BenchmarkSubmitToFirstDeltaOfAModel(b *testing.B) {
	for _, spread := range []time.Duration{0, time.Second} {
		b.Run("within "+spread.String(), func(b *testing.B) { firstWordsOfAModel(b, spread) })
	}
}

func firstWordsOfAModel(b *testing.B, spread time.Duration) {
	const own, interviews = 200 * time.Millisecond, 20
	w := start(b, func(c *server.Config) { c.Limits.Interviews = 1 << 20 })
	w.cast(llmtest.Script{Reader: actor, FirstToken: own, BetweenTokens: time.Millisecond})
	sheetID := w.upload(sheet)
	var mu sync.Mutex
	var over []time.Duration
	for round := 0; b.Loop(); round++ {
		b.StopTimer()
		clients := make([]*client, interviews)
		for n := range clients {
			clients[n] = w.dial(w.planOn(sheetID, map[string]any{"count": 1, "follow_ups": 1, "model": true}), 0)
			clients[n].untilAsked(interview.AwaitAnswer)
		}
		b.StartTimer()
		var wg sync.WaitGroup
		for n, c := range clients {
			wg.Go(func() {
				time.Sleep(spread * time.Duration(n) / interviews)
				// No two answers are alike, for the judge remembers.
				answer := fmt.Sprintf("I built dashboards in Grafana for 40 services, %d of them new.", round*interviews+n)
				open, begin := c.state.OpenTurn(), time.Now()
				c.send(interview.CmdAnswer, answer)
				c.until("the first words", func() bool { return c.heardAfter(open) })
				mu.Lock()
				defer mu.Unlock()
				over = append(over, time.Since(begin)-own)
			})
		}
		wg.Wait()
		b.StopTimer()
		for _, c := range clients {
			c.untilAsked(interview.AwaitAnswer)
			c.do(interview.CmdFinish, "")
			c.untilClosed()
		}
		b.StartTimer()
	}
	slices.Sort(over)
	b.ReportMetric(float64(over[len(over)/2].Microseconds())/1000, "ms-over-median")
	b.ReportMetric(float64(over[len(over)*99/100].Microseconds())/1000, "ms-over-p99")
}
