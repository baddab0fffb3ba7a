package llm

import (
	"sync"
	"time"
)

// Price is what a million tokens cost, in whatever money the budget is in.
type Price struct{ Input, Output float64 }

// Budget is what calls may use up. It is kept by estimate before a call and by
// the server's count after it, in memory: a new process starts at nothing.
type Budget struct {
	Scope Allowance // of one interview
	Day   Allowance // of all, by the clock's own day
}

// Allowance is a bound. A zero field is none.
type Allowance struct {
	Tokens int64
	Money  float64
}

func (b Budget) check() error {
	for _, a := range []Allowance{b.Scope, b.Day} {
		if a.Tokens < 0 || a.Money < 0 {
			return &ConfigError{Code: NegativeBudget}
		}
	}
	return nil
}

// Usage is what calls have used up.
type Usage struct {
	Input, Output int64 // tokens
	Money         float64
	// Estimated: the server did not count, for some of it at least.
	Estimated bool
}

func (u Usage) add(more Usage) Usage {
	u.Input += more.Input
	u.Output += more.Output
	u.Money += more.Money
	u.Estimated = u.Estimated || more.Estimated
	return u
}

func (u Usage) tokens() int64 { return u.Input + u.Output }

// at puts a price on the tokens.
func (u Usage) at(p Price) Usage {
	u.Money = (float64(u.Input)*p.Input + float64(u.Output)*p.Output) / 1e6
	return u
}

// ledger keeps accounts for scopes and the day.
type ledger struct {
	budget Budget
	now    func() time.Time

	mu     sync.Mutex
	scopes map[string]*account
	date   string // of today
	today  *account
}

// account is one scope or day. What calls under way may use up is set aside, so
// that many at once do not spend the same rest.
type account struct {
	spent  Usage
	aside  Usage
	calls  int // under way
	usedAt time.Time
}

// maxScopes bounds the memory: beyond it, who was idle longest is forgotten.
const maxScopes = 4096

func newLedger(b Budget, now func() time.Time) *ledger {
	return &ledger{budget: b, now: now, scopes: map[string]*account{}, today: &account{}}
}

// reserve sets aside what a call may use up, and gives the accounts to settle.
// It answers [BudgetSpent] when there is not that much left.
func (l *ledger) reserve(scope string, most Usage) (*reservation, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	own, today := l.account(scope), l.day()
	if !own.has(l.budget.Scope, most) || !today.has(l.budget.Day, most) {
		return nil, failure(BudgetSpent)
	}
	r := &reservation{ledger: l, most: most, accounts: []*account{own, today}}
	for _, a := range r.accounts {
		a.aside = a.aside.add(most)
		a.calls++
	}
	return r, nil
}

// note adds what was used without being asked for.
func (l *ledger) note(scope string, used Usage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range []*account{l.account(scope), l.day()} {
		a.spent = a.spent.add(used)
	}
}

// reservation is what is set aside for one request.
type reservation struct {
	ledger   *ledger
	most     Usage
	accounts []*account
}

// settle puts what was used in the place of what was set aside.
func (r *reservation) settle(used Usage) {
	r.ledger.mu.Lock()
	defer r.ledger.mu.Unlock()
	for _, a := range r.accounts {
		a.aside = a.aside.add(Usage{Input: -r.most.Input, Output: -r.most.Output, Money: -r.most.Money})
		a.spent = a.spent.add(used)
		if a.calls--; a.calls == 0 {
			a.aside = Usage{} // also the crumbs that sums of fractions leave
		}
	}
}

func (a *account) has(bound Allowance, more Usage) bool {
	sum := a.spent.add(a.aside).add(more)
	return (bound.Tokens == 0 || sum.tokens() <= bound.Tokens) && (bound.Money == 0 || sum.Money <= bound.Money)
}

// account finds a scope's, or opens one; mu is held.
func (l *ledger) account(scope string) *account {
	a := l.scopes[scope]
	if a == nil {
		if len(l.scopes) >= maxScopes {
			l.forget()
		}
		a = &account{}
		l.scopes[scope] = a
	}
	a.usedAt = l.now()
	return a
}

func (l *ledger) forget() {
	var oldest string
	var found *account
	for scope, a := range l.scopes {
		if a.calls == 0 && (found == nil || a.usedAt.Before(found.usedAt)) {
			oldest, found = scope, a
		}
	}
	if found != nil {
		delete(l.scopes, oldest)
	}
}

// day finds today's account; mu is held.
func (l *ledger) day() *account {
	if date := l.now().Format(time.DateOnly); date != l.date {
		l.date, l.today = date, &account{}
	}
	return l.today
}

func (l *ledger) spent(scope string) Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a := l.scopes[scope]; a != nil {
		return a.spent
	}
	return Usage{}
}

func (l *ledger) spentToday() Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.day().spent
}
