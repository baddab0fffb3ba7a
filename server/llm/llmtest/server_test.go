package llmtest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"mondo/server/llm/llmtest"
)

// ask posts a chat request and gives the status and the body.
func ask(t *testing.T, srv *llmtest.Server, body string) (int, string) {
	t.Helper()
	resp, err := http.Post(srv.URL+"/chat/completions", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

const hello = `{"model":"m","messages":[{"role":"user","content":"こんにちは"}],"temperature":0,"max_tokens":5}`

func TestAWholeReply(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Reader: llmtest.Always("「はい」\n\"x\"\\\x01")})
	status, text := ask(t, srv, hello)
	var got struct {
		Model   string
		Choices []struct {
			Message      struct{ Role, Content string }
			FinishReason string `json:"finish_reason"`
		}
		Usage struct {
			Total int `json:"total_tokens"`
		}
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil || status != 200 {
		t.Fatalf("%d %s: %v", status, text, err)
	}
	c := got.Choices[0]
	if got.Model != "m" || c.Message.Role != "assistant" || c.Message.Content != "「はい」\n\"x\"\\\x01" || c.FinishReason != "stop" || got.Usage.Total == 0 {
		t.Errorf("%+v", got)
	}
	r := srv.Requests()[0]
	if r.Number != 1 || r.Model != "m" || r.Last() != "こんにちは" || *r.Temperature != 0 || *r.MaxTokens != 5 || r.Stream || r.Format != "" {
		t.Errorf("%+v", r)
	}
}

func TestAStream(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Reader: llmtest.Always("あいうえお")})
	_, text := ask(t, srv, strings.Replace(hello, "{", `{"stream":true,"stream_options":{"include_usage":true},`, 1))
	var said strings.Builder
	finish, usage := "", 0
	lines := strings.Split(strings.TrimSpace(text), "\n\n")
	for _, line := range lines[:len(lines)-1] {
		var c struct {
			Choices []struct {
				Delta        struct{ Content string }
				FinishReason string `json:"finish_reason"`
			}
			Usage *struct {
				Completion int `json:"completion_tokens"`
			}
		}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(line, "data: ")), &c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if c.Usage != nil {
			usage = c.Usage.Completion
		}
		for _, one := range c.Choices {
			said.WriteString(one.Delta.Content)
			finish += one.FinishReason
		}
	}
	if said.String() != "あいうえお" || finish != "stop" || usage != 2 || lines[len(lines)-1] != "data: [DONE]" {
		t.Errorf("said %q, finish %q, usage %d, in %s", said.String(), finish, usage, text)
	}
}

func TestWhatIsRefused(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Models: []string{"m"}, Faults: map[int]llmtest.Fault{2: "429"}})
	for n, one := range []struct {
		body   string
		status int
	}{
		{hello, 200},
		{hello, 429},
		{hello, 200},
		{strings.Replace(hello, `"m"`, `"n"`, 1), 404},
		{`{"model":"m"}`, 400},
		{`{`, 400},
	} {
		if status, text := ask(t, srv, one.body); status != one.status {
			t.Errorf("request %d: %d %s", n+1, status, text)
		}
	}
	locked := llmtest.Start(t, llmtest.Script{Key: "k"})
	if status, _ := ask(t, locked, hello); status != 401 {
		t.Errorf("without a key: %d", status)
	}
}

func TestAModelsNameAsksForAFault(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{})
	if status, _ := ask(t, srv, strings.Replace(hello, `"m"`, `"fault-503"`, 1)); status != 503 {
		t.Errorf("status %d", status)
	}
	if f := srv.Requests()[0].Fault; f != "503" {
		t.Errorf("fault %q", f)
	}
}

func TestFaultNames(t *testing.T) {
	for _, f := range llmtest.All() {
		if err := f.Check(); err != nil || !strings.Contains(llmtest.Described(), string(f)) {
			t.Errorf("%s: %v", f, err)
		}
	}
	if llmtest.Fault("no-seed+fenced").Check() != nil || llmtest.Fault("").Check() != nil || llmtest.Fault("no-seed+sulk").Check() == nil {
		t.Error("Check cannot tell")
	}
}

func TestDelays(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{FirstToken: 30 * time.Millisecond, BetweenTokens: 20 * time.Millisecond, Reader: llmtest.Always("あいうえおか")})
	start := time.Now()
	ask(t, srv, strings.Replace(hello, "{", `{"stream":true,`, 1))
	if took := time.Since(start); took < 50*time.Millisecond {
		t.Errorf("took %s", took)
	}
}

func TestListenAndServe(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	srv, ended, url := llmtest.New(llmtest.Script{Models: []string{"m"}}), make(chan error, 1), make(chan string, 1)
	go func() { ended <- srv.ListenAndServe(ctx, "127.0.0.1:0", func(at string) { url <- at }) }()
	resp, err := http.Get(<-url + "/models")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	if !strings.Contains(string(text), `"id":"m"`) {
		t.Errorf("models %s", text)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := srv.ListenAndServe(ctx, "nowhere:x", nil); err == nil {
		t.Error("listened nowhere")
	}
}

func TestPlain(t *testing.T) {
	japanese := llmtest.Request{Messages: []llmtest.Message{{Content: "T1: 監視\nT2: 切り戻し\n候補を選んでください"}}}
	if got := llmtest.Plain(japanese); !strings.HasPrefix(got, "T1\n") || !strings.HasSuffix(got, "か。") {
		t.Errorf("%q", got)
	}
	english := llmtest.Request{Messages: []llmtest.Message{{Content: "I used Redis."}}}
	if got := llmtest.Plain(english); !strings.HasSuffix(got, "?") || got != llmtest.Plain(english) {
		t.Errorf("%q", got)
	}
	english.Format = "json_object"
	if got := llmtest.Plain(english); got != "{}" {
		t.Errorf("%q", got)
	}
}

func TestFill(t *testing.T) {
	for schema, want := range map[string]string{
		`{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a","b"]}`: `{"a":"","b":0}`,
		`{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"boolean"}},"required":["b"]}`:     `{"b":false}`,
		`{"properties":{"a":{"type":"null"}}}`:                      `{"a":null}`,
		`{"type":"array","items":{"enum":["x","y"]},"minItems":2}`:  `["x","x"]`,
		`{"type":"array","items":{"type":"string"}}`:                `[]`,
		`{"type":["string","null"],"minLength":3}`:                  `"aaa"`,
		`{"type":"number","exclusiveMinimum":1}`:                    `2`,
		`{"type":"integer","minimum":5}`:                            `5`,
		`{"anyOf":[{"const":7},{"type":"string"}]}`:                 `7`,
		`{"$ref":"#/$defs/a~1b","$defs":{"a/b":{"type":"string"}}}`: `""`,
		`{"$ref":"#/no/where"}`:                                     `null`,
		`{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"$ref":"#/$defs/b"}],"$defs":{"b":{"properties":{"b":{"const":1}},"required":["b"]}}}`: `{"a":"","b":1}`,
		`not a schema`: `{}`,
	} {
		if got := llmtest.Fill([]byte(schema)); got != want {
			t.Errorf("%s: %s, want %s", schema, got, want)
		}
	}
	itself := `{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}},"required":["n"]}}}`
	if got := llmtest.Fill([]byte(itself)); !json.Valid([]byte(got)) {
		t.Errorf("a schema that contains itself: %s", got)
	}
}
