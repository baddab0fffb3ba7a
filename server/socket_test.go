package server_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mondo/qa"
	"mondo/server"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/protocol"
)

func TestWholeInterview(t *testing.T) {
	w := start(t)
	id := w.plan(map[string]any{"mode": "coach", "follow_ups": 1})
	c := w.dial(id, 0)
	if c.hello.Seq < 1 {
		t.Errorf("hello %+v", c.hello)
	}
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdHint, "")
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdRepeat, "")
	c.untilAsked(interview.AwaitAnswer)
	const secret = "I built dashboards in Grafana for 40 services and wrote runbooks"
	c.do(interview.CmdAnswer, secret)
	c.until("feedback or a follow-up", func() bool { return c.state.Awaiting() != "" })
	for c.state.Awaiting() == interview.AwaitAnswer {
		c.do(interview.CmdAnswer, "I also led the migration to PostgreSQL.")
		c.until("a move", func() bool { return c.state.Awaiting() != "" })
	}
	c.do(interview.CmdContinue, "")
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdPause, "")
	if id := c.send(interview.CmdAnswer, "too soon"); true {
		c.until("a refusal", func() bool { return c.refused[id] != "" })
		if c.refused[id] != "paused" {
			t.Errorf("an answer in a pause: %s", c.refused[id])
		}
	}
	c.do(interview.CmdResume, "")
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdSkip, "")
	c.untilAsked(interview.AwaitContinue)
	c.do(interview.CmdContinue, "")
	c.untilAsked(interview.AwaitAnswer)
	c.do(interview.CmdFinish, "")
	if code := c.untilClosed(); code != websocket.CloseNormalClosure {
		t.Errorf("closed with %d", code)
	}
	if !c.state.Ended {
		t.Error("the interview did not end")
	}

	// What was streamed is what was stored, or its beginning: a turn's event may
	// come before a slow reader has taken the last deltas.
	for _, th := range c.state.Threads {
		for _, said := range th.Said {
			if streamed, ok := c.turns[said.ID]; ok && !strings.HasPrefix(said.Text, streamed) {
				t.Errorf("%s: streamed %q, stored %q", said.ID, streamed, said.Text)
			}
		}
	}
	var r struct {
		Interview  string
		Final      float64
		FinishedAt int64 `json:"finished_at"`
	}
	w.want(200, "GET", "/api/interviews/"+id+"/report", nil, &r)
	if r.Interview != id || r.Final == 0 || r.FinishedAt == 0 {
		t.Errorf("report %+v", r)
	}
	for ext, start := range map[string]string{"md": "# ", "json": "{\n", "csv": "\ufeff"} {
		code, h, body := w.call("GET", "/api/interviews/"+id+"/report."+ext, nil, nil)
		if code != 200 || !strings.HasPrefix(string(body), start) || !strings.Contains(h.Get("Content-Disposition"), "."+ext+`"`) {
			t.Errorf("report.%s: %d %v %.40q", ext, code, h, body)
		}
	}
	var list struct {
		Interviews []struct {
			ID, Mode   string
			Answered   int
			FinishedAt int64 `json:"finished_at"`
		}
	}
	w.want(200, "GET", "/api/interviews?sheet="+c.state.Plan.Sheet, nil, &list)
	if len(list.Interviews) != 1 || list.Interviews[0].Answered != 1 || list.Interviews[0].FinishedAt == 0 {
		t.Errorf("history %+v", list)
	}
	var s sheetJSON
	w.want(200, "GET", "/api/sheets/"+c.state.Plan.Sheet, nil, &s)
	if last := s.Sections[0].Questions[0].Last; last == nil || last.Final == 0 || len(last.Levels) == 0 {
		t.Errorf("last outcome %+v", last)
	}
	var l listJSON
	w.want(200, "GET", "/api/sheets", nil, &l)
	if l.Sheets[0].LastCoverage == nil || *l.Sheets[0].LastCoverage != r.Final {
		t.Errorf("last coverage %v", l.Sheets[0].LastCoverage)
	}

	// Whoever comes late gets everything, and is sent away.
	late := w.dial(id, 0)
	if code := late.untilClosed(); code != websocket.CloseNormalClosure || late.state.Seq != c.state.Seq {
		t.Errorf("late: closed with %d at %d of %d", code, late.state.Seq, c.state.Seq)
	}
	for _, private := range []string{secret, "Grafana", "Harbour", "after=", "PostgreSQL"} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("the log holds %q:\n%s", private, w.log)
		}
	}
}

