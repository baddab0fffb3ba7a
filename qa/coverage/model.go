package coverage

import (
	"math"

	"mondo/qa"
)

// decide turns features into the likeliest level and how likely it is.
func decide(x features) (qa.Level, float64) {
	p := probabilities(x)
	switch {
	case p[0] > p[1] && p[0] > p[2]:
		return qa.Missed, p[0]
	case p[2] > p[1]:
		return qa.Covered, p[2]
	}
	return qa.Partial, p[1]
}

// probabilities are those of missed, partial and covered.
func probabilities(x features) [3]float64 { return softmax(&model, x) }

// softmax gives the probabilities of the three levels under the weights w.
func softmax(w *[3][nFeatures + 1]float64, x features) [3]float64 {
	var z [3]float64
	for l := range z {
		z[l] = w[l][nFeatures]
		for k, v := range x {
			z[l] += w[l][k] * v
		}
	}
	sum := 0.0
	top := math.Max(z[0], math.Max(z[1], z[2]))
	for l := range z {
		z[l] = math.Exp(z[l] - top)
		sum += z[l]
	}
	for l := range z {
		z[l] /= sum
	}
	return z
}

// sureLine is the confidence below which a verdict is unsure.
const sureLine = 0.56

// model holds the weight of each feature, and a constant, for missed, partial
// and covered. They are fitted to marked answers by TestCrossValidation, which
// prints them.
var model = [3][nFeatures + 1]float64{
	{},
	{2, -0.7, 2.8, 3.7, -0.6, -0.4, 0.8, 0.4, -3},
	{3.3, 0.8, 1.3, 5, -1.1, -0.6, -1.2, 0.3, -2.4},
}
