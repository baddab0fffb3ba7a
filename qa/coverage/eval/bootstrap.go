package eval

import "math/rand/v2"

// resamples is how often the answers are drawn again; with a thousand the ends
// of a 95 % interval are steady to about a hundredth.
const resamples = 1000

// bootstrap gives 95 % intervals by drawing answers (not pairs: the key points
// of an answer hang together) with replacement. The draw is always the same, so
// that two runs can be compared.
func bootstrap(answers []answer) map[string][2]float64 {
	if len(answers) == 0 {
		return nil
	}
	rng := rand.New(rand.NewPCG(1, uint64(len(answers))))
	values := map[string][]float64{}
	for range resamples {
		var c confusion
		for range answers {
			for _, p := range answers[rng.IntN(len(answers))].pairs {
				c.add(p)
			}
		}
		values["accuracy"] = append(values["accuracy"], c.accuracy())
		values["macro_f1"] = append(values["macro_f1"], c.macroF1())
		values["kappa"] = append(values["kappa"], c.kappa(false))
		values["qwk"] = append(values["qwk"], c.kappa(true))
		values["strict_accuracy"] = append(values["strict_accuracy"], c.strict())
	}
	out := map[string][2]float64{}
	for k, v := range values {
		out[k] = [2]float64{quantile(v, 0.025), quantile(v, 0.975)}
	}
	return out
}
