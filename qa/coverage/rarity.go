package coverage

import "math"

// rarity knows in how many of the sheet's key points a word stands.
type rarity struct {
	points float64
	in     map[string]float64
}

func newRarity() *rarity { return &rarity{in: map[string]float64{}} }

// add counts one key point.
func (r *rarity) add(t *text) {
	r.points++
	seen := map[string]bool{}
	for i := range t.terms {
		if k := t.terms[i].key; k != "" && !seen[k] {
			seen[k] = true
			r.in[k]++
		}
	}
}

// of is the weight of a word: 1 for one that stands in a single key point, less
// the more key points share it. With few points it says little, so it never
// falls below a floor.
func (r *rarity) of(key string) float64 {
	n := math.Max(r.in[key], 1)
	if r.points < 2 {
		return 1
	}
	w := 1 - math.Log(n)/math.Log(r.points+1)
	return math.Max(w, rarityFloor)
}

const rarityFloor = 0.25
