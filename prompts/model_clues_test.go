package prompts

import (
	"slices"
	"strings"
	"testing"

	"mondo/qa"
)

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"15分ごと":                          "15",
		"十五分ごと":                          "15",
		"１５分":                            "15",
		"every fifteen minutes":          "15",
		"2,700人と二千七百人":                   "2700 2700",
		"3万件":                            "30000",
		"三百二十件":                          "320",
		"八割と80%":                         "80 80",
		"8割":                             "80",
		"99.95%":                         "99.95",
		"十分に話した":                         "",
		"一緒に二次会":                         "",
		"一人で":                            "1",
		"EC2とp99とv1.2":                   "",
		"two hundred and forty patients": "240",
		"twenty-five of them":            "25",
		"four five":                      "4 5",
		"from 40 to 6 a month":           "40 6",
		"a dozen":                        "12",
		"two thousand nine hundred":      "2900",
		"95th percentile, 200ms":         "95 200",
		"10-15 days":                     "10 15",
	} {
		var got []string
		for _, a := range amounts(fold(text)) {
			got = append(got, a.value)
		}
		if want := strings.Fields(want); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestSounds(t *testing.T) {
	for _, c := range []struct {
		latin, kana string
		alike       bool
	}{
		{"Redis", "レディス", true},
		{"Kubernetes", "クバネティス", true},
		{"Kubernetes", "クーベネティス", true},
		{"Docker", "ドッカー", true},
		{"Terraform", "テラフォーム", true},
		{"Slack", "スラック", true},
		{"Datadog", "データドッグ", true},
		{"Prometheus", "プロメテウス", true},
		{"Python", "パイソン", true},
		{"Jenkins", "ジェンキンス", true},
		{"runbook", "ランブック", true},
		{"shogo", "しょうごう", true},
		{"syougou", "しょうごう", true},
		{"bus", "ボス", false},
		{"Redis", "ロードス", false},
		{"test", "タスク", false},
		{"deploy", "デプロイ", true},
		{"", "ー", false},
	} {
		if got := soundOfLatin(c.latin).like(soundOfKana(c.kana)); got != c.alike {
			t.Errorf("%s and %s: alike %v: %+v, %+v", c.latin, c.kana, got, soundOfLatin(c.latin), soundOfKana(c.kana))
		}
	}
}

// TestTells holds by which words of a text a secret is known.
func TestTells(t *testing.T) {
	for _, c := range []struct {
		point, text string
		told        bool
	}{
		{"切り戻し手順の整備", "切戻しはどうしますか", true},
		{"差分同期への変更", "差分はどう扱いますか", true},
		{"エスカレーションルールの策定", "エスカレーションはありますか", true},
		{"Redisのクラスター構成", "レディスを使いましたか", true},
		{"レディスを使った", "Did you use Redis?", true},
		{"ran it on 15 hosts", "Was it fifteen?", true},
		{"15分ごとに確認", "十五分おきですか", true},
		{"3分以内に戻す", "3分で戻せますか", true},
		{"3つに分けた", "3つ挙げるとすれば何ですか", false},
		{"replacing the synchronisation", "How does it synchronise?", true},
		{"writing a Dockerfile", "And how do you use Docker?", false},
		{"the configuration of alerts", "How do you configure it?", true},
		{"a note for the art class", "How did it start?", false},
		{"効果を数字で測って毎月報告した", "その効果を、どう数字で確かめましたか", false},
		{"効果を数字で測って毎月報告した", "効果は数字で測って、毎月報告しましたか", true},
		{"子どもの目の高さに置く", "子どもの目の高さにしたのですか", true},
		{"笛を吹いて知らせる", "笛は持っていますか", true},
		{"釘を抜く", "抜けている点はありますか", false},
	} {
		s := newSecrets([]qa.KeyPoint{{Text: c.point}}, newKnown(""), nil)[0]
		folded := fold(c.text)
		if got := s.told(clues(folded)) || s.recited(folded); got != c.told {
			t.Errorf("%q tells %q: %v, want %v", c.text, c.point, got, c.told)
		}
	}
}

// TestEverydayLists holds that the lists of everyday words have none twice.
func TestEverydayLists(t *testing.T) {
	for _, lang := range languages {
		src, err := everydayFiles.ReadFile("everyday/" + string(lang) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for w := range strings.FieldsSeq(comment.ReplaceAllString(string(src), "")) {
			if seen[w] {
				t.Errorf("%s.txt has %q twice", lang, w)
			}
			seen[w] = true
		}
	}
}
