package live

import (
	"context"
	"io"

	"mondo/server/interview"
)

// Cursor tells an interview from a place in its log on: first what is behind
// that place, then what happens. It holds a place only, and no queue: whoever
// reads slowly gets more at a time. It is for one goroutine.
type Cursor struct {
	interview *Interview
	seq       int64 // of the last record told

	in     *running // where the rest of the place is valid
	serial int64    // of the attempt at a turn that was told of, 0 for none
	turn   string   // its id
	bytes  int      // of its text told so far
	units  int      // the same in UTF-16
	notice int64    // number of the last notice told
}

// Follow starts behind the record number after; 0 tells everything.
func (i *Interview) Follow(after int64) *Cursor { return &Cursor{interview: i, seq: after} }

// Next waits for something new and tells all that there is by then, in order.
// It answers io.EOF once the interview is finished and everything was told,
// interview.ErrNotFound when it was deleted, [ErrClosed] when the host was
// closed, and the error of ctx.
func (c *Cursor) Next(ctx context.Context) ([]Update, error) {
	for {
		r, err := c.interview.attach(ctx)
		if err != nil {
			return nil, err
		}
		updates, changed, err := r.read(c)
		if len(updates) > 0 || err != nil {
			return updates, err
		}
		select {
		case <-changed:
		case <-r.done:
		case <-ctx.Done():
			err = ctx.Err()
		}
		r.unfollow()
		if err != nil {
			return nil, err
		}
	}
}

// read tells what is new behind the cursor. When nothing is, it counts the
// cursor as a follower and gives a channel that is closed at the next change.
func (r *running) read(c *Cursor) ([]Update, <-chan struct{}, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used = true
	var updates []Update
	if c.in != r {
		updates = c.move(r)
	}
	updates = append(updates, c.readLog(r)...)
	updates = append(updates, c.readTurn(r)...)
	updates = append(updates, c.readNotices(r)...)
	if len(updates) > 0 {
		return updates, nil, nil
	}
	if r.state.Ended {
		return nil, nil, io.EOF
	}
	if r.changed == nil {
		r.changed = make(chan struct{})
	}
	r.followers++
	return nil, r.changed, nil
}

func (r *running) unfollow() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.followers--
	r.used = true
}

// move takes the cursor to another run of the interview. A turn that the last
// one did not finish starts again there.
func (c *Cursor) move(r *running) []Update {
	var updates []Update
	if c.serial != 0 && !c.ends(r) {
		updates = append(updates, TurnWithdrawn{Turn: c.turn})
	}
	c.serial = 0
	c.in = r
	c.notice = r.bulletin.standing()
	select {
	case r.newcomers <- struct{}{}: // to look whether another process wrote more
	default:
	}
	return updates
}

// ends says whether a record that the cursor has not told yet carries its turn.
func (c *Cursor) ends(r *running) bool {
	for _, rec := range r.behind(c.seq) {
		if turnOf(rec.Event) == c.turn {
			return true
		}
	}
	return false
}

// behind lists the records after a number; mu is held.
func (r *running) behind(seq int64) []interview.Record {
	return r.log[min(max(seq, 0), int64(len(r.log))):]
}

func (c *Cursor) readLog(r *running) []Update {
	var updates []Update
	if c.serial != 0 && (r.turn == nil || r.turn.serial != c.serial) {
		if !c.ends(r) {
			updates = append(updates, TurnWithdrawn{Turn: c.turn})
		}
		c.serial = 0
	}
	for _, rec := range r.behind(c.seq) {
		updates = append(updates, rec)
		c.seq = rec.Seq
	}
	return updates
}

func (c *Cursor) readTurn(r *running) []Update {
	if r.turn == nil {
		return nil
	}
	var updates []Update
	if c.serial != r.turn.serial {
		c.serial, c.turn, c.bytes, c.units = r.turn.serial, r.turn.id, 0, 0
		updates = append(updates, TurnStarted{Turn: r.turn.id, Kind: string(r.turn.kind), Thread: r.turn.thread})
	}
	if more := r.turn.text[c.bytes:]; more != "" {
		updates = append(updates, TurnDelta{Turn: c.turn, Offset: c.units, Text: more})
		c.bytes += len(more)
		c.units += units(more)
	}
	return updates
}

func (c *Cursor) readNotices(r *running) []Update {
	var updates []Update
	for _, code := range r.bulletin.after(c.notice) {
		updates = append(updates, Notice{Code: code})
	}
	c.notice = r.bulletin.last
	return updates
}
