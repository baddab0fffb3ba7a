package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const shapeSheet = `# 面接

## 仕事

### Q: 何をしましたか

- **監視**: 40サービスのダッシュボードを作った
- 夜間の手順書を書いた (補足)
`

// shape writes down the keys of JSON and the types of its values; lists are as
// their first element.
func shape(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, k+":"+shape(v[k]))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case []any:
		if len(v) == 0 {
			return "[]"
		}
		return "[" + shape(v[0]) + "]"
	default:
		return fmt.Sprintf("%T", v)
	}
}

func command(t *testing.T, stdin string, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	none := func(string) (string, bool) { return "", false }
	if err := run(t.Context(), args, none, strings.NewReader(stdin), &out, &errs); err != nil {
		t.Fatalf("%v: %v %s", args, err, &errs)
	}
	return out.Bytes()
}

// Other programs read these; a key that comes or goes breaks them.
func TestJSONShapes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sheet.md")
	if err := os.WriteFile(path, []byte(shapeSheet), 0o644); err != nil {
		t.Fatal(err)
	}
	none := filepath.Join(t.TempDir(), "none.md")
	if err := os.WriteFile(none, []byte("# 題だけ\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	answer := "夜勤のことは別として、40サービスのダッシュボードを作りました。"
	for _, c := range []struct {
		name, stdin string
		args        []string
		want        string
	}{
		{
			"questions", "",
			[]string{"questions", path, "--json"},
			"{problems:[] sections:[{questions:[{id:string key_points:[{id:string line:float64 text:string vital:bool}] line:float64 text:string}] title:string}] title:string}",
		},
		{
			"a sheet with problems", "",
			[]string{"questions", none, "--json"},
			"{problems:[{line:float64 message:string severity:string}] sections:[] title:string}",
		},
		{
			"score", answer,
			[]string{"score", path, "--question", "何をしましたか", "--json"},
			"{claims:[] coverage:float64 key_points:[{contradicted:bool evidence:[{end:float64 start:float64 text:string}] id:string text:string verdict:string}] scorer:string}",
		},
		{
			"score of nothing", "",
			[]string{"score", path, "--question", "何をしましたか", "--json"},
			"{claims:[] coverage:float64 key_points:[{contradicted:bool evidence:[] id:string text:string verdict:string}] scorer:string}",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := command(t, c.stdin, c.args...)
			var v any
			if err := json.Unmarshal(out, &v); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if got := shape(v); got != c.want {
				t.Errorf("shape\n%s\nwant\n%s\nof %s", got, c.want, out)
			}
		})
	}

	// Offsets are bytes, and the evidence stands where they say.
	var got scoreResult
	if err := json.Unmarshal(command(t, answer, "score", path, "--question", "何をしましたか", "--json"), &got); err != nil {
		t.Fatal(err)
	}
	for _, k := range got.KeyPoints {
		for _, e := range k.Evidence {
			if answer[e.Start:e.End] != e.Text {
				t.Errorf("evidence %+v is not there", e)
			}
		}
	}
}
