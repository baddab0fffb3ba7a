package coverage

import (
	"fmt"

	"mondo/qa"
)

func (m *matcher) prepareForDebug(s *Scorer, q *question, t *text) {}
func (m *matcher) judgeFor(p *point) (qa.Verdict, measured)        { return m.judge(p), m.measure(p) }
func (f measured) debug() string {
	x := ""
	for _, y := range f.said {
		x += fmt.Sprintf(" [%.2f -%.2f %v]", y.score, y.contrary, y.contradicted)
	}
	return fmt.Sprintf("recall %.2f c%d-%d contra %.2f against %v%s", f.recall, f.from, f.to, f.contradicted, f.against, x)
}
func (e *element) debug() string { return fmt.Sprint("h", e.head) }
