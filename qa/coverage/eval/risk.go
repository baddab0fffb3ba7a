package eval

import "sort"

// riskShares are the shares of pairs, surest first, that the table shows.
var riskShares = []float64{0.5, 0.6, 0.7, 0.8, 0.9, 1}

// risks shows what is reached when only the surest pairs count. A scorer whose
// confidence means something rises as the share falls.
func risks(answers []answer) []Risk {
	var all []pair
	for i := range answers {
		all = append(all, answers[i].pairs...)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].confidence > all[j].confidence })
	var out []Risk
	for _, share := range riskShares {
		n := int(share * float64(len(all)))
		if n == 0 {
			continue
		}
		var c confusion
		for _, p := range all[:n] {
			c.add(p)
		}
		out = append(out, Risk{Share: share, Line: all[n-1].confidence, Accuracy: c.accuracy(), Strict: c.strict()})
	}
	return out
}
