package server_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/gorilla/websocket"

	"mondo/server/interview"
	"mondo/server/protocol"
)

// client is a browser's side of a socket, with the interview folded as the
// browser folds it.
type client struct {
	t     testing.TB
	conn  *websocket.Conn
	state interview.State
	hello protocol.Hello

	frames   []protocol.FromServer
	turn     protocol.Turn // that is being said
	said     string        // so far
	turns    map[string]string
	accepted map[string]int64
	refused  map[string]string
	closed   int               // code, once the server has closed
	messages map[string]string // of refusals, by command

	heard    map[string]int // samples, by take
	partials map[string][]protocol.Transcript
	final    map[string]string
	unusable map[string]string
	ticks    map[string][]string
}

var commands atomic.Int64

// dial opens a socket and reads its hello.
func (w *world) dial(id string, after int64) *client {
	w.t.Helper()
	c, resp, err := w.tryDial(id, fmt.Sprintf("?after=%d", after), nil)
	if err != nil {
		w.t.Fatalf("dial: %v %v", err, resp)
	}
	hello, ok := c.recv().(protocol.Hello)
	if !ok || hello.Interview != id {
		w.t.Fatalf("first frame %+v, closed %d", hello, c.closed)
	}
	c.hello = hello
	return c
}

func (w *world) tryDial(id, query string, h http.Header) (*client, *http.Response, error) {
	if h == nil {
		h = http.Header{"Origin": {w.URL}}
	}
	if w.token != "" {
		h.Set("Authorization", "Bearer "+w.token)
	}
	d := websocket.Dialer{Subprotocols: []string{protocol.Subprotocol}}
	if h.Get("X-No-Subprotocol") != "" {
		d.Subprotocols = nil
	}
	conn, resp, err := d.DialContext(context.Background(), "ws"+strings.TrimPrefix(w.URL, "http")+"/api/interviews/"+id+"/socket"+query, h)
	if err != nil {
		return nil, resp, err
	}
	w.t.Cleanup(func() { conn.Close() })
	return &client{
		t: w.t, conn: conn, turns: map[string]string{}, accepted: map[string]int64{}, refused: map[string]string{}, messages: map[string]string{},
		heard: map[string]int{}, partials: map[string][]protocol.Transcript{}, final: map[string]string{}, unusable: map[string]string{}, ticks: map[string][]string{},
	}, resp, nil
}

// recv reads one frame and folds it; nil once the server has closed.
func (c *client) recv() protocol.FromServer {
	c.t.Helper()
	c.conn.SetReadDeadline(time.Now().Add(time.Minute))
	_, data, err := c.conn.ReadMessage()
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		c.closed = closed.Code
		return nil
	}
	if err != nil {
		c.t.Fatalf("read: %v", err)
	}
	m, err := protocol.DecodeServer(data)
	if err != nil {
		c.t.Fatalf("%v in %s", err, data)
	}
	c.frames = append(c.frames, m)
	c.fold(m)
	return m
}

func (c *client) fold(m protocol.FromServer) {
	c.t.Helper()
	switch m := m.(type) {
	case protocol.Event:
		e, err := interview.UnmarshalEvent(m.Kind, m.Data)
		if err != nil {
			c.t.Fatal(err)
		}
		if c.state.Seq != 0 && m.Seq != c.state.Seq+1 {
			c.t.Fatalf("event %d after %d", m.Seq, c.state.Seq)
		}
		c.state = c.state.ApplyRecord(interview.Record{Seq: m.Seq, At: m.At, Command: m.Command, Event: e})
	case protocol.Turn:
		c.turn, c.said = m, ""
	case protocol.Delta:
		if m.Turn != c.turn.Turn || m.Offset != len(utf16.Encode([]rune(c.said))) {
			c.t.Fatalf("delta %+v after %q", m, c.said)
		}
		c.said += m.Text
		c.turns[m.Turn] = c.said
	case protocol.Withdraw:
		c.said = ""
	case protocol.Accepted:
		c.accepted[m.Command] = m.Seq
	case protocol.Refused:
		c.refused[m.Command], c.messages[m.Command] = m.Code, m.Message
	default:
		c.foldSpeech(m)
	}
}

// until reads on until ok, or fails when the server closes before.
func (c *client) until(what string, ok func() bool) {
	c.t.Helper()
	for !ok() {
		if c.recv() == nil {
			c.t.Fatalf("closed with %d while waiting for %s", c.closed, what)
		}
	}
}

func (c *client) untilAsked(what interview.Awaited) {
	c.t.Helper()
	c.until("a move: "+string(what), func() bool { return c.state.Awaiting() == what })
}

// untilClosed reads on until the server closes, and gives its code.
func (c *client) untilClosed() int {
	c.t.Helper()
	for c.recv() != nil {
	}
	return c.closed
}

// send sends a command to the open turn and returns its id.
func (c *client) send(kind interview.CommandKind, text string) string {
	c.t.Helper()
	m := protocol.FromClient{Type: string(kind), ID: fmt.Sprintf("command_%d", commands.Add(1)), To: c.state.OpenTurn(), Text: text}
	if kind == interview.CmdAnswer {
		m.Modality = "typed"
	}
	c.sendFrame(m)
	return m.ID
}

func (c *client) sendFrame(m protocol.FromClient) {
	c.t.Helper()
	if err := c.conn.WriteJSON(m); err != nil {
		c.t.Fatal(err)
	}
}

// do sends a command and waits until it is accepted and its events are there.
func (c *client) do(kind interview.CommandKind, text string) {
	c.t.Helper()
	id := c.send(kind, text)
	c.until(string(kind), func() bool { return c.accepted[id] != 0 && c.state.Seq >= c.accepted[id] || c.refused[id] != "" })
	if code := c.refused[id]; code != "" {
		c.t.Fatalf("%s was refused: %s", kind, code)
	}
}
