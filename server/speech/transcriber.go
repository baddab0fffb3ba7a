package speech

import (
	"context"
	"net/http"
	"sync"
)

// DefaultConcurrent is how many transcriptions are asked for at once.
const DefaultConcurrent = 16

// maxTranscript is how many bytes a server may answer: a quarter of an hour with
// times for every token takes below half a megabyte.
const maxTranscript = 4 << 20

// TranscriberConfig is how a [Transcriber] asks.
type TranscriberConfig struct {
	Server
	// Terms is how the server takes hints. [TermsAuto] finds out.
	Terms TermsField
	// Concurrent bounds the calls under way; others wait. 0 is
	// [DefaultConcurrent]; 1 suits a server that takes one at a time.
	Concurrent int
}

// Transcriber asks a server for the words of a recording through OpenAI's
// /v1/audio/transcriptions, which OpenAI, speaches, whisper.cpp, LocalAI and
// vLLM speak, each in its own way. It finds out what the server takes and
// remembers it. It believes what the server says; [Recogniser] does not.
type Transcriber struct {
	config TranscriberConfig
	url    string
	places chan struct{} // one for each call under way

	mu     sync.Mutex
	fields fields // what the server took last
}

// NewTranscriber checks the configuration; it asks nobody yet.
func NewTranscriber(c TranscriberConfig) (*Transcriber, error) {
	c.Server = c.defaulted()
	url, err := c.url("/audio/transcriptions")
	if err != nil {
		return nil, err
	}
	if c.Concurrent <= 0 {
		c.Concurrent = DefaultConcurrent
	}
	return &Transcriber{config: c, url: url, places: make(chan struct{}, c.Concurrent), fields: allFields(c.Terms)}, nil
}

// Transcribe gives the words of a recording. The error is an [Error], or ctx's
// own when ctx has ended.
func (t *Transcriber) Transcribe(ctx context.Context, audio Audio, hints Hints) (Transcript, error) {
	select {
	case t.places <- struct{}{}:
		defer func() { <-t.places }()
	case <-ctx.Done():
		return Transcript{}, ctx.Err()
	}
	f := t.taken()
	bare := false
	for {
		r, err := t.send(ctx, audio, hints, f)
		if err != nil {
			return Transcript{}, inFormat(audio, err)
		}
		if r.status < 300 {
			t.remember(ctx, f)
			return readTranscript(r, audio)
		}
		next, named := f.without(r.body)
		switch {
		case named:
			f = next
		case !bare && f != bareFields():
			f, bare = bareFields(), true
		default:
			return Transcript{}, inFormat(audio, refused(r.status))
		}
	}
}

// send asks once, with these fields.
func (t *Transcriber) send(ctx context.Context, audio Audio, hints Hints, f fields) (reply, error) {
	values := hints.fields(f.terms)
	add := func(name, value string) {
		if name != "" && value != "" {
			values = append(values, field{name, value})
		}
	}
	add("model", t.config.Model)
	add(f.language, hints.Lang)
	add("response_format", f.format)
	if f.zero {
		add("temperature", "0")
	}
	if f.times {
		add("timestamp_granularities[]", "word")
		add("timestamp_granularities[]", "segment")
	}
	body, err := newForm(audio, values)
	if err != nil {
		return reply{}, err
	}
	return t.config.do(ctx, call{
		url: t.url, mime: body.mime, size: body.size(), body: body.open,
		limit: t.config.Limit + audio.Duration(), answer: maxTranscript,
	})
}

func (t *Transcriber) taken() fields {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fields
}

// remember keeps what the server took, so that it is not asked in vain again.
func (t *Transcriber) remember(ctx context.Context, f fields) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fields == f {
		return
	}
	t.fields = f
	t.config.Logger.InfoContext(ctx, "speech server does not take all that it could be told",
		"format", f.format, "times", f.times, "terms", string(f.terms), "language", f.language)
}

// inFormat is a refusal of a file that the server had to decode, as what it is:
// servers without a decoder say 400, 415 or 500.
func inFormat(audio Audio, err error) error {
	e, ok := err.(*Error)
	if !ok || !audio.encoded() || e.Status == 0 {
		return err
	}
	if e.code == CodeRejected && e.Status != http.StatusNotFound || e.Status == http.StatusInternalServerError {
		return &Error{code: CodeFormat, Status: e.Status, detail: e.detail, err: e.err}
	}
	return err
}
