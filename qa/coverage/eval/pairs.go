package eval

import (
	"math"
	"sort"

	"mondo/qa"
)

// rank orders the labels: missed 0, partial 1, covered 2; -1 for anything else.
func rank(l qa.Level) int {
	switch l {
	case qa.Missed:
		return 0
	case qa.Partial:
		return 1
	case qa.Covered:
		return 2
	}
	return -1
}

var labelNames = [3]string{"missed", "partial", "covered"}

// pair is one key point of one answer: the mark and the verdict.
type pair struct {
	want, got  int // ranks
	confidence float64
	unsure     bool
}

// confusion counts pairs by mark (first index) and verdict.
type confusion [3][3]int

func (c *confusion) add(p pair) { c[p.want][p.got]++ }

func (c *confusion) total() int {
	n := 0
	for _, row := range c {
		for _, x := range row {
			n += x
		}
	}
	return n
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// accuracy is the share of pairs with the right label.
func (c *confusion) accuracy() float64 { return ratio(c[0][0]+c[1][1]+c[2][2], c.total()) }

// strict is the share that is right when only covered against the rest counts.
func (c *confusion) strict() float64 {
	right := c[2][2] + c[0][0] + c[0][1] + c[1][0] + c[1][1]
	return ratio(right, c.total())
}

// falseCovered is the share of missed points that were called covered.
func (c *confusion) falseCovered() float64 { return ratio(c[0][2], c[0][0]+c[0][1]+c[0][2]) }

// f1 is the harmonic mean of precision and recall of a label. A label that
// neither stands nor was given has none (ok is false).
func (c *confusion) f1(label int) (f float64, ok bool) {
	given, stands := 0, 0
	for i := range 3 {
		given += c[i][label]
		stands += c[label][i]
	}
	if given+stands == 0 {
		return 0, false
	}
	return 2 * float64(c[label][label]) / float64(given+stands), true
}

// macroF1 is the mean F1 of the labels that stand or were given.
func (c *confusion) macroF1() float64 {
	sum, n := 0.0, 0
	for l := range 3 {
		if f, ok := c.f1(l); ok {
			sum, n = sum+f, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// kappa is Cohen's (quadratic false) or the quadratic-weighted one: agreement
// beyond what the two distributions of labels give by chance.
func (c *confusion) kappa(quadratic bool) float64 {
	n := float64(c.total())
	if n == 0 {
		return 0
	}
	var want, got [3]float64
	for i := range 3 {
		for j := range 3 {
			want[i] += float64(c[i][j])
			got[j] += float64(c[i][j])
		}
	}
	seen, chance := 0.0, 0.0
	for i := range 3 {
		for j := range 3 {
			w := disagreement(i, j, quadratic)
			seen += w * float64(c[i][j]) / n
			chance += w * want[i] * got[j] / (n * n)
		}
	}
	if chance == 0 {
		if seen == 0 {
			return 1
		}
		return 0
	}
	return 1 - seen/chance
}

func disagreement(i, j int, quadratic bool) float64 {
	if i == j {
		return 0
	}
	if quadratic {
		return float64((i-j)*(i-j)) / 4
	}
	return 1
}

// pearson is the correlation of two series, 0 when one of them does not vary.
func pearson(x, y []float64) float64 {
	n := float64(len(x))
	if n < 2 {
		return 0
	}
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	d := math.Sqrt((sxx - sx*sx/n) * (syy - sy*sy/n))
	if d < 1e-12 {
		return 0
	}
	return (sxy - sx*sy/n) / d
}

// quantile is the q-quantile of values, by the nearest rank.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := append([]float64(nil), values...)
	sort.Float64s(s)
	return s[min(len(s)-1, max(0, int(math.Ceil(q*float64(len(s))))-1))]
}
