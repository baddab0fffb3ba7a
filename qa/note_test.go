package qa

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNoted(t *testing.T) {
	yes, no := true, false
	questions := []Question{{ID: "q1", KeyPoints: []KeyPoint{{ID: "k1", Vital: true}, {ID: "k2"}, {ID: "k3", Vital: true}}}, {ID: "q2"}}
	got := Noted(questions, []Note{{KeyPoint: "k1", Vital: &no}, {KeyPoint: "k2", Vital: &yes}, {KeyPoint: "k3", Elements: []string{"x"}}, {KeyPoint: "gone", Vital: &no}})
	want := []Question{{ID: "q1", KeyPoints: []KeyPoint{{ID: "k1"}, {ID: "k2", Vital: true}, {ID: "k3", Vital: true}}}, {ID: "q2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !questions[0].KeyPoints[0].Vital {
		t.Error("the sheet itself was changed")
	}
}
