package speechtest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var script = []Word{{"one", 0, time.Second}, {"two", time.Second, 2 * time.Second}, {"three", 8 * time.Second, 9 * time.Second}}

// post asks for a transcription of a file, with fields as NAME=VALUE.
func post(t *testing.T, url, name string, file []byte, fields ...string) (status int, kind, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields {
		n, v, _ := strings.Cut(f, "=")
		w.WriteField(n, v)
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(file)
	w.Close()
	res, err := http.Post(url+"/audio/transcriptions", w.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), string(got)
}

func start(t *testing.T, c Config) *Server {
	t.Helper()
	s := Start(c)
	t.Cleanup(s.Close)
	return s
}

// toneOf is a WAV file of so many characters of 80 ms.
func toneOf(characters int) []byte {
	return New(Config{ToneRate: 16000}).tone(strings.Repeat("あ", characters))
}

func TestItMeasuresWhatItGets(t *testing.T) {
	for _, c := range []struct {
		name     string
		file     []byte
		format   string
		duration time.Duration
		level    float64
	}{
		{"a tone", toneOf(25), "wav", 2 * time.Second, -15.3},
		{"silence", bytes.Replace(toneOf(25), toneOf(25)[44:], make([]byte, 64000), 1), "wav", 2 * time.Second, -100},
		{"speech in Ogg", read(t, "speech.ogg"), "ogg", 3211 * time.Millisecond, -21},
		{"speech in WebM", read(t, "speech.webm"), "webm", 3213 * time.Millisecond, -21},
		{"Chrome's recording", read(t, "chrome.webm"), "webm", 3 * time.Second, -20.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, Config{Script: script})
			status, _, body := post(t, s.URL, "a", c.file)
			f := s.Requests()[0].File
			if status != 200 || f.Format != c.format || (f.Duration-c.duration).Abs() > 30*time.Millisecond || f.Level < c.level-1.5 || f.Level > c.level+1.5 {
				t.Errorf("%d %s: %+v", status, body, f)
			}
			if heard := strings.Contains(body, "one two"); heard != (c.level > -55) || strings.Contains(body, "three") {
				t.Errorf("heard %s", body)
			}
		})
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDialects(t *testing.T) {
	verbose := []string{"response_format=verbose_json", "language=ja", "timestamp_granularities[]=word"}
	for _, c := range []struct {
		dialect Dialect
		fields  []string
		status  int
		want    string // in the answer
	}{
		{OpenAI(), verbose, 200, `"words":[{"end":1,"start":0,"word":"one"}`},
		{OpenAI(), verbose[:2], 200, `"segments":[{`},
		{OpenAI(), nil, 200, `"text":"one two"`},
		{OpenAI(), []string{"hotwords=a"}, 400, `"param":"hotwords"`},
		{GPT4o(), verbose[:1], 400, `"param":"response_format"`},
		{Keywords(), []string{"prompt=secret"}, 400, `'secret'`},
		{Keywords(), []string{"keywords[]=a", "keywords[]=b"}, 200, `"text":"one two"`},
		{Speaches(), []string{"anything=a"}, 200, `"text":"one two"`},
		{WhisperCpp(), verbose[:1], 200, `foreign language`},
		{WhisperCpp(), verbose, 200, `"words":[{"end":1,"start":0,"word":"one"}]}`},
		{LocalAI(), verbose, 200, `"end":2000000000`},
		{VLLM(), verbose, 200, `"duration":"2"`},
		{Plain(), verbose, 200, "one two\n"},
		{Bare(), verbose, 400, `Unsupported parameter: '?'`},
	} {
		t.Run(c.dialect.Name()+" "+strings.Join(c.fields, " "), func(t *testing.T) {
			s := start(t, Config{Dialect: c.dialect, Script: script[:2]})
			status, kind, body := post(t, s.URL, "a.wav", toneOf(25), c.fields...)
			if status != c.status || !strings.Contains(body, c.want) {
				t.Errorf("%d %s", status, body)
			}
			if plain := strings.HasPrefix(kind, "text/plain"); plain == json.Valid([]byte(body)) {
				t.Errorf("%s: %s", kind, body)
			}
			if got := s.Requests()[0].Answered; got != c.status {
				t.Errorf("noted as %d", got)
			}
		})
	}
}

func TestItRefuses(t *testing.T) {
	s := start(t, Config{Dialect: WhisperCpp(), Model: "m"})
	if status, _, _ := post(t, s.URL, "a.ogg", read(t, "speech.ogg"), "model=m"); status != 400 {
		t.Errorf("Ogg: %d", status)
	}
	if status, _, body := post(t, s.URL, "a.wav", toneOf(5), "model=n"); status != 404 || !strings.Contains(body, "'n'") {
		t.Errorf("another model: %d %s", status, body)
	}
	streamed := New(Config{Streamed: true, ToneRate: 16000}).tone("あ")
	if status, _, _ := post(t, s.URL, "a.wav", streamed, "model=m"); status != 400 {
		t.Errorf("a false length: %d", status)
	}
	res, err := http.Get(s.URL + "/models")
	if err != nil || res.StatusCode != 405 {
		t.Errorf("models: %v, %v", res, err)
	}
	res.Body.Close()
}

func TestOneAtATime(t *testing.T) {
	s := start(t, Config{Dialect: WhisperCpp(), Delay: 30 * time.Millisecond})
	begun := time.Now()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { post(t, s.URL, "a.wav", toneOf(5)) })
	}
	wg.Wait()
	if took := time.Since(begun); took < 90*time.Millisecond || len(s.Requests()) != 3 {
		t.Errorf("three took %s", took)
	}
}

func TestFaultsComeInTheirTurn(t *testing.T) {
	s := start(t, Config{Faults: map[int]Fault{2: {Status: 429, RetryAfter: 7}, 3: {Body: "<html>", Type: "text/html"}}})
	var got []int
	for range 4 {
		status, _, _ := post(t, s.URL, "a.wav", toneOf(5))
		got = append(got, status)
	}
	if !slices.Equal(got, []int{200, 429, 200, 200}) {
		t.Errorf("%v", got)
	}
}

func TestSpokenTextIsAsLongAsItIs(t *testing.T) {
	s := start(t, Config{Pace: 100 * time.Millisecond})
	res, err := http.Post(s.URL+"/audio/speech", "application/json", strings.NewReader(`{"input":"これは十文字の文です","voice":"v"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	f, err := measure("", "", body)
	if err != nil || f.Duration != time.Second || f.Rate != 24000 || s.Requests()[0].Voice != "v" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestParseScript(t *testing.T) {
	got, err := ParseScript("# a comment\n0.5 0.9 監視\n1\t2.25\tNew Relic\n\n")
	if err != nil || !slices.Equal(got, []Word{{"監視", 500 * time.Millisecond, 900 * time.Millisecond}, {"New Relic", time.Second, 2250 * time.Millisecond}}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"0.5 監視", "a b c", "2 1 back", "-1 1 early"} {
		if _, err := ParseScript(bad); err == nil {
			t.Errorf("%q is a script", bad)
		}
	}
}
