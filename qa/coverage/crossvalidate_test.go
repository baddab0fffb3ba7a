package coverage

import (
	"bufio"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mondo/qa"
)

// marked is one labelled answer.
type marked struct {
	ID, Modality, Sheet, Question, Answer string
	KeyPoints                             []struct{ ID, Text string } `json:"key_points"`
	Labels                                map[string]qa.Level
}

// markedSet is a file of labelled answers with the folder of their sheets.
type markedSet struct{ name, file, sheets string }

// markedSets are the sets that the model is fitted to: the one that is always
// here, and the shared development set where it is at hand.
func markedSets(t *testing.T) []markedSet {
	fitted := filepath.Join("eval", "testdata", "fitted")
	sets := []markedSet{{"fitted", filepath.Join(fitted, "fitted.jsonl"), fitted}}
	shared := os.Getenv("MONDO_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dev := markedSet{"dev", filepath.Join(shared, "eval", "dev.jsonl"), filepath.Join(shared, "docs")}
	if _, err := os.Stat(dev.file); err != nil {
		t.Logf("without the shared labelled answers: %v", err)
		return sets
	}
	return append(sets, dev)
}

// sample is one key point of one answer: its features, its label, and how high
// the vetoes let it be.
type sample struct {
	x     features
	label int
	most  int
	set   string
	sheet string
}

// TestCrossValidation fits the logistic model on all sheets but one and measures
// it on that one, in turn. It is what docs/scoring.md reports, and holds the
// scorer to its floors; -v prints the figures and the weights of a fit on all.
func TestCrossValidation(t *testing.T) {
	if testing.Short() {
		t.Skip("fits a model for every sheet")
	}
	var samples []sample
	for _, set := range markedSets(t) {
		samples = append(samples, gather(t, set)...)
	}
	by := map[string]*[3][3]float64{}
	for _, out := range sheetsOf(samples) {
		var rest, held []sample
		for _, s := range samples {
			if s.sheet == out {
				held = append(held, s)
			} else {
				rest = append(rest, s)
			}
		}
		w := fit3(rest)
		for _, s := range held {
			got := min(likeliest(&w, s.x), s.most)
			for _, name := range []string{s.set, s.sheet, "all"} {
				if by[name] == nil {
					by[name] = &[3][3]float64{}
				}
				by[name][s.label][got]++
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		accuracy, f1, kappa, strict := agreement(*by[name])
		t.Logf("%-15s accuracy %.3f, macro-F1 %.3f, quadratic kappa %.3f, strict %.3f", name, accuracy, f1, kappa, strict)
		if !strings.HasSuffix(name, ".md") && (accuracy < 0.72 || f1 < 0.55 || kappa < 0.58 || strict < 0.77) {
			t.Errorf("%s: below the floors", name)
		}
	}
	t.Logf("weights on all: %.1f", fit3(samples))
}

// agreement sums up a table of labels (first index) and verdicts.
func agreement(c [3][3]float64) (accuracy, f1, kappa, strict float64) {
	var label, got [3]float64
	n := 0.0
	for i := range c {
		for j, x := range c[i] {
			label[i], got[j], n = label[i]+x, got[j]+x, n+x
		}
	}
	seen, chance := 0.0, 0.0
	for i := range c {
		accuracy += c[i][i] / n
		f1 += 2 * c[i][i] / (label[i] + got[i]) / 3
		for j, x := range c[i] {
			d := float64((i - j) * (i - j))
			seen, chance = seen+d*x, chance+d*label[i]*got[j]/n
			if (i == 2) == (j == 2) {
				strict += x / n
			}
		}
	}
	return accuracy, f1, 1 - seen/chance, strict
}

func sheetsOf(samples []sample) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range samples {
		if !seen[s.sheet] {
			seen[s.sheet] = true
			out = append(out, s.sheet)
		}
	}
	return out
}

// gather measures every key point of a set's answers.
func gather(t *testing.T, set markedSet) []sample {
	t.Helper()
	f, err := os.Open(set.file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tokens := loaded(t)
	scorers := map[string]*Scorer{}
	rank := map[qa.Level]int{qa.Missed: 0, qa.Partial: 1, qa.Covered: 2}
	var out []sample
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var l marked
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if scorers[l.Sheet] == nil {
			src, err := os.ReadFile(filepath.Join(set.sheets, l.Sheet))
			if err != nil {
				t.Fatal(err)
			}
			sheet := qa.Parse(src)
			scorers[l.Sheet] = Prepare(tokens, "", sheet.Questions(), Groups(sheet.Aliases))
		}
		for id, s := range scorers[l.Sheet].sample(l) {
			s.label, s.set, s.sheet = rank[l.Labels[id]], set.name, l.Sheet
			out = append(out, s)
		}
	}
	return out
}

// sample measures the key points of one answer, by id.
func (s *Scorer) sample(l marked) map[string]sample {
	q := qa.Question{ID: l.ID, Text: l.Question}
	for _, k := range l.KeyPoints {
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: k.ID, Text: k.Text})
	}
	aq := s.question(q)
	m := aq.matcher(Answer{Text: l.Answer, Modality: l.Modality})
	all, x := s.measureAll(m, aq)
	m.claims(aq, all)
	out := map[string]sample{}
	for i, p := range aq.points {
		v := qa.Verdict{Level: qa.Covered, Confidence: 1}
		all[i].veto(&v)
		out[p.id] = sample{x: x[i], most: map[qa.Level]int{qa.Missed: 0, qa.Partial: 1, qa.Covered: 2}[v.Level]}
	}
	return out
}

type weights = [3][nFeatures + 1]float64

// fit3 fits the model to the samples that no veto decides, by gradient descent
// with momentum and a small penalty on large weights; missed is the zero level.
// A partial counts more than another: it is the rarest label, and without that
// the likeliest level would hardly ever be the one in the middle.
func fit3(samples []sample) weights {
	const rounds, rate, keep, penalty, partial = 600, 1.0, 0.9, 2.0, 1.4
	var w, step weights
	n := float64(len(samples))
	for range rounds {
		var g weights
		for _, s := range samples {
			if s.most < 2 {
				continue
			}
			p := softmax(&w, s.x)
			p[s.label]--
			for l := range p {
				if s.label == 1 {
					p[l] *= partial
				}
				for k := range s.x {
					g[l][k] += p[l] * s.x[k]
				}
				g[l][nFeatures] += p[l]
			}
		}
		for l := range w {
			for k := range w[l] {
				slope := g[l][k] / n
				if k < nFeatures {
					slope += penalty * w[l][k] / n
				}
				step[l][k] = keep*step[l][k] - rate*slope
				w[l][k] += step[l][k]
			}
		}
	}
	for k := range w[0] {
		zero := w[0][k]
		for l := range w {
			w[l][k] -= zero
		}
	}
	return w
}

func likeliest(w *weights, x features) int {
	p := softmax(w, x)
	best := 0
	for l := range p {
		if p[l] > p[best] {
			best = l
		}
	}
	return best
}
