package main

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"unicode/utf8"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
)

// settle asks about the key points that the scorer could not tell, each once: y
// says that it was said, n that it was not, Enter leaves it. thread is the one to
// ask about, -1 for all. It ends with the input.
func (s *screen) settle(ctx context.Context, running *live.Interview, cursor *live.Cursor, thread int) error {
	if !s.asks {
		return nil
	}
	told := false
	for _, q := range unsettled(s.state.Report(""), thread) {
		if s.asked[q.point.ID] {
			continue
		}
		if !told {
			s.say("\n%s\n", s.words.unsure)
			told = true
		}
		s.asked[q.point.ID] = true
		level, more, err := s.ask(ctx, q)
		if err != nil || !more {
			return err
		}
		if level == "" {
			continue
		}
		if err := s.send(ctx, running, cursor, q.tick(level)); err != nil {
			return err
		}
	}
	return nil
}

// doubt is a key point that the scorer could not tell, with the words that most
// likely said it.
type doubt struct {
	thread int
	point  qa.PointReport
	answer string // the id of the answer that the words stand in, "" for none
	words  qa.Span
}

func unsettled(r *qa.Report, thread int) []doubt {
	var all []doubt
	for _, sec := range r.Sections {
		for _, t := range sec.Threads {
			if thread >= 0 && t.Thread != thread {
				continue
			}
			for _, p := range t.Points {
				if p.Asked && p.Unsure {
					d := doubt{thread: t.Thread, point: p}
					d.answer, d.words = likely(t, p)
					all = append(all, d)
				}
			}
		}
	}
	return all
}

func (d doubt) tick(level qa.Level) interview.PointTicked {
	e := interview.PointTicked{Thread: d.thread, KeyPoint: d.point.ID, Level: level}
	if level == qa.Covered {
		e.Answer, e.Words = d.answer, d.words
	}
	return e
}

// ask shows one doubt and reads what the person says of it; more is false when
// the input has ended.
func (s *screen) ask(ctx context.Context, d doubt) (level qa.Level, more bool, err error) {
	s.say("  ? %s\n", d.point.Text)
	if d.words.Text != "" {
		s.say("    "+s.words.quoted+"\n", d.words.Text)
	}
	for {
		s.say("    %s ", s.words.didYou)
		line, ok, err := s.line(ctx)
		if !s.interactive {
			s.print("\n")
		}
		if err != nil || !ok {
			return "", false, err
		}
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "y", "ｙ", "はい":
			return qa.Covered, true, nil
		case "n", "ｎ", "いいえ":
			return qa.Missed, true, nil
		case "":
			return "", true, nil
		}
	}
}

// send ticks, and follows the log up to there.
func (s *screen) send(ctx context.Context, running *live.Interview, cursor *live.Cursor, e interview.PointTicked) error {
	seq, err := running.Do(ctx, interview.Command{ID: "term_" + rand.Text(), Kind: interview.CmdTick, Tick: e})
	var refused *interview.Refusal
	if errors.As(err, &refused) {
		s.say("%s\n", s.words.refused(refused.Code))
		return nil
	}
	for err == nil && s.state.Seq < seq {
		err = s.step(ctx, cursor)
	}
	return err
}

// likely is the sentence where a point's evidence stands; else the longest of
// those that no other point rests on.
func likely(t qa.ThreadReport, p qa.PointReport) (answer string, words qa.Span) {
	taken := map[string][]qa.Span{}
	for _, other := range t.Points {
		for _, e := range other.Evidence {
			taken[e.Turn] = append(taken[e.Turn], e.Span)
		}
	}
	for _, turn := range t.Turns {
		if turn.Kind != "answer" {
			continue
		}
		for _, span := range sentences(turn.Text) {
			if len(p.Evidence) > 0 && p.Evidence[0].Turn == turn.ID && overlap(span, p.Evidence[0].Span) {
				return turn.ID, span
			}
			if len(span.Text) > len(words.Text) && !overlapsAny(span, taken[turn.ID]) {
				answer, words = turn.ID, span
			}
		}
	}
	return answer, words
}

func overlapsAny(a qa.Span, all []qa.Span) bool {
	for _, b := range all {
		if overlap(a, b) {
			return true
		}
	}
	return false
}

func overlap(a, b qa.Span) bool { return a.Start < b.End && b.Start < a.End }

// sentences cuts an answer at its full stops and lines. What is too long to be
// the words of a tick is left out.
func sentences(text string) []qa.Span {
	var all []qa.Span
	start := 0
	cut := func(end int) {
		words := strings.TrimSpace(text[start:end])
		at := start + strings.Index(text[start:end], words)
		if words != "" && len(words) <= interview.MaxTickBytes {
			all = append(all, qa.Span{Start: at, End: at + len(words), Text: words})
		}
		start = end
	}
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		stop := strings.ContainsRune("。！？!?\n", r) || r == '.' && (next == len(text) || text[next] == ' ' || text[next] == '\n')
		if stop {
			cut(next)
		}
	}
	cut(len(text))
	return all
}
