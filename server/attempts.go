package server

import (
	"sync"
	"time"
)

// attempts counts wrong tokens, so that nobody can try many. Who has used up
// their tries waits until a minute has passed without a wrong one.
type attempts struct {
	now func() time.Time

	mu  sync.Mutex
	who map[string]tries
}

type tries struct {
	count int
	last  time.Time
}

const (
	maxTries   = 8
	triesPause = time.Minute
	// maxTriers bounds the memory. When more addresses than this guess at the
	// same time, everybody without a session waits: that is an attack.
	maxTriers = 4096
)

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, who: map[string]tries{}}
}

// may reports whether a token of theirs is looked at.
func (a *attempts) may(who string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	t, known := a.who[who]
	if !known {
		return len(a.who) < maxTriers || a.forget()
	}
	return t.count < maxTries || a.now().Sub(t.last) >= triesPause
}

// note counts a wrong token.
func (a *attempts) note(who string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.who[who]
	if a.now().Sub(t.last) >= triesPause {
		t.count = 0
	}
	a.who[who] = tries{t.count + 1, a.now()}
}

// forget drops those who have waited, and reports whether there is room now.
func (a *attempts) forget() bool {
	for who, t := range a.who {
		if a.now().Sub(t.last) >= triesPause {
			delete(a.who, who)
		}
	}
	return len(a.who) < maxTriers
}
