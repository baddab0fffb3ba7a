package prompts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestReadLoose(t *testing.T) {
	want := []any{object{{"id", "1a"}, {"quotes", []any{"検知"}}, {"status", "present"}}}
	for name, reply := range map[string]string{
		"valid":               `{"id":"1a","quotes":["検知"],"status":"present"}`,
		"in a fence":          "```json\n{\"id\":\"1a\",\"quotes\":[\"検知\"],\"status\":\"present\"}\n```",
		"in prose":            `Sure, here it is: {"id":"1a","quotes":["検知"],"status":"present"}. Anything else?`,
		"trailing commas":     `{"id":"1a","quotes":["検知",],"status":"present",}`,
		"doubled commas":      `{"id":"1a",,"quotes":["検知"],,"status":"present"}`,
		"missing commas":      "{\"id\":\"1a\"\n\"quotes\":[\"検知\"]\n\"status\":\"present\"\n}",
		"single marks":        `{'id':'1a','quotes':['検知'],'status':'present'}`,
		"curly marks":         `{“id”:“1a”,“quotes”:[“検知”],“status”:“present”}`,
		"unquoted keys":       `{id:"1a", quotes:["検知"], status:"present"}`,
		"comments":            "{\"id\":\"1a\", // the first\n\"quotes\":[\"検知\"], /* as\nsaid */ \"status\":\"present\"}",
		"escapes":             `{"id":"1\u0061","quotes":["\u691c\u77e5"],"status":"present"}`,
		"escapes of its own":  `{"id":"1\a","quotes":["検\知"],"status":"present"}`,
		"cut off":             `{"id":"1a","quotes":["検知"],"status":"present"`,
		"cut off in a string": `{"id":"1a","quotes":["検知"],"status":"present`,
		"a wrong bracket":     `{"id":"1a","quotes":["検知"},"status":"present"}`,
	} {
		t.Run(name, func(t *testing.T) {
			got := readLoose(reply)
			if name == "a wrong bracket" { // what stands behind it is lost, what stands before is not
				want := []any{object{{"id", "1a"}, {"quotes", []any{"検知"}}}}
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(field{})); diff != "" {
					t.Error(diff)
				}
				return
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(field{})); diff != "" {
				t.Error(diff)
			}
		})
	}
	for name, tt := range map[string]struct {
		reply string
		want  []any
	}{
		"marks in a string":        {`{"a":"彼は"はい"と言った"}`, []any{object{{"a", `彼は"はい"と言った`}}}},
		"a line break in a string": {"{\"a\":\"x\ny\"}", []any{object{{"a", "x\ny"}}}},
		"an apostrophe":            {`{'a':'it's fine'}`, []any{object{{"a", "it's fine"}}}},
		"twice the key":            {`{"a":"x","a":"y"}`, []any{object{{"a", "x"}, {"a", "y"}}}},
		"bare words":               {`{"a":true,"b":null,"c":3.5,"d":yes}`, []any{object{{"a", unquoted("true")}, {"b", unquoted("null")}, {"c", unquoted("3.5")}, {"d", unquoted("yes")}}}},
		"one a line":               {"{\"a\":\"x\"}\n{\"a\":\"y\"}", []any{object{{"a", "x"}}, object{{"a", "y"}}}},
		"a surrogate pair":         {`["\ud83d\ude00"]`, []any{[]any{"😀"}}},
		"nothing":                  {"I cannot do that.", nil},
		"empty":                    {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readLoose(tt.reply), cmp.AllowUnexported(field{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Any reply is read to its end, and a valid one as JSON says.
func FuzzReadLoose(f *testing.F) {
	for _, s := range []string{
		`{"elements":[{"id":"1a","quotes":["検知を3分に"],"status":"present"}]}`, "```json\n[1, 2,]\n```", `{'a': “b”, c: [}`,
		`["\ud800", "\u0000", "a\"b", ""]`, `{"a":{"b":[[],{}]},"c":-1.5e3}`, `{"a" "b"}`, strings.Repeat("[", 40), `[/`, "{\"/*\":1}", "[\"a\n\"]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, reply string) {
		got := readLoose(reply)
		trimmed := strings.TrimSpace(reply)
		if !json.Valid([]byte(reply)) || !utf8.ValidString(reply) || trimmed[0] != '{' && trimmed[0] != '[' || nesting(reply) > deepest {
			return
		}
		if len(got) != 1 {
			t.Fatalf("%d values of %q", len(got), reply)
		}
		if want := strictly(t, reply); !cmp.Equal(want, plainly(got[0])) {
			t.Errorf("%q: %v", reply, cmp.Diff(want, plainly(got[0])))
		}
	})
}

func nesting(reply string) int {
	return strings.Count(reply, "[") + strings.Count(reply, "{")
}

func strictly(t *testing.T, reply string) any {
	dec := json.NewDecoder(bytes.NewReader([]byte(reply)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// plainly turns a loose value to what encoding/json gives for it.
func plainly(v any) any {
	switch v := v.(type) {
	case object:
		m := map[string]any{}
		for _, f := range v {
			m[f.key] = plainly(f.value)
		}
		return m
	case []any:
		a := make([]any, len(v))
		for i := range v {
			a[i] = plainly(v[i])
		}
		return a
	case unquoted:
		switch v {
		case "true", "false":
			return v == "true"
		case "null":
			return nil
		}
		return json.Number(v)
	case string:
		return v
	}
	panic(fmt.Sprintf("a %T", v))
}

func BenchmarkReadLoose(b *testing.B) {
	for name, piece := range map[string]string{
		"a judgement": `{"id":"1a","quotes":["検知を3分に短縮しました"],"status":"present"},`, "marks": `" `, "open": "[", "a comment": "[/*", "spaces": `["a"      `, "escapes": `["\u00`,
	} {
		reply := strings.Repeat(piece, 64<<10/len(piece))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(reply)))
			for b.Loop() {
				readLoose("[" + reply + "]")
			}
		})
	}
}
