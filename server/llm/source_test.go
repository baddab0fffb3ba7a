package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// readAll gives all values of an answer and how it ends.
func readAll(r io.Reader) (values []string, err error) {
	s := newSource(r)
	for {
		data, err := s.next()
		if err != nil {
			return values, err
		}
		values = append(values, string(data))
	}
}

func TestSource(t *testing.T) {
	const one, two = `{"choices":[1]}`, `{"choices":[2]}`
	for _, c := range []struct {
		name, in string
		want     string // the values
		end      string // io.EOF by default, or a code
	}{
		{"plain", "data: " + one + "\n\ndata: " + two + "\n\ndata: [DONE]\n\n", one + two, ""},
		{"no [DONE]", "data: " + one + "\n\n", one, ""},
		{"no last line end", "data: " + one, one, ""},
		{"nothing after [DONE] counts", "data: [DONE]\n\ndata: " + one + "\n\n", "", ""},
		{"[DONE] without a space", "data:" + one + "\ndata:[DONE]\n", one, ""},
		{"CR LF", "data: " + one + "\r\n\r\ndata: " + two + "\r\n\r\n", one + two, ""},
		{"CR", "data: " + one + "\r\rdata: " + two + "\r\r", one + two, ""},
		{"comments and fields", ": hi\n\n:\nid: 1\nevent: message\nretry: 5\ndata: " + one + "\n\n", one, ""},
		{"empty data", "data:\n\ndata: \n\ndata: " + one + "\n\n", one, ""},
		{"unknown fields", "nonce: 1\n\nx\n\ndata: " + one + "\n\n", one, ""},
		{"single newlines", "data: " + one + "\ndata: " + two + "\n", one + two, ""},
		{"over several lines", "data: {\ndata:   \"choices\": [1]\ndata: }\n\n", one, ""},
		{"over several lines that lack data:", "data: {\n  \"choices\": [1]\n}\n\ndata: " + two + "\n\n", one + two, ""},
		{"a body", one, one, ""},
		{"a body with space around", "\ufeff \r\n" + one + "\n\n", one, ""},
		{"a body over several lines", "{\n \"choices\":\n[1]\n}\n", one, ""},
		{"lines of values", one + "\n" + two + "\n", one + two, ""},
		{"a value among events", "data: " + one + "\n\n" + two + "\n\n", one + two, ""},
		{"nothing", "", "", ""},
		{"a page", " <!doctype html>", "", Nonsense},
		{"a list after a value", one + "[1]", one, Nonsense},
		{"data that is no JSON", "data: hello\n\n", "", Nonsense},
		{"data that is a list", "data: [1]\n\n", "", Nonsense},
		{"cut data", `data: {"choices":[`, "", "cut"},
		{"a cut body", `{"choices":[`, "", "cut"},
		{"an error", `data: {"error":{"message":"x"}}`, "", Failed},
		{"an error with a value before", "data: " + one + "\n\n" + `data: {"error":{"code":429}}`, one, Overloaded},
		{"an error over lines", "event: error\ndata: {\ndata: \"code\":401}\n\n", "", KeyRefused},
		{"an error line", `error: {"code":500}`, "", Failed},
		{"an error that is none", `data: {"error":null,"choices":[1]}`, `{"error":null,"choices":[1]}`, ""},
		{"text about errors", `data: {"choices":["error"]}`, `{"choices":["error"]}`, ""},
		{"detail alone", `data: {"detail":"Internal Server Error"}`, "", Failed},
	} {
		values, err := readAll(strings.NewReader(c.in))
		end := codeOf(err)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			end = "cut"
		}
		if got := strings.Join(values, ""); got != c.want || end != c.end {
			t.Errorf("%s: %s, %q (%v), want %s, %q", c.name, got, end, err, c.want, c.end)
		}
	}
}

// endless repeats some bytes and counts.
type endless struct {
	bytes []byte
	at    int
	read  int
}

func repeat(piece string) *endless { return &endless{bytes: bytes.Repeat([]byte(piece), 1<<14)} }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.bytes[e.at:])
	e.at = (e.at + n) % len(e.bytes)
	e.read += n
	return n, nil
}

func TestSourceHasAnEnd(t *testing.T) {
	for piece, bound := range map[string]int{
		"x": maxValue, "data: x\n": maxAnswer, "data: {}{\n": maxAnswer, ": comment comment comment comment comment\n": maxAnswer,
		strings.Repeat("\n", 100) + "data:" + strings.Repeat(" ", 1000) + "\r\n": maxAnswer,
	} {
		r := repeat(piece)
		if _, err := readAll(r); codeOf(err) != Nonsense {
			t.Errorf("%.20q: %v", piece, err)
		}
		if r.read > bound+1<<16 {
			t.Errorf("%.20q: read %d bytes", piece, r.read)
		}
	}
	r := io.MultiReader(strings.NewReader(`{"x":"`), repeat("x"))
	if _, err := readAll(r); codeOf(err) != Nonsense {
		t.Errorf("a body: %v", err)
	}
}

// inPackets reads in pieces of sizes that some bytes give.
type inPackets struct {
	rest  []byte
	sizes []byte
	n     int
}

