package coverage

import "mondo/qa"

// Guards mask what must not count however well its words match: instructions to
// whoever marks the answer, bare lists of keywords, questions thrown back.

// guard masks and marks the clauses of an answer.
func guard(t *text) {
	maskInstructions(t)
	markLists(t)
	strikeCorrected(t)
}

// maskInstructions masks the sentences that speak to whoever marks the answer.
func maskInstructions(t *text) {
	for from := 0; from < len(t.clauses); {
		to := from + 1
		for to < len(t.clauses) && t.clauses[to].sentence == t.clauses[from].sentence {
			to++
		}
		s := t.text(sentenceStart(t, from), t.clauses[to-1].end)
		if qa.Instructs(s) {
			for i := from; i < to; i++ {
				t.clauses[i].masked = true
			}
		}
		from = to
	}
}

// sentenceStart is where the sentence of clause i starts, with brackets and the
// like that its first clause has lost.
func sentenceStart(t *text, i int) int {
	start := t.clauses[i].start
	for start > 0 && t.r[start-1] != '。' && t.r[start-1] != '\n' && t.r[start-1] != '.' && t.clauses[i].start-start < 12 {
		start--
	}
	return start
}
