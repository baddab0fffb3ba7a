// Package eval measures a scorer against answers that a person has marked: how
// often its verdicts agree, where they differ, how far its confidence can be
// trusted, and how it compares with very simple scorers on the same answers. It
// reads and writes only what it is given. Start from [Run].
package eval
