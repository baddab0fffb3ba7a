package server

import (
	"context"
	"errors"
	"io"
	"net"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/protocol"
)

// session is one connection to one interview: a goroutine that writes, which
// owns the session, and one that reads. The writer's only state is its cursor
// into the interview, so that living on and coming back are the same.
type session struct {
	server *Server
	conn   *websocket.Conn
	lang   qa.Lang
	owner  string
	id     string // of the interview
	after  int64

	interview *live.Interview
	out       outbox
	takes     takeReaders
}

const (
	// frameBytes bounds a frame from the client: the longest answer and what was
	// heard of it, every byte of them escaped once, and the rest of the command.
	frameBytes = 4*interview.MaxAnswerBytes + 4<<10
	// Commands beyond a person's pace wait: the reader reads no further.
	commandsPerSecond = 10
	commandsAtOnce    = 20
	// unread bounds, in bytes, what the system holds for a client that does not
	// take it; without a bound that is megabytes, and slowness shows late.
	unread = 128 << 10
	// farewell is how long a client has to take the close frame and answer it.
	farewell = 2 * time.Second
)

func (ses *session) run(ctx context.Context, end context.CancelCauseFunc) {
	ses.server.metrics.sockets.Inc()
	defer ses.server.metrics.sockets.Dec()
	opened, err := ses.server.Host.Open(ctx, ses.owner, ses.id)
	if err != nil {
		ses.goodbye(ses.endingOf(ctx, err))
		return
	}
	ses.interview = opened
	ses.prepare()
	defer ses.takes.leaveAll()
	read := make(chan struct{})
	go func() {
		defer close(read)
		end(ses.read(ctx))
		ses.discard()
	}()
	why := ses.write(ctx)
	end(why)
	ses.sayClose(why)
	hangUp := time.AfterFunc(farewell, func() { ses.conn.Close() })
	defer hangUp.Stop()
	<-read
	ses.conn.Close()
}

// goodbye ends a connection that never became a session.
func (ses *session) goodbye(why *ending) {
	ses.sayClose(why)
	ses.conn.Close()
}

// sayClose sends the close frame, unless nobody is there or one was sent.
func (ses *session) sayClose(why *ending) {
	ses.server.metrics.closed(why)
	if why.code != 0 {
		msg := websocket.FormatCloseMessage(why.code, why.reason)
		_ = ses.conn.WriteControl(websocket.CloseMessage, msg, time.Now().Add(farewell))
	}
}

// endingOf finds what an error of the interview means for its socket.
func (ses *session) endingOf(ctx context.Context, err error) *ending {
	var e *ending
	switch {
	case errors.As(err, &e), errors.As(context.Cause(ctx), &e):
		return e
	case errors.Is(err, io.EOF):
		return endFinished
	case errors.Is(err, interview.ErrNotFound):
		return endMissing
	case errors.Is(err, live.ErrClosed):
		return endRestart
	case errors.Is(err, live.ErrTooMany):
		return endBusy
	}
	ses.server.Logger.Error("socket failed", "interview", ses.id, "error", err)
	return endFailed
}

// prepare sets limits. A client that says nothing, not even a pong, for
// Pong is gone.
func (ses *session) prepare() {
	if tcp, ok := ses.conn.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(unread) // a wish
	}
	ses.conn.SetReadLimit(frameBytes)
	ses.stillThere()
	ses.conn.SetPongHandler(func(string) error { ses.stillThere(); return nil })
}

func (ses *session) stillThere() {
	_ = ses.conn.SetReadDeadline(time.Now().Add(ses.server.Timings.Pong)) // a broken connection shows in the read
}

// read carries out commands until the connection or ctx ends, and says why.
func (ses *session) read(ctx context.Context) *ending {
	pace, sound := rate.NewLimiter(commandsPerSecond, commandsAtOnce), soundPace()
	for {
		typ, frame, err := ses.conn.ReadMessage()
		switch {
		case errors.Is(err, websocket.ErrReadLimit):
			return endTooLarge
		case err != nil:
			return endGone
		}
		ses.stillThere()
		var why *ending
		if typ == websocket.TextMessage {
			why = ses.obey(ctx, frame, pace)
		} else {
			why = ses.hear(ctx, frame, sound)
		}
		if why != nil {
			return why
		}
	}
}

// obey carries out the command of a frame and has the reply sent. It gives why the
// session must end, nil if it goes on.
func (ses *session) obey(ctx context.Context, frame []byte, pace *rate.Limiter) *ending {
	m, err := protocol.DecodeClient(frame)
	if err != nil {
		return ses.nonsense(err)
	}
	if pace.Wait(ctx) != nil {
		return endGone // the writer knows why
	}
	reply, err := ses.do(ctx, m)
	if err != nil {
		return ses.endingOf(ctx, err)
	}
	if !ses.out.put(reply) {
		return endTooSlow
	}
	return nil
}

func (ses *session) nonsense(err error) *ending {
	ses.server.Logger.Warn("socket got no message", "interview", ses.id, "error", err)
	return endNonsense
}

// discard reads on until the client has closed, so that the close frame is not
// lost with what the client had sent before it came.
func (ses *session) discard() {
	raw := ses.conn.NetConn()
	for {
		_, _, err := ses.conn.NextReader()
		if errors.Is(err, websocket.ErrReadLimit) {
			_ = raw.SetReadDeadline(time.Now().Add(farewell))
			_, _ = io.Copy(io.Discard, raw)
		}
		if err != nil {
			return
		}
	}
}

