package llm

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// adapter stands between go-openai and the network for one request. go-openai
// takes a stream that was cut for one that ended, loses errors, and reads lines
// without bound; so it only ever sees answers that the adapter has made regular,
// and errors that the adapter has classified.
type adapter struct {
	client *http.Client
	now    func() time.Time
	stream bool // what was asked for
	zero   bool // the temperature is 0, which go-openai leaves out

	answer *source // the answer, once there is one
}

// Do sends a request. Its error is *[Error] or the context's, and go-openai
// hands it on as it is.
func (a *adapter) Do(req *http.Request) (*http.Response, error) {
	if a.zero {
		if err := writeZero(req); err != nil {
			return nil, err
		}
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return nil, a.unsent(req, err)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		defer resp.Body.Close()
		return nil, a.refusal(resp)
	}
	a.answer = newSource(resp.Body)
	if a.stream {
		resp.Body = &regular{source: a.answer, body: resp.Body}
		return resp, nil
	}
	defer resp.Body.Close()
	body, err := gather(a.answer)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

func (a *adapter) unsent(req *http.Request, err error) error {
	if req.Context().Err() != nil {
		return req.Context().Err()
	}
	return unreachable(err)
}

// maxRefusal is how much of a refusal is read.
const maxRefusal = 64 << 10

// refusal makes an error of an answer with another status than success.
func (a *adapter) refusal(resp *http.Response) *Error {
	// What cannot be read says nothing, and the status is enough.
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	e := classify(resp.StatusCode, body)
	e.RetryAfter = retryAfter(resp.Header, a.now())
	return e
}

// writeZero puts a temperature of 0 into a request's body. The smallest float,
// which go-openai advises, makes some servers divide by it.
func writeZero(req *http.Request) error {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	body = append([]byte(`{"temperature":0,`), bytes.TrimPrefix(body, []byte("{"))...)
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

// regular is a stream as go-openai reads it: a data line a chunk.
type regular struct {
	source *source
	body   io.Closer
	line   []byte
	rest   []byte // of the line, not yet read
	ended  bool
}

func (r *regular) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if r.ended {
			return 0, io.EOF
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *regular) fill() error {
	data, err := r.source.next()
	switch {
	case err == io.EOF:
		r.ended = true
		r.line = append(r.line[:0], "data: [DONE]\n"...)
	case err != nil:
		return err
	default:
		// The space keeps {"error":null from looking like an error to go-openai.
		r.line = append(append(append(r.line[:0], "data: { "...), data[1:]...), '\n')
	}
	r.rest = r.line
	return nil
}

func (r *regular) Close() error { return r.body.Close() }

// gather reads a whole reply, also one that comes as a stream, and writes it as
// go-openai reads it.
func gather(s *source) ([]byte, error) {
	var all chunk
	for {
		data, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		c, err := readChunk(data)
		if err != nil {
			return nil, err
		}
		if err := all.add(c); err != nil {
			return nil, err
		}
	}
	if err := all.settle(); err != nil {
		return nil, err
	}
	return json.Marshal(all.response())
}
