package qa

import "testing"

func TestLeadIn(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"ja as follows":             {"希望は次のとおりです。", ""},
		"ja as follows, colon":      {"以下のとおりです：", ""},
		"ja count":                  {"それ以来、次の三つを続けています。", ""},
		"ja count with topic":       {"私が大切にしているのは次の3点です：", ""},
		"ja strength":               {"強みは以下の3つです。", ""},
		"ja generic work":           {"以下の業務を担当しました：", ""},
		"ja generic experience":     {"Dockerについて、以下の経験があります：", ""},
		"ja generic steps":          {"以下の手順で対応します。", ""},
		"ja generic steps, care":    {"急変時は、以下の順番で動きます：", ""},
		"ja examples":               {"以下に例を挙げます。", ""},
		"ja explain":                {"次に、順に説明します", "次に、順に説明します"},
		"ja claim with object":      {"24/365監視運用を担当し、以下のSRE業務を実践しました：", "24/365監視運用を担当し、SRE業務を実践しました"},
		"ja claim with area":        {"SREとして、以下の領域で専門性を持ちたいと考えています：", "SREとして専門性を持ちたいと考えています"},
		"ja claim with two clauses": {"接客の経験はありませんが、以下の経験から対応できると考えています：", "接客の経験はありませんが、対応できると考えています"},
		"ja claim before predicate": {"5年間病棟で働いており、主な業務は以下のとおりです：", "5年間病棟で働いている"},
		"ja claim before but":       {"主任を2年務めましたが、担当は次のとおりです。", "主任を2年務めました"},
		"ja claim before work":      {"広報を5年間担当し、以下の業務を行いました：", "広報を5年間担当した"},
		"ja claim before work now":  {"広報を担当し、以下の業務を行います：", "広報を担当します"},
		"ja no pointer":             {"放送局の監視で、体制の構築を担当しました：", "放送局の監視で、体制の構築を担当しました"},
		"ja similar experience":     {"直接の経験はありませんが、類似の経験があります：", "直接の経験はありませんが、類似の経験があります"},
		"ja number of reasons":      {"理由は2つあります。", "理由は2つあります"},
		"en steps":                  {"I go through four steps:", ""},
		"en like this":              {"A parcel scan flows like this:", ""},
		"en as follows":             {"The process works as follows:", ""},
		"en follows, dot":           {"My reasons are as follows.", ""},
		"en noun clause":            {"The closest work I have done:", ""},
		"en tools":                  {"The tools I use most:", "The tools I use most"},
		"en these":                  {"These are the ones:", ""},
		"en claim in ways":          {"I cut costs by 30% in three ways:", "I cut costs by 30%"},
		"en claim including":        {"I ran the ward's audits, including:", "I ran the ward's audits"},
		"en claim as follows":       {"We restructured the on-call rota as follows:", "We restructured the on-call rota"},
		"en claim and pointer":      {"I have been a bakery manager for six years, and I am responsible for the following:", "I have been a bakery manager for six years"},
		"en claim with colon":       {"My team maintains the payment gateway:", "My team maintains the payment gateway"},
		"en claim with dot":         {"In March I took the service down for 47 minutes.", "In March I took the service down for 47 minutes."},
		"en three words":            {"With clear rules:", ""},
		"en three reasons":          {"I chose nursing for three reasons:", ""},
		"en here is how":            {"Here is how I plan a lesson:", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := leadIn(c.text); got != c.want {
				t.Errorf("leadIn(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}