// do carries out one command. An error means that nobody knows whether it was:
// the client connects again and sends it again.
func (ses *session) do(ctx context.Context, m protocol.FromClient) (protocol.FromServer, error) {
	var seq int64 // 0 for what causes no event
	var err error
	switch m.Type {
	case protocol.SpeechBegin, protocol.SpeechEnd, protocol.SpeechDrop:
		err = ses.speech(ctx, m)
	case string(interview.CmdAnswer):
		seq, err = ses.answer(ctx, m)
	default:
		seq, err = ses.interview.Do(ctx, ses.command(m))
	}
	if err != nil {
		return ses.refusal(m.Type, m.ID, err)
	}
	ses.server.metrics.command(m.Type, "accepted")
	return protocol.Accepted{Command: m.ID, Seq: seq}, nil
}

func (ses *session) command(m protocol.FromClient) interview.Command {
	return interview.Command{
		ID: m.ID, Kind: interview.CommandKind(m.Type), To: m.To,
		Text: m.Text, Modality: interview.Modality(m.Modality), Heard: m.Heard,
	}
}

// refusal is what a client reads of a command that was refused, unless the error
// is no refusal.
func (ses *session) refusal(kind, id string, err error) (protocol.FromServer, error) {
	var refused *interview.Refusal
	var f *fault
	switch {
	case errors.As(err, &refused):
		f = faultOf(refused)
	case !errors.As(err, &f):
		ses.server.metrics.command(kind, "failed")
		return nil, err
	}
	ses.server.metrics.command(kind, f.code)
	return protocol.Refused{Command: id, Code: f.code, Message: f.sentence(ses.lang)}, nil
}

// write tells the client everything behind its place in the log, and what
// happens from then on, until something ends it.
func (ses *session) write(ctx context.Context) *ending {
	state := ses.interview.State()
	hello := protocol.Hello{Interview: ses.id, Seq: state.Seq, Now: ses.nowMilli()}
	if err := ses.send(hello); err != nil {
		return ses.endingOf(ctx, err)
	}
	cursor := ses.interview.Follow(ses.after)
	due := newSchedule(ses.server.Timings)
	for {
		updates, err := ses.await(ctx, cursor, due.next())
		if failed := ses.deliver(updates, due); failed != nil {
			err = failed
		}
		if err != nil {
			return ses.endingOf(ctx, err)
		}
	}
}

// await waits for news of the interview, a reply to send, or a time.
func (ses *session) await(ctx context.Context, cursor *live.Cursor, until time.Time) ([]live.Update, error) {
	waiting, wake := context.WithDeadline(ctx, until)
	defer wake()
	ses.out.arm(wake)
	updates, err := cursor.Next(waiting)
	if err != nil && ctx.Err() == nil && waiting.Err() != nil && errors.Is(err, waiting.Err()) {
		return nil, nil // woken
	}
	return updates, err
}

// deliver sends what is new, then what was answered meanwhile, then what is due.
func (ses *session) deliver(updates []live.Update, due *schedule) error {
	for _, u := range updates {
		frame, err := ses.frame(u)
		if err == nil {
			err = ses.send(frame)
		}
		if err != nil {
			return err
		}
	}
	for _, f := range append(ses.out.take(), ses.takes.frames()...) {
		if err := ses.send(f); err != nil {
			return err
		}
	}
	return ses.keepAlive(due)
}

// keepAlive sends what is due: a ping for the connection, a beat for the page,
// which sees no pings.
func (ses *session) keepAlive(due *schedule) error {
	now := time.Now()
	if due.beat(now) {
		if err := ses.send(protocol.Beat{Now: ses.nowMilli()}); err != nil {
			return err
		}
	}
	if due.ping(now) {
		err := ses.conn.WriteControl(websocket.PingMessage, nil, now.Add(ses.server.Timings.Write))
		return ses.written(err)
	}
	return nil
}

// frame is an update as the client reads it.
func (ses *session) frame(u live.Update) (protocol.FromServer, error) {
	switch u := u.(type) {
	case interview.Record:
		kind, data, err := interview.MarshalEvent(u.Event)
		return protocol.Event{Seq: u.Seq, At: u.At, Command: u.Command, Kind: kind, Data: data}, err
	case live.TurnStarted:
		return protocol.Turn{Turn: u.Turn, Kind: u.Kind, Thread: u.Thread}, nil
	case live.TurnDelta:
		return protocol.Delta{Turn: u.Turn, Offset: u.Offset, Text: u.Text}, nil
	case live.TurnWithdrawn:
		return protocol.Withdraw{Turn: u.Turn}, nil
	case live.Notice:
		return protocol.Notice{Code: u.Code, Message: notice(u.Code, ses.lang)}, nil
	}
	return nil, errors.New("server: an update that no frame tells")
}

// send writes one frame within the time that a client has to take it.
func (ses *session) send(m protocol.FromServer) error {
	frame, err := protocol.Encode(m)
	if err != nil {
		return err
	}
	_ = ses.conn.SetWriteDeadline(time.Now().Add(ses.server.Timings.Write)) // a broken connection shows in the write
	return ses.written(ses.conn.WriteMessage(websocket.TextMessage, frame))
}

// written tells a client that is slow from one that is gone.
func (ses *session) written(err error) error {
	var slow net.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &slow) && slow.Timeout():
		return endTooSlow
	default:
		return endGone
	}
}

func (ses *session) nowMilli() int64 { return ses.server.Now().UnixMilli() }
