package live

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/server/interview"
)

// TestTurnEndsWithItsRecord looks between the moment in which a turn's record is
// seen and the one in which the goroutine lets go of the action: no follower may
// hear more of the turn, nor that it was taken back.
func TestTurnEndsWithItsRecord(t *testing.T) {
	r := newRunning(NewHost(Config{}), key{"aki", "i1"}, func() {})
	v := r.beginTurn(growing{id: "t1", kind: interview.TurnGreeting, thread: -1})
	if err := v.Say(t.Context(), "本日は"); err != nil {
		t.Fatal(err)
	}
	c := &Cursor{}
	if _, _, err := r.read(c); err != nil {
		t.Fatal(err)
	}
	record := interview.Record{Seq: 1, Event: interview.GreetingSaid{Turn: interview.Turn{ID: "t1", Thread: -1, Text: "本日はよろしく。"}}}
	r.publish([]interview.Record{record})
	got, _, err := r.read(c)
	if diff := cmp.Diff([]Update{record}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	r.dropTurn()
	if got, _, err := r.read(c); len(got) > 0 || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestUnits(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "問答": 2, "𠮷": 2, "👨‍👩‍👧": 8} {
		if got := units(text); got != want {
			t.Errorf("%q has %d units, want %d", text, got, want)
		}
	}
}
