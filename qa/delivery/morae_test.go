package delivery

import (
	"math"
	"os"
	"testing"

	"mondo/qa"
)

func TestMorae(t *testing.T) {
	tokens := Tokens()
	for _, c := range []struct {
		text string
		want int
	}{
		{"学校", 4},                 // ガッコウ
		{"サーバー", 4},               // ー counts
		{"切符", 3},                 // キップ
		{"新幹線", 6},                // シンカンセン
		{"きょうしゅうしょ", 5},           // small kana do not
		{"シェア", 2},                // シェ, ア
		{"えーと", 3},                // a hesitation
		{"まあー", 3},                // drawn out
		{"24時間", 8},               // ニジュウヨジカン, read ニジュウヨンジカン
		{"1,250円", 10},            // センニヒャクゴジュウエン
		{"3.5倍", 7},               // サンテンゴバイ
		{"10000人", 6},             // イチマンニン
		{"15日", 5},                // ジュウゴニチ
		{"3時", 3},                 // サンジ
		{"0人", 4},                 // ゼロニン
		{"０３", 4},                 // ゼロサン
		{"120000000", 9},          // イチオクニセンマン
		{"12345678901234567", 30}, // digit by digit
		{"60%", 9},                // ロクジュッパーセント
		{"ECS", 6},                // イーシーエス
		{"EC2", 6},                // イーシーツー
		{"APIs", 8},               // エーピーアイ, its s spelled too
		{"5 km", 3},               // ゴキロ
		{"GitHub", 5},             // ギットハブ
		{"", 0},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := takeApart(tokens, Answer{Text: c.text, Lang: qa.Japanese}).morae(); got != c.want {
				t.Errorf("%d, want %d", got, c.want)
			}
		})
	}
}

func TestReadNumber(t *testing.T) {
	for digits, want := range map[string]string{
		"0": "ゼロ", "1": "イチ", "10": "ジュウ", "11": "ジュウイチ", "100": "ヒャク", "365": "サンヒャクロクジュウゴ", "1000": "セン", "10000": "イチマン",
		"2026": "ニセンニジュウロク", "100000000": "イチオク", "1,000,000": "ヒャクマン", "3.14": "サンテンイチヨン", "1.2.3": "イチテンニテンサン", "007": "ゼロゼロナナ", "１２": "ジュウニ",
	} {
		if got := readNumber(digits); got != want {
			t.Errorf("%s: %s, want %s", digits, got, want)
		}
	}
}

// Loan words are counted from their spelling, one by one nearly and together
// within 10 %.
func TestLoanMorae(t *testing.T) {
	loans := map[string]int{
		"server": 4, "team": 3, "test": 3, "cloud": 4, "docker": 4, "release": 4, "error": 3, "network": 6, "design": 4, "rate": 3,
		"time": 3, "scope": 4, "git": 3, "web": 2, "log": 2, "stack": 4, "budget": 5, "incident": 6, "monitor": 4, "lead": 3,
		"leader": 4, "sample": 4, "plan": 3, "group": 4, "market": 5, "process": 4, "project": 6, "manager": 5, "report": 4, "check": 3,
	}
	var got, want int
	for word, n := range loans {
		m := loanMorae(word)
		if m < n-2 || m > n+2 {
			t.Errorf("%s: %d, want %d", word, m, n)
		}
		got, want = got+m, want+n
	}
	t.Logf("%d morae, want %d", got, want)
	if math.Abs(float64(got-want)) > 0.1*float64(want) {
		t.Errorf("%d morae, want %d", got, want)
	}
}

// The reference for morae rests on how many a character is.
func TestMoraePerCharacter(t *testing.T) {
	src, err := os.ReadFile("../../examples/product-manager-ja.md")
	if err != nil {
		t.Fatal(err)
	}
	tokens := Tokens()
	morae, characters := 0, 0.0
	for _, q := range qa.Parse(src).Questions() {
		h := Measure(tokens, Answer{Text: q.ModelAnswer, Lang: qa.Japanese}).Heard
		morae, characters = morae+h.Morae, characters+h.Characters
	}
	if r := float64(morae) / characters; math.Abs(r-MoraePerCharacter) > 0.1 {
		t.Errorf("%.3f morae a character, the constant is %.2f", r, MoraePerCharacter)
	}
}
