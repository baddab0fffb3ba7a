package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"

	"mondo/server/protocol"
)

// writeBuffers are shared: a connection needs one only while it writes.
var writeBuffers sync.Pool

// upgrader makes sockets of requests. Compression stays off: a read limit counts
// compressed bytes, and a few of them can become very many.
var upgrader = websocket.Upgrader{
	ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10, WriteBufferPool: &writeBuffers,
	Subprotocols: []string{protocol.Subprotocol},
	CheckOrigin:  func(*http.Request) bool { return true }, // socket has checked it
}

// socket hands the connection to a session and returns: the request ends here,
// and the memory that net/http holds for it with it.
func (s *Server) socket(c echo.Context) error {
	r := c.Request()
	if !websocket.IsWebSocketUpgrade(r) || !slices.Contains(websocket.Subprotocols(r), protocol.Subprotocol) {
		return errSubprotocol
	}
	if !s.access.fromUs(r) {
		return errOrigin
	}
	after, err := afterOf(c)
	if err != nil {
		return err
	}
	denied := s.access.check(r)
	conn, err := upgrader.Upgrade(c.Response(), r, nil)
	if err != nil {
		return nil // the upgrader has answered
	}
	c.Response().Status, c.Response().Committed = http.StatusSwitchingProtocols, true
	ses := &session{
		server: s, conn: conn, lang: langOf(r),
		owner: owner(c), id: c.Param("id"), after: after,
	}
	if denied != nil {
		ses.goodbye(endStranger)
		return nil
	}
	if !s.sessions.start(ses.run) {
		ses.goodbye(endBusy)
	}
	return nil
}

func afterOf(c echo.Context) (int64, error) {
	q := c.QueryParam("after")
	if q == "" {
		return 0, nil
	}
	after, err := strconv.ParseInt(q, 10, 64)
	if err != nil || after < 0 {
		return 0, errBadRequest
	}
	return after, nil
}

// ending is why a session ends. It goes through contexts as their cause.
type ending struct {
	code   int // of the close frame; 0 when there is nobody left to tell
	reason string
}

func (e *ending) Error() string { return "socket ended: " + e.reason }

// The endings.
var (
	endGone     = &ending{0, "client gone"}
	endFinished = &ending{websocket.CloseNormalClosure, "finished"}
	endStranger = &ending{websocket.ClosePolicyViolation, "login required"}
	endTooLarge = &ending{websocket.CloseMessageTooBig, "frame too large"}
	endFailed   = &ending{websocket.CloseInternalServerErr, "internal error"}
	endRestart  = &ending{websocket.CloseServiceRestart, "server restarts"}
	endBusy     = &ending{websocket.CloseTryAgainLater, "too many connections"}
	endTooSlow  = &ending{protocol.CloseTooSlow, "client takes nothing"}
	endMissing  = &ending{protocol.CloseNoInterview, "no such interview"}
	endNonsense = &ending{protocol.CloseBadMessage, "not a message"}
)

// outbox holds what the reader wants to have written, and wakes the writer.
type outbox struct {
	mu     sync.Mutex
	frames []protocol.FromServer
	nudged bool // there is something to look for
	wake   context.CancelFunc
}

// maxReplies is how many answers to commands wait for a writer that is stuck.
const maxReplies = 64

// put reports false when the box is full: the client sends and takes nothing.
func (o *outbox) put(f protocol.FromServer) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.frames) >= maxReplies {
		return false
	}
	o.frames = append(o.frames, f)
	if o.wake != nil {
		o.wake()
	}
	return true
}

// nudge wakes the writer, or keeps it from sleeping.
func (o *outbox) nudge() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.nudged = true
	if o.wake != nil {
		o.wake()
	}
}

// arm says how to wake the writer. It is woken at once when something waits already.
func (o *outbox) arm(wake context.CancelFunc) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.wake = wake
	if len(o.frames) > 0 || o.nudged {
		wake()
	}
}

func (o *outbox) take() []protocol.FromServer {
	o.mu.Lock()
	defer o.mu.Unlock()
	frames := o.frames
	o.frames, o.nudged = nil, false
	return frames
}
