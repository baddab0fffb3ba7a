package server_test

import (
	"strings"
	"testing"

	"mondo/server/interview"
)

type tickedReport struct {
	Final  float64
	Counts struct{ Covered, Missed, Own int }
}

type taughtSheet struct {
	Sections []struct {
		Questions []struct {
			KeyPoints []struct {
				ID      string
				Aliases []struct {
					ID, Words string
					CreatedAt int64 `json:"created_at"`
				}
			} `json:"key_points"`
		}
	}
}

const ownWords = "I was the one who taught the others what to do when the phone rang after dark"

// aliasesOf lists the aliases of the sheet's first question, by key point.
func (w *world) aliasesOf(sheetID string) (ids []string, words []string) {
	w.t.Helper()
	var got taughtSheet
	w.want(200, "GET", "/api/sheets/"+sheetID, nil, &got)
	for _, k := range got.Sections[0].Questions[0].KeyPoints {
		if k.Aliases == nil {
			w.t.Error("a list of aliases is null")
		}
		for _, a := range k.Aliases {
			ids, words = append(ids, a.ID), append(words, a.Words)
		}
	}
	return ids, words
}

// rehearse answers the first question with these words, finishes, and gives the
// client as it was then.
func (w *world) rehearse(sheetID, text string) *client {
	w.t.Helper()
	c := w.dial(w.planOn(sheetID, map[string]any{"follow_ups": 0}), 0)
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdAnswer, text)
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdFinish, "")
	c.untilClosed()
	return c
}

func (c *client) pointOf(n int) (id, level string) {
	p := c.state.Report("").Sections[0].Threads[0].Points[n]
	return p.ID, string(p.Final)
}

// A point that words could not tell is ticked, teaches the sheet, is heard in the
// next rehearsal, and is no longer when it was removed.
func TestTickTeaches(t *testing.T) {
	w := start(t)
	sheetID := w.upload(sheet)
	c := w.rehearse(sheetID, ownWords+". That is all.")
	point, level := c.pointOf(1) // the runbooks
	if level == "covered" {
		t.Fatal("covered without a tick: the case shows nothing")
	}
	path := "/api/interviews/" + c.hello.Interview + "/ticks"
	tick := map[string]any{
		"id": "tick-0001", "thread": 0, "key_point": point, "answer": "a1", "level": "covered",
		"words": map[string]int{"start": 0, "end": len(ownWords)},
	}
	var before, r, again tickedReport
	w.want(200, "GET", "/api/interviews/"+c.hello.Interview+"/report", nil, &before)
	w.want(200, "POST", path, tick, &r)
	if r.Counts.Own != 1 || r.Final <= before.Final || r.Counts.Covered != before.Counts.Covered+1 {
		t.Errorf("from %+v to %+v", before, r)
	}
	w.want(200, "POST", path, tick, &again)
	if again != r {
		t.Errorf("sent again it gives %+v, not %+v", again, r)
	}
	ids, words := w.aliasesOf(sheetID)
	if len(words) != 1 || words[0] != ownWords {
		t.Fatalf("taught %q", words)
	}
	if _, level := w.rehearse(sheetID, ownWords+". That is all.").pointOf(1); level != "covered" {
		t.Errorf("said again it is %s", level)
	}

	w.want(204, "DELETE", "/api/sheets/"+sheetID+"/aliases/"+ids[0], nil, nil)
	w.wantError(404, "alias_not_found", "DELETE", "/api/sheets/"+sheetID+"/aliases/"+ids[0], nil, nil)
	if _, words := w.aliasesOf(sheetID); len(words) != 0 {
		t.Errorf("left: %q", words)
	}
	if _, level := w.rehearse(sheetID, ownWords+". That is all.").pointOf(1); level == "covered" {
		t.Error("covered by an alias that was removed")
	}

	tick["id"], tick["level"] = "tick-0002", ""
	w.want(200, "POST", path, tick, &again)
	if again != before {
		t.Errorf("taken back it gives %+v, not %+v", again, before)
	}
}

func TestTickIsRefused(t *testing.T) {
	w := start(t)
	sheetID := w.upload(sheet)
	c := w.rehearse(sheetID, ownWords)
	point, _ := c.pointOf(1)
	path := "/api/interviews/" + c.hello.Interview + "/ticks"
	open := w.dial(w.planOn(sheetID, nil), 0)
	open.untilAsked(interview.AwaitAnswer)
	with := func(change map[string]any) map[string]any {
		all := map[string]any{"id": "tick-0001", "thread": 0, "key_point": point, "answer": "a1", "level": "covered"}
		for k, v := range change {
			all[k] = v
		}
		return all
	}
	for _, x := range []struct {
		name   string
		status int
		code   string
		path   string
		body   any
	}{
		{"no id", 400, "bad_request", path, with(map[string]any{"id": "x"})},
		{"no thread", 400, "bad_request", path, with(map[string]any{"thread": nil})},
		{"no object", 400, "bad_request", path, "[]"},
		{"no such interview", 404, "interview_not_found", "/api/interviews/i_none/ticks", with(nil)},
		{"an open thread", 409, "too_early", "/api/interviews/" + open.hello.Interview + "/ticks", with(nil)},
		{"another key point", 409, "no_such_point", path, with(map[string]any{"key_point": "k_none"})},
		{"another answer", 409, "no_such_point", path, with(map[string]any{"answer": "a9"})},
		{"no level", 409, "no_such_point", path, with(map[string]any{"level": "partial"})},
		{"words beyond the answer", 409, "no_such_point", path, with(map[string]any{"words": map[string]int{"start": 1, "end": 999}})},
		{"a speech", 409, "too_long", path, with(map[string]any{"words": map[string]int{"start": 0, "end": 1 << 20}})},
	} {
		t.Run(x.name, func(t *testing.T) {
			if text := w.wantError(x.status, x.code, "POST", x.path, x.body, nil); strings.Contains(text, ownWords) {
				t.Error("quotes what was said")
			}
		})
	}
}
