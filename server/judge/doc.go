// Package judge is the model as scorer. It asks which elements of the key points
// an answer says, looks every quote up in the answer, and computes the verdicts
// itself: a model only ever answers about elements, and one that lies, obeys the
// answer or talks nonsense gains nothing. It does not speak to a server (Model
// does), choose what is asked next or store anything.
//
// Start from [New] and [Judge.Score].
package judge