func TestResume(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	seen := c.state
	c.conn.Close() // without a word, as when a network goes

	again := w.dial(id, seen.Seq)
	again.state = seen
	again.do(interview.CmdAnswer, "I built dashboards.")
	again.until("a move", func() bool { return again.state.Awaiting() != "" })
	if first, ok := again.frames[1].(protocol.Event); ok && first.Seq != seen.Seq+1 {
		t.Errorf("resumed with event %d after %d", first.Seq, seen.Seq)
	}
	whole := w.dial(id, 0)
	whole.until("the same place", func() bool { return whole.state.Seq >= again.state.Seq })
}

// A server that stops and starts again: the client comes back to the same log.
func TestRestart(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	seen := c.state
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.srv.Close(context.Background())
	}()
	if code := c.untilClosed(); code != websocket.CloseServiceRestart {
		t.Errorf("closed with %d", code)
	}
	<-ended
	if busy, _, err := w.tryDial(id, "", nil); err == nil && busy.untilClosed() != websocket.CloseTryAgainLater {
		t.Errorf("a closed server took a socket")
	}
	w.stop()
	w2 := startOn(t, w.dsn)
	c = w2.dial(id, seen.Seq)
	c.state = seen
	c.do(interview.CmdSkip, "")
	c.untilAsked(interview.AwaitAnswer)
	if len(c.state.Threads) != 2 {
		t.Errorf("%d threads after a skip", len(c.state.Threads))
	}
}

func TestTwoTabs(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	one, two := w.dial(id, 0), w.dial(id, 0)
	one.untilAsked(interview.AwaitAnswer)
	two.untilAsked(interview.AwaitAnswer)
	one.do(interview.CmdSkip, "")
	late := two.send(interview.CmdAnswer, "to the question that was skipped") // it has not heard of the skip
	two.until("a refusal", func() bool { return two.refused[late] != "" })
	if two.refused[late] != string(interview.RefusedStale) && two.refused[late] != string(interview.RefusedNotYourTurn) {
		t.Errorf("refused with %s", two.refused[late])
	}
	one.untilAsked(interview.AwaitAnswer)
	two.until("the other's place", func() bool { return two.state.Seq >= one.state.Seq })
	two.untilAsked(interview.AwaitAnswer)
	if one.state.OpenTurn() != two.state.OpenTurn() {
		t.Errorf("open turns %s and %s", one.state.OpenTurn(), two.state.OpenTurn())
	}
}

func TestCommandTwice(t *testing.T) {
	w := start(t)
	id := w.plan(map[string]any{"follow_ups": 0})
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	m := protocol.FromClient{Type: "answer", ID: "the_same_id", To: c.state.OpenTurn(), Text: "I built dashboards.", Modality: "typed"}
	c.sendFrame(m)
	c.until("the answer", func() bool { return c.accepted[m.ID] != 0 })
	first := c.accepted[m.ID]
	c.until("a move", func() bool { return c.state.Seq > first && c.state.Awaiting() != "" })
	seen := c.state
	c.conn.Close()

	again := w.dial(id, seen.Seq) // a client that does not know whether it was heard
	again.state = seen
	again.sendFrame(m)
	again.until("the answer", func() bool { return again.accepted[m.ID] != 0 })
	if again.accepted[m.ID] != first {
		t.Errorf("accepted at %d, then at %d", first, again.accepted[m.ID])
	}
	again.do(interview.CmdSkip, "")
	answers := 0
	for _, th := range again.state.Threads {
		answers += len(th.Answers)
	}
	if answers != 1 {
		t.Errorf("%d answers", answers)
	}
}

