package server

import "time"

// schedule knows when the next beat and the next ping are due.
type schedule struct {
	every              Timings
	nextBeat, nextPing time.Time
}

func newSchedule(every Timings) *schedule {
	now := time.Now()
	return &schedule{every, now.Add(every.Beat), now.Add(every.Ping)}
}

func (s *schedule) next() time.Time {
	if s.nextBeat.Before(s.nextPing) {
		return s.nextBeat
	}
	return s.nextPing
}

func (s *schedule) beat(now time.Time) bool { return due(&s.nextBeat, now, s.every.Beat) }
func (s *schedule) ping(now time.Time) bool { return due(&s.nextPing, now, s.every.Ping) }

func due(at *time.Time, now time.Time, every time.Duration) bool {
	if now.Before(*at) {
		return false
	}
	*at = now.Add(every)
	return true
}
