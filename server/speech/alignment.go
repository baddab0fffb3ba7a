package speech

// maxChanges is how many tokens may differ between two texts that are aligned.
// Beyond, one is no version of the other.
const maxChanges = 300

// alignment finds where each token of b is in a, -1 for what is not there, with
// the fewest tokens taken out and put in; false when that are too many. The way
// is Myers's (An O(ND) Difference Algorithm, 1986): reach[k] is how far into a the
// best path goes on the diagonal k, which has k more tokens of a than of b.
func alignment(a, b []token) ([]int, bool) {
	var reached [][]int // by the number of changes, from diagonal -n to n
	for n := range maxChanges + 1 {
		reach := make([]int, 2*n+1)
		for k := -n; k <= n; k += 2 {
			x := advance(reached, n, k)
			for x < len(a) && x-k < len(b) && a[x].same(b[x-k]) {
				x++
			}
			reach[k+n] = x
			if x >= len(a) && x-k >= len(b) {
				return traced(append(reached, reach), len(a), len(b)), true
			}
		}
		reached = append(reached, reach)
	}
	return nil, false
}

// advance is where the n-th change lands on the diagonal k: a token of a is taken
// out, or one of b put in, whichever got further.
func advance(reached [][]int, n, k int) int {
	if n == 0 {
		return 0
	}
	out, in := far(reached[n-1], n-1, k-1)+1, far(reached[n-1], n-1, k+1)
	return max(out, in)
}

// far is how far n changes go on a diagonal, -1 when they cannot be on it.
func far(reach []int, n, k int) int {
	if k < -n || k > n {
		return -1
	}
	return reach[k+n]
}

// traced goes the way back and notes what is common.
func traced(reached [][]int, x, y int) []int {
	at := make([]int, y)
	for i := range at {
		at[i] = -1
	}
	for n := len(reached) - 1; n >= 0; n-- {
		k := x - y
		from := advance(reached, n, k)
		for x > from && y > 0 {
			x, y = x-1, y-1
			at[y] = x
		}
		if n == 0 {
			break
		}
		if far(reached[n-1], n-1, k-1)+1 == from && far(reached[n-1], n-1, k-1) >= 0 {
			x--
		} else {
			y--
		}
	}
	return at
}
