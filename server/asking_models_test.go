package server_test

import (
	"strings"
	"testing"

	"mondo/server/interview"
	"mondo/server/llm/llmtest"
)

// coach is a model that sums up, shortens and proposes, by what it is asked for.
func coach(r llmtest.Request) string {
	schema := string(r.Schema)
	switch {
	case strings.Contains(schema, `"strong"`):
		return `{"strong":[{"id":"P1","text":"You named the dashboards in Grafana, with their number."}],
			"fix":[{"id":"P2","text":"Say that you wrote the runbooks for the night shift."},{"id":"P99","text":"No such point."}]}`
	case strings.Contains(schema, `"paraphrases"`):
		return `{"points":[{"id":"P1","elements":["dashboards in Grafana","40 services"],"paraphrases":["I made 40 services visible in Grafana"],"vital":true,"reason":"it has the number"}]}`
	case r.Format == "":
		return "I built dashboards in Grafana for 40 services and wrote runbooks for the night shift."
	}
	return llmtest.Plain(r)
}

// finished is an interview of one answer that is over.
func (w *world) finished() string {
	w.t.Helper()
	id := w.plan(map[string]any{"follow_ups": 0, "count": 1})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdAnswer, "I built dashboards in Grafana for 40 services.")
	c.untilClosed()
	return id
}

func TestSummingUp(t *testing.T) {
	w := start(t)
	id := w.finished()
	w.wantError(409, "no_model", "POST", "/api/interviews/"+id+"/summary", nil, nil)
	w.choose(llmtest.Script{Reader: coach})
	var r struct {
		Summary struct {
			Strong, Fix []struct {
				KeyPoint string `json:"key_point"`
				Text     string
			}
		}
		SummaryBy string `json:"summary_by"`
	}
	w.want(200, "POST", "/api/interviews/"+id+"/summary", nil, &r)
	if len(r.Summary.Strong) != 1 || len(r.Summary.Fix) != 1 || r.SummaryBy != "summary/1/small" {
		t.Errorf("summed up: %+v by %s", r.Summary, r.SummaryBy)
	}
	w.want(200, "GET", "/api/interviews/"+id+"/report", nil, &r)
	if len(r.Summary.Strong) != 1 {
		t.Error("it was not kept")
	}
	if _, _, md := w.call("GET", "/api/interviews/"+id+"/report.md", nil, nil); !strings.Contains(string(md), "What to fix next") {
		t.Errorf("not in the Markdown: %s", md)
	}
	running := w.plan(map[string]any{"count": 1})
	w.wantError(409, "not_finished", "POST", "/api/interviews/"+running+"/summary", nil, nil)
	w.wantError(404, "interview_not_found", "POST", "/api/interviews/i_none/summary", nil, nil)
}

func TestModelsThatTalkNonsense(t *testing.T) {
	w := start(t)
	id := w.finished()
	w.choose(llmtest.Script{Reader: llmtest.Always("I am sorry, but as a language model I cannot do that.")})
	w.wantError(502, "model_words", "POST", "/api/interviews/"+id+"/summary", nil, nil)
	sheet := w.upload(sheet)
	q := w.questions(sheet)[0]
	w.wantError(502, "model_words", "POST", "/api/sheets/"+sheet+"/questions/"+q.ID+"/proposals", map[string]any{}, nil)
	w.choose(llmtest.Script{Key: "another"})
	m := w.wantError(502, "model_key_refused", "POST", "/api/interviews/"+id+"/summary", nil, header{"Accept-Language": "ja"})
	if !strings.Contains(m, "キー") {
		t.Errorf("says %s", m)
	}
}

type questionAnswer struct {
	ID        string
	KeyPoints []struct {
		ID    string
		Vital bool
		Note  *struct {
			Elements, Paraphrases []string
			Vital                 *bool
		}
	} `json:"key_points"`
}

func (w *world) questions(sheet string) []questionAnswer {
	w.t.Helper()
	var got struct {
		Sections []struct{ Questions []questionAnswer }
	}
	w.want(200, "GET", "/api/sheets/"+sheet, nil, &got)
	var all []questionAnswer
	for _, s := range got.Sections {
		all = append(all, s.Questions...)
	}
	return all
}

func TestShortAnswers(t *testing.T) {
	w := start(t)
	w.choose(llmtest.Script{Reader: coach})
	sheet := w.upload(sheet)
	path := "/api/sheets/" + sheet + "/questions/" + w.questions(sheet)[0].ID + "/short"
	var got struct {
		Text, By string
		Seconds  int
	}
	w.want(200, "POST", path, map[string]any{"seconds": 30}, &got)
	if !strings.HasPrefix(got.Text, "I built dashboards") || got.Seconds < 1 || got.Seconds > 30 || got.By != "short/1/small" {
		t.Errorf("got %+v", got)
	}
	w.wantError(422, "seconds", "POST", path, map[string]any{"seconds": 3}, nil)
	w.wantError(404, "no_question", "POST", "/api/sheets/"+sheet+"/questions/q_none/short", map[string]any{"seconds": 30}, nil)
}

func TestProposalsAndNotes(t *testing.T) {
	w := start(t)
	w.choose(llmtest.Script{Reader: coach})
	sheet := w.upload(sheet)
	q := w.questions(sheet)[0]
	var got struct {
		By        string
		Proposals []struct {
			KeyPoint    string `json:"key_point"`
			Elements    []string
			Paraphrases []string
			Vital       bool
		}
	}
	w.want(200, "POST", "/api/sheets/"+sheet+"/questions/"+q.ID+"/proposals", map[string]any{}, &got)
	if len(got.Proposals) != 1 || got.Proposals[0].KeyPoint != q.KeyPoints[0].ID || len(got.Proposals[0].Elements) != 2 {
		t.Fatalf("proposed %+v", got)
	}
	if w.questions(sheet)[0].KeyPoints[0].Note != nil {
		t.Error("kept before it was approved")
	}
	note := func(point string, body map[string]any) (string, map[string]any) {
		body["question"] = q.ID
		return "/api/sheets/" + sheet + "/notes/" + point, body
	}
	path, body := note(q.KeyPoints[0].ID, map[string]any{"elements": []string{"dashboards in Grafana", " "}, "paraphrases": []string{"I made 40 services visible"}, "vital": false})
	w.want(204, "PUT", path, body, nil)
	kept := w.questions(sheet)[0].KeyPoints[0]
	if kept.Note == nil || len(kept.Note.Elements) != 1 || *kept.Note.Vital || !kept.Vital {
		t.Errorf("kept %+v", kept)
	}
	// The next interview goes by the note.
	id := w.planOn(sheet, map[string]any{"count": 1})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	if c.state.Question(0).KeyPoints[0].Vital {
		t.Error("the interview was planned without the note")
	}
	for code, body := range map[string]map[string]any{
		"note_too_long": {"paraphrases": []string{strings.Repeat("x", 401)}},
		"no_key_point":  {"paraphrases": []string{"x"}},
	} {
		point := q.KeyPoints[0].ID
		if code == "no_key_point" {
			point = "k_none"
		}
		path, body := note(point, body)
		status := map[string]int{"note_too_long": 422, "no_key_point": 404}[code]
		w.wantError(status, code, "PUT", path, body, nil)
	}
	path, body = note(q.KeyPoints[0].ID, map[string]any{})
	w.want(204, "PUT", path, body, nil)
	if w.questions(sheet)[0].KeyPoints[0].Note != nil {
		t.Error("an empty note was kept")
	}
}
