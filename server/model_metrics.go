package server

import (
	"cmp"

	"github.com/prometheus/client_golang/prometheus"

	"mondo/server/llm"
)

// CountModelCalls registers the figures of models' calls and gives what counts
// them: the Observe of an [llm.Config]. Labels are roles and codes, never the
// name of a model, which anybody may make up on the settings page.
func CountModelCalls(reg *prometheus.Registry) func(llm.Call) {
	byRole := []string{"role"}
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "mondo_model_calls_total", Help: "Calls to models that are over, by what became of them.",
	}, []string{"role", "code"})
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "mondo_model_requests_total", Help: "Requests that calls to models took, repeated ones too.",
	}, byRole)
	tokens := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "mondo_model_tokens_total", Help: "Tokens read (input) and written (output) by models.",
	}, []string{"role", "direction"})
	cost := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "mondo_model_cost_total", Help: "What models cost, in the money of --model-price.",
	}, byRole)
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "mondo_model_call_seconds", Help: "Time of calls to models that were answered, waiting and repeats included.",
		Buckets: []float64{.1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120},
	}, byRole)
	first := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "mondo_model_first_token_seconds", Help: "Time from a request to the first token of its stream.",
		Buckets: []float64{.05, .1, .2, .35, .5, .75, 1, 2, 5, 10, 30},
	}, byRole)
	reg.MustRegister(calls, requests, tokens, cost, took, first)
	return func(c llm.Call) {
		role := string(c.Role)
		calls.WithLabelValues(role, cmp.Or(c.Code, "ok")).Inc()
		requests.WithLabelValues(role).Add(float64(c.Requests))
		tokens.WithLabelValues(role, "input").Add(float64(c.Usage.Input))
		tokens.WithLabelValues(role, "output").Add(float64(c.Usage.Output))
		cost.WithLabelValues(role).Add(c.Usage.Money)
		if c.Code == "" {
			took.WithLabelValues(role).Observe(c.Took.Seconds())
		}
		if c.FirstToken > 0 {
			first.WithLabelValues(role).Observe(c.FirstToken.Seconds())
		}
	}
}
