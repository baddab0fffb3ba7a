package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// source reads the JSON values of a server's answer, one after the other,
// whatever form they come in: server-sent events in all their spellings, one
// JSON body, or one value a line. It holds no more than one value in memory.
type source struct {
	r    *bufio.Reader
	form form
	done bool // [DONE] was read

	// of events
	line   []byte
	skipLF bool // the last line ended with CR
	data   []byte
	name   string

	// of values
	values *json.Decoder
}

type form int

const (
	unknown form = iota
	events
	values
)

// Bounds of what a server may send. A chunk has some hundred bytes, and a whole
// reply that carries its thoughts some hundred thousand; thirty thousand tokens
// of thought are ten million.
const (
	maxValue  = 4 << 20
	maxAnswer = 16 << 20
)

func newSource(r io.Reader) *source {
	return &source{r: bufio.NewReaderSize(&capped{r: r, left: maxAnswer}, 8<<10)}
}

// next gives a JSON object, valid until the next call. It answers io.EOF at the
// end of the answer, *[Error] for what is no chat reply or tells of a failure,
// and the reader's own error.
func (s *source) next() ([]byte, error) {
	if s.done {
		return nil, io.EOF
	}
	data, err := s.read()
	if err != nil {
		return nil, err
	}
	if e := errorIn(data); e != nil {
		return nil, e
	}
	return data, nil
}

func (s *source) read() ([]byte, error) {
	if s.form == unknown {
		if err := s.detect(); err != nil {
			return nil, err
		}
	}
	if s.form == values {
		return s.value()
	}
	return s.event()
}

// detect looks at the first byte that says something. Content types are not to
// be trusted.
func (s *source) detect() error {
	for {
		first, err := s.r.Peek(1)
		if err != nil {
			return err
		}
		switch first[0] {
		case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF: // a byte order mark
			_, _ = s.r.Discard(1) // it was peeked at
			continue
		case '<':
			return failure(Nonsense) // a page
		case '{':
			s.form = values
			s.values = json.NewDecoder(&capped{r: s.r, left: maxValue})
		default:
			s.form = events
		}
		return nil
	}
}

// value reads the next of the bare JSON values.
func (s *source) value() ([]byte, error) {
	var raw json.RawMessage
	err := s.values.Decode(&raw)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, failure(Nonsense)
	case err != nil:
		return nil, err // among them io.ErrUnexpectedEOF
	case raw[0] != '{':
		return nil, failure(Nonsense)
	}
	return onOneLine(raw)
}

// event reads lines until they make up an event with data.
func (s *source) event() ([]byte, error) {
	for {
		line, err := s.readLine()
		if err != nil && (err != io.EOF || len(s.data) == 0) {
			return nil, err
		}
		var data []byte
		if err == io.EOF || len(line) == 0 { // the end of an event
			data, err = s.dispatch(err == io.EOF)
		} else {
			data, err = s.field(line)
		}
		if data != nil || err != nil {
			return data, err
		}
	}
}

// field takes in a line; no data says that the event goes on. Data that is whole
// by itself is an event at once: some servers leave out the empty line, or send
// it with the next event.
func (s *source) field(line []byte) ([]byte, error) {
	name, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimPrefix(value, []byte(" "))
	switch {
	case line[0] == '{':
		value = line // a chunk that lacks its data:
	case string(name) == "event":
		s.name = string(value)
		return nil, nil
	case string(name) == "error": // llama.cpp
		return nil, classify(http.StatusOK, value)
	case string(name) != "data":
		return nil, s.other(name, line)
	}
	if len(s.data) > 0 {
		return nil, s.keep(value)
	}
	value = bytes.TrimSpace(value)
	switch {
	case string(value) == "[DONE]":
		s.done = true
		return nil, io.EOF
	case !whole(value):
		return nil, s.keep(value)
	case s.name == "error":
		return nil, classify(http.StatusOK, value)
	}
	return value, nil
}

// other passes over comments, ids, times to wait and what nobody knows. Within
// an event it is a line of a chunk that was printed over several.
func (s *source) other(name, line []byte) error {
	if len(s.data) == 0 || len(name) == 0 || string(name) == "id" || string(name) == "retry" {
		return nil
	}
	return s.keep(line)
}

// keep adds a line to an event of several.
func (s *source) keep(value []byte) error {
	if len(s.data)+len(value) >= maxValue {
		return failure(Nonsense)
	}
	s.data = append(s.data, value...)
	if len(s.data) > 0 { // else the event has not begun
		s.data = append(s.data, '\n')
	}
	return nil
}

// dispatch makes an event of the lines that were kept, if there are any.
func (s *source) dispatch(last bool) ([]byte, error) {
	failed := s.name == "error"
	s.name = ""
	if len(s.data) == 0 {
		return nil, nil
	}
	data := bytes.TrimSpace(s.data)
	s.data = s.data[:0]
	switch {
	case failed:
		return nil, classify(http.StatusOK, data)
	case whole(data):
		return onOneLine(data)
	case last && data[0] == '{':
		return nil, io.ErrUnexpectedEOF
	}
	return nil, failure(Nonsense)
}

// onOneLine takes line ends out of a value.
func onOneLine(raw []byte) ([]byte, error) {
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, nil
	}
	var b bytes.Buffer
	if err := json.Compact(&b, raw); err != nil {
		return nil, failure(Nonsense)
	}
	return b.Bytes(), nil
}

// whole says whether data is one JSON object.
func whole(data []byte) bool {
	return len(data) > 1 && data[0] == '{' && data[len(data)-1] == '}' && json.Valid(data)
}

// readLine reads a line that ends with LF, CR, both, or the answer.
func (s *source) readLine() ([]byte, error) {
	s.line = s.line[:0]
	for {
		if _, err := s.r.Peek(1); err != nil {
			if err == io.EOF && len(s.line) > 0 {
				return s.line, nil
			}
			return nil, err
		}
		window, _ := s.r.Peek(s.r.Buffered()) // what is there
		if s.skipLF {
			s.skipLF = false
			if window[0] == '\n' {
				_, _ = s.r.Discard(1)
				continue
			}
		}
		end := lineEnd(window)
		s.line = append(s.line, window[:end]...)
		if len(s.line) > maxValue {
			return nil, failure(Nonsense)
		}
		if end < len(window) {
			s.skipLF = window[end] == '\r'
			_, _ = s.r.Discard(end + 1)
			return s.line, nil
		}
		_, _ = s.r.Discard(end)
	}
}

// lineEnd is where the first line of the bytes ends, or their number.
func lineEnd(b []byte) int {
	if n := bytes.IndexByte(b, '\n'); n >= 0 {
		b = b[:n]
	}
	if n := bytes.IndexByte(b, '\r'); n >= 0 {
		return n
	}
	return len(b)
}

// drain reads the end of an answer, so that its connection can be used again.
func (s *source) drain() {
	_, _ = io.CopyN(io.Discard, s.r, 4<<10) // one that does not end is closed
}

// capped reads no more than a server may send.
type capped struct {
	r    io.Reader
	left int
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, failure(Nonsense)
	}
	n, err := c.r.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}
