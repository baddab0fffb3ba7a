package coverage

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What in parentheses is another name, and what only looks like one.
func TestExplained(t *testing.T) {
	a := &analyser{tokens: loaded(t), lex: builtin()}
	for text, want := range map[string][][]string{
		"We set a Service Level Objective (SLO) of 99.9 %":   {{"Service Level Objective", "SLO"}},
		"The head of the unit signs the Bill of Lading (BL)": {{"Bill of Lading", "BL"}},
		"BLS (basic life support) is trained":                {{"BLS", "basic life support"}},
		"The SDS (safety data sheet) hangs in the lab":       {{"SDS", "safety data sheet"}},
		"災害復旧（DR）の手順を整えた":                                    {{"災害復旧", "DR"}},
		"MFA（多要素認証）を必須にした":                                   {{"MFA", "多要素認証"}},
		"返品伝票（通称「赤伝」）を数えた":                                   {{"返品伝票", "赤伝"}},
		"the loading dock (also known as bay seven) is shut": {{"loading dock", "bay seven"}},
		"監視（APM）を強化した":                                       nil,
		"自動化（GitHub Actions による）を進めた":                        nil,
		"成果（30%減）を報告した":                                      nil,
		"We moved to containers (ECS) last year":             nil,
		"(注)":                                                nil,
	} {
		if diff := cmp.Diff(want, a.explained(text, nil)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}
