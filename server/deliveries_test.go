package server_test

import (
	"testing"

	"mondo/qa"
	"mondo/server"
	"mondo/server/interview"
)

// held puts an interview into the store that is over, with one answer that was
// spoken at so many words a minute, or typed at 0.
func (w *world) held(sheet, id string, at int64, wordsPerMinute float64) {
	w.t.Helper()
	given := interview.AnswerGiven{ID: "a1", To: "t2", Text: "I built dashboards.", Modality: interview.Typed}
	if wordsPerMinute > 0 {
		given.Modality = interview.Spoken
		given.Delivery = &qa.Delivery{
			Method: "delivery/1", Lang: qa.English, Voice: &qa.Voice{Length: 60_000, Speaking: 60_000},
			Heard: qa.Heard{Words: int(wordsPerMinute), WordsPerMinute: &wordsPerMinute},
		}
	}
	events := []interview.Event{
		interview.Planned{
			Sheet: sheet, Settings: interview.Settings{Lang: qa.English, Mode: interview.Mock},
			Questions: []interview.PlannedQuestion{{Question: qa.Question{ID: "q1", Text: "What did you do?"}}},
		},
		interview.GreetingSaid{Turn: interview.Turn{ID: "t1", Thread: -1, Text: "Hello."}},
		interview.QuestionAsked{Turn: interview.Turn{ID: "t2", Text: "What did you do?"}},
		given,
		interview.ThreadClosed{Cause: interview.CauseLimit},
		interview.ClosingSaid{Turn: interview.Turn{ID: "t3", Thread: -1, Text: "Thank you."}},
		interview.Finished{},
	}
	state, records := interview.State{}, []interview.Record{}
	for n, e := range events {
		r := interview.Record{Seq: int64(n + 1), At: at + int64(n), Event: e}
		records, state = append(records, r), state.ApplyRecord(r)
	}
	if err := w.store.CreateInterview(w.t.Context(), server.Owner, id, records[0]); err != nil {
		w.t.Fatal(err)
	}
	p := interview.Project(state.Report(id))
	if err := w.store.Append(w.t.Context(), server.Owner, id, 1, records[1:], &p); err != nil {
		w.t.Fatal(err)
	}
}

func TestDeliveriesOverTime(t *testing.T) {
	w := start(t)
	sheet := w.upload(sheet)
	w.held(sheet, "i_1", 1000, 120)
	w.held(sheet, "i_2", 2000, 0)
	w.held(sheet, "i_3", 3000, 150)
	w.held("another", "i_4", 4000, 90)
	var got struct {
		Deliveries []struct {
			Interview string
			At        int64
			Summary   qa.DeliverySummary
		}
	}
	w.want(200, "GET", "/api/sheets/"+sheet+"/deliveries", nil, &got)
	if len(got.Deliveries) != 2 || got.Deliveries[0].Interview != "i_3" || got.Deliveries[1].Interview != "i_1" {
		t.Fatalf("got %+v", got.Deliveries)
	}
	if d := got.Deliveries[0]; d.At != 3006 || d.Summary.WordsPerMinute == nil || *d.Summary.WordsPerMinute != 150 {
		t.Errorf("the newest is %+v", d)
	}
	w.wantError(404, "sheet_not_found", "GET", "/api/sheets/none/deliveries", nil, nil)
}
