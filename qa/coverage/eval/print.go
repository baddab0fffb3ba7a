package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"
	"text/tabwriter"
)

// JSON writes the result as one object.
func (r *Result) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// Text writes the result for a person.
func (r *Result) Text(w io.Writer) error {
	var b strings.Builder
	for _, x := range r.Broken {
		fmt.Fprintf(&b, "line %d: %s (left out)\n", x.Line, x.Why)
	}
	fmt.Fprintf(&b, "%s: %d answers, %d key points; %.2f ms per answer (median), %.2f ms (p95)\n\n", r.Scorer, r.Answers, r.Pairs, r.Millis.P50, r.Millis.P95)
	r.textMain(&b)
	r.textTables(&b)
	r.textRest(&b)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

func (r *Result) textMain(b *strings.Builder) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "measure\tvalue\t95 %\tmajority label\tword overlap")
	m, o := r.Yardsticks["majority"], r.Yardsticks["overlap"]
	row := func(name, key string, x, y, z float64) {
		in := ""
		if i, ok := r.Intervals[key]; ok {
			in = fmt.Sprintf("%.3f to %.3f", i[0], i[1])
		}
		fmt.Fprintf(t, "%s\t%.3f\t%s\t%.3f\t%.3f\n", name, x, in, y, z)
	}
	row("accuracy", "accuracy", r.Accuracy, m.Accuracy, o.Accuracy)
	row("macro-F1", "macro_f1", r.MacroF1, m.MacroF1, o.MacroF1)
	for l := 2; l >= 0; l-- {
		row("F1 of "+labelNames[l], "", r.F1[l], m.F1[l], o.F1[l])
	}
	row("Cohen's kappa", "kappa", r.Kappa, m.Kappa, o.Kappa)
	row("quadratic kappa", "qwk", r.QWK, m.QWK, o.QWK)
	row("strict accuracy", "strict_accuracy", r.StrictAccuracy, m.StrictAccuracy, o.StrictAccuracy)
	row("coverage: mean error", "", r.CoverageMAE, m.CoverageMAE, o.CoverageMAE)
	row("coverage: Pearson's r", "", r.CoverageR, m.CoverageR, o.CoverageR)
	row("missed called covered", "", r.FalseCovered, m.FalseCovered, o.FalseCovered)
	t.Flush()
	fmt.Fprintf(b, "\nunsure: %.1f %% of the key points; of the others accuracy %.3f, strict %.3f\n", 100*r.UnsureShare, r.SureAccuracy, r.SureStrict)
}

func (r *Result) textTables(b *strings.Builder) {
	fmt.Fprintln(b, "\nconfusion (rows: marked; columns: found)")
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\tmissed\tpartial\tcovered")
	for i, row := range r.Confusion {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\n", labelNames[i], row[0], row[1], row[2])
	}
	t.Flush()
	for _, by := range []struct {
		name string
		of   map[string]Figures
	}{{"kind", r.ByKind}, {"language", r.ByLang}, {"modality", r.ByModality}, {"sheet", r.BySheet}} {
		textGroups(b, by.name, by.of)
	}
	fmt.Fprintln(b, "\nsurest key points only")
	t = tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "share\tconfidence from\taccuracy\tstrict")
	for _, x := range r.Risks {
		fmt.Fprintf(t, "%.0f %%\t%.3f\t%.3f\t%.3f\n", 100*x.Share, x.Line, x.Accuracy, x.Strict)
	}
	t.Flush()
}

func textGroups(b *strings.Builder, name string, of map[string]Figures) {
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Fprintln(b)
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%s\tanswers\tpoints\taccuracy\tmacro-F1\tqwk\tstrict\tfalse covered\tunsure\tsure acc.\tmissed→ m p c\tpartial→ m p c\tcovered→ m p c\n", name)
	for _, k := range keys {
		f := of[k]
		c := f.Confusion
		fmt.Fprintf(t, "%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.2f\t%.3f\t%v\t%v\t%v\n", k, f.Answers, f.Pairs, f.Accuracy, f.MacroF1, f.QWK, f.StrictAccuracy, f.FalseCovered, f.UnsureShare, f.SureAccuracy, c[0], c[1], c[2])
	}
	t.Flush()
}

func (r *Result) textRest(b *strings.Builder) {
	c := r.Claims
	fmt.Fprintf(b, "\nclaims: %d marked, %d found; precision %.2f, recall %.2f\n", c.Marked, c.Found, ratio(c.Right, c.Found), ratio(c.Caught, c.Marked))
	fmt.Fprintf(b, "evidence: %d spans, %d of them verbatim\n", r.Evidence.Spans, r.Evidence.OK)
}
