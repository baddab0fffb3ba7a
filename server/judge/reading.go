package judge

import (
	"context"
	"maps"
	"slices"
	"sync"

	"mondo/qa"
)

// reading is what is made of all the votes on one point.
type reading struct {
	elements vote
	votes    int
	split    bool // the votes on an element differed
	model    string
}

// level follows from the elements, and only from them: all of them said is
// covered, some is partial, none is missed; a contradicted one is never covered.
func (v vote) level() (level qa.Level, contradicted bool) {
	present, some := 0, false
	for _, s := range v {
		switch s.presence {
		case qa.Present:
			present, some = present+1, true
		case qa.Partly:
			some = true
		case qa.Contradicted:
			contradicted = true
		}
	}
	switch {
	case present == len(v):
		return qa.Covered, false
	case some:
		return qa.Partial, contradicted
	}
	return qa.Missed, contradicted
}

func (v vote) void() bool { return slices.ContainsFunc(v, func(s said) bool { return s.void }) }

func (v vote) repaired() bool { return slices.ContainsFunc(v, func(s said) bool { return s.repaired }) }

func agree(a, b vote) bool {
	return slices.EqualFunc(a, b, func(x, y said) bool { return x.presence == y.presence })
}

// doubtful reports whether a point needs a call of its own: the model quoted what
// was not said, words alone say the very opposite, or somebody instructs the
// model and it finds the point said.
func (p *heard) doubtful(v vote) bool {
	level, _ := v.level()
	return v.void() || apart(level, p.lexical.Level) || p.suspect && level != qa.Missed
}

// apart reports whether one level is covered and the other missed.
func apart(a, b qa.Level) bool {
	return a == qa.Covered && b == qa.Missed || a == qa.Missed && b == qa.Covered
}

// mostVotes is how many votes there are on a doubtful point, the first included.
const mostVotes = 3

// callsAtOnce is how many calls for one answer are under way at the same time.
const callsAtOnce = 4

// readAll reads every point, from memory where that has it. It fails when not one
// could be read.
func (j *Judge) readAll(ctx context.Context, h *hearing) (map[int]reading, error) {
	keys, points := make([]key, len(h.points)), map[key]int{}
	for p := range h.points {
		keys[p] = j.pointKey(h, p)
		points[keys[p]] = p
	}
	var failed error
	got, err := j.readings.through(ctx, keys, func(mine []key) map[key]reading {
		var ask []int
		for _, k := range mine {
			ask = append(ask, points[k])
		}
		read, err := j.read(ctx, h, ask)
		failed = err
		fresh := map[key]reading{}
		for p, r := range read {
			fresh[keys[p]] = r
		}
		return fresh
	})
	switch {
	case err != nil:
		return nil, err
	case len(got) == 0 && failed != nil:
		return nil, failed
	case len(got) == 0:
		return nil, ErrUnread
	}
	if failed != nil {
		j.log.Warn("a part of an answer was not judged", "interview", h.Scope, "points", len(h.points), "read", len(got), "error", failed)
	}
	all := map[int]reading{}
	for k, r := range got {
		all[points[k]] = r
	}
	return all, nil
}

// read asks about points, and about those that are in doubt once or twice more.
// The error is that of a call that failed; what others gave is there beside it.
func (j *Judge) read(ctx context.Context, h *hearing, points []int) (map[int]reading, error) {
	all, failed := map[int]reading{}, error(nil)
	atOnce(h.calls(points), func(call []int) func() {
		b, err := j.ask(ctx, h, call)
		return func() {
			if err != nil {
				failed = err
			}
			for p, v := range b.votes {
				all[p] = reading{elements: v, votes: 1, model: b.model}
			}
		}
	})
	var doubtful []int
	for p, r := range all {
		if h.points[p].doubtful(r.elements) {
			doubtful = append(doubtful, p)
		}
	}
	firsts := maps.Clone(all)
	atOnce(doubtful, func(p int) func() {
		settled := j.askAlone(ctx, h, p, firsts[p])
		return func() { all[p] = settled }
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return all, failed
}

// atOnce works on items, callsAtOnce at a time, and waits for all. What work
// returns is done by one at a time.
func atOnce[T any](items []T, work func(T) (note func())) {
	var (
		mu      sync.Mutex
		free    = make(chan struct{}, callsAtOnce)
		working sync.WaitGroup
	)
	for _, item := range items {
		free <- struct{}{}
		working.Go(func() {
			defer func() { <-free }()
			note := work(item)
			mu.Lock()
			defer mu.Unlock()
			note()
		})
	}
	working.Wait()
}

// askAlone has a doubtful point voted on until two votes agree. A model that
// fails meanwhile leaves the votes that there are.
func (j *Judge) askAlone(ctx context.Context, h *hearing, p int, first reading) reading {
	votes := []vote{first.elements}
	for len(votes) < mostVotes {
		b, err := j.ask(ctx, h, []int{p})
		if err != nil {
			j.log.Warn("a vote on a doubtful point failed", "interview", h.Scope, "votes", len(votes), "error", err)
			break
		}
		v, ok := b.votes[p]
		if !ok {
			break
		}
		votes = append(votes, v)
		if len(votes) == 2 && agree(votes[0], votes[1]) {
			break
		}
	}
	r := settle(votes)
	r.model = first.model
	return r
}

// settle takes what most votes say of each element; where none prevails, the
// element counts as absent.
func settle(votes []vote) reading {
	r := reading{votes: len(votes)}
	for e := range votes[0] {
		var on []said
		for _, v := range votes {
			on = append(on, v[e])
		}
		chosen, unanimous := prevails(on)
		r.elements, r.split = append(r.elements, chosen), r.split || !unanimous
	}
	return r
}

// prevails is what more than half of the votes on an element say. Of votes that
// say the same, one that did not need a void quote for it stands for all.
func prevails(on []said) (chosen said, unanimous bool) {
	for _, s := range on {
		n := 0
		for _, o := range on {
			if o.presence == s.presence {
				n++
				if s.void && !o.void {
					s = o
				}
			}
		}
		if 2*n > len(on) {
			return s, n == len(on)
		}
	}
	return said{presence: qa.Absent}, false
}
