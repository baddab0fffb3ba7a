package protocol

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// ErrMessage is wrapped by the errors about a frame that is no message.
var ErrMessage = errors.New("not a message")

// Encode writes a frame from the server: one JSON object on one line, its type first.
func Encode(m FromServer) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // a socket is no HTML page, and Japanese quotes travel with < and >
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("encode %s: %w", typeOf(m), err)
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	head := `{"type":"` + typeOf(m) + `"`
	if !bytes.Equal(body, []byte("{}")) {
		head += ","
	}
	return append([]byte(head), body[1:]...), nil
}

// DecodeServer reads a frame from the server, as a client in Go does.
// Fields that it does not know are skipped: a newer server may send more.
func DecodeServer(frame []byte) (FromServer, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := decode(frame, &head); err != nil {
		return nil, err
	}
	switch head.Type {
	case "hello":
		return decodeAs[Hello](frame)
	case "event":
		return decodeAs[Event](frame)
	case "turn":
		return decodeAs[Turn](frame)
	case "delta":
		return decodeAs[Delta](frame)
	case "withdraw":
		return decodeAs[Withdraw](frame)
	case "accepted":
		return decodeAs[Accepted](frame)
	case "refused":
		return decodeAs[Refused](frame)
	case "notice":
		return decodeAs[Notice](frame)
	case "beat":
		return decodeAs[Beat](frame)
	case "heard":
		return decodeAs[Heard](frame)
	case "transcript":
		return decodeAs[Transcript](frame)
	case "unusable":
		return decodeAs[Unusable](frame)
	case "ticks":
		return decodeAs[Ticks](frame)
	default:
		return nil, fmt.Errorf("%w: unknown type %.40q", ErrMessage, head.Type)
	}
}

// DecodeClient reads a frame from a client. It holds the frame to the shape
// that every command has: valid UTF-8, one object, a type and a well-formed id.
// Whether there is such a command, and whether it may happen now, is for the
// rules to say.
func DecodeClient(frame []byte) (FromClient, error) {
	var m FromClient
	if err := decode(frame, &m); err != nil {
		return FromClient{}, err
	}
	if m.Type == "" {
		return FromClient{}, fmt.Errorf("%w: no type", ErrMessage)
	}
	if !ValidID(m.ID) {
		return FromClient{}, fmt.Errorf("%w: id is not %d to %d of A-Z, a-z, 0-9, _ and -", ErrMessage, minID, maxID)
	}
	return m, m.checkTake()
}

// checkTake holds what is said of a take to its shape. A command that is about
// none needs none.
func (m FromClient) checkTake() error {
	speech := m.Type == SpeechBegin || m.Type == SpeechEnd || m.Type == SpeechDrop
	switch {
	case (speech || m.Take != "") && !ValidID(m.Take):
		return fmt.Errorf("%w: take is not %d to %d of A-Z, a-z, 0-9, _ and -", ErrMessage, minID, maxID)
	case m.Samples < 0:
		return fmt.Errorf("%w: fewer samples than none", ErrMessage)
	case m.Recogniser != "" && m.Recogniser != ByBrowser:
		return fmt.Errorf("%w: no such recogniser", ErrMessage)
	}
	return nil
}

// Lengths of a client-made id: long enough that two clients do not make the
// same one by chance, short enough to keep with every event.
const (
	minID = 8
	maxID = 64
)

// ValidID reports whether a client may call its command so.
func ValidID(id string) bool {
	if len(id) < minID || len(id) > maxID {
		return false
	}
	for _, c := range []byte(id) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

func decodeAs[M FromServer](frame []byte) (FromServer, error) {
	var m M
	if err := decode(frame, &m); err != nil {
		return nil, err
	}
	return m, nil
}

// decode reads one JSON object and nothing after it. WebSocket libraries hand
// over text frames without looking whether they are UTF-8, and encoding/json
// would put U+FFFD for what is not; nobody said that.
func decode(frame []byte, into any) error {
	if !utf8.Valid(frame) {
		return fmt.Errorf("%w: not UTF-8", ErrMessage)
	}
	if first := bytes.TrimLeft(frame, " \t\r\n"); len(first) == 0 || first[0] != '{' {
		return fmt.Errorf("%w: not a JSON object", ErrMessage)
	}
	dec := json.NewDecoder(bytes.NewReader(frame))
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("%w: %s", ErrMessage, shape(err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: more than one JSON object", ErrMessage)
	}
	return nil
}

// shape says what is wrong with JSON without quoting it: an error may reach a
// log, and what a person wrote may not.
func shape(err error) string {
	var typ *json.UnmarshalTypeError
	if errors.As(err, &typ) {
		return fmt.Sprintf("field %s is of the wrong type", typ.Field)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("broken JSON at byte %d", syntax.Offset)
	}
	return "broken JSON"
}

func typeOf(m FromServer) string {
	switch m.(type) {
	case Hello:
		return "hello"
	case Event:
		return "event"
	case Turn:
		return "turn"
	case Delta:
		return "delta"
	case Withdraw:
		return "withdraw"
	case Accepted:
		return "accepted"
	case Refused:
		return "refused"
	case Notice:
		return "notice"
	case Beat:
		return "beat"
	case Heard:
		return "heard"
	case Transcript:
		return "transcript"
	case Unusable:
		return "unusable"
	case Ticks:
		return "ticks"
	}
	return "" // FromServer is sealed: there is no other
}
