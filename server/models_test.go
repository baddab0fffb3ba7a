package server_test

import (
	"path/filepath"
	"strings"
	"testing"

	"mondo/server/interview"
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
	for says, body := range map[string]map[string]any{
		"http://": {"base_url": "localhost", "interviewer": "small"},
		"name":    {"base_url": "http://localhost/v1"},
	} {
		if m := w.wantError(422, "model_unusable", "PUT", "/api/model", body, nil); !strings.Contains(m, says) {
			t.Errorf("%v: %s", body, m)
		}
	}
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
