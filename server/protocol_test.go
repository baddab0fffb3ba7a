package server_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"mondo/server/interview"
	"mondo/server/protocol"
)

// The examples of events are what the rules write, byte for byte, and there is
// one for every kind.
func TestExamplesOfEvents(t *testing.T) {
	paths, err := filepath.Glob("protocol/testdata/from_server.event.*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal("no examples", err)
	}
	seen := map[string]bool{}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		m, err := protocol.DecodeServer(src)
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		frame := m.(protocol.Event)
		e, err := interview.UnmarshalEvent(frame.Kind, frame.Data)
		if err != nil {
			t.Errorf("%s: %v", p, err)
			continue
		}
		_, data, err := interview.MarshalEvent(e)
		var want bytes.Buffer
		if cerr := json.Compact(&want, frame.Data); err != nil || cerr != nil {
			t.Fatal(err, cerr)
		}
		if !bytes.Equal(data, want.Bytes()) {
			t.Errorf("%s:\n%s\nthe rules write\n%s", p, want.Bytes(), data)
		}
		seen[frame.Kind] = true
	}
	for _, e := range []interview.Event{
		interview.Planned{},
		interview.GreetingSaid{},
		interview.QuestionAsked{},
		interview.AnswerGiven{},
		interview.AnswerScored{},
		interview.FollowUpAsked{},
		interview.HintRequested{},
		interview.HintGiven{},
		interview.RepeatRequested{},
		interview.QuestionRepeated{},
		interview.ThreadSkipped{},
		interview.ThreadClosed{},
		interview.FeedbackGiven{},
		interview.Continued{},
		interview.PausedEvent{},
		interview.ResumedEvent{},
		interview.FinishRequested{},
		interview.ClosingSaid{},
		interview.Finished{},
		interview.PointTicked{},
	} {
		if !seen[e.Type()] {
			t.Errorf("no example of %s", e.Type())
		}
	}
}
