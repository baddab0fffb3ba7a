package server_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"mondo/server"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
	"mondo/server/protocol"
)

// Words that stand nowhere but where they belong.
const (
	secretSheet = `# Interview for Quillfeather

### Q: What did you do at Quillfeather?

- **Gannetworks**: built 417 gannetworks for the lighthouse
- **Puffinry**: taught puffinry to nineteen keepers

### Q: Why do you want to work with us?

- I like gannets
`
	secretSheetJA = `# 鷺ノ宮灯台の面接

### Q: 鷺ノ宮灯台では何をしましたか

- **霧笛**: 霧笛の当番表を417枚つくった
- **海図**: 海図の読みかたを十九人に教えた

### Q: 志望動機を教えてください

- 灯台守になりたい
`
	secretAnswer   = "I built 417 gannetworks, and cormorantine besides."
	secretAnswerJA = "霧笛の当番表を417枚つくりました。鵜匠のまねごともしました。"
)

// secrets is what no log, error or figure may hold.
var secrets = []string{
	modelKey, "5ecret",
	"Quillfeather", "gannet", "puffinry", "lighthouse", "cormorantine",
	"鷺ノ宮", "霧笛", "海図", "灯台", "鵜匠",
	"leaves one thing", "ほかに取り組まれた", "plainly and in your own", "はっきり話せて",
	llmtest.Thought, "The candidate seems",
}

// Whatever a model and its server do, and some repeat what they were sent: nothing
// that a person wrote or said, no prompt, no reply and no key is in a log at any
// level, in an error that a client is told, or in the metrics.
func TestSecretsOfInterviewsWithAModel(t *testing.T) {
	for _, f := range []llmtest.Fault{
		"", "echo", "500", "429", "401", "refuse", "not-http", "html", "garbage", "cut", "cut-json",
		"error-event", "error-text", "empty-reply", "think", "filter", "length", "ignore-format",
	} {
		t.Run(string(f), func(t *testing.T) {
			t.Parallel()
			registry := prometheus.NewRegistry()
			w := startWith(t,
				parts{model: llm.Config{Limits: patient, Retries: 1, Sleep: noSleep, Observe: server.CountModelCalls(registry)}, tokenizer: dictionary()},
				func(c *server.Config) { c.Registry = registry })
			m := w.cast(llmtest.Script{Reader: actor, Fault: f})
			var told told
			w.live(&told, secretSheet, secretAnswer, "en")
			w.live(&told, secretSheetJA, secretAnswerJA, "ja")
			w.mistakes(&told, m)
			_, _, figures := w.call("GET", "/metrics", nil, nil)
			if len(m.Requests()) == 0 || !strings.Contains(string(figures), "mondo_model_calls_total") {
				t.Fatal("the model was never asked")
			}
			log := w.log.String()
			if !strings.Contains(log, "level=DEBUG msg=\"a call to a model\"") {
				t.Error("the log is not at debug level")
			}
			all := append(secrets[:len(secrets):len(secrets)], linesOf(m.Requests())...)
			for where, text := range map[string]string{"log": log, "errors": told.String(), "metrics": string(figures)} {
				noneIn(t, where, text, all)
			}
		})
	}
}

// told is what a client was told of failures.
type told struct{ strings.Builder }

// live holds an interview, asks for all else that a model does, and leaves again.
func (w *world) live(told *told, sheet, answer, lang string) {
	w.t.Helper()
	id := w.upload(sheet)
	c := w.dial(w.planOn(id, map[string]any{"follow_ups": 1, "model": true, "lang": lang}), 0)
	w.checkKept(c, c.play(answer))
	for _, f := range c.frames {
		switch f := f.(type) {
		case protocol.Notice:
			fmt.Fprintln(told, f.Code, f.Message)
		case protocol.Refused:
			fmt.Fprintln(told, f.Code, f.Message)
		}
	}
	question := "/api/sheets/" + id + "/questions/" + w.questions(id)[0].ID
	for path, body := range map[string]any{
		"/api/interviews/" + c.hello.Interview + "/summary": nil,
		question + "/short":     map[string]any{"seconds": 30},
		question + "/proposals": map[string]any{},
	} {
		if code, _, answer := w.call("POST", path, body, header{"Accept-Language": lang}); code >= 400 {
			fmt.Fprintf(told, "%s\n", answer)
		}
	}
}

// mistakes makes those that a person makes in the settings.
func (w *world) mistakes(told *told, m *llmtest.Server) {
	w.t.Helper()
	for _, body := range []map[string]any{
		{},
		{"base_url": m.URL, "key": modelKey, "interviewer": speaks},
		{"base_url": strings.Replace(m.URL, "http://", "http://user:"+modelKey+"@", 1), "interviewer": speaks},
		{"base_url": m.URL + "?key=" + modelKey, "interviewer": speaks},
		{"base_url": m.URL, "key": modelKey + "\n", "interviewer": speaks},
		{"base_url": m.URL, "key": modelKey},
	} {
		_, _, answer := w.call("POST", "/api/model/try", body, nil)
		fmt.Fprintf(told, "%s\n", answer)
		if _, _, answer := w.call("PUT", "/api/model", body, nil); body["key"] != nil {
			fmt.Fprintf(told, "%s\n", answer)
		}
	}
	_, _, answer := w.call("GET", "/api/model", nil, nil)
	fmt.Fprintf(told, "%s\n", answer)
}

// longLine is from where a line of a prompt is more than a name or a number.
const longLine = 24

// linesOf are the lines of all prompts, each once.
func linesOf(requests []llmtest.Request) []string {
	seen := map[string]bool{}
	var all []string
	for _, r := range requests {
		for line := range strings.Lines(prompt(r)) {
			if line = strings.TrimSpace(line); len(line) >= longLine && !seen[line] {
				seen[line] = true
				all = append(all, line)
			}
		}
	}
	return all
}

func noneIn(t *testing.T, where, text string, secrets []string) {
	t.Helper()
	if len(text) < 200 {
		t.Errorf("the %s say next to nothing: %q", where, text)
	}
	for _, s := range secrets {
		at := strings.Index(text, s)
		if at < 0 {
			continue
		}
		line := text[strings.LastIndex(text[:at], "\n")+1:]
		line, _, _ = strings.Cut(line, "\n")
		t.Errorf("%q is in the %s: %s", s, where, line)
	}
}
