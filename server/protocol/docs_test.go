package protocol_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

const (
	docs  = "../../docs/protocol.md"
	begin = "<!-- examples: written by `go test ./server/protocol -update` -->\n"
	end   = "<!-- end of examples -->\n"
)

// docs/protocol.md shows every example, and no other.
func TestDocsShowTheExamples(t *testing.T) {
	src, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(src), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s lacks the marks %q and %q", docs, begin, end)
	}
	want := head + begin + section(t) + end + tail
	if want == string(src) {
		return
	}
	if !*update {
		t.Fatalf("%s does not show the examples in testdata; run go test ./server/protocol -update", docs)
	}
	if err := os.WriteFile(docs, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func section(t *testing.T) string {
	var b strings.Builder
	for _, part := range []struct{ direction, title string }{
		{"from_server", "From the server"}, {"from_client", "From the client"},
	} {
		b.WriteString("\n#### " + part.title + "\n\n```json\n")
		frames := examples(t, part.direction)
		for _, name := range slices.Sorted(maps.Keys(frames)) {
			b.Write(frames[name])
			b.WriteString("\n")
		}
		b.WriteString("```\n")
	}
	b.WriteString("\n")
	return b.String()
}
