package speech

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"mondo/server/speech/speechtest"
)

// script is a sentence of 2.6 s.
var script = []speechtest.Word{
	{Text: "監視の", Start: 100 * time.Millisecond, End: 600 * time.Millisecond},
	{Text: "仕組みを", Start: 700 * time.Millisecond, End: 1200 * time.Millisecond},
	{Text: "作り直しました。", Start: 1300 * time.Millisecond, End: 2600 * time.Millisecond},
}

const scriptText = "監視の仕組みを作り直しました。"

// serve starts a server for the test.
func serve(t testing.TB, c speechtest.Config) *speechtest.Server {
	t.Helper()
	s := speechtest.Start(c)
	t.Cleanup(s.Close)
	return s
}

// at once is a clock for rests, which notes them.
type rests struct {
	mu  sync.Mutex
	all []time.Duration
}

func (r *rests) after(d time.Duration) <-chan time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, d)
	c := make(chan time.Time, 1)
	c <- time.Time{}
	return c
}

// asking makes a transcriber that rests in no time.
func asking(t testing.TB, url string, change func(*TranscriberConfig)) *Transcriber {
	t.Helper()
	c := TranscriberConfig{Server: Server{BaseURL: url, Model: "m", After: (&rests{}).after, Random: func() float64 { return 1 }}}
	if change != nil {
		change(&c)
	}
	tr, err := NewTranscriber(c)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

var hints = Hints{Lang: "ja", Terms: []string{"ECS", "P99", "Datadog"}}

// talk is speech of some length, as a server hears it.
func talk(d time.Duration) Sound { return voice(d, -20) }

func TestTranscribeInEveryDialect(t *testing.T) {
	for _, c := range []struct {
		dialect  speechtest.Dialect
		requests int // of the first transcription
		words    int
		phrases  int
		prompt   string // the field that carries the terms in the end
	}{
		{speechtest.OpenAI(), 1, 3, 1, "prompt"},
		{speechtest.GPT4o(), 3, 0, 0, "prompt"}, // times and verbose_json are refused, one after the other
		{speechtest.Keywords(), 6, 0, 0, "keywords[]"},
		{speechtest.Speaches(), 1, 3, 1, "prompt"},
		{speechtest.WhisperCpp(), 1, 3, 2, "prompt"},
		{speechtest.LocalAI(), 1, 0, 1, "prompt"},
		{speechtest.VLLM(), 1, 0, 1, "prompt"},
		{speechtest.Plain(), 1, 0, 0, "prompt"},
		{speechtest.Bare(), 2, 0, 0, ""},
	} {
		t.Run(c.dialect.Name(), func(t *testing.T) {
			server := serve(t, speechtest.Config{Dialect: c.dialect, Script: script})
			tr := asking(t, server.URL, nil)
			for round := range 2 {
				got, err := tr.Transcribe(t.Context(), FromSound(talk(2*time.Second), talk(time.Second)), hints)
				if err != nil {
					t.Fatal(err)
				}
				if got.Text != scriptText || len(got.Words) != c.words || len(got.Phrases) != c.phrases {
					t.Errorf("heard %+v", got)
				}
				checkTimes(t, got)
				if n := len(server.Requests()); n != c.requests+round {
					t.Errorf("%d requests in round %d, want %d: what is refused must be remembered", n, round, c.requests+round)
				}
			}
			last := server.Requests()[len(server.Requests())-1]
			if last.Field("language")+last.Field("languages[]") != "ja" || last.Field("model") != "m" {
				t.Errorf("sent %v", last.Fields)
			}
			if c.prompt != "" && !strings.Contains(strings.Join(last.Fields[c.prompt], " "), "Datadog") {
				t.Errorf("no terms in %s: %v", c.prompt, last.Fields)
			}
			f := last.File
			if f.Format != "wav" || f.Rate != Rate || f.Channels != 1 || f.Duration != 3*time.Second || f.Level < -30 || f.Name != "answer.wav" {
				t.Errorf("the server got %+v", f)
			}
		})
	}
}

// checkTimes holds what must be true of times, and of these.
func checkTimes(t *testing.T, tr Transcript) {
	t.Helper()
	for i, w := range tr.Words {
		if w.Start != script[i].Start || w.End != script[i].End || w.Text != script[i].Text {
			t.Errorf("word %d is %+v", i, w)
		}
	}
	for _, p := range tr.Phrases {
		if p.End > 2600*time.Millisecond || p.End <= p.Start {
			t.Errorf("phrase %+v", p)
		}
	}
}

func TestTermsAsToldTo(t *testing.T) {
	for as, field := range map[TermsField]string{TermsHotwords: "hotwords", TermsKeywords: "keywords[]", TermsPrompt: "prompt", TermsNone: ""} {
		server := serve(t, speechtest.Config{Dialect: speechtest.Speaches(), Script: script})
		tr := asking(t, server.URL, func(c *TranscriberConfig) { c.Terms = as })
		if _, err := tr.Transcribe(t.Context(), FromSound(talk(3*time.Second)), hints); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"hotwords", "keywords[]", "prompt"} {
			if got := server.Requests()[0].Field(name); (got != "") != (name == field) {
				t.Errorf("%s: %s is %q", as, name, got)
			}
		}
	}
}

