// Package delivery says how an answer was spoken: its pace, pauses, fillers,
// repeated starts, hedges, sentences and endings, as figures from times and
// text. It hears no sound, judges nobody, and has no part in coverage.
//
// Start from [Measure]. [Fold] sums up several answers, and [Ranges] gives what
// is usual, with its source. docs/delivery.md explains each figure.
package delivery

// Method names this way of measuring in stored figures. It changes when the
// figures of an answer change.
const Method = "delivery/1"
