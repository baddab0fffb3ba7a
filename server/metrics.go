package server

import (
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"mondo/server/interview"
	"mondo/server/protocol"
)

// metrics are what an operator watches. Labels are routes and kinds, never ids.
type metrics struct {
	show     echo.HandlerFunc
	requests *prometheus.HistogramVec // by method, route, status
	sockets  prometheus.Gauge
	commands *prometheus.CounterVec // by kind, result
	closes   *prometheus.CounterVec // by code
}

func newMetrics(reg *prometheus.Registry) *metrics {
	m := &metrics{
		show: echo.WrapHandler(promhttp.HandlerFor(reg, promhttp.HandlerOpts{})),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "mondo_http_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.001, .005, .02, .1, .5, 2, 10},
		}, []string{"method", "route", "status"}),
		sockets: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "mondo_sockets_open", Help: "Open interview sockets.",
		}),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "mondo_commands_total", Help: "Commands of candidates, by what became of them.",
		}, []string{"kind", "result"}),
		closes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "mondo_sockets_closed_total", Help: "Closed interview sockets, by close code.",
		}, []string{"code"}),
	}
	reg.MustRegister(m.requests, m.sockets, m.commands, m.closes)
	return m
}

// watch shows the spoken answers that are on their way.
func (m *metrics) watch(reg *prometheus.Registry, ts *takes) {
	gauge := func(name, help string, value func() int) {
		reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value()) }))
	}
	gauge("mondo_takes_open", "Spoken answers on their way.", func() int { count, _ := ts.size(); return count })
	gauge("mondo_take_bytes", "Sound of spoken answers in memory.", func() int { _, bytes := ts.size(); return bytes })
}

func (m *metrics) request(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// command counts a command; a kind that there is not is not a label of its own.
func (m *metrics) command(kind, result string) {
	switch interview.CommandKind(kind) {
	case interview.CmdAnswer, interview.CmdSkip, interview.CmdHint, interview.CmdRepeat, interview.CmdContinue,
		interview.CmdPause, interview.CmdResume, interview.CmdFinish:
	case protocol.SpeechBegin, protocol.SpeechEnd, protocol.SpeechDrop:
	default:
		kind = "other"
	}
	m.commands.WithLabelValues(kind, result).Inc()
}

func (m *metrics) closed(why *ending) { m.closes.WithLabelValues(strconv.Itoa(why.code)).Inc() }