func TestHintsFit(t *testing.T) {
	var many []string
	for i := range 500 {
		many = append(many, strings.Repeat("あ", 3)+string(rune('ア'+i%80)))
	}
	many = append(many, strings.Repeat("長", 31), "", "  ")
	h := Hints{Lang: "ja", Terms: append([]string{"一番", "一番", "two\nlines"}, many...)}
	if n := len(h.chosen()); n != maxTerms {
		t.Errorf("%d terms", n)
	}
	p := h.prompt()
	if !strings.HasSuffix(p, "、two lines、一番") || strings.Contains(p, "長") {
		t.Errorf("the likeliest must stand last: %q", p)
	}
	if got := (Hints{Lang: "en", Terms: []string{"a", "b"}}).prompt(); got != "b, a" {
		t.Errorf("%q", got)
	}
}

// secret is what must be in no error and no log.
const secret = "sk-very-secret"

func TestFaults(t *testing.T) {
	repeat := func(f speechtest.Fault, times int) map[int]speechtest.Fault {
		all := map[int]speechtest.Fault{}
		for i := range times {
			all[i+1] = f
		}
		return all
	}
	for _, c := range []struct {
		name     string
		faults   map[int]speechtest.Fault
		code     string // "" is a good end
		requests int
	}{
		{"busy once", repeat(speechtest.Fault{Status: 429}, 1), "", 2},
		{"busy for a second", repeat(speechtest.Fault{Status: 429, RetryAfter: 1}, 2), "", 3},
		{"busy for an hour", repeat(speechtest.Fault{Status: 429, RetryAfter: 3600}, 1), CodeOverloaded, 1},
		{"busy always", repeat(speechtest.Fault{Status: 503}, 9), CodeOverloaded, 3},
		{"broken once", repeat(speechtest.Fault{Status: 500}, 1), "", 2},
		{"broken always", repeat(speechtest.Fault{Status: 502}, 9), CodeFailing, 3},
		{"cut once", repeat(speechtest.Fault{Cut: true}, 1), "", 2},
		{"cut always", repeat(speechtest.Fault{Cut: true}, 9), CodeUnreachable, 3},
		{"wrong key", repeat(speechtest.Fault{Status: 401}, 9), CodeDenied, 1},
		{"no such model", repeat(speechtest.Fault{Status: 404, Body: `{"detail":"no such thing"}`}, 9), CodeRejected, 2},
		{"a page", repeat(speechtest.Fault{Body: "<html>Hello</html>", Type: "text/html"}, 9), CodeNonsense, 1},
		{"nothing", repeat(speechtest.Fault{Status: 200, Body: " ", Type: "application/json"}, 9), CodeNonsense, 1},
		{"half of an answer", repeat(speechtest.Fault{Body: `{"text": "half`, Type: "application/json"}, 9), CodeNonsense, 1},
		{"another API", repeat(speechtest.Fault{Body: `{"object": "list"}`, Type: "application/json"}, 9), CodeNonsense, 1},
		{"failure with 200", repeat(speechtest.Fault{Body: `{"error": "failed to process audio"}`, Type: "application/json"}, 9), CodeRejected, 1},
		{"without end", repeat(speechtest.Fault{Endless: true}, 9), CodeNonsense, 1},
		{"silence", repeat(speechtest.Fault{Hang: true}, 9), CodeTooSlow, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := serve(t, speechtest.Config{Script: script, Faults: c.faults})
			var log strings.Builder
			tr := asking(t, server.URL, func(s *TranscriberConfig) {
				s.Key, s.Limit = secret, 20*time.Second
				if c.code == CodeTooSlow {
					s.Limit = -2900 * time.Millisecond // with the 3 s of the sound 100 ms
				}
				s.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			})
			got, err := tr.Transcribe(t.Context(), FromSound(talk(3*time.Second)), hints)
			if CodeOf(err) != c.code || (err == nil) != (got.Text == scriptText) {
				t.Errorf("%q, %v", got.Text, err)
			}
			if n := len(server.Requests()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			told := log.String()
			if err != nil {
				told += err.Error()
			}
			for _, s := range []string{secret, "Datadog", "監視", "half", "Hello", "no such thing"} {
				if strings.Contains(told, s) {
					t.Errorf("%q is told: %s", s, told)
				}
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Sentence() == "") {
				t.Errorf("no sentence for %v", err)
			}
		})
	}
}

