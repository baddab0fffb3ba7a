package qa

import (
	"cmp"
	"fmt"
	"slices"
)

// maxProblems bounds how many problems are told of one sheet: past it, more of
// them help nobody, and a hostile file could make one of every line.
const maxProblems = 200

// saying is one message in the languages that Mondo speaks.
type saying struct{ ja, en string }

func (s saying) in(lang Lang) string {
	if lang == Japanese {
		return s.ja
	}
	return s.en
}

// say formats the same values into both languages. Values that are named
// differently in the two are passed to the languages by index (%[1]s).
func say(ja, en string, values ...any) saying {
	if len(values) == 0 {
		return saying{ja, en}
	}
	return saying{fmt.Sprintf(ja, values...), fmt.Sprintf(en, values...)}
}

// findings gathers problems while the sheet's language is still unknown.
type findings struct {
	found   []finding
	left    int // how many were not kept
	leftTop int // the line of the first of those
}

type finding struct {
	line     int
	severity Severity
	say      saying
}

func (f *findings) warn(line int, s saying)  { f.add(finding{line, Warning, s}) }
func (f *findings) error(line int, s saying) { f.add(finding{line, Error, s}) }

func (f *findings) add(p finding) {
	if len(f.found) < maxProblems || p.severity == Error {
		f.found = append(f.found, p)
		return
	}
	if f.left++; f.left == 1 {
		f.leftTop = p.line
	}
}

// problems puts what was found in order, in words of lang.
func (f *findings) problems(lang Lang) []Problem {
	out := make([]Problem, 0, len(f.found)+1)
	if f.left > 0 {
		f.found = append(f.found, finding{f.leftTop, Warning, say("ほかにも問題が %d 件あります。上から順に直してください。",
			"There are %d more problems. Put these right first.", f.left)})
	}
	for _, p := range f.found {
		out = append(out, Problem{Line: p.line, Severity: p.severity, Message: p.say.in(lang)})
	}
	slices.SortStableFunc(out, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return slices.Compact(out)
}

// short cuts text for a message.
func short(text string) string {
	const limit = 40
	r := []rune(text)
	if len(r) <= limit {
		return text
	}
	return string(r[:limit]) + "…"
}
