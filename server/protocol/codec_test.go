package protocol_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mondo/server/protocol"
)

var update = flag.Bool("update", false, "write the examples into docs/protocol.md")

// examples reads testdata: one file for each message and kind of event.
func examples(t testing.TB, direction string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/" + direction + ".*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples for %s: %v", direction, err)
	}
	all := map[string][]byte{}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		var line bytes.Buffer
		if err := json.Compact(&line, src); err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(p), direction+"."), ".json")
		all[name] = line.Bytes()
	}
	return all
}

// An example that survives decoding and encoding byte for byte has every field
// that the type has, in its order, and none that it has not.
func TestExamplesFromServer(t *testing.T) {
	seen := map[string]bool{}
	for name, frame := range examples(t, "from_server") {
		m, err := protocol.DecodeServer(frame)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e, ok := m.(protocol.Event); ok && name != "event."+e.Kind {
			t.Errorf("%s holds an event of kind %s", name, e.Kind)
		}
		got, err := protocol.Encode(m)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(got, frame) {
			t.Errorf("%s: encoded\n%s\nexample\n%s", name, got, frame)
		}
		seen[reflect.TypeOf(m).Name()] = true
	}
	for _, m := range []protocol.FromServer{
		protocol.Hello{},
		protocol.Event{},
		protocol.Turn{},
		protocol.Delta{},
		protocol.Withdraw{},
		protocol.Accepted{},
		protocol.Refused{},
		protocol.Notice{},
		protocol.Beat{},
		protocol.Heard{},
		protocol.Transcript{},
		protocol.Unusable{},
		protocol.Ticks{},
	} {
		if name := reflect.TypeOf(m).Name(); !seen[name] {
			t.Errorf("no example of %s", name)
		}
	}
}

func TestExamplesFromClient(t *testing.T) {
	for name, frame := range examples(t, "from_client") {
		m, err := protocol.DecodeClient(frame)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m.Type != name {
			t.Errorf("%s holds a %s", name, m.Type)
		}
		got, err := json.Marshal(m)
		if err != nil || !bytes.Equal(got, frame) {
			t.Errorf("%s: encoded\n%s\nexample\n%s (%v)", name, got, frame, err)
		}
	}
}

func TestDecodeClientRefuses(t *testing.T) {
	for name, frame := range map[string]string{
		"nothing":            ``,
		"white space":        "  \n",
		"not JSON":           `answer`,
		"an array":           `[{"type":"skip","id":"c_00000001"}]`,
		"null":               `null`,
		"cut":                `{"type":"skip","id":"c_0000`,
		"two objects":        `{"type":"skip","id":"c_00000001"}{"type":"skip","id":"c_00000001"}`,
		"something after it": `{"type":"skip","id":"c_00000001"} x`,
		"no type":            `{"id":"c_00000001"}`,
		"no id":              `{"type":"skip"}`,
		"short id":           `{"type":"skip","id":"c1"}`,
		"long id":            `{"type":"skip","id":"` + strings.Repeat("x", 65) + `"}`,
		"id with a space":    `{"type":"skip","id":"c 00000001"}`,
		"id not ASCII":       `{"type":"skip","id":"ああああああああ"}`,
		"text is a number":   `{"type":"answer","id":"c_00000001","text":3}`,
		"speech of no take":  `{"type":"speech.begin","id":"c_00000001","to":"t2"}`,
		"an end of no take":  `{"type":"speech.end","id":"c_00000001","samples":1}`,
		"a short take":       `{"type":"speech.drop","id":"c_00000001","take":"x"}`,
		"an answer's take":   `{"type":"answer","id":"c_00000001","take":"a b c d e f"}`,
		"less than nothing":  `{"type":"speech.end","id":"c_00000001","take":"take_00001","samples":-1}`,
		"half a sample":      `{"type":"speech.end","id":"c_00000001","take":"take_00001","samples":0.5}`,
		"a recogniser":       `{"type":"speech.begin","id":"c_00000001","take":"take_00001","recogniser":"me"}`,
		"invalid UTF-8":      `{"type":"answer","id":"c_00000001","text":"` + "\xff\xfe" + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			m, err := protocol.DecodeClient([]byte(frame))
			if !errors.Is(err, protocol.ErrMessage) {
				t.Fatalf("got %+v, %v", m, err)
			}
		})
	}
}

// What a person wrote must not reach a log by way of an error.
func TestErrorsDoNotQuote(t *testing.T) {
	for _, frame := range []string{
		`{"type":"answer","id":"c_00000001","text":"secret" x}`,
		`{"type":"answer","id":"c_00000001","text":["secret"]}`,
		`{"type":"answer","id":"secret !!!","text":"x"}`,
	} {
		_, err := protocol.DecodeClient([]byte(frame))
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", frame, err)
		}
	}
}

func FuzzDecodeClient(f *testing.F) {
	for _, frame := range examples(f, "from_client") {
		f.Add(frame)
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := protocol.DecodeClient(frame)
		if err != nil {
			return
		}
		again, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := protocol.DecodeClient(again)
		if err != nil || back != m {
			t.Fatalf("%q gave %+v, and that %+v (%v)", frame, m, back, err)
		}
	})
}
