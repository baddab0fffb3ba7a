package llm

import (
	"sync"
	"time"
)

// circuit leaves a server alone that fails again and again: the candidate would
// wait each time for what does not come. When the rest is over one call tries
// for all.
type circuit struct {
	now func() time.Time

	mu      sync.Mutex
	failed  int       // in a row
	rests   int       // since the last success
	open    bool      // it rests, or one call tries
	until   time.Time // while open
	probing bool
}

// A circuit opens after this many failures in a row: more than one call with its
// retries, so that a server that restarts is not left alone for it.
const failuresToOpen = 5

// The first rest, doubled each time up to the longest.
const (
	firstRest   = 10 * time.Second
	longestRest = 2 * time.Minute
)

// outcome is what a call says of the server.
type outcome int

const (
	neither outcome = iota // the caller gave up, or the failure was not the server's
	good
	bad
)

// enter says whether a call may go. If so it leaves with the pass that it got.
func (c *circuit) enter() (probe, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.open:
		return false, true
	case c.probing || c.now().Before(c.until):
		return false, false
	}
	c.probing = true
	return true, true
}

// leave takes in what came of a call, and how long the server asked to wait. It
// says whether the circuit has just opened.
func (c *circuit) leave(probe bool, o outcome, wait time.Duration) (opened bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if probe {
		c.probing = false
	}
	switch o {
	case good:
		c.failed, c.rests, c.open = 0, 0, false
	case bad:
		c.failed++
		if probe || !c.open && c.failed >= failuresToOpen {
			c.trip(wait)
			return true
		}
	}
	return false
}

// trip begins a rest; mu is held.
func (c *circuit) trip(wait time.Duration) {
	rest := firstRest << min(c.rests, 10)
	c.rests++
	c.open = true
	c.until = c.now().Add(min(max(rest, wait), longestRest))
}
