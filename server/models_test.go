package server_test

import (
	"path/filepath"
	"strings"
	"testing"

	"mondo/server/interview"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// choose puts a scripted model server into use.
func (w *world) choose(script llmtest.Script) *llmtest.Server {
	w.t.Helper()
	m := llmtest.Start(w.t, script)
	w.want(200, "PUT", "/api/model", map[string]any{"base_url": m.URL, "key": "sk-secret", "interviewer": "small"}, nil)
	return m
}

type modelAnswer struct {
	Configured, Fixed bool
	BaseURL           string `json:"base_url"`
	KeySet            bool   `json:"key_set"`
	Interviewer       string
	Judge             string
}

func TestChoosingAModel(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "mondo.db")
	w := startOn(t, dsn)
	var got modelAnswer
	w.want(200, "GET", "/api/model", nil, &got)
	if got.Configured || got.Fixed || got.KeySet {
		t.Errorf("before: %+v", got)
	}
	w.wantError(409, "no_model", "POST", "/api/model/try", map[string]any{}, nil)
	m := w.choose(llmtest.Script{Key: "sk-secret"})
	code, _, answer := w.call("GET", "/api/model", nil, nil)
	if code != 200 || strings.Contains(string(answer), "sk-secret") || !strings.Contains(string(answer), `"key_set":true`) {
		t.Errorf("%d %s", code, answer)
	}
	var status struct {
		Model *struct{ Interviewer, Judge string }
	}
	w.want(200, "GET", "/api/status", nil, &status)
	if status.Model == nil || status.Model.Interviewer != "small" || status.Model.Judge != "small" {
		t.Errorf("status %+v", status.Model)
	}

	// A change without a key keeps the one that is there, but not for another server.
	w.want(200, "PUT", "/api/model", map[string]any{"base_url": m.URL, "interviewer": "small", "judge": "large"}, &got)
	if !got.KeySet || got.Judge != "large" {
		t.Errorf("changed: %+v", got)
	}
	other := llmtest.Start(t, llmtest.Script{})
	w.want(200, "PUT", "/api/model", map[string]any{"base_url": other.URL, "interviewer": "small"}, &got)
	if got.KeySet {
		t.Error("the key went to another server")
	}

	again := startOn(t, dsn)
	again.want(200, "GET", "/api/model", nil, &got)
	if !got.Configured || got.BaseURL != other.URL {
		t.Errorf("after a restart: %+v", got)
	}
	again.want(204, "DELETE", "/api/model", nil, nil)
	again.want(200, "GET", "/api/model", nil, &got)
	if got.Configured || got.BaseURL != "" {
		t.Errorf("removed: %+v", got)
	}
	if strings.Contains(w.log.String()+again.log.String(), "sk-secret") {
		t.Error("the key is in the log")
	}
}

// What is wrong with a choice is said in the reader's language, and repeats what
// was given but never a key.
func TestChoicesThatCannotBeUsed(t *testing.T) {
	w := startWith(t, parts{model: llm.Config{Budget: llm.Budget{Day: llm.Allowance{Money: 1}}}})
	const url = "http://localhost/v1"
	for name, c := range map[string]struct {
		body   map[string]any
		en, ja string
	}{
		"no address":        {map[string]any{"interviewer": "small"}, "Enter the model server's address", "アドレスを入力してください"},
		"no scheme":         {map[string]any{"base_url": "localhost", "interviewer": "small"}, "must begin with http://", "http:// か https:// で始まり"},
		"key in it":         {map[string]any{"base_url": "http://sk-secret@h/v1", "interviewer": "small"}, "its own field", "専用の欄"},
		"odd key":           {map[string]any{"base_url": url, "key": "sk-secret\n", "interviewer": "small"}, "a line end", "改行"},
		"no model":          {map[string]any{"base_url": url}, "Enter the model's name", "モデル名を"},
		"another API":       {map[string]any{"base_url": url, "api": "soap", "interviewer": "small"}, `"soap" is not known`, `"soap" は使えません`},
		"no version":        {map[string]any{"base_url": url, "api": "azure", "interviewer": "small"}, "needs an API version", "API バージョンが必要"},
		"odd deployment":    {map[string]any{"base_url": url, "api": "azure", "api_version": "v", "interviewer": "a/b"}, `"a/b" cannot be the name`, `"a/b" は Azure のデプロイ名`},
		"without its price": {map[string]any{"base_url": url, "interviewer": "small"}, "the price of small", "small の単価"},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": c.en, "ja": c.ja} {
				for method, path := range map[string]string{"PUT": "/api/model", "POST": "/api/model/try"} {
					got := w.wantError(422, "model_unusable", method, path, c.body, header{"Accept-Language": lang})
					if !strings.Contains(got, want) || strings.Contains(got, "sk-secret") || strings.Contains(got, "%!") {
						t.Errorf("%s %s in %s: %s", method, path, lang, got)
					}
				}
			}
		})
	}
}

