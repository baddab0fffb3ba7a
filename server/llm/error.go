package llm

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"time"
)

// Codes of an [Error]. They are stable: stored, counted and worded elsewhere.
const (
	// Unreachable: no connection, or none that lasted until an answer.
	Unreachable = "unreachable"
	// TooSlow: a time limit passed. The server may work on for nobody.
	TooSlow = "too_slow"
	// KeyRefused: the key is wrong or may not use the model (401, 403).
	KeyRefused = "key_refused"
	// NotFound: there is no such model or no such API at the address. It often
	// lacks its /v1, or the model was not pulled.
	NotFound = "not_found"
	// Rejected: the server refuses the request for another reason (4xx).
	Rejected = "rejected"
	// TooLong: the prompt is longer than the model's context.
	TooLong = "too_long"
	// Filtered: the server's content filter withheld the reply.
	Filtered = "filtered"
	// Overloaded: the server has too much to do (429, 503, 529).
	Overloaded = "overloaded"
	// QuotaSpent: the account at the server has no credit left.
	QuotaSpent = "quota_spent"
	// Failed: the server broke down (other 5xx, an error inside a stream).
	Failed = "failed"
	// CutOff: the reply is not whole: the stream ended without saying why, or
	// JSON met the length limit.
	CutOff = "cut_off"
	// Nonsense: what came is no reply of a chat API, or an empty one.
	Nonsense = "nonsense"
	// BudgetSpent: the interview or the day has used up what it may. Nothing
	// was sent.
	BudgetSpent = "budget_spent"
	// Busy: too many calls wait already, or none ended in time to make room.
	// Nothing was sent.
	Busy = "busy"
	// Resting: the server failed so often that it is left alone for a while.
	// Nothing was sent.
	Resting = "resting"
	// Closed: the client is closed.
	Closed = "closed"
	// NoModel: there is no client.
	NoModel = "no_model"
)

// sentences say the codes to whoever reads a log.
var sentences = map[string]string{
	Unreachable: "the model server cannot be reached",
	TooSlow:     "the model server took too long",
	KeyRefused:  "the model server refuses the key",
	NotFound:    "there is no such model or API at the address",
	Rejected:    "the model server refuses the request",
	TooLong:     "the prompt is longer than the model's context",
	Filtered:    "the model server's content filter withheld the reply",
	Overloaded:  "the model server has too much to do",
	QuotaSpent:  "the account at the model server has no credit left",
	Failed:      "the model server failed",
	CutOff:      "the reply ends in the middle",
	Nonsense:    "the model server's answer is no chat reply",
	BudgetSpent: "the budget for the model is spent",
	Busy:        "too many calls wait for the model server",
	Resting:     "the model server failed often and is left alone for a while",
	Closed:      "the client is closed",
	NoModel:     "no model is set up",
}

// Error is why there is no reply. It holds nothing of prompt, reply or key.
type Error struct {
	code string
	// Status is the server's, 0 when there was none.
	Status int
	// RetryAfter is how long the server asked to wait, 0 when it did not.
	RetryAfter time.Duration

	detail string  // the network's own words
	refuse dialect // the parameters that a refusal is about
	final  bool    // the same request would end alike
}

// Code is one of the constants.
func (e *Error) Code() string { return e.code }

func (e *Error) Error() string {
	text := "llm: " + sentences[e.code]
	if e.Status != 0 {
		text += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.detail != "" {
		text += " (" + e.detail + ")"
	}
	return text
}

func failure(code string) *Error { return &Error{code: code} }

// codeOf is the code of an error, "" when it is not one of ours.
func codeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.code
	}
	return ""
}

// unreachable is a failure to send a request or to get an answer's head. Only
// words that the network stack makes itself are kept: an HTTP error quotes what
// came, and an URL may be anything.
func unreachable(err error) *Error {
	e := failure(Unreachable)
	var (
		op   *net.OpError
		name *net.DNSError
		cert *tls.CertificateVerificationError
		host x509.HostnameError
	)
	switch {
	case errors.As(err, &name):
		e.detail = "no such host"
	case errors.As(err, &host):
		e.detail = "its certificate is for another host"
	case errors.As(err, &cert):
		e.detail = "its certificate is not trusted"
	case errors.As(err, &op) && op.Err != nil:
		e.detail = op.Op + ": " + op.Err.Error()
	}
	return e
}

// passing says whether a failure may be gone in a moment.
func passing(err error) bool {
	var e *Error
	if !errors.As(err, &e) || e.final {
		return false
	}
	switch e.code {
	case Unreachable, Overloaded, Failed, CutOff:
		return true
	}
	return false
}

// blames says whether a failure speaks against the server, so that a row of them
// is a reason to leave it alone.
func blames(err error) bool {
	var e *Error
	if !errors.As(err, &e) || e.final {
		return false
	}
	switch e.code {
	case Closed, TooLong, Filtered:
		return false
	}
	return true
}
