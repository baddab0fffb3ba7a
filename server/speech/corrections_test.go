package speech

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		name, heard, text string
		want              []Correction
	}{
		{"nothing", "", "", nil},
		{"nothing changed", "レプリカを増やしました。", "レプリカを増やしました。", nil},
		{"only marks changed", "レプリカを増やしました", "レプリカを、増やしました。", nil},
		{"katakana", "レプカを3台に増やしました。", "レプリカを3台に増やしました。", []Correction{{"レプカ", "レプリカ"}}},
		{"kana for an abbreviation", "監視はエスエルオーで決めました。", "監視はSLOで決めました。", []Correction{{"エスエルオー", "SLO"}}},
		{"kanji", "全体を情長家設計にしました。", "全体を冗長化設計にしました。", []Correction{{"情長家設計", "冗長化設計"}}},
		{"English", "We ran it on Cuban Eighties for a year.", "We ran it on Kubernetes for a year.", []Correction{{"Cuban Eighties", "Kubernetes"}}},
		{"at the beginning", "Post Grass QL was slow.", "PostgreSQL was slow.", []Correction{{"Post Grass QL", "PostgreSQL"}}},
		{"at the end", "それは拘り図です。使ったのはぐらふぁな", "それは拘り図です。使ったのはGrafana", []Correction{{"ぐらふぁな", "Grafana"}}},
		{"the whole", "ぐらふぁなさん", "グラファナ", []Correction{{"ぐらふぁなさん", "グラファナ"}}},
		{"twice", "レプカとレプカ", "レプリカとレプリカ", []Correction{{"レプカ", "レプリカ"}}},
		{"several", "レプカをエスエルオーで", "レプリカをSLOで", []Correction{{"レプカ", "レプリカ"}, {"エスエルオー", "SLO"}}},
		{"everyday words", "I wrote the notes.", "I wrote the books.", nil},
		{"added, not heard", "監視を作りました。", "監視をGrafanaで作りました。", nil},
		{"the words beside it too", "We kept it in a tin box there.", "We ran all of it on Kubernetes there.", nil},
		{"another text", strings.Repeat("あいうえお、", 200), strings.Repeat("KubernetesとGrafana。", 100), nil},
		{"in another case", "we use grafana here.", "we use Grafana here.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Corrections(c.heard, c.text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Whatever is aligned is equal and in order, and as much as can be.
func TestAlignment(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() []token {
		all := make([]token, r.IntN(12))
		for i := range all {
			all[i].letters = string(rune('a' + r.IntN(3)))
		}
		return all
	}
	for range 2000 {
		a, b := random(), random()
		at, ok := alignment(a, b)
		if !ok || len(at) != len(b) {
			t.Fatalf("%v %v: %v", a, b, at)
		}
		last, common := -1, 0
		for n, x := range at {
			if x < 0 {
				continue
			}
			if x <= last || !a[x].same(b[n]) {
				t.Fatalf("%v is not in %v at %v", b, a, at)
			}
			last, common = x, common+1
		}
		if want := longestCommon(a, b); common != want {
			t.Fatalf("%v and %v have %d in common, not %d", a, b, want, common)
		}
	}
}

func longestCommon(a, b []token) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if a[0].same(b[0]) {
		return 1 + longestCommon(a[1:], b[1:])
	}
	return max(longestCommon(a[1:], b), longestCommon(a, b[1:]))
}

func TestSizeOfATake(t *testing.T) {
	take := NewTake(MaxLength)
	if take.Size() != 0 {
		t.Errorf("an empty take has %d bytes", take.Size())
	}
	for _, at := range []int{0, 10, 800 * Rate} { // twice the same second, and one far away
		if err := take.Write(at, make(Sound, 100)); err != nil {
			t.Fatal(err)
		}
	}
	if want := 2 * 2 * Rate; take.Size() != want {
		t.Errorf("%d bytes, want %d", take.Size(), want)
	}
}
