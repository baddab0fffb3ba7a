package llm

import (
	"net/http"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// endpoint is an [Endpoint] and what was found out about it.
type endpoint struct {
	Endpoint
	client  *http.Client
	price   Price
	known   atomic.Uint32 // a dialect
	circuit *circuit
}

func newEndpoint(e Endpoint, client *http.Client, price Price, now func() time.Time) *endpoint {
	one := &endpoint{Endpoint: e, client: client, price: price, circuit: &circuit{now: now}}
	one.learn(expected(e.Model))
	return one
}

func (e *endpoint) dialect() dialect { return dialect(e.known.Load()) }

// learn remembers what has proved right, and says whether it is new.
func (e *endpoint) learn(d dialect) bool {
	before := dialect(e.known.Or(uint32(d)))
	return before|d != before
}

// forget takes back what has proved wrong.
func (e *endpoint) forget(d dialect) { e.known.And(^uint32(d)) }

// config is go-openai's, for one request.
func (e *endpoint) config(doer openai.HTTPDoer) openai.ClientConfig {
	c := openai.DefaultConfig(e.Key)
	if e.API == Azure {
		c = openai.DefaultAzureConfig(e.Key, e.BaseURL)
		c.APIVersion = e.APIVersion
		c.AzureModelMapperFunc = func(model string) string { return model } // a deployment keeps its dots
	}
	c.BaseURL = e.BaseURL
	c.OrgID = e.Organization
	c.HTTPClient = doer
	return c
}

// newHTTPClient makes the client that all endpoints share. Its connections are
// kept, as a TLS handshake takes longer than most first tokens; it follows no
// redirects, which would carry the key and the prompt to somewhere else; and it
// has no time-out of its own, as the context of each call has one.
func newHTTPClient(transport http.RoundTripper, concurrent int) *http.Client {
	if transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone() // net/http's own
		t.MaxIdleConnsPerHost = concurrent
		t.DisableCompression = true // compressors hold tokens back
		transport = t
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