func TestBadFrames(t *testing.T) {
	w := start(t)
	for _, c := range []struct {
		name  string
		typ   int
		frame string
		code  int
	}{
		{"binary", websocket.BinaryMessage, `{"type":"skip","id":"command_0"}`, protocol.CloseBadMessage},
		{"no JSON", websocket.TextMessage, `skip`, protocol.CloseBadMessage},
		{"no id", websocket.TextMessage, `{"type":"skip"}`, protocol.CloseBadMessage},
		{"invalid UTF-8", websocket.TextMessage, "{\"type\":\"skip\",\"id\":\"command_\xff\"}", protocol.CloseBadMessage},
		{"too large", websocket.TextMessage, strings.Repeat(" ", 1<<20), websocket.CloseMessageTooBig},
	} {
		t.Run(c.name, func(t *testing.T) {
			ws := w.dial(w.plan(nil), 0)
			ws.t = t
			if err := ws.conn.WriteMessage(c.typ, []byte(c.frame)); err != nil {
				t.Fatal(err)
			}
			if code := ws.untilClosed(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	c, _, err := w.tryDial(id, "?lang=ja", nil)
	if err != nil {
		t.Fatal(err)
	}
	c.untilAsked(interview.AwaitAnswer)
	for _, r := range []struct {
		m    protocol.FromClient
		code interview.RefusalCode
	}{
		{protocol.FromClient{Type: "answer", Text: " \n", Modality: "typed"}, interview.RefusedEmpty},
		{protocol.FromClient{Type: "answer", Text: strings.Repeat("\n", interview.MaxAnswerBytes) + "x", Modality: "typed"}, interview.RefusedTooLong},
		{protocol.FromClient{Type: "dance"}, interview.RefusedUnknown},
		{protocol.FromClient{Type: "resume"}, interview.RefusedNotPaused},
		{protocol.FromClient{Type: "skip", To: "t99"}, interview.RefusedStale},
	} {
		if r.m.To == "" {
			r.m.To = c.state.OpenTurn()
		}
		r.m.ID = fmt.Sprintf("command_%d", commands.Add(1))
		c.sendFrame(r.m)
		c.until("a refusal", func() bool { return c.refused[r.m.ID] != "" })
		if c.refused[r.m.ID] != string(r.code) {
			t.Errorf("%s: refused with %s, want %s", r.m.Type, c.refused[r.m.ID], r.code)
		}
	}
	last := c.frames[len(c.frames)-1].(protocol.Refused)
	if !strings.Contains(last.Message, "この質問はすでに終わっています") {
		t.Errorf("message %q", last.Message)
	}
}

func TestUpgradeRefused(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	for name, c := range map[string]struct {
		query  string
		h      http.Header
		status int
	}{
		"a stranger's page":   {"", http.Header{"Origin": {"https://evil.example"}}, 403},
		"a sandbox":           {"", http.Header{"Origin": {"null"}}, 403},
		"two origins":         {"", http.Header{"Origin": {w.URL, w.URL}}, 403},
		"no subprotocol":      {"", http.Header{"Origin": {w.URL}, "X-No-Subprotocol": {"1"}}, 400},
		"after is no number":  {"?after=x", nil, 400},
		"after is below zero": {"?after=-1", nil, 400},
	} {
		t.Run(name, func(t *testing.T) {
			_, resp, err := w.tryDial(id, c.query, c.h)
			if err == nil || resp == nil || resp.StatusCode != c.status {
				t.Errorf("%v %v", resp, err)
			}
		})
	}
	w.wantError(400, "subprotocol_wanted", "GET", "/api/interviews/"+id+"/socket", nil, nil)
}

// wantClosed opens a socket that the server closes with a code.
func (w *world) wantClosed(code int, what, id string) {
	w.t.Helper()
	c, resp, err := w.tryDial(id, "", nil)
	if err != nil {
		w.t.Fatalf("%s: %v %v", what, resp, err)
	}
	if got := c.untilClosed(); got != code {
		w.t.Errorf("%s: closed with %d, want %d", what, got, code)
	}
}

func TestUpgradeThenClosed(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Token = "correct horse" })
	id := w.plan(nil)
	w.wantClosed(protocol.CloseNoInterview, "no such interview", "i_none")
	w.token = ""
	w.wantClosed(websocket.ClosePolicyViolation, "a stranger", id)
	w.token = "wrong"
	w.wantClosed(websocket.ClosePolicyViolation, "a wrong token", id)
}

func TestSocketLimit(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Limits.Sockets = 1 })
	id := w.plan(nil)
	w.dial(id, 0)
	w.wantClosed(websocket.CloseTryAgainLater, "one too many", id)
}

