package speech

import (
	"strings"
	"testing"
)

func TestTokensAreTheText(t *testing.T) {
	for text, want := range map[string]string{
		"監視を、担当しました。":                        "監|視|を、|担|当|し|ま|し|た。",
		"I rebuilt, then, the CI/CD (ours).": "I |rebuilt, |then, |the |CI/CD (|ours).",
		"P99が99.95%です":                       "P99|が|99.95%|で|す",
		"「はい」と言った":                           "「は|い」|と|言|っ|た",
		"":                                   "",
		"、。":                                 "、。",
		" a":                                 " a",
	} {
		var got []string
		for _, tok := range tokens(text) {
			got = append(got, tok.word+tok.tail)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %q", text, strings.Join(got, "|"), want)
		}
	}
}

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []string
		want    []string // firm|rest after each
	}{
		{"growing", []string{"監視を", "監視を担当し", "監視を担当しました。"}, []string{"|監視を", "監視を|担当し", "監視を担当し|ました。"}},
		{"punctuation that moves", []string{"監視を。", "監視を、担当。", "監視を担当しました。"}, []string{"|監視を。", "監視を|、担当。", "監視を担当|しました。"}},
		{"a word that was cut", []string{"I built the dash", "I built the dashboards for", "I built the dashboards for all"}, []string{"|I built the dash", "I built the| dashboards for", "I built the dashboards for| all"}},
		{"capitals", []string{"i built", "I built the", "I built The thing"}, []string{"|i built", "I built| the", "I built The| thing"}},
		{"a later doubt about what is firm", []string{"監視を担当", "監視を担当しました", "看視を担当しましたので", "看視を担当しましたので、次に"}, []string{"|監視を担当", "監視を担当|しました", "監視を担当しました|ので", "監視を担当しましたので|、次に"}},
		{"a lost beginning", []string{"私は監視を", "私は監視を担当", "監視を担当しました"}, []string{"|私は監視を", "私は監視を|担当", "私は監視を担当|しました"}},
		{"something else", []string{"one two three", "one two three four", "completely different words here"}, nil},
		{"nothing any more", []string{"one two", "one two three", ""}, []string{"|one two", "one two| three", "one two|"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var a agreement
			before := ""
			for i, answer := range c.answers {
				a.hear(answer)
				text, firm := a.text()
				if !strings.HasPrefix(text, before) {
					t.Errorf("%q was firm and became %q", before, text)
				}
				before = text[:firm]
				if got := text[:firm] + "|" + text[firm:]; c.want != nil && strings.TrimSuffix(got, " ") != c.want[i] {
					t.Errorf("after %q: %q, want %q", answer, got, c.want[i])
				}
			}
		})
	}
}

// What is firm never changes, whatever a recogniser says.
func FuzzAgreement(f *testing.F) {
	f.Add("監視を。|監視を、担当|監視を担当しました")
	f.Add("a b|a B c|A, b. c d||x")
	f.Fuzz(func(t *testing.T, said string) {
		if len(said) > 2000 {
			return
		}
		var a agreement
		before := ""
		for answer := range strings.SplitSeq(said, "|") {
			answer = tidy(answer)
			if got := joined(tokens(answer)); got != answer {
				t.Fatalf("%q became %q", answer, got)
			}
			a.hear(answer)
			text, firm := a.text()
			if firm > len(text) || firm < len(before) || !strings.HasPrefix(text, before) {
				t.Fatalf("%q was firm; now %q, %d", before, text, firm)
			}
			before = text[:firm]
		}
	})
}

func BenchmarkAgreement(b *testing.B) {
	long := strings.Repeat("監視の仕組みを作り直しました。", 15)
	for b.Loop() {
		var a agreement
		a.hear(long)
		a.hear(long)
		a.hear("ま" + long + "あ")
	}
}