func TestRests(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s := Server{Now: func() time.Time { return now }, Random: func() float64 { return 0.5 }}
	for _, c := range []struct {
		try        int
		retryAfter string
		want       time.Duration
	}{
		{0, "", 375 * time.Millisecond},
		{1, "", 750 * time.Millisecond},
		{60, "", 6 * time.Second},
		{0, "3", 3 * time.Second},
		{0, "Sun, 01 Mar 2026 12:00:05 GMT", 5 * time.Second},
		{0, "Sun, 01 Mar 2026 11:00:05 GMT", 0},
		{0, "soon", 375 * time.Millisecond},
		{0, "-5", 375 * time.Millisecond},
		{0, "99999999", time.Hour},
	} {
		if got := s.rest(c.try, c.retryAfter); got != c.want {
			t.Errorf("try %d, %q: %s, want %s", c.try, c.retryAfter, got, c.want)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	tr := asking(t, "http://user:"+secret+"@"+l.Addr().String(), nil)
	_, err = tr.Transcribe(t.Context(), FromSound(talk(time.Second)), hints)
	if CodeOf(err) != CodeUnreachable || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
}

// What was said goes to no other server than the one that was named.
func TestRedirectsAreNotFollowed(t *testing.T) {
	other := serve(t, speechtest.Config{Script: script})
	moved := httptest.NewServer(http.RedirectHandler(other.URL+"/audio/transcriptions", http.StatusTemporaryRedirect))
	t.Cleanup(moved.Close)
	_, err := asking(t, moved.URL, nil).Transcribe(t.Context(), FromSound(talk(3*time.Second)), hints)
	if CodeOf(err) != CodeRejected || len(other.Requests()) != 0 {
		t.Errorf("%v, and %d requests elsewhere", err, len(other.Requests()))
	}
}

func TestCancelling(t *testing.T) {
	server := serve(t, speechtest.Config{Faults: map[int]speechtest.Fault{1: {Hang: true}}})
	tr := asking(t, server.URL, func(c *TranscriberConfig) { c.Concurrent = 1 })
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := tr.Transcribe(ctx, FromSound(talk(time.Second)), hints)
		first <- err
	}()
	for server.MostAtOnce() == 0 {
		time.Sleep(time.Millisecond)
	}
	short, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if _, err := tr.Transcribe(short, FromSound(talk(time.Second)), hints); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for a place: %v", err)
	}
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) || CodeOf(err) != "" {
		t.Errorf("cancelled: %v", err)
	}
}

func TestConcurrentIsABound(t *testing.T) {
	server := serve(t, speechtest.Config{Script: script, Delay: 20 * time.Millisecond})
	tr := asking(t, server.URL, func(c *TranscriberConfig) { c.Concurrent = 2 })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := tr.Transcribe(t.Context(), FromSound(talk(3*time.Second)), hints); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := server.MostAtOnce(); n != 2 {
		t.Errorf("%d at once", n)
	}
}

func TestAddresses(t *testing.T) {
	for base, want := range map[string]string{
		"http://127.0.0.1:8000":                          "http://127.0.0.1:8000/v1/audio/transcriptions",
		"http://127.0.0.1:8000/":                         "http://127.0.0.1:8000/v1/audio/transcriptions",
		"https://api.example/v1":                         "https://api.example/v1/audio/transcriptions",
		" https://api.example/v1/ ":                      "https://api.example/v1/audio/transcriptions",
		"https://proxy.example/speech/v1?team=a":         "https://proxy.example/speech/v1/audio/transcriptions?team=a",
		"http://127.0.0.1:8080/inference":                "http://127.0.0.1:8080/inference",
		"http://127.0.0.1:8000/v1/audio/transcriptions/": "http://127.0.0.1:8000/v1/audio/transcriptions",
		"": "", "127.0.0.1:8000": "", "ftp://host/": "", "http:///v1": "", "http://a b/": "",
	} {
		got, err := Server{BaseURL: base}.url("/audio/transcriptions")
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q is %q, %v", base, got, err)
		}
	}
}

