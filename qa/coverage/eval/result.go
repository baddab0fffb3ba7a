package eval

import (
	"strings"
	"time"

	"mondo/qa"
)

// Figures are the measures of one set of answers. Shares are 0 to 1.
type Figures struct {
	Answers        int     `json:"n_answers"`
	Pairs          int     `json:"n_pairs"` // key points over all answers
	Accuracy       float64 `json:"accuracy"`
	MacroF1        float64 `json:"macro_f1"`
	Kappa          float64 `json:"kappa"`           // Cohen's
	QWK            float64 `json:"qwk"`             // quadratic-weighted kappa
	StrictAccuracy float64 `json:"strict_accuracy"` // covered against the rest
	CoverageMAE    float64 `json:"coverage_mae"`    // mean absolute error of an answer's coverage
	CoverageR      float64 `json:"coverage_r"`      // Pearson's r of an answer's coverage
	FalseCovered   float64 `json:"false_covered"`   // share of missed points called covered
	UnsureShare    float64 `json:"unsure_share"`
	SureAccuracy   float64 `json:"sure_accuracy"` // of the pairs that are not unsure
	SureStrict     float64 `json:"sure_strict"`

	F1        [3]float64 `json:"-"` // missed, partial, covered
	Confusion confusion  `json:"-"`
}

// Milliseconds are the times that answers took.
type Milliseconds struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
}

// Claims compares the claims found with those marked.
type Claims struct {
	Marked, Found, Right, Caught int // Right of those found; Caught of those marked
}

// Risk is a point of the risk-coverage table: what the surest pairs reach.
type Risk struct {
	Share, Line, Accuracy, Strict float64
}

// Result is what was measured.
type Result struct {
	Figures
	Scorer string             `json:"scorer"`
	ByKind map[string]Figures `json:"by_kind"`
	ByLang map[string]Figures `json:"by_lang"`
	Millis Milliseconds       `json:"ms_per_answer"`

	BySheet    map[string]Figures      `json:"-"`
	ByModality map[string]Figures      `json:"-"`
	Broken     []Broken                `json:"-"`
	Intervals  map[string][2]float64   `json:"-"` // by measure, 95 %
	Yardsticks map[string]Figures      `json:"-"`
	Claims     Claims                  `json:"-"`
	Risks      []Risk                  `json:"-"`
	Evidence   struct{ Spans, OK int } `json:"-"` // spans, and those that stand verbatim where they say
}

// measure turns outcomes into figures.
func measure(name string, out []outcome, broken []Broken) *Result {
	r := &Result{Scorer: name, Broken: broken}
	answers := make([]answer, len(out))
	var took []float64
	for i := range out {
		answers[i] = toAnswer(&out[i])
		took = append(took, float64(out[i].took)/float64(time.Millisecond))
		r.countClaims(&out[i])
		r.checkEvidence(&out[i])
		if out[i].scores.Scorer != "" {
			r.Scorer = out[i].scores.Scorer
		}
	}
	r.Figures = figures(answers)
	r.Millis = Milliseconds{quantile(took, 0.5), quantile(took, 0.95)}
	r.ByKind = split(answers, func(a *answer) string { return a.line.Kind })
	r.ByLang = split(answers, func(a *answer) string { return string(a.line.Lang) })
	r.BySheet = split(answers, func(a *answer) string { return a.line.Sheet })
	r.ByModality = split(answers, func(a *answer) string { return a.line.Modality })
	r.Intervals = bootstrap(answers)
	r.Yardsticks = yardsticks(answers)
	r.Risks = risks(answers)
	return r
}

// answer is one marked answer with its pairs and coverages.
type answer struct {
	line      *Line
	pairs     []pair
	want, got float64 // coverage
}

func toAnswer(o *outcome) answer {
	a := answer{line: o.line}
	got := map[string]qa.Verdict{}
	levels := map[string]qa.Level{}
	for _, v := range o.scores.Verdicts {
		got[v.KeyPoint] = v
		levels[v.KeyPoint] = v.Level
	}
	var points []qa.KeyPoint
	for _, k := range o.line.question().KeyPoints {
		mark, ok := o.line.Labels[k.ID]
		if !ok {
			continue
		}
		points = append(points, k)
		v := got[k.ID] // a point without a verdict counts as missed
		a.pairs = append(a.pairs, pair{want: rank(mark), got: max(0, rank(v.Level)), confidence: v.Confidence, unsure: v.Unsure})
	}
	a.want = qa.Coverage(points, o.line.Labels)
	a.got = qa.Coverage(points, levels)
	return a
}

// split measures the answers of each group by itself.
func split(answers []answer, group func(*answer) string) map[string]Figures {
	by := map[string][]answer{}
	for i := range answers {
		k := group(&answers[i])
		by[k] = append(by[k], answers[i])
	}
	out := map[string]Figures{}
	for k, list := range by {
		out[k] = figures(list)
	}
	return out
}

func figures(answers []answer) Figures {
	f := Figures{Answers: len(answers)}
	var sure confusion
	var want, got []float64
	unsure := 0
	for i := range answers {
		for _, p := range answers[i].pairs {
			f.Confusion.add(p)
			if p.unsure {
				unsure++
			} else {
				sure.add(p)
			}
		}
		want, got = append(want, answers[i].want), append(got, answers[i].got)
		f.CoverageMAE += abs(answers[i].want - answers[i].got)
	}
	if len(answers) > 0 {
		f.CoverageMAE /= float64(len(answers))
	}
	c := &f.Confusion
	f.Pairs = c.total()
	f.Accuracy, f.MacroF1, f.StrictAccuracy = c.accuracy(), c.macroF1(), c.strict()
	f.Kappa, f.QWK, f.FalseCovered = c.kappa(false), c.kappa(true), c.falseCovered()
	f.CoverageR = pearson(want, got)
	f.UnsureShare = ratio(unsure, f.Pairs)
	f.SureAccuracy, f.SureStrict = sure.accuracy(), sure.strict()
	for l := range 3 {
		f.F1[l], _ = c.f1(l)
	}
	return f
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// countClaims compares claims by overlap: a found claim is right when it shares
// text with a marked one.
func (r *Result) countClaims(o *outcome) {
	caught := make([]bool, len(o.line.Overclaims))
	for _, c := range o.scores.Claims {
		r.Claims.Found++
		hit := false
		for i, m := range o.line.Overclaims {
			at := strings.Index(o.line.Answer, m)
			if at >= 0 && c.Start < at+len(m) && at < c.End {
				hit, caught[i] = true, true
			}
		}
		if hit {
			r.Claims.Right++
		}
	}
	r.Claims.Marked += len(caught)
	for _, c := range caught {
		if c {
			r.Claims.Caught++
		}
	}
}

// checkEvidence counts the spans that stand verbatim where they say.
func (r *Result) checkEvidence(o *outcome) {
	for _, v := range o.scores.Verdicts {
		for _, s := range v.Evidence {
			r.Evidence.Spans++
			if s.Start >= 0 && s.Start < s.End && s.End <= len(o.line.Answer) && o.line.Answer[s.Start:s.End] == s.Text {
				r.Evidence.OK++
			}
		}
	}
}
