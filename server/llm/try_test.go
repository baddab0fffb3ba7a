package llm_test

import (
	"slices"
	"testing"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

func TestTry(t *testing.T) {
	good := llm.Trial{Reachable: true, Replies: true, Streams: true, Counts: true, Structure: llm.BySchema}
	with := func(change func(*llm.Trial)) llm.Trial {
		one := good
		change(&one)
		return one
	}
	failed := func(reachable bool, problem string) llm.Trial {
		return llm.Trial{Reachable: reachable, Structure: llm.Free, Problems: []string{problem}}
	}
	for _, one := range []struct {
		fault llmtest.Fault
		want  llm.Trial
	}{
		{"", good},
		{"no-max-tokens+no-temperature+no-stream-options", with(func(t *llm.Trial) { t.Counts = false })},
		{"json-for-stream", with(func(t *llm.Trial) { t.Streams = false })},
		{"no-usage", with(func(t *llm.Trial) { t.Counts = false })},
		{"no-json-schema", with(func(t *llm.Trial) { t.Structure = llm.ByObject })},
		{"no-format", with(func(t *llm.Trial) { t.Structure = llm.Free })},
		{"ignore-format", with(func(t *llm.Trial) { t.Structure = llm.Free })},
		{"fenced", with(func(t *llm.Trial) { t.Structure = llm.Free })},
		{"reasoning_content", with(func(t *llm.Trial) { t.Thinks = true })},
		{"think-unopened", with(func(t *llm.Trial) { t.Thinks = true })},
		{"401", failed(true, llm.KeyRefused)},
		{"404-html", failed(true, llm.NotFound)},
		{"html", failed(true, llm.Nonsense)},
		{"refuse", failed(false, llm.Unreachable)},
		{"stall-connect", failed(false, llm.TooSlow)},
		{"stall-first", failed(true, llm.TooSlow)},
		{"cut", failed(true, llm.CutOff)},
	} {
		t.Run(string(one.fault), func(t *testing.T) {
			t.Parallel()
			srv := llmtest.Start(t, llmtest.Script{Fault: one.fault})
			var change []func(*llm.Config)
			if len(one.want.Problems) > 0 && one.want.Problems[0] == llm.TooSlow {
				change = append(change, hurried)
			}
			all := connect(t, srv, change...).Try(soon(t))
			if len(all) != 2 || all[0].Role != prompts.Interviewer || all[1].Role != prompts.Judge {
				t.Fatalf("tried %+v", all)
			}
			got := all[1]
			if got.Replies && (got.Served != "tiny" || got.FirstToken <= 0 || got.Took < got.FirstToken) {
				t.Errorf("%+v", got)
			}
			if got.Model != "tiny" || !same(got, one.want) {
				t.Errorf("got  %+v\nwant %+v", got, one.want)
			}
		})
	}
}

// same compares what does not vary.
func same(a, b llm.Trial) bool {
	return a.Reachable == b.Reachable && a.Replies == b.Replies && a.Streams == b.Streams && a.Counts == b.Counts &&
		a.Thinks == b.Thinks && a.Structure == b.Structure && slices.Equal(a.Problems, b.Problems)
}

func TestTryNamesWhatTheServerHas(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Key: key, Models: []string{"small", "large"}})
	got := connect(t, srv).Try(soon(t))[0]
	if !slices.Equal(got.Offered, []string{"large", "small"}) || !slices.Equal(got.Problems, []string{llm.NotFound}) {
		t.Errorf("%+v", got)
	}
}

// What a trial finds is known to later calls, and a resting server is woken.
func TestTryTeaches(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "no-json-schema+no-max-tokens", Faults: map[int]llmtest.Fault{
		1: "500", 2: "500", 3: "500", 4: "500", 5: "500",
	}})
	client := connect(t, srv, func(c *llm.Config) { c.Budget.Scope.Tokens = 400 })
	for range 3 {
		_, _ = client.Complete(soon(t), "i", written)
	}
	if _, err := client.Complete(soon(t), "i", written); code(t, err) != llm.Resting {
		t.Fatal(err)
	}
	client.Try(soon(t))
	before := len(srv.Requests())
	if _, err := client.Complete(soon(t), "i", written); err != nil || len(srv.Requests()) != before+1 {
		t.Errorf("%v, %d requests", err, len(srv.Requests())-before)
	}
}
