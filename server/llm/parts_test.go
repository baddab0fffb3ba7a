package llm

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mondo/prompts"
)

var promptForTests = prompts.Prompt{
	Name: "followup", MaxTokens: 100,
	Messages: []prompts.Message{{Speaker: prompts.User, Content: "はい"}},
}

func TestJoiner(t *testing.T) {
	for _, c := range []struct {
		name   string
		pieces []string
		want   string
	}{
		{"whole", []string{"あ", "い"}, "あい"},
		{"split", []string{"\xe3", "\x81", "\x82!"}, "あ!"},
		{"never finished", []string{"a\xe3\x81"}, "a\ufffd"},
		{"broken", []string{"\xe3\x81", "a"}, "\ufffd\ufffda"},
		{"stray", []string{"\x82a\xff"}, "\ufffda\ufffd"},
		{"surrogates", []string{"\xed\xa0\xbd", "\xed\xb8\x80"}, "😀"},
		{"surrogates byte by byte", []string{"\xed", "\xa0", "\xbd", "\xed", "\xb8", "\x80"}, "😀"},
		{"high alone", []string{"\xed\xa0\xbd", "a"}, "\ufffda"},
		{"high at the end", []string{"a\xed\xa0\xbd"}, "a\ufffd"},
		{"low alone", []string{"\xed\xb8\x80a"}, "\ufffda"},
		{"high twice", []string{"\xed\xa0\xbd\xed\xa0\xbd", "\xed\xb8\x80"}, "\ufffd😀"},
		{"high, then 톀", []string{"\xed\xa0\xbd", "\xed\x86\x80"}, "\ufffd톀"},
	} {
		var j joiner
		got := ""
		for _, p := range c.pieces {
			got += j.add([]byte(p))
			if len(j.held) > 5 {
				t.Errorf("%s: holds %q", c.name, j.held)
			}
		}
		if got += j.end(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestThoughts(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		known          dialect
	}{
		{"none", "はい。", "はい。", 0},
		{"space first", "\n\n はい。\n", "はい。\n", 0},
		{"marked", "<think>a\nb</think>\n\nはい。", "はい。", 0},
		{"other marks", " <thinking>a</thinking>[THINK]b[/THINK]はい。", "はい。", 0},
		{"empty", "<think>\n\n</think>\n\nはい。", "はい。", 0},
		{"only the end", "</think>\nはい。", "はい。", 0},
		{"a mark within", "<think>a <b> </thin </think>はい。", "はい。", 0},
		{"never ended", "<think>a", "", 0},
		{"almost a mark", "<thin>はい。", "<thin>はい。", 0},
		{"half a mark at the end", "<thi", "<thi", 0},
		{"quoted in the middle", "「<think>」と言いましたね。</think>", "「<think>」と言いましたね。</think>", 0},
		{"unopened, known", "a\nb\n</think>\n\nはい。", "はい。", unopened},
		{"known, and quoted", `{"quote":"</think>"}`, `{"quote":"</think>"}`, unopened},
		{"known, but marked this time", "<think>a</think>はい。", "はい。", unopened},
		{"known, but none this time", "はい。", "はい。", unopened},
	} {
		for size := 1; size <= len(c.in); size++ {
			th := newThoughts(c.known)
			got := ""
			for rest := c.in; rest != ""; {
				n := min(size, len(rest))
				got += th.add(rest[:n])
				rest = rest[n:]
			}
			if got += th.end(); got != c.want || th.leaked {
				t.Errorf("%s, %d bytes at a time: %q, want %q", c.name, size, got, c.want)
			}
		}
	}
}

// Models that were told not to think still write the marks.
func TestEmptyThoughtsAreNone(t *testing.T) {
	for text, filled := range map[string]bool{"<think>\n\n</think>\n\nはい。": false, "<think>\nhm, hm, hm": true, "<think>\n</thi": false, "はい。": false, "</think>はい。": false} {
		r := newReading(0, nil)
		for n := range len(text) {
			if err := r.add(chunk{text: []byte(text[n : n+1]), choice: true}); err != nil {
				t.Fatal(err)
			}
		}
		if got := r.learned()&thinks != 0; got != filled {
			t.Errorf("%q: %t", text, got)
		}
	}
}

func TestThoughtsThatLeak(t *testing.T) {
	th := newThoughts(0)
	if got := th.add("まず理由を聞こう。\n</think>\nはい。"); got != "はい。" || th.leaked || !th.unmarked {
		t.Errorf("at once: %q, %+v", got, th)
	}
	th = newThoughts(0)
	_ = th.add("まず理由を聞こう。\n</th")
	if got := th.add("ink>はい。"); got != "はい。" || !th.leaked {
		t.Errorf("too late: %q, %+v", got, th)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "2": 2 * time.Second, "0.5": 500 * time.Millisecond, "-3": 0, "soon": 0, "NaN": 0,
		"1e300": 24 * time.Hour, "Wed, 01 Apr 2026 09:01:00 GMT": time.Minute, "Wed, 01 Apr 2026 08:00:00 GMT": 0,
	} {
		h := http.Header{"Retry-After": {value}}
		if got := retryAfter(h, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
	if got := retryAfter(http.Header{"Retry-After-Ms": {"250"}, "Retry-After": {"9"}}, now); got != 250*time.Millisecond {
		t.Errorf("milliseconds: %s", got)
	}
}

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		code   string
		refuse dialect
	}{
		{400, `{"error":{"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}`, KeyRefused, 0},
		{400, `[{"error":{"code":400,"message":"Unknown name \"seed\""}}]`, Rejected, noSeed},
		{400, `{"object":"error","message":"This model's maximum context length is 4096 tokens","code":400}`, TooLong, 0},
		{400, `{"error":{"message":"the request exceeds the available context size"}}`, TooLong, 0},
		{422, `{"detail":[{"loc":["body","response_format","type"],"msg":"Input should be 'text'","input":"temperature"}]}`, Rejected, noSchema | noObject},
		{400, `response_format is not supported`, Rejected, noSchema | noObject},
		{400, `{"error":"max_tokens must not be given"}`, Rejected, noMaxTokens},
		{400, ``, Rejected, 0},
		{402, `{}`, QuotaSpent, 0},
		{404, `{"error":"model \"x\" not found, try pulling it first"}`, NotFound, 0},
		{405, `Method Not Allowed`, NotFound, 0},
		{413, ``, TooLong, 0},
		{418, `{"error":{"message":"no"}}`, Rejected, 0},
		{429, `{"error":{"message":"You exceeded your current quota, please check your plan"}}`, QuotaSpent, 0},
		{501, ``, Rejected, 0},
		{504, `<html>`, Failed, 0},
		{200, `{"error":{"code":429,"message":"Provider returned error"}}`, Overloaded, 0},
		{200, `{"error":{"message":"x","code":"rate_limit_exceeded"}}`, Overloaded, 0},
		{200, `{"error":{"message":"x","code":99999}}`, Failed, 0},
	} {
		e := classify(c.status, []byte(c.body))
		if e.code != c.code || e.refuse != c.refuse {
			t.Errorf("%d %s: %s, %b, want %s, %b", c.status, c.body, e.code, e.refuse, c.code, c.refuse)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, code := range []string{
		Unreachable, TooSlow, KeyRefused, NotFound, Rejected, TooLong, Filtered, Overloaded, QuotaSpent,
		Failed, CutOff, Nonsense, BudgetSpent, Busy, Resting, Closed,
	} {
		if text := failure(code).Error(); len(text) < len("llm: ")+10 {
			t.Errorf("%s: %q", code, text)
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]int{"": 0, "four": 1, "five!": 2, "あい": 2, "SLO は99%": 3} {
		if got := tokens(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// The order of turns is one from each scope, whoever asked first.
func TestQueueTurns(t *testing.T) {
	q := newQueue(1, 10)
	if turn, err := q.join("x"); turn != nil || err != nil {
		t.Fatal("no free place")
	}
	type one struct {
		name string
		turn chan struct{}
	}
	var all []one
	for _, name := range []string{"a1", "a2", "a3", "b1", "c1", "b2"} {
		turn, _ := q.join(name[:1])
		all = append(all, one{name, turn})
	}
	if !q.quit("a", all[1].turn) == false {
		t.Error("a2 had a place")
	}
	var order []string
	for range 5 {
		q.leave()
		for _, o := range all {
			select {
			case <-o.turn:
				if !strings.Contains(strings.Join(order, " "), o.name) {
					order = append(order, o.name)
				}
			default:
			}
		}
	}
	if got := strings.Join(order, " "); got != "a1 b1 c1 a3 b2" {
		t.Errorf("order %s", got)
	}
	q.leave()
	if q.free != 1 || q.room != 10 || len(q.order) != 0 || len(q.waiting) != 0 {
		t.Errorf("left %+v", q)
	}
}

func TestQueueGivesBackWhatCameTooLate(t *testing.T) {
	q := newQueue(1, 1)
	if err := q.enter(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := q.enter(ctx, "b"); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	q.leave()
	if q.free != 1 || q.room != 1 {
		t.Errorf("left %+v", q)
	}
}

// Scopes come and go; their accounts do not stay for ever.
func TestLedgerForgetsWhoWasIdleLongest(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLedger(Budget{}, func() time.Time { now = now.Add(time.Second); return now })
	busy, _ := l.reserve("busy", Usage{})
	for n := range maxScopes + 10 {
		l.note(string(rune('一'+n)), Usage{Input: 1})
	}
	if len(l.scopes) != maxScopes || l.spent("一").Input != 0 || l.spent(string(rune('一'+maxScopes))).Input != 1 {
		t.Errorf("%d scopes", len(l.scopes))
	}
	busy.settle(Usage{Output: 5})
	if l.spent("busy").Output != 5 {
		t.Error("a scope with a call under way was forgotten")
	}
}

func FuzzUnquoted(f *testing.F) {
	for _, s := range []string{`"a"`, `"\ud83d\ude00\n\u3042"`, `"\ude00\ud83d"`, "\"\xe3\x81\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := readChunk([]byte(`{"choices":[{"delta":{"content":` + string(raw) + `}}]}`))
		if err != nil {
			return
		}
		var j joiner
		if text := j.add(c.text) + j.end(); !utf8.ValidString(text) {
			t.Errorf("%q", text)
		}
	})
}
