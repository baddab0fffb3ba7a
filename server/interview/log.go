package interview

import "errors"

// What a log of interviews answers when it cannot do what it is asked. They
// stand here because the writer of the log and the log know only this package
// in common.
var (
	// ErrNotFound: there is no such interview, or it is another owner's.
	ErrNotFound = errors.New("not found")
	// ErrConflict: another writer was first, with these numbers or with this
	// command. Nothing was written; read on from the last known number and
	// decide again.
	ErrConflict = errors.New("another writer was first")
)
