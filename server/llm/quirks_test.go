package llm_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// quirk is what becomes of a call to a server with a fault: "ok", or a code.
type quirk struct {
	fault           llmtest.Fault
	stream, written string
	requests        int // of the stream; 0 when they don't matter
}

// quirks has every fault of llmtest.
var quirks = []quirk{
	{"400", llm.Rejected, llm.Rejected, 5},
	{"401", llm.KeyRefused, llm.KeyRefused, 1},
	{"403", llm.KeyRefused, llm.KeyRefused, 1},
	{"404", llm.NotFound, llm.NotFound, 1},
	{"404-html", llm.NotFound, llm.NotFound, 1},
	{"429", llm.Overloaded, llm.Overloaded, 3},
	{"429-retry-after", llm.Overloaded, llm.Overloaded, 3},
	{"429-retry-ms", llm.Overloaded, llm.Overloaded, 3},
	{"429-quota", llm.QuotaSpent, llm.QuotaSpent, 1},
	{"500", llm.Failed, llm.Failed, 3},
	{"500-array", llm.Failed, llm.Failed, 3},
	{"502-html", llm.Failed, llm.Failed, 3},
	{"503", llm.Overloaded, llm.Overloaded, 3},
	{"529", llm.Overloaded, llm.Overloaded, 3},
	{"too-long", llm.TooLong, llm.TooLong, 1},
	{"filter-400", llm.Filtered, llm.Filtered, 1},
	{"echo", llm.Rejected, llm.Rejected, 0},
	{"redirect", llm.NotFound, llm.NotFound, 1},
	{"refuse", llm.Unreachable, llm.Unreachable, 3},
	{"not-http", llm.Unreachable, llm.Unreachable, 3},

	{"no-temperature", "ok", "ok", 2},
	{"no-seed", "ok", "ok", 1}, // only temperature 0 has one
	{"no-max-tokens", "ok", "ok", 2},
	{"no-max-completion-tokens", "ok", "ok", 1},
	{"no-stream-options", "ok", "ok", 2},
	{"no-json-schema", "ok", "ok", 1},
	{"no-json-object", "ok", "ok", 1},
	{"no-format", "ok", "ok", 1},
	{"ignore-format", "ok", "ok", 1},
	{"fenced", "ok", "ok", 1},
	{"prose", "ok", "ok", 1},

	{"html", llm.Nonsense, llm.Nonsense, 1},
	{"empty", llm.Nonsense, llm.Nonsense, 1},
	{"garbage", llm.Nonsense, llm.Nonsense, 1},
	{"empty-reply", llm.Nonsense, llm.Nonsense, 1},
	{"json-for-stream", "ok", "ok", 1},
	{"pretty-json-for-stream", "ok", "ok", 1},
	{"stream-for-json", "ok", "ok", 1},
	{"ndjson", "ok", "ok", 1},

	{"no-done", "ok", "ok", 1},
	{"no-finish", llm.CutOff, "ok", 1},
	{"cut", llm.CutOff, llm.CutOff, 1},
	{"cut-clean", llm.CutOff, llm.CutOff, 1},
	{"cut-http10", llm.CutOff, llm.CutOff, 1},
	{"cut-json", llm.CutOff, llm.CutOff, 1},
	{"error-event", llm.Failed, llm.Failed, 1},
	{"error-spaced", llm.Failed, "ok", 1},
	{"error-object", llm.Failed, "ok", 1},
	{"error-text", llm.Failed, "ok", 1},
	{"error-line", llm.Failed, "ok", 1},
	{"error-named", llm.Overloaded, "ok", 1},
	{"error-finish", llm.Failed, llm.Failed, 1},
	{"error-first", llm.Failed, llm.Failed, 3},
	{"length", "ok", llm.CutOff, 1},
	{"filter", llm.Filtered, llm.Filtered, 1},

	{"comments", "ok", "ok", 1},
	{"no-space", "ok", "ok", 1},
	{"crlf", "ok", "ok", 1},
	{"cr", "ok", "ok", 1},
	{"single-newline", "ok", "ok", 1},
	{"multi-line", "ok", "ok", 1},
	{"fields", "ok", "ok", 1},
	{"bom", "ok", "ok", 1},
	{"one-chunk", "ok", "ok", 1},
	{"tiny-writes", "ok", "ok", 1},
	{"split-runes", "ok", "ok", 1},
	{"split-escapes", "ok", "ok", 1},

	{"think", "ok", "ok", 1},
	{"think-unopened", llm.Nonsense, "ok", 1},
	{"think-long", "ok", "ok", 2},
	{"reasoning_content", "ok", "ok", 1},
	{"reasoning", "ok", "ok", 1},
	{"content-parts", "ok", "ok", 1},
	{"odd-types", "ok", "ok", 1},
	{"no-choices", "ok", "ok", 1},
	{"no-usage", "ok", "ok", 1},
	{"usage-always", "ok", "ok", 1},

	{"stall-connect", llm.TooSlow, llm.TooSlow, 1},
	{"stall-first", llm.TooSlow, llm.TooSlow, 1},
	{"stall-comments", llm.TooSlow, "ok", 1},
	{"stall", llm.TooSlow, llm.TooSlow, 1},
	{"stall-end", "ok", "ok", 1},
	{"endless-line", llm.Nonsense, llm.Nonsense, 1},
	{"endless-event", llm.Nonsense, llm.Nonsense, 1},
	{"endless-stream", llm.Nonsense, "ok", 1},
	{"endless-body", llm.Nonsense, llm.Nonsense, 1},
}

