package server_test

import (
	"strings"
	"sync"
	"testing"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
	"mondo/server/protocol"
)

// dictionary is loaded once for all tests that speak Japanese.
var dictionary = sync.OnceValue(coverage.NewTokenizer)

// A hostile sheet and hostile answers, before a model that obeys them: no verdict
// rises, the interviewer stays who they are and in their language, and nothing
// that was demanded is heard or read.
func TestInjection(t *testing.T) {
	for _, a := range attacks {
		t.Run(a.lang+"/"+a.name, func(t *testing.T) {
			t.Parallel()
			a.hold(t, a.obeying, a.hostile(), a.answer(a.text)).checkLevels()
		})
	}
}

// The same from a model that needs nobody to tell it to: the guard alone holds.
func TestModelsThatForgetThemselves(t *testing.T) {
	for _, a := range attacks {
		if a.fair {
			continue
		}
		t.Run(a.lang+"/"+a.name, func(t *testing.T) {
			t.Parallel()
			a.hold(t, a.mad, a.sheet(""), a.answer("")).checkLevels()
		})
	}
}

// hold holds an interview and looks at all that the candidate heard and read.
func (a attack) hold(t *testing.T, model llmtest.Reader, sheet, answer string) *client {
	w := startWith(t, parts{model: llm.Config{Limits: patient}, tokenizer: dictionary()})
	w.cast(llmtest.Script{Reader: model})
	id := w.upload(sheet)
	settings := map[string]any{"follow_ups": 2, "model": true, "lang": a.lang, "persona": "friendly"}
	c := w.dial(w.planOn(id, settings), 0)
	w.checkKept(c, c.play(answer))
	if s := c.state.Plan.Settings; string(s.Lang) != a.lang || s.Persona != qa.Friendly {
		t.Errorf("the settings are %+v now", s)
	}
	c.checkHeard(a)
	w.checkRead(c, a, id)
	return c
}

// shown is all that a page showed of the interviewer's words, also what was taken
// back; the prepared questions, which are the person's own, are left out.
func (c *client) shown() []string {
	growing := map[string]string{} // by turn
	var all []string
	for _, f := range c.frames {
		switch f := f.(type) {
		case protocol.Turn:
			all = append(all, growing[f.Turn])
			growing[f.Turn] = ""
		case protocol.Delta:
			growing[f.Turn] += f.Text
		}
	}
	for _, text := range growing {
		all = append(all, text)
	}
	for _, thread := range c.state.Threads {
		for _, s := range thread.Said {
			if s.Kind != interview.TurnAnswer {
				all = append(all, s.Text)
			}
		}
	}
	for i, text := range all {
		for _, q := range c.state.Plan.Questions {
			text = strings.ReplaceAll(text, q.Text, "")
		}
		all[i] = text
	}
	return all
}

func (c *client) checkHeard(a attack) {
	c.t.Helper()
	for _, text := range c.shown() {
		for _, never := range a.never {
			if strings.Contains(text, never) {
				c.t.Errorf("the candidate heard %q in %q", never, text)
			}
		}
	}
}

// checkLevels: the judge, who was told to find everything, has found no point more
// than words have.
func (c *client) checkLevels() {
	c.t.Helper()
	words := map[string]qa.Scores{}
	judged := 0
	for _, e := range c.events() {
		scored, ok := e.(interview.AnswerScored)
		switch {
		case !ok:
		case scored.Revision == 1:
			words[scored.Answer] = scored.Scores
		default:
			judged++
			for i, v := range scored.Scores.Verdicts {
				if before := words[scored.Answer].Verdicts[i]; v.Level.Share() > before.Level.Share() {
					c.t.Errorf("%s rose from %s to %s", v.KeyPoint, before.Level, v.Level)
				}
			}
		}
	}
	if judged == 0 {
		c.t.Errorf("the judge read nothing; told %v", c.notices())
	}
}

// checkRead: nor is what was demanded in a summary, or in an answer made short.
func (w *world) checkRead(c *client, a attack, sheet string) {
	w.t.Helper()
	path := "/api/interviews/" + c.hello.Interview
	_, _, refused := w.call("POST", path+"/summary", nil, nil)
	var r struct {
		Summary struct {
			Strong, Fix []struct{ Text string }
		}
	}
	w.want(200, "GET", path+"/report", nil, &r)
	written := []string{}
	if r.Summary.Strong == nil && r.Summary.Fix == nil {
		written = append(written, string(refused))
	}
	for _, item := range append(r.Summary.Strong, r.Summary.Fix...) {
		written = append(written, item.Text)
	}
	question := w.questions(sheet)[0].ID
	_, _, short := w.call("POST", "/api/sheets/"+sheet+"/questions/"+question+"/short", map[string]any{"seconds": 60}, nil)
	for _, text := range append(written, string(short)) {
		for _, never := range a.never {
			if strings.Contains(text, never) && !strings.Contains(a.sheet(""), never) { // the person's own facts are theirs
				w.t.Errorf("the candidate reads %q in %q", never, text)
			}
		}
	}
}
