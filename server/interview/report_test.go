package interview

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// One interview with a bit of everything, and all that its report says of it.
// The transcript is in testdata/report.txt, the report beside it.
func TestReport(t *testing.T) {
	script, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	p := play(t, string(script))
	have, err := json.MarshalIndent(p.state.Report("i1"), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/report.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != strings.TrimSpace(string(want)) {
		t.Errorf("the report is now\n%s", have)
	}
}

// A report can be asked for at any time, and holds no nil list.
func TestReportOfNothing(t *testing.T) {
	for name, s := range map[string]State{
		"an empty log": {},
		"a plan":       State{}.Apply(must(t, Settings{}, 0)),
	} {
		data, err := json.Marshal(s.Report("i1"))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "null") {
			t.Errorf("%s: %s", name, data)
		}
	}
}
