package prompts

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
)

func TestReadProposals(t *testing.T) {
	first := Proposal{
		KeyPoint: "k1", Vital: false, Reason: "質問の中心ではないため。",
		Elements:    []string{"夜間バッチをやめた", "15分ごとの差分同期に変更した"},
		Paraphrases: []string{"バッチをやめて、15分に一度だけ差分を合わせるようにした"},
	}
	second := Proposal{KeyPoint: "k2", Vital: true, Reason: "成果そのものだから。", Elements: []string{"誤出荷を月40件から6件に減らした"}}
	const row1 = `{"id":"P1","elements":["夜間バッチをやめた","15分ごとの差分同期に変更した"],"paraphrases":["バッチをやめて、15分に一度だけ差分を合わせるようにした"],"vital":false,"reason":"質問の中心ではないため。"}`
	const row2 = `{"id":"P2","elements":["誤出荷を月40件から6件に減らした"],"paraphrases":[],"vital":true,"reason":"成果そのものだから。"}`
	with := func(elements, paraphrases, rest string) string {
		return `{"points":[{"id":"P2","elements":` + elements + `,"paraphrases":` + paraphrases + rest + `}]}`
	}
	mark := `,"vital":true,"reason":"成果そのものだから。"`
	just := []Proposal{second}
	for name, c := range map[string]struct {
		reply string
		want  []Proposal
		err   error
	}{
		"as asked":                  {`{"points":[` + row1 + `,` + row2 + `]}`, []Proposal{first, second}, nil},
		"in another order":          {`{"points":[` + row2 + `,` + row1 + `]}`, []Proposal{first, second}, nil},
		"an array in a fence":       {"```json\n[" + row1 + "," + row2 + "]\n```", []Proposal{first, second}, nil},
		"a point left out":          {`{"points":[` + row2 + `]}`, just, nil},
		"a point twice":             {`{"points":[` + row2 + `,{"id":"P2","elements":["倉庫の担当者"],"paraphrases":[],"vital":false,"reason":""}]}`, just, nil},
		"a point that is not there": {`{"points":[` + row2 + `,{"id":"P7","elements":["倉庫"],"paraphrases":[],"vital":false,"reason":""}]}`, just, nil},
		"words of its own":          {with(`["誤出荷を月40件から6件に減らした","経営会議で表彰された"]`, `[]`, mark), just, nil},
		"a number of its own":       {with(`["誤出荷を月40件から6件に減らした","誤出荷を30件に減らした"]`, `[]`, mark), just, nil},
		"an element twice":          {with(`["誤出荷を月40件から6件に減らした","誤出荷を月40件から6件に減らした"]`, `[]`, mark), just, nil},
		"paraphrase, a number":      {with(`["誤出荷を月40件から6件に減らした"]`, `["送り間違いが40件から5件になった"]`, mark), just, nil},
		"paraphrase, a number gone": {with(`["誤出荷を月40件から6件に減らした"]`, `["送り間違いがぐっと減った"]`, mark), just, nil},
		"paraphrase, a name":        {with(`["誤出荷を月40件から6件に減らした"]`, `["オラクルで誤出荷を40件から6件にした"]`, mark), just, nil},
		"paraphrase, the point":     {with(`["誤出荷を月40件から6件に減らした"]`, `["倉庫の担当者と毎週話し合い、誤出荷を月40件から6件に減らした"]`, mark), just, nil},
		"paraphrase, in English":    {with(`["誤出荷を月40件から6件に減らした"]`, `["cut wrong shipments from 40 to 6"]`, mark), just, nil},
		"an unknown mark": {
			with(`["誤出荷を月40件から6件に減らした"]`, `[]`, `,"vital":"perhaps","reason":"成果そのものだから。"`),
			[]Proposal{{KeyPoint: "k2", Vital: true, Elements: second.Elements}},
			nil,
		},
		"a long reason": {
			with(`["誤出荷を月40件から6件に減らした"]`, `[]`, `,"vital":true,"reason":"これはこの質問に対する答えの中でもいちばん大事な成果であり、これを言わないと、面接官には何をしたのかがまったく伝わらないからです。"`),
			[]Proposal{{KeyPoint: "k2", Vital: true, Elements: second.Elements}},
			nil,
		},
		"no elements":     {with(`[]`, `["x"]`, mark), nil, Unreadable},
		"foreign element": {with(`["経営会議で表彰"]`, `[]`, mark), nil, Unreadable},
		"prose":           {"要点は二つです。", nil, Unreadable},
		"nothing":         {"", nil, Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ReadProposals(proposalSample(t, qa.Japanese), Reply{Text: c.reply})
			if diff := cmp.Diff(c.want, got); diff != "" || !errors.Is(err, c.err) {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
		})
	}
}

func TestReadProposalsInEnglish(t *testing.T) {
	reply := `{"points":[{"id":"P1","elements":["replaced the nightly batch","a delta sync every 15 minutes"],
		"paraphrases":["swapped the batch at night for a sync that runs every fifteen minutes","moved it to Kafka every 15 minutes"],"vital":true,"reason":"It is what was done."}]}`
	got, err := ReadProposals(proposalSample(t, qa.English), Reply{Text: reply})
	want := []Proposal{{
		KeyPoint: "k1", Vital: true, Reason: "It is what was done.", Elements: []string{"replaced the nightly batch", "a delta sync every 15 minutes"},
		Paraphrases: []string{"swapped the batch at night for a sync that runs every fifteen minutes"},
	}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func FuzzReadProposals(f *testing.F) {
	f.Add(`{"points":[{"id":"P1","elements":["夜間バッチ"],"paraphrases":["バッチ"],"vital":true,"reason":"x"}]}`)
	f.Add(`[{"id":"P2","elements":"倉庫","vital":"false"}]`)
	f.Fuzz(func(t *testing.T, reply string) {
		in := proposalSample(t, qa.Japanese)
		got, err := ReadProposals(in, Reply{Text: reply})
		if (err == nil) != (len(got) > 0) || len(got) > len(in.Question.KeyPoints) {
			t.Fatalf("%+v, %v", got, err)
		}
		for _, p := range got {
			if p.KeyPoint == "" || len(p.Elements) == 0 || len(p.Elements) > MaxElements || len(p.Paraphrases) > MaxParaphrases {
				t.Fatalf("%+v", p)
			}
		}
	})
}
