// Package interview is the rules of an interview, pure: what happened
// ([State.Apply]), what may happen ([State.Decide]) and what the world owes the
// interview now ([State.Next]). It starts no goroutine, reads no clock and does
// no I/O. Start from [State].
package interview
