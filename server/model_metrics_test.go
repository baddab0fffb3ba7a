package server_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"mondo/server"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// figure reads one figure from the metrics, 0 for one that there is not.
func (w *world) figure(name string) float64 {
	w.t.Helper()
	_, _, text := w.call("GET", "/metrics", nil, nil)
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\S+)$`).FindSubmatch(text)
	if m == nil {
		return 0
	}
	f, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

func TestMetricsOfModels(t *testing.T) {
	registry := prometheus.NewRegistry()
	w := startWith(t, parts{model: llm.Config{
		Limits: patient, Retries: 1, Sleep: noSleep, Observe: server.CountModelCalls(registry),
		Prices: map[string]llm.Price{speaks: {Input: 1e6, Output: 2e6}},
	}}, func(c *server.Config) { c.Registry = registry })
	m := w.cast(llmtest.Script{Reader: actor, Treat: func(r llmtest.Request) llmtest.Fault {
		if stageOf(r) == comparing {
			return "500"
		}
		return ""
	}})
	c := w.dial(w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true}), 0)
	w.checkKept(c, c.play("I built dashboards in Grafana for 40 services."))

	var asked struct{ followUps, claims float64 }
	for _, r := range m.Requests() {
		switch stageOf(r) {
		case following:
			asked.followUps++
		case comparing:
			asked.claims++
		}
	}
	input := w.figure(`mondo_model_tokens_total{direction="input",role="interviewer"}`)
	output := w.figure(`mondo_model_tokens_total{direction="output",role="interviewer"}`)
	for name, want := range map[string]float64{
		`mondo_model_calls_total{code="ok",role="interviewer"}`:     asked.followUps,
		`mondo_model_calls_total{code="failed",role="judge"}`:       asked.claims / 2, // each was tried twice
		`mondo_model_calls_total{code="failed",role="interviewer"}`: 0,
		`mondo_model_requests_total{role="interviewer"}`:            asked.followUps,
		`mondo_model_first_token_seconds_count{role="interviewer"}`: asked.followUps,
		`mondo_model_call_seconds_count{role="interviewer"}`:        asked.followUps,
		`mondo_model_first_token_seconds_count{role="judge"}`:       0, // whole replies
		`mondo_model_cost_total{role="interviewer"}`:                input + 2*output,
	} {
		if got := w.figure(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if asked.followUps == 0 || asked.claims == 0 || input == 0 || output == 0 {
		t.Errorf("asked %+v, %v and %v tokens", asked, input, output)
	}
	_, _, text := w.call("GET", "/metrics", nil, nil)
	for _, name := range []string{speaks, reads, m.URL} {
		if strings.Contains(string(text), `"`+name) {
			t.Errorf("%s is in the metrics", name)
		}
	}
}
