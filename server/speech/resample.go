package speech

import "math"

// Of the low-pass filter: zero crossings on each side of its middle, the part of
// the band that passes, and the window's shape. Together they let pass what is
// below 6.5 kHz and hold what would alias 70 dB down.
const (
	crossings  = 20
	passBand   = 0.90
	kaiserBeta = 7.5
)

// maxPhases bounds the filter's table. Rates that need more (11,025 Hz, and such
// that no microphone has) get the nearest, with 50 dB to what that errs by.
const maxPhases = 256

// resampler turns samples of one rate into samples of [Rate] by a windowed sinc,
// as they come. Input is -1 to 1.
type resampler struct {
	from, to int         // the rates, divided by what they have in common
	phases   [][]float32 // the filter at each place between two input samples
	history  []float32   // input that the filter still reaches
	frac     int         // where the next output lies after history's start, in 1/to of a sample
	out      Sound
}

func newResampler(rate int) *resampler {
	g := gcd(rate, Rate)
	r := &resampler{from: rate / g, to: Rate / g}
	if r.from == r.to {
		return r
	}
	r.phases = filter(min(r.to, maxPhases), float64(r.from)/float64(r.to))
	// Half a filter of silence lets the first output lie on the first input.
	r.history = make([]float32, len(r.phases[0])/2-1)
	return r
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// filter makes the table for output that is ratio times as sparse as input.
func filter(phases int, ratio float64) [][]float32 {
	cutoff := passBand / max(1, ratio)
	half := int(math.Ceil(crossings / cutoff))
	table := make([][]float32, phases)
	for p := range table {
		row, sum := make([]float32, 2*half), 0.0
		for i := range row {
			x := float64(i-half+1) - float64(p)/float64(phases)
			v := sinc(x*cutoff) * kaiser(x/float64(half)) // its scale cancels out below
			row[i], sum = float32(v), sum+v
		}
		for i := range row {
			row[i] = float32(float64(row[i]) / sum)
		}
		table[p] = row
	}
	return table
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// kaiser is the window at x, from -1 to 1, but for its scale.
func kaiser(x float64) float64 {
	if x < -1 || x > 1 {
		return 0
	}
	return bessel(kaiserBeta * math.Sqrt(1-x*x))
}

// bessel is the modified Bessel function of order zero, by its series.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > 1e-12*sum; k++ {
		term *= x * x / (4 * k * k)
		sum += term
	}
	return sum
}

// write takes samples and appends what they give to out.
func (r *resampler) write(in []float32) {
	if r.phases == nil {
		for _, v := range in {
			r.out = append(r.out, toInt16(v))
		}
		return
	}
	r.history = append(r.history, in...)
	taps, at := len(r.phases[0]), 0
	for at+taps <= len(r.history) {
		row := r.phases[r.frac*len(r.phases)/r.to]
		var sum float32
		for i, v := range r.history[at : at+taps] {
			sum += v * row[i]
		}
		r.out = append(r.out, toInt16(sum))
		r.frac += r.from
		at += r.frac / r.to
		r.frac %= r.to
	}
	// A step is shorter than the filter, so at lies within what there is.
	r.history = r.history[:copy(r.history, r.history[at:])]
}

// flush gives what lies within the filter's reach of the end.
func (r *resampler) flush() {
	if r.phases != nil {
		r.write(make([]float32, len(r.phases[0])/2))
	}
}

func toInt16(v float32) int16 {
	return int16(max(-32768, min(32767, math.Round(float64(v)*32768))))
}