func TestDeletedWhileOpen(t *testing.T) {
	w := start(t)
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	w.want(204, "DELETE", "/api/interviews/"+id, nil, nil)
	if code := c.untilClosed(); code != protocol.CloseNoInterview {
		t.Errorf("closed with %d", code)
	}
}

// silent scores nothing, so that a sheet's size costs the test no analysis.
type silent struct{}

func (silent) Score(context.Context, live.Scoring) (qa.Scores, error) { return qa.Scores{}, nil }

// A client that takes nothing is let go, and holds up nobody.
func TestSlowReader(t *testing.T) {
	w := start(t, func(c *server.Config) {
		c.Timings.Write = 200 * time.Millisecond
		c.Host = live.NewHost(live.Config{Log: c.Store, Scorer: silent{}})
		t.Cleanup(func() { c.Host.Close(context.Background()) })
	})
	large := sheet + "\n### Q: What is in the appendix?\n\n```\n" + strings.Repeat("a line of the appendix that nobody reads\n", 40_000) + "```\n"
	id := w.planOn(w.upload(large), nil)
	slow, _, err := w.tryDial(id, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	slow.conn.NetConn().(interface{ SetReadBuffer(int) error }).SetReadBuffer(1 << 10)
	for i := 0; !strings.Contains(metric(w, "mondo_sockets_closed_total"), `code="4000"} 1`); i++ {
		if i == 100 {
			t.Fatalf("the slow client is still held: %s", metric(w, "mondo_sockets"))
		}
		time.Sleep(50 * time.Millisecond)
	}
	quick := w.dial(id, 0)
	quick.untilAsked(interview.AwaitAnswer)
}

// metric gives the lines of the metrics that start so.
func metric(w *world, name string) string {
	_, _, body := w.call("GET", "/metrics", nil, nil)
	var lines []string
	for _, l := range strings.Split(string(body), "\n") {
		if strings.HasPrefix(l, name) {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

func TestKeepAlive(t *testing.T) {
	w := start(t, func(c *server.Config) {
		c.Timings = server.Timings{Ping: 20 * time.Millisecond, Pong: 300 * time.Millisecond, Beat: 30 * time.Millisecond}
	})
	id := w.plan(nil)
	c := w.dial(id, 0)
	c.untilAsked(interview.AwaitAnswer)
	began, beats := time.Now(), 0
	for beats < 3 || time.Since(began) < 600*time.Millisecond { // twice the patience: pongs keep it alive
		if _, ok := c.recv().(protocol.Beat); ok {
			beats++
		}
	}
	mute := w.dial(id, 0)
	mute.conn.SetPingHandler(func(string) error { return nil })
	mute.conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	for {
		if _, _, err := mute.conn.ReadMessage(); err != nil {
			if e, ok := err.(interface{ Timeout() bool }); ok && e.Timeout() {
				t.Error("a client that answers no ping was kept")
			}
			return
		}
	}
}

func TestInterviewLimit(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Limits.Interviews = 2 })
	id := w.upload(sheet)
	w.planOn(id, nil)
	second := w.planOn(id, nil)
	w.wantError(409, "too_many_interviews", "POST", "/api/interviews", map[string]any{"sheet": id}, nil)
	w.want(204, "DELETE", "/api/interviews/"+second, nil, nil)
	w.planOn(id, nil)
}

func TestSettingsRefused(t *testing.T) {
	w := start(t)
	id := w.upload(sheet)
	for name, set := range map[string]map[string]any{
		"follow_ups": {"follow_ups": 6}, "mode": {"mode": "x"}, "persona": {"persona": "x"}, "lang": {"lang": "fr"},
		"order": {"order": "x"}, "count": {"count": -1}, "unknown_question": {"questions": []string{"q_none"}},
	} {
		w.wantError(422, "settings_"+name, "POST", "/api/interviews", map[string]any{"sheet": id, "settings": set}, nil)
	}
	none := w.upload("# Only a title\n")
	w.wantError(422, "settings_no_questions", "POST", "/api/interviews", map[string]any{"sheet": none}, nil)
	w.wantError(404, "sheet_not_found", "POST", "/api/interviews", map[string]any{"sheet": "u_none"}, nil)
}