// Files that are not decoded here go as they are, with a word when the server
// cannot read them either.
func TestFilesForTheServer(t *testing.T) {
	m4a := append([]byte("\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00"), make([]byte, 1000)...)
	server := serve(t, speechtest.Config{Script: []speechtest.Word{{Text: "はい、そうです。"}}, Reply: func(r speechtest.Request) []speechtest.Word {
		return []speechtest.Word{{Text: r.File.Name + " " + r.File.Type}}
	}})
	r := NewRecogniser(asking(t, server.URL, nil))
	got, err := r.HearFile(t.Context(), m4a, hints)
	if err != nil || got.Text != "answer.m4a audio/mp4" || server.Requests()[0].File.Size != len(m4a) {
		t.Errorf("%q, %v", got.Text, err)
	}
	without := serve(t, speechtest.Config{Dialect: speechtest.WhisperCpp()})
	if _, err := NewRecogniser(asking(t, without.URL, nil)).HearFile(t.Context(), m4a, hints); CodeOf(err) != CodeFormat {
		t.Errorf("a server without a decoder: %v", err)
	}
	if _, err := r.HearFile(t.Context(), []byte("Dear Sir or Madam"), hints); !errors.Is(err, ErrUnknownFormat) {
		t.Errorf("a letter: %v", err)
	}
}

// A transcript may be odd in what stands beside its text.
func TestOddAnswers(t *testing.T) {
	for name, c := range map[string]struct{ body, text string }{
		"a string for a list":   {`{"text":"はい","words":"none","segments":7}`, "はい"},
		"a duration in words":   {`{"text":"はい","duration":"five"}`, "はい"},
		"a duration in seconds": {`{"text":"はい","duration":"5.42s"}`, "はい"},
		"segments alone":        {`{"segments":[{"text":" one","start":"0.0","end":"1.5"},{"text":" two","start":1.5,"end":null}]}`, "one two"},
		"marks":                 {`{"text":"<|ja|><|notimestamps|> はい。 [_BEG_]\n そうです。"}`, "はい。そうです。"},
		"broken characters":     {"{\"text\":\"は\xffい\"}", "は\uFFFDい"},
		"a byte order mark":     {"\xef\xbb\xbf{\"text\":\"はい\"}", "はい"},
		"half characters":       {"{\"text\":\"はい\",\"words\":[{\"word\":\"\xe3\x81\",\"start\":0,\"end\":1}]}", "はい"},
		"milliseconds":          {`{"text":"one two","words":[{"text":"one","start":0,"end":1000},{"text":"two","start":1000,"end":2500}]}`, "one two"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readTranscript(reply{200, "application/json", []byte(c.body)}, FromSound(talk(3*time.Second)))
			if err != nil || got.Text != c.text {
				t.Fatalf("%q, %v", got.Text, err)
			}
			for _, w := range got.Words {
				if w.End > 3*time.Second || w.End == 0 {
					t.Errorf("%+v", w)
				}
			}
			for _, p := range got.Phrases {
				if p.End > 3*time.Second || p.End < p.Start {
					t.Errorf("%+v", p)
				}
			}
		})
	}
}

func FuzzTranscript(f *testing.F) {
	f.Add(`{"text":"はい","words":[{"word":"はい","start":0,"end":1e300}],"segments":[{"words":[{}]}]}`, "application/json")
	f.Add("はい\n", "text/plain")
	f.Fuzz(func(t *testing.T, body, kind string) {
		got, err := readTranscript(reply{200, kind, []byte(body)}, FromSound(talk(20*time.Millisecond)))
		if (err != nil) == (CodeOf(err) == "") {
			t.Fatalf("an error without a code: %v", err)
		}
		for _, w := range got.Words {
			if w.Start < 0 || w.End < w.Start {
				t.Fatalf("%+v", w)
			}
		}
	})
}

func BenchmarkTranscribe(b *testing.B) {
	server := serve(b, speechtest.Config{Script: script})
	tr, err := NewTranscriber(TranscriberConfig{Server: Server{BaseURL: server.URL}})
	if err != nil {
		b.Fatal(err)
	}
	s := talk(10 * time.Second)
	for b.Loop() {
		if _, err := tr.Transcribe(context.Background(), FromSound(s), hints); err != nil {
			b.Fatal(err)
		}
	}
}
