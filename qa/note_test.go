package qa

import "testing"

func TestNoted(t *testing.T) {
	yes, no := true, false
	sheet := &Sheet{Version: "v", Sections: []Section{{Title: "A", Questions: []Question{
		{ID: "q1", KeyPoints: []KeyPoint{{ID: "k1", Vital: true}, {ID: "k2"}, {ID: "k3", Vital: true}}},
		{ID: "q2"},
	}}}}
	noted := sheet.Noted([]Note{
		{KeyPoint: "k1", Vital: &no}, {KeyPoint: "k2", Vital: &yes}, {KeyPoint: "k3", Elements: []string{"x"}}, {KeyPoint: "gone", Vital: &no},
	})
	for i, want := range []bool{false, true, true} {
		if got := noted.Questions()[0].KeyPoints[i]; got.Vital != want {
			t.Errorf("%s is vital: %v", got.ID, got.Vital)
		}
	}
	if e := noted.Questions()[0].KeyPoints[2].Elements; len(e) != 1 || e[0] != "x" {
		t.Errorf("elements %q", e)
	}
	if !sheet.Questions()[0].KeyPoints[0].Vital || noted.Version != "v" || len(noted.Questions()) != 2 {
		t.Error("the sheet itself was changed, or something of it lost")
	}
	if sheet.Noted(nil) != sheet {
		t.Error("without notes there is nothing to copy")
	}
}
