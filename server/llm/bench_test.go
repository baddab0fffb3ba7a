package llm

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// canned answers every request with the same bytes.
type canned []byte

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(c)), Request: r}, nil
}

const chunksInBench = 1000

func streamForBench() canned {
	var b bytes.Buffer
	for range chunksInBench {
		fmt.Fprint(&b, `data: {"id":"chatcmpl-9aBcDeFgHiJkLmNoPqRsTuVwXyZ01","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4.1-mini-2025-04-14","service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,"delta":{"content":"監視"},"logprobs":null,"finish_reason":null}]}`+"\n\n")
	}
	fmt.Fprint(&b, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
	return b.Bytes()
}

// BenchmarkStream is all that happens to a chunk between the network and say.
func BenchmarkStream(b *testing.B) {
	stream := streamForBench()
	c, err := New(Config{Endpoint: Endpoint{BaseURL: "http://h/v1", Model: "m"}, Transport: stream})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Stream(context.Background(), "i", promptForTests, func(string) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*chunksInBench), "ns/chunk")
}

// BenchmarkSource is the part of the adapter.
func BenchmarkSource(b *testing.B) {
	stream := streamForBench()
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readAllForBench(newSource(bytes.NewReader(stream))); err != io.EOF {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*chunksInBench), "ns/chunk")
}

func readAllForBench(s *source) (n int, err error) {
	for {
		if _, err := s.next(); err != nil {
			return n, err
		}
		n++
	}
}
