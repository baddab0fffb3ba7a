package judge

import (
	"testing"
	"time"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// overHTTP is a judge whose model is behind a server and the client of one, as in
// an interview.
func overHTTP(t *testing.T, read reader, fault llmtest.Fault) (*Judge, *llmtest.Server) {
	t.Helper()
	srv := llmtest.Start(t, llmtest.Script{Fault: fault, Reader: func(r llmtest.Request) string {
		messages := make([]prompts.Message, len(r.Messages))
		for i, m := range r.Messages {
			messages[i] = prompts.Message{Speaker: prompts.Speaker(m.Role), Content: m.Content}
		}
		return read(messages)
	}})
	client, err := llm.New(llm.Config{
		Endpoint: llm.Endpoint{BaseURL: srv.URL, Model: "reader-1"},
		Limits:   llm.Limits{FirstToken: time.Minute, Whole: 2 * time.Minute},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return New(Config{Model: client, Name: "reader", Random: &numbers{}}), srv
}

// Through the client and a real connection the same readers get the same marks:
// the perfect one all of them, and neither the liar nor the copier a level that
// words alone do not find. The faults are those that cost a reply its form and
// none of its content.
func TestReadersOverHTTP(t *testing.T) {
	for _, fault := range []llmtest.Fault{"", "no-json-schema+fenced", "no-format+prose+think", "stream-for-json+split-runes"} {
		t.Run("perfect "+string(fault), func(t *testing.T) {
			eachMarked(t, func(t *testing.T, m marked) {
				if fault != "" {
					m = m.first(8)
				}
				j, srv := overHTTP(t, perfect(m.lines), fault)
				r := measureWith(t, m, j, nil)
				if r.Accuracy != 1 || r.Scorer != "judge/1/reader-1" {
					t.Errorf("%s: accuracy %.4f after %d requests", r.Scorer, r.Accuracy, len(srv.Requests()))
				}
			})
		})
	}
	for name, read := range map[string]reader{"liar": liar, "copier": copier} {
		t.Run(name, func(t *testing.T) {
			eachMarked(t, func(t *testing.T, m marked) {
				j, _ := overHTTP(t, read, "")
				r := measureWith(t, m, j, noHigherThanWords)
				t.Logf("accuracy %.4f, missed called covered %.4f", r.Accuracy, r.FalseCovered)
			})
		})
	}
}
