package coverage

import (
	"math"

	"mondo/qa"
)

// decide turns features into a level and how sure it is.
func decide(x features) (qa.Level, float64) {
	p := probabilities(x)
	best := 0
	for l, v := range p {
		if v*worth[l] > p[best]*worth[best] {
			best = l
		}
	}
	return [3]qa.Level{qa.Missed, qa.Partial, qa.Covered}[best], p[best]
}

// worth is what a right call of each level is worth. Partial is rare, and next to
// both others, so that the likeliest level alone would hardly ever be it.
var worth = [3]float64{1, 2.5, 1}

// probabilities are those of missed, partial and covered.
func probabilities(x features) [3]float64 {
	var z [3]float64
	for l := range z {
		z[l] = model[l][nFeatures]
		for k, v := range x {
			z[l] += model[l][k] * v
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
const sureLine = 0.6

// model holds the weight of each feature, and a constant, for missed, partial
// and covered.
var model = [3][nFeatures + 1]float64{
	{},
	{0.81, -0.76, 2.10, 1.92, 0.00, 0.71, 0.00, -0.90, -3.21},
	{1.40, 0.15, 1.02, 2.87, 0.00, 0.92, 0.00, -1.03, -1.93},
}