func TestTryingAModel(t *testing.T) {
	w := start(t)
	m := w.choose(llmtest.Script{Models: []string{"small", "large"}})
	var got struct {
		Models []string
		Roles  []struct {
			Role, Structured string
			OK, Streaming    bool
			Problems         []struct{ Code, Message string }
		}
	}
	w.want(200, "POST", "/api/model/try", map[string]any{}, &got)
	if len(got.Roles) != 2 || !got.Roles[0].OK || !got.Roles[0].Streaming || got.Roles[0].Structured != "schema" || len(got.Models) != 2 {
		t.Errorf("got %+v", got)
	}
	body := map[string]any{"base_url": m.URL, "interviewer": "medium"}
	code, _, answer := w.call("POST", "/api/model/try", body, header{"Accept-Language": "ja"})
	if code != 200 || !strings.Contains(string(answer), "モデル名を確認してください") {
		t.Errorf("%d %s", code, answer)
	}
}

// followUps words a follow-up on the first target, and reads nothing.
func followUps(r llmtest.Request) string {
	if r.Format != "" {
		return llmtest.Plain(r)
	}
	return "T1\nThat leaves one thing open. Could you say more about the rest of your work there?"
}

func TestInterviewWithAModel(t *testing.T) {
	w := start(t)
	w.choose(llmtest.Script{Reader: followUps})
	id := w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
	c.untilAsked(interview.AwaitAnswer)
	said := c.state.Threads[0].Said
	if last := said[len(said)-1]; !strings.HasPrefix(last.By, "followup/") || !strings.HasSuffix(last.By, "/small") || !strings.HasPrefix(last.Text, "That leaves one thing open.") {
		t.Errorf("the follow-up is %+v", last)
	}
	c.do(interview.CmdAnswer, "I wrote runbooks for the night shift.")
	c.untilClosed()
	if !c.state.Ended {
		t.Fatal("it did not end")
	}
	for _, a := range c.state.Threads[0].Answers {
		if a.Revision != 2 && a.Unjudged == "" {
			t.Errorf("answer %s was never judged: %+v", a.ID, a.Scores.Scorer)
		}
	}
}

// Whatever a model does, the interview goes on, and says so.
func TestInterviewWithABadModel(t *testing.T) {
	for _, fault := range []llmtest.Fault{"500", "html", "cut", "empty-reply", "error-event"} {
		t.Run(string(fault), func(t *testing.T) {
			w := start(t)
			w.choose(llmtest.Script{Reader: followUps, Fault: fault})
			id := w.plan(map[string]any{"follow_ups": 1, "count": 1, "model": true})
			c := w.dial(id, 0)
			c.untilAsked(interview.AwaitAnswer)
			c.do(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
			c.untilAsked(interview.AwaitAnswer)
			said := c.state.Threads[0].Said
			if last := said[len(said)-1]; last.By != "" || last.Text == "" {
				t.Errorf("the follow-up is %+v", last)
			}
			c.do(interview.CmdSkip, "")
			c.untilClosed()
			if !c.state.Ended {
				t.Error("it did not end")
			}
		})
	}
}
