package coverage_test

import (
	"strings"
	"testing"

	"mondo/qa"
	"mondo/qa/coverage"
)

func TestReadLexicon(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"groups, kin, opposites and remarks", "# trade words\r\n\nfire pump | appliance\n~ hose | ladder\nwet | damp <> dry\n", ""},
		{"nothing", "", ""},
		{"one word", "pump\n", `own.txt:1: a group needs two words or more, with | between them`},
		{"an empty word beside one", "\npump |  | \n", `own.txt:2: a group needs two words or more, with | between them`},
		{"one side", "wet <>\n", `own.txt:1: opposites need words on both sides of the <>`},
		{"three sides", "wet <> dry <> damp\n", `own.txt:1: a line has one <> with opposites on its two sides`},
		{"loose opposites", "~ wet <> dry\n", `own.txt:1: opposites cannot be loose: leave out the ~, or write | for <>`},
		{"a sentence", "pump | " + strings.Repeat("long ", 13) + "\n", `is longer than 60 characters: a lexicon holds words, not sentences`},
		{"several lines", "a | b\nc\nd | e\nf\n", "own.txt:2: a group needs two words or more, with | between them\nown.txt:4: a group needs two words or more, with | between them"},
		{"another encoding", "\x83\x7c\x83\x93 | b\n", `own.txt is not UTF-8 text: save it as UTF-8`},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := coverage.ReadLexicon("own.txt", []byte(c.src))
			switch {
			case c.want == "" && (err != nil || l == nil):
				t.Errorf("%v, %v", l, err)
			case c.want != "" && (err == nil || !strings.HasSuffix(err.Error(), c.want)):
				t.Errorf("got %v", err)
			}
		})
	}
}

// Words of a person's lexicon, of a sheet's front matter and of what key points
// explain count in both directions, each where it is known and only there.
func TestOwnWords(t *testing.T) {
	tokens := coverage.NewTokenizer()
	own, err := coverage.ReadLexicon("own.txt", []byte("ウケ | 顧客満足\nfire pump | appliance\nwaxed <> sawn\n"))
	if err != nil {
		t.Fatal(err)
	}
	sheet := coverage.Groups([][]string{{"Kerberos", "ケルベロス", "番犬"}, {"返品伝票", "赤伝"}})
	for _, c := range []struct{ name, point, answer string }{
		{"of a lexicon", "I drove the fire pump", "The appliance was mine to drive."},
		{"of a lexicon, the other way", "I drove the appliance", "The fire pump was mine to drive."},
		{"of a lexicon, in Japanese", "顧客満足を測る", "ウケを測ります。"},
		{"of a sheet", "Kerberosを導入した", "番犬を導入しました。"},
		{"of a sheet, the other way", "番犬を導入した", "Kerberosを導入しました。"},
		{"of a sheet, in parts", "返品伝票の山を片付けた", "赤伝の山を片付けました。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := qa.Question{ID: "q", Text: "何を / What", KeyPoints: []qa.KeyPoint{{ID: "k", Text: c.point, Vital: true}}}
			a := coverage.Answer{Text: c.answer, Modality: "typed"}
			known := coverage.Prepare(tokens, "", []qa.Question{q}, own, nil, sheet).Score(q, a).Verdicts[0]
			if known.Level != qa.Covered {
				t.Errorf("%+v", known)
			}
			if v := coverage.Prepare(tokens, "", []qa.Question{q}).Score(q, a).Verdicts[0]; v.Level == qa.Covered && v.Confidence >= known.Confidence {
				t.Errorf("no better than without the words: %+v", v)
			}
		})
	}
	t.Run("opposites of a lexicon", func(t *testing.T) {
		q := qa.Question{ID: "q", Text: "What", KeyPoints: []qa.KeyPoint{{ID: "k", Text: "the shelves in the hall are waxed"}}}
		a := coverage.Answer{Text: "The shelves in the hall are sawn.", Modality: "typed"}
		if v := coverage.Prepare(tokens, "", []qa.Question{q}, own).Score(q, a).Verdicts[0]; !v.Contradicted {
			t.Errorf("%+v", v)
		}
	})
	t.Run("explained by another key point", func(t *testing.T) {
		q := qa.Question{ID: "q", Text: "備えは", KeyPoints: []qa.KeyPoint{
			{ID: "k", Text: "災害復旧の訓練を半年ごとに行う"}, {ID: "l", Text: "災害復旧（DR）の責任者を決めた"},
		}}
		a := coverage.Answer{Text: "半年ごとにDRの訓練をやっています。", Modality: "typed"}
		if v := coverage.Prepare(tokens, "", []qa.Question{q}).Score(q, a).Verdicts[0]; v.Level != qa.Covered {
			t.Errorf("%+v", v)
		}
	})
}
