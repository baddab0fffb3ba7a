package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mondo/server/interview"
	"mondo/server/protocol"
)

const killSheet = `# 面接

### Q: 監視の経験を教えてください

- **監視設計**: 40サービスのダッシュボードを作り、検知を12分から3分に縮めた
- **手順書**: 夜間対応の手順書を30本書いた
- **オンコール**: 当番を4人から8人に増やした

### Q: なぜ転職するのですか

- 物流の仕組みを作る側に回りたい
- 毎週リリースするチームで働きたい

### Q: 失敗した経験を教えてください

- 設定を誤って本番のキューを止めた
- 翌週に設定の検査を自動にした
`

// process is a real server in a process of its own.
type process struct {
	cmd *exec.Cmd
	url string
}

func serveProcess(t *testing.T, data, sheet string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(os.Args[0], "serve", sheet, "--addr", "127.0.0.1:0", "--data", data)}
	p.cmd.Env = append(os.Environ(), asMondo+"=1")
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server said nothing: %v", err)
	}
	_, p.url, _ = strings.Cut(strings.TrimSpace(line), "ready: ")
	return p
}

// kill is kill -9: the process has no time for anything.
func (p *process) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

func (p *process) post(t *testing.T, path string, body, into any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(p.url+path, "application/json", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil || resp.StatusCode >= 300 {
		t.Fatalf("POST %s: %d %v", path, resp.StatusCode, err)
	}
}

// candidate is a client that outlives servers: what it was told, it keeps.
type candidate struct {
	t        *testing.T
	id       string
	conn     *websocket.Conn
	state    interview.State
	accepted map[string]int64
	speaking string // kind of the turn that is being said, once a delta of it came
}

// candidate begins an interview on the server's only sheet.
func (p *process) candidate(t *testing.T) *candidate {
	t.Helper()
	var list struct{ Sheets []struct{ ID string } }
	resp, err := http.Get(p.url + "api/sheets")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil || len(list.Sheets) != 1 {
		t.Fatalf("%v %+v", err, list)
	}
	resp.Body.Close()
	var planned struct{ ID string }
	p.post(t, "api/interviews", map[string]any{"sheet": list.Sheets[0].ID, "settings": map[string]any{"follow_ups": 2}}, &planned)
	c := &candidate{t: t, id: planned.ID, accepted: map[string]int64{}}
	c.connect(p)
	return c
}

func (c *candidate) connect(p *process) {
	c.t.Helper()
	d := websocket.Dialer{Subprotocols: []string{protocol.Subprotocol}}
	url := fmt.Sprintf("ws%sapi/interviews/%s/socket?after=%d", strings.TrimPrefix(p.url, "http"), c.id, c.state.Seq)
	conn, _, err := d.DialContext(c.t.Context(), url, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	c.conn, c.speaking = conn, ""
	c.t.Cleanup(func() { conn.Close() })
}

func (c *candidate) until(what string, ok func() bool) {
	c.t.Helper()
	var turn protocol.Turn
	for !ok() {
		c.conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			c.t.Fatalf("waiting for %s: %v", what, err)
		}
		m, err := protocol.DecodeServer(data)
		if err != nil {
			c.t.Fatal(err)
		}
		switch m := m.(type) {
		case protocol.Event:
			e, err := interview.UnmarshalEvent(m.Kind, m.Data)
			if err != nil || m.Seq != c.state.Seq+1 {
				c.t.Fatalf("event %d after %d (%v)", m.Seq, c.state.Seq, err)
			}
			c.state = c.state.ApplyRecord(interview.Record{Seq: m.Seq, At: m.At, Command: m.Command, Event: e})
			c.speaking = ""
		case protocol.Turn:
			turn = m
		case protocol.Delta:
			c.speaking = turn.Kind
		case protocol.Accepted:
			if was, ok := c.accepted[m.Command]; ok && was != m.Seq {
				c.t.Fatalf("command %s was accepted at %d, and now at %d", m.Command, was, m.Seq)
			}
			c.accepted[m.Command] = m.Seq
		case protocol.Refused:
			c.t.Fatalf("%s was refused: %s", m.Command, m.Code)
		}
	}
}

func (c *candidate) send(m protocol.FromClient) {
	c.t.Helper()
	if err := c.conn.WriteJSON(m); err != nil {
		c.t.Fatal(err)
	}
}

// Killed wherever it hurts and started again, the server has lost nothing that
// it acknowledged, and asks nothing twice.
func TestKill9(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	data, sheet := t.TempDir(), filepath.Join(t.TempDir(), "sheet.md")
	if err := os.WriteFile(sheet, []byte(killSheet), 0o644); err != nil {
		t.Fatal(err)
	}
	p := serveProcess(t, data, sheet)
	c := p.candidate(t)
	moments := []struct {
		name string
		wait func(command string)
	}{
		{"as soon as the answer was sent", func(string) {}},
		{"as soon as it was acknowledged, while it is scored", func(id string) {
			c.until("the acknowledgement", func() bool { return c.accepted[id] != 0 })
		}},
		{"in the middle of the next turn", func(id string) {
			c.until("the next turn", func() bool { return c.accepted[id] != 0 && c.speaking != "" })
		}},
	}
	for round := 0; round < 4 && !c.state.Ended; round++ {
		c.until("a question", func() bool { return c.state.Awaiting() == interview.AwaitAnswer })
		m := protocol.FromClient{
			Type: "answer", ID: fmt.Sprintf("command_%d", round), To: c.state.OpenTurn(),
			Text: "40サービスの監視を作りました。", Modality: "typed",
		}
		c.send(m)
		moment := moments[round%len(moments)]
		moment.wait(m.ID)
		p.kill()
		c.conn.Close()
		p = serveProcess(t, data, sheet)
		c.connect(p)
		c.send(m) // as a client does that may not have been heard
		c.until("the acknowledgement again, "+moment.name, func() bool { return c.accepted[m.ID] != 0 && c.state.Seq >= c.accepted[m.ID] })
	}
	c.until("a move", func() bool { return c.state.Awaiting() == interview.AwaitAnswer || c.state.Ended })
	if !c.state.Ended {
		c.send(protocol.FromClient{Type: "finish", ID: "command_finish"})
		c.until("the end", func() bool { return c.state.Ended })
	}
	lossless(t, c, p)
}

// lossless reads the whole log once more and compares it with what the
// candidate was told.
func lossless(t *testing.T, c *candidate, p *process) {
	t.Helper()
	told := c.state
	whole := &candidate{t: t, id: c.id, accepted: map[string]int64{}}
	whole.connect(p)
	whole.until("the end", func() bool { return whole.state.Ended })
	if whole.state.Seq != told.Seq || len(whole.state.Threads) != len(told.Threads) {
		t.Fatalf("the log has %d events, the candidate was told of %d", whole.state.Seq, told.Seq)
	}
	said, answers := map[string]int{}, 0
	for i, thread := range whole.state.Threads {
		questions := 0
		for _, s := range thread.Said {
			said[s.Text]++
			if s.Kind == interview.TurnQuestion {
				questions++
			}
		}
		answers += len(thread.Answers)
		if questions != 1 {
			t.Errorf("question %d was asked %d times", i, questions)
		}
		for _, a := range thread.Answers {
			said[a.Text]-- // every answer is the same
			if a.Revision == 0 {
				t.Errorf("answer %s was never scored", a.ID)
			}
		}
	}
	for text, n := range said {
		if n > 1 {
			t.Errorf("said %d times: %s", n, text)
		}
	}
	sent := len(c.accepted)
	if c.accepted["command_finish"] != 0 {
		sent--
	}
	if answers != sent {
		t.Errorf("%d answers in the log, %d were acknowledged", answers, sent)
	}
}
