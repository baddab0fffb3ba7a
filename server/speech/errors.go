package speech

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// What may be wrong, for programs; the sentence is in [Error.Error].
const (
	CodeUnreachable = "unreachable" // nobody answers there
	CodeTooSlow     = "too_slow"    // the answer took longer than the limit
	CodeOverloaded  = "overloaded"  // the server asks to come back later
	CodeFailing     = "failing"     // the server says that it is broken
	CodeDenied      = "denied"      // the key is missing or wrong
	CodeRejected    = "rejected"    // the server does not take the request, as when it does not know the model
	CodeFormat      = "format"      // the server does not read this kind of file
	CodeNonsense    = "nonsense"    // what came back cannot be read
	CodeUnusable    = "unusable"    // nobody can be understood: "please say that again"
)

// Error is why sound did not become text, or text not sound. It holds neither of
// them, no key, and nothing that the server said, which may repeat them.
type Error struct {
	code   string
	Status int    // of the server's answer, 0 without one
	detail string // ends the sentence
	err    error
}

// Code is one of the constants above.
func (e *Error) Code() string { return e.code }

func (e *Error) Error() string { return "speech: " + e.Sentence() }

// Sentence is the error for a person.
func (e *Error) Sentence() string {
	s := sentences[e.code]
	if e.detail != "" {
		s += " (" + e.detail + ")"
	}
	return s
}

func (e *Error) Unwrap() error { return e.err }

var sentences = map[string]string{
	CodeUnreachable: "the speech server does not answer",
	CodeTooSlow:     "the speech server took too long",
	CodeOverloaded:  "the speech server has too much to do, try again in a moment",
	CodeFailing:     "the speech server fails",
	CodeDenied:      "the speech server refuses the key",
	CodeRejected:    "the speech server does not take the request, check its address and the model's name",
	CodeFormat:      "the speech server cannot read this kind of file, convert it to WAV and try again",
	CodeNonsense:    "the speech server's answer cannot be read, check that its address is that of a speech server",
	CodeUnusable:    "nothing can be understood in the recording, please say that again",
}

// CodeOf is the code of an error of this package, "" of any other.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return ""
}

// unusable is sound that is no answer, and why.
func unusable(why string) *Error { return &Error{code: CodeUnusable, detail: why} }

// failed is a call that got no answer. What net says names the address, which is
// no secret, but a URL may hold one.
func failed(err error) *Error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var n net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout() {
		return &Error{code: CodeTooSlow, err: err}
	}
	return &Error{code: CodeUnreachable, detail: err.Error(), err: err}
}

// refused is an answer that is none.
func refused(status int) *Error {
	e := &Error{code: CodeRejected, Status: status, detail: fmt.Sprintf("%d %s", status, http.StatusText(status))}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		e.code = CodeDenied
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		e.code = CodeOverloaded
	case status >= 500:
		e.code = CodeFailing
	}
	return e
}