func TestEveryFaultIsInTheTable(t *testing.T) {
	var have, want []string
	for _, q := range quirks {
		have = append(have, string(q.fault))
	}
	for _, f := range llmtest.All() {
		want = append(want, string(f))
	}
	if strings.Join(have, " ") != strings.Join(want, " ") {
		t.Errorf("the table has\n%v\nand llmtest\n%v", have, want)
	}
}

// line has all that can go wrong with text: several bytes, surrogates, escapes.
const line = "ありがとうございます。😀 \"冗長化\" を選んだ\n理由は何でしたか？ C:\\tmp <b>"

// hurried are limits for servers that stall, and only for these.
func hurried(c *llm.Config) {
	c.Limits = llm.Limits{FirstToken: 400 * time.Millisecond, BetweenTokens: 400 * time.Millisecond, Whole: 1500 * time.Millisecond}
}

func (q quirk) client(t *testing.T) (*llmtest.Server, *llm.Client) {
	srv := llmtest.Start(t, llmtest.Script{Fault: q.fault, Key: key, Reader: func(r llmtest.Request) string {
		if r.Format != "" {
			return `{"ok":true}`
		}
		return line
	}})
	if strings.HasPrefix(string(q.fault), "stall") && q.fault != "stall-end" {
		return srv, connect(t, srv, hurried)
	}
	return srv, connect(t, srv)
}

func TestStreamsOfOddServers(t *testing.T) {
	for _, q := range quirks {
		t.Run(string(q.fault), func(t *testing.T) {
			t.Parallel()
			srv, client := q.client(t)
			said, reply, err := listen(t, client, spoken)
			if got := code(t, err); got != q.stream {
				t.Fatalf("%s (%v), want %s; said %q", got, err, q.stream, said)
			}
			if !utf8.ValidString(said) {
				t.Errorf("said %q", said)
			}
			if n := len(srv.Requests()); q.requests != 0 && n != q.requests {
				t.Errorf("%d requests, want %d", n, q.requests)
			}
			if err != nil {
				return
			}
			if want := q.shown(line); said != want || reply.Text != want {
				t.Errorf("said  %q\nreply %q\nwant  %q", said, reply.Text, want)
			}
			if q.fault != "odd-types" && reply.Model != "tiny" {
				t.Errorf("model %q", reply.Model)
			}
		})
	}
}

func TestWholeRepliesOfOddServers(t *testing.T) {
	for _, q := range quirks {
		t.Run(string(q.fault), func(t *testing.T) {
			t.Parallel()
			_, client := q.client(t)
			reply, err := client.Complete(soon(t), "interview", written)
			if got := code(t, err); got != q.written {
				t.Fatalf("%s (%v), want %s", got, err, q.written)
			}
			want := q.shown(`{"ok":true}`)
			if q.fault == "no-format" || q.fault == "ignore-format" {
				want = line
			}
			if err == nil && reply.Text != want {
				t.Errorf("reply %q, want %q", reply.Text, want)
			}
		})
	}
}

// shown is what the fault makes of a reply that is let through.
func (q quirk) shown(text string) string {
	switch q.fault {
	case "fenced":
		return "```json\n" + text + "\n```"
	case "prose":
		return "Here is the result:\n\n" + text + "\n\nLet me know if you need more."
	}
	return text
}
