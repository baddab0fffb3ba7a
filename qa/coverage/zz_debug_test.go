package coverage

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"mondo/qa"
)

type devLine struct {
	ID, Lang, Modality, Kind, Sheet, Question, Answer string
	KeyPoints                                         []struct {
		ID, Text string
		Vital    bool
	} `json:"key_points"`
	Labels     map[string]string
	Overclaims []string
}

func devLines() []devLine {
	f, err := os.Open("/work/shared/eval/dev.jsonl")
	if err != nil {
		return nil
	}
	defer f.Close()
	var out []devLine
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var l devLine
		if json.Unmarshal(s.Bytes(), &l) == nil {
			out = append(out, l)
		}
	}
	return out
}

func (l devLine) q() qa.Question {
	q := qa.Question{ID: l.ID, Text: l.Question}
	for _, k := range l.KeyPoints {
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: k.ID, Text: k.Text, Vital: k.Vital})
	}
	return q
}

// DBG=prefix,prefix kind=K
func TestDebug(t *testing.T) {
	want := os.Getenv("DBG")
	if want == "" {
		t.Skip()
	}
	tk := NewTokenizer()
	s := Prepare(tk, "", nil)
	wrongOnly := os.Getenv("WRONG") != ""
	for _, l := range devLines() {
		ok := false
		for _, w := range strings.Split(want, ",") {
			ok = ok || strings.HasPrefix(l.ID, w) || l.Kind == w
		}
		if !ok {
			continue
		}
		fmt.Printf("\n=== %s %s %s\nQ %s\n", l.ID, l.Modality, l.Kind, l.Question)
		aq := s.question(l.q())
		at := s.analyser.analyse(l.Answer, l.Modality == "spoken")
		guard(at)
		m := newMatcher(at, s.analyser.lex, l.Modality == "spoken")
		m.prepareForDebug(s, aq, at)
		for i, c := range at.clauses {
			fl := []string{"", "NEG", "WANT"}[c.polarity]
			if c.masked {
				fl += " MASK"
			}
			if c.list {
				fl += " LIST"
			}
			var ts []string
			for k := c.t0; k < c.t1; k++ {
				x := at.terms[k]
				if x.number >= 0 {
					n := at.numbers[x.number]
					ts = append(ts, fmt.Sprintf("#%g%s", n.raw, n.unit))
				} else {
					ts = append(ts, x.key)
				}
			}
			fmt.Printf("  c%d[%d] %s {%s} %s\n", i, c.sentence, fl, at.text(c.start, c.end), strings.Join(ts, " "))
		}
		for _, p := range aq.points {
			v, f := m.judgeFor(p)
			mark := " "
			if string(v.Level) != l.Labels[p.id] {
				mark = "X"
			} else if wrongOnly {
				continue
			}
			fmt.Printf(" %s %s want %s got %s conf %.2f %s | %s\n", mark, p.id, l.Labels[p.id], v.Level, v.Confidence, f.debug(), p.source.Text)
			for ei := range p.elements {
				e := &p.elements[ei]
				var ts []string
				for j := range e.terms {
					w := &e.terms[j]
					k := w.term.key
					if w.term.number >= 0 {
						n := p.text.numbers[w.term.number]
						k = fmt.Sprintf("#%g%s", n.raw, n.unit)
					}
					h := hit{}
					for c := f.from; c < f.to; c++ {
						if f.rows[ei][j][c].sim > h.sim {
							h = f.rows[ei][j][c]
						}
					}
					x := ""
					if h.sim > 0 {
						x = fmt.Sprintf("=%.2f:%s", h.sim, at.text(int(h.from), int(h.to)))
					}
					ts = append(ts, fmt.Sprintf("%s(%.2f)%s", k, w.weight, x))
				}
				fmt.Printf("        %d/%d w%.2f [%s] %s\n", e.role, e.polarity, e.weight, strings.Join(ts, " "), e.debug())
			}
		}
	}
}
