package main

import (
	"mondo/qa"
)

// summary shows the report in short.
func (s *screen) summary(r *qa.Report) {
	s.say("\n%s\n", s.strong(s.words.result))
	s.say(s.words.coverage+"\n", 100*r.Unaided, 100*r.Final)
	s.say(s.words.counts+"\n", r.Counts.Covered, r.Counts.Partial, r.Counts.Missed, r.Counts.NotAsked)
	for _, sec := range r.Sections {
		if sec.Title != "" {
			s.say("\n%s\n", s.strong(sec.Title))
		}
		for _, t := range sec.Threads {
			s.thread(t)
		}
	}
	if !s.forget {
		s.say("\n"+s.words.whole+"\n", r.Interview)
	}
}

func (s *screen) thread(t qa.ThreadReport) {
	s.say("\n  %s\n", t.Text)
	if t.Outcome != "answered" {
		s.say("    %s\n", s.words.outcomes[t.Outcome])
		return
	}
	s.say("    %.0f%% → %.0f%%\n", 100*t.Unaided, 100*t.Final)
	for _, p := range t.Points {
		s.point(p)
	}
	for _, c := range t.Claims {
		s.say("    ! "+s.words.claim+"\n", c.Text, c.Line, c.Sheet)
	}
}

func (s *screen) point(p qa.PointReport) {
	sign := mark(p.Final)
	if p.Unsure {
		sign = "?"
	}
	s.say("    %s %s", sign, p.Text)
	if p.Hinted {
		s.say(" [%s]", s.words.hinted)
	}
	if p.Own {
		s.say(" [%s]", s.words.own)
	}
	s.say("\n")
}
