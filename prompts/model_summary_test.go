package prompts

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
)

func TestReadSummary(t *testing.T) {
	strong := qa.SummaryItem{Thread: 0, KeyPoint: "k1", Text: "夜間バッチの置き換えを、ご自身の言葉で話せていました。"}
	fix := qa.SummaryItem{Thread: 0, KeyPoint: "k2", Text: "誤出荷が40件から6件に減ったことを、次は必ず数字で話しましょう。"}
	last := qa.SummaryItem{Thread: 1, KeyPoint: "k3", Text: "後輩への引き継ぎを一言添えましょう。"}
	row := func(id, text string) string { return `{"id":"` + id + `","text":"` + text + `"}` }
	good := `{"strong":[` + row("P1", strong.Text) + `],"fix":[` + row("P2", fix.Text) + `,` + row("P3", last.Text) + `]}`
	all := qa.Summary{Strong: []qa.SummaryItem{strong}, Fix: []qa.SummaryItem{fix, last}}
	only := func(reply string) string { return `{"strong":[],"fix":[` + row("P2", fix.Text) + `,` + reply + `]}` }
	one := qa.Summary{Fix: []qa.SummaryItem{fix}}
	for name, c := range map[string]struct {
		reply string
		want  qa.Summary
		err   error
	}{
		"as asked":                   {good, all, nil},
		"in a fence":                 {"```json\n" + good + "\n```", all, nil},
		"with prose":                 {"こちらです。\n" + good + "\n以上です。", all, nil},
		"small ids":                  {`{"Strong":[` + row("p1", strong.Text) + `]}`, qa.Summary{Strong: []qa.SummaryItem{strong}}, nil},
		"praise of what was missed":  {`{"strong":[` + row("P2", strong.Text) + `],"fix":[` + row("P2", fix.Text) + `]}`, one, nil},
		"mends what was covered":     {only(row("P1", last.Text)), one, nil},
		"a point that is not there":  {only(row("P9", last.Text)), one, nil},
		"no id":                      {only(row("", last.Text)), one, nil},
		"a point twice":              {only(row("P2", last.Text)), one, nil},
		"a number of its own":        {only(row("P3", "引き継ぎを7人に広げた話をしましょう。")), one, nil},
		"a name of its own":          {only(row("P3", "オラクルの話をしましょう。")), one, nil},
		"another language":           {only(row("P3", "Say who took it over.")), one, nil},
		"marks":                      {only(row("P3", "ここは60点です。引き継ぎを話しましょう。")), one, nil},
		"nothing to say":             {only(row("P3", "")), one, nil},
		"long":                       {only(row("P3", "後輩への引き継ぎについて、どのように話を始めて、どのように伝えて、どのように終えるのかを、次の練習までに自分の言葉で考えておいて、聞かれたらすぐに話せるように、何度も声に出して練習しておくことがとても大切だと思います。")), one, nil},
		"an array for a text":        {`{"strong":[{"id":"P1","text":["x"]}],"fix":[` + row("P2", fix.Text) + `]}`, one, nil},
		"prose":                      {"よくできていました。", qa.Summary{}, Unreadable},
		"nothing":                    {"", qa.Summary{}, Unreadable},
		"empty":                      {`{"strong":[],"fix":[]}`, qa.Summary{}, Unreadable},
		"another form":               {`["P1","P2"]`, qa.Summary{}, Unreadable},
		"cut off":                    {`{"strong":[],"fix":[` + row("P2", fix.Text) + `,{"id":"P`, one, nil},
		"talks to a model, not them": {only(row("P3", "AIとして、引き継ぎを話すことをすすめます。")), one, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ReadSummary(summarySample(t, qa.Japanese), Reply{Text: c.reply})
			if diff := cmp.Diff(c.want, got); diff != "" || !errors.Is(err, c.err) {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
		})
	}
}

func TestReadSummaryInEnglish(t *testing.T) {
	reply := `{"strong":[{"id":"P1","text":"You named the nightly batch and how it was replaced."}],
		"fix":[{"id":"P2","text":"Next time say that wrong shipments fell from 40 to 6 a month."},{"id":"P3","text":"Mention Oracle."}]}`
	got, err := ReadSummary(summarySample(t, qa.English), Reply{Text: reply})
	if err != nil || len(got.Strong) != 1 || len(got.Fix) != 1 || got.Fix[0].KeyPoint != "k2" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestSummaryKeepsWithinItsLimits holds that no more than three of a kind are
// taken, and that a long interview shows the points that matter.
func TestSummaryKeepsWithinItsLimits(t *testing.T) {
	in := summarySample(t, qa.Japanese)
	in.Points = nil
	reply := `{"strong":[],"fix":[`
	for i := range 100 {
		in.Points = append(in.Points, SummedPoint{Point: qa.KeyPoint{ID: pointID(i), Text: "引き継ぎ", Vital: i >= 50}, Level: qa.Missed})
		reply += `{"id":"` + pointID(i) + `","text":"引き継ぎを話しましょう。"},`
	}
	got, err := ReadSummary(in, Reply{Text: reply + "]}"})
	if err != nil || len(got.Fix) != qa.SummaryItems {
		t.Fatalf("%+v, %v", got, err)
	}
	if got.Fix[0].KeyPoint != pointID(50) {
		t.Errorf("the first thing to fix is %s, want the first vital point", got.Fix[0].KeyPoint)
	}
}

func FuzzReadSummary(f *testing.F) {
	f.Add(`{"strong":[{"id":"P1","text":"話せていました。"}],"fix":[{"id":"P2","text":"話しましょう。"}]}`)
	f.Add("```json\n{\"fix\":[{\"id\":\"P3\",\"text\":\"a\"}]")
	f.Fuzz(func(t *testing.T, reply string) {
		in := summarySample(t, qa.Japanese)
		got, err := ReadSummary(in, Reply{Text: reply})
		if (err == nil) != (len(got.Strong)+len(got.Fix) > 0) || len(got.Strong) > qa.SummaryItems || len(got.Fix) > qa.SummaryItems {
			t.Fatalf("%+v, %v", got, err)
		}
		for _, item := range append(got.Strong, got.Fix...) {
			if item.KeyPoint == "" || in.newGuard().inspectWords(item.Text, true) != nil {
				t.Fatalf("%+v", item)
			}
		}
	})
}
