package live

// bulletin has the last notices, numbered from 1.
type bulletin struct {
	last  int64
	codes []string // of the numbers up to last
	// trouble is the number of the notice of a failure that still holds, 0 when
	// there is none: who comes later is told of it too.
	trouble int64
}

// kept is how many notices are kept for slow readers.
const kept = 4

func (b *bulletin) add(code string) {
	b.last++
	b.codes = append(b.codes, code)
	if len(b.codes) > kept {
		b.codes = append([]string(nil), b.codes[1:]...)
	}
}

// after lists the codes behind a number.
func (b *bulletin) after(number int64) []string {
	return b.codes[len(b.codes)-int(min(b.last-number, int64(len(b.codes)))):]
}

// standing is the number behind which a newcomer starts.
func (b *bulletin) standing() int64 {
	if b.trouble > 0 {
		return b.trouble - 1
	}
	return b.last
}

// notice tells the followers something once.
func (r *running) notice(code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bulletin.add(code)
	r.wake()
}

// fail tells the followers of a failure, once for as long as it holds.
func (r *running) fail(code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := &r.bulletin
	if b.trouble > 0 && len(b.after(b.trouble-1)) > 0 && b.after(b.trouble - 1)[0] == code {
		return
	}
	b.add(code)
	b.trouble = b.last
	r.wake()
}

// settled ends the failure.
func (r *running) settled() {
	r.mu.Lock()
	r.bulletin.trouble = 0
	r.mu.Unlock()
}
