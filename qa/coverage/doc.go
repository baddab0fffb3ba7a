// Package coverage is the lexical scorer: it says which key points of a model
// answer a candidate's answer conveys, by the words alone. It has no model and
// does no I/O; what it cannot tell from words it calls unsure.
//
// Start from [NewTokenizer], [Prepare] and [Scorer.Score]. [Scorer.Live] follows
// a growing transcript. The sub-package eval measures a scorer against marked
// answers; docs/scoring.md explains the method and its figures.
package coverage

// Version names this scorer in stored verdicts. It changes when verdicts change.
const Version = "lexical/2"