func (r *inPackets) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	size := len(p)
	if len(r.sizes) > 0 {
		size = 1 + int(r.sizes[r.n%len(r.sizes)])
		r.n++
	}
	n := copy(p[:min(size, len(p))], r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Whatever comes: no panic, only whole objects on one line, and the same
// whatever the packets.
func FuzzSource(f *testing.F) {
	for _, in := range []string{
		"data: {\"choices\":[]}\n\ndata: [DONE]\n\n", "{}\n{}", "event: error\r\ndata: {\r\ndata: }\r\n\r\n", "error: x\n",
		"\xef\xbb\xbfdata:{}\r\r\n: c\n\ndata: {\"error\":\"x\"}", `{"a":"` + "\xff\xfe" + `"}`, "data: {\n\"x\"\n:1}\n\n", "<html>",
	} {
		f.Add([]byte(in), []byte{0, 2, 1})
	}
	f.Fuzz(func(t *testing.T, in, sizes []byte) {
		values, err := readAll(&inPackets{rest: in, sizes: sizes})
		for _, v := range values {
			if !whole([]byte(v)) || strings.ContainsAny(v, "\r\n") {
				t.Errorf("value %q", v)
			}
			if _, err := readChunk([]byte(v)); err != nil && codeOf(err) != Nonsense {
				t.Errorf("chunk: %v", err)
			}
		}
		again, err2 := readAll(bytes.NewReader(in))
		if fmt.Sprint(values, err) != fmt.Sprint(again, err2) {
			t.Errorf("in packets %q %v, at once %q %v", values, err, again, err2)
		}
	})
}

// What a well-formed stream says comes out, whatever its spelling, its chunks
// and its packets.
func FuzzWellFormedStreams(f *testing.F) {
	f.Add("こんにちは。😀 <think>hm</think> \"a\\b\"\n", uint16(0b1011), []byte{1, 5, 3}, []byte{7})
	f.Add("data: {}\r\n\r\n[DONE] error", uint16(0b110100), []byte{2}, []byte{0})
	f.Add("\n</think> x \u2028 \x00", uint16(0xffff), []byte{3, 1}, []byte{2, 40})
	f.Fuzz(func(t *testing.T, text string, spelling uint16, cuts, packets []byte) {
		if !utf8.ValidString(text) || strings.Contains(text, lone) || strings.TrimSpace(text) == "" {
			return // thoughts have tests of their own
		}
		for _, m := range marks {
			if strings.HasPrefix(strings.TrimLeft(text, " \r\n\t"), m[0]) {
				return
			}
		}
		stream := spell(text, spelling, cuts)
		want := strings.TrimLeft(text, " \r\n\t")
		if got, err := understood(&inPackets{rest: stream, sizes: packets}); err != nil || got != want {
			t.Errorf("got  %q, %v\nwant %q\nfrom %q", got, err, want, stream)
		}
	})
}

// spell writes a text as a stream; the bits say how.
func spell(text string, bits uint16, cuts []byte) []byte {
	has := func(n int) bool { return bits>>n&1 == 1 }
	end := []string{"\n", "\r\n", "\r", "\n"}[bits&3]
	field := []string{"data: ", "data:"}[bits>>2&1]
	var b bytes.Buffer
	event := func(data string) {
		if has(3) {
			b.WriteString(": comment" + end + end + "event: message" + end)
		}
		if has(4) && strings.HasPrefix(data, "{") {
			var pretty bytes.Buffer
			_ = json.Indent(&pretty, []byte(data), "", " ")
			data = strings.ReplaceAll(pretty.String(), "\n", end+field)
		}
		b.WriteString(field + data + end)
		if has(4) || !has(5) {
			b.WriteString(end)
		}
	}
	for n := 0; len(text) > 0; n++ {
		size := len(text)
		if len(cuts) > 0 {
			size = min(size, 1+int(cuts[n%len(cuts)])) // bytes, so that characters are split
		}
		event(`{"choices":[{"delta":{"content":` + rawString(text[:size], has(6)) + `}}]}`)
		text = text[size:]
	}
	event(`{"choices":[{"delta":{},"finish_reason":"stop"}]}`)
	if !has(7) {
		event("[DONE]")
	}
	return b.Bytes()
}

// rawString quotes bytes and leaves halves of characters as they are.
func rawString(s string, escape bool) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(rune(c)))
		case c < ' ' || escape && c < 0x80:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// understood reads a stream as an attempt does.
func understood(r io.Reader) (string, error) {
	var said strings.Builder
	reading := newReading(0, func(delta string) error {
		if !utf8.ValidString(delta) {
			return fmt.Errorf("said %q", delta)
		}
		said.WriteString(delta)
		return nil
	})
	s := newSource(r)
	for {
		data, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
		c, err := readChunk(data)
		if err != nil {
			return "", err
		}
		if err := reading.add(c); err != nil {
			return "", err
		}
	}
	reply, err := reading.end(promptForTests)
	if reply.Text != said.String() {
		return "", fmt.Errorf("said %q, reply %q", said.String(), reply.Text)
	}
	return reply.Text, err
}
