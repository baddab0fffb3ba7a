package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
)

// screen holds an interview on a terminal, or on pipes. It follows the
// interview's log like a browser does; what it shows is a fold over the same
// events.
type screen struct {
	out         io.Writer
	lines       <-chan string // what is typed, closed at its end
	words       words
	interactive bool
	bold        bool
	forget      bool
	asks        bool            // asks about what the scorer could not tell
	asked       map[string]bool // the key points that it has asked about, by id

	state  interview.State
	shown  string // id of the turn that is on the screen
	length int    // bytes of it that are
}

func newScreen(w *world, lang qa.Lang, forget, ask bool) *screen {
	return &screen{
		out: w.stdout, lines: readLines(w.stdin), words: screenWords[lang], forget: forget,
		interactive: isTerminal(w.stdin), asks: ask || isTerminal(w.stdin), asked: map[string]bool{},
		bold: isTerminal(w.stdout) && !isSet(w, "NO_COLOR"),
	}
}

func isSet(w *world, name string) bool {
	value, ok := w.env(name)
	return ok && value != ""
}

// readLines reads in a goroutine of its own, because nothing interrupts a read
// from a terminal. It ends with the input, or with the process.
func readLines(in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		r := bufio.NewReader(in)
		for {
			line, err := r.ReadString('\n')
			if line != "" {
				lines <- strings.TrimRight(line, "\r\n")
			}
			if err != nil {
				return
			}
		}
	}()
	return lines
}

// rehearse goes through the interview to its end and returns its last state.
// When the input ends, so does the interview.
func (s *screen) rehearse(ctx context.Context, running *live.Interview) (interview.State, error) {
	s.say("%s\n", s.words.help)
	cursor := running.Follow(0)
	for {
		if err := s.watch(ctx, cursor); err != nil {
			return s.state, err
		}
		if s.state.Ended {
			err := s.settle(ctx, running, cursor, -1)
			return s.state, err
		}
		if s.state.Awaiting() == interview.AwaitContinue {
			if err := s.settle(ctx, running, cursor, len(s.state.Threads)-1); err != nil {
				return s.state, err
			}
		}
		command, err := s.listen(ctx)
		if err != nil {
			return s.state, err
		}
		if command.Kind == "" {
			continue // help was asked for
		}
		command.ID = "term_" + rand.Text()
		_, err = running.Do(ctx, command)
		var refused *interview.Refusal
		if errors.As(err, &refused) {
			s.say("%s\n", s.words.refused(refused.Code))
		} else if err != nil {
			return s.state, err
		}
		if err := s.catchUp(ctx, cursor, running.State().Seq); err != nil {
			return s.state, err
		}
	}
}

// watch shows what happens until the candidate is to do something.
func (s *screen) watch(ctx context.Context, cursor *live.Cursor) error {
	for s.state.Awaiting() == interview.AwaitNothing && !s.state.Paused && !s.state.Ended {
		if err := s.step(ctx, cursor); err != nil {
			return err
		}
	}
	return nil
}

// catchUp shows the events up to the number seq, so that a command's effect is
// on the screen before the next is asked for.
func (s *screen) catchUp(ctx context.Context, cursor *live.Cursor, seq int64) error {
	for s.state.Seq < seq && !s.state.Ended {
		if err := s.step(ctx, cursor); err != nil {
			return err
		}
	}
	return nil
}

func (s *screen) step(ctx context.Context, cursor *live.Cursor) error {
	updates, err := cursor.Next(ctx)
	if err != nil {
		return err
	}
	for _, u := range updates {
		s.show(u)
	}
	return nil
}

func (s *screen) show(u live.Update) {
	switch u := u.(type) {
	case interview.Record:
		s.state = s.state.ApplyRecord(u)
		s.showEvent(u.Event)
	case live.TurnStarted:
		s.begin(u.Turn)
	case live.TurnDelta:
		s.print(u.Text)
		s.length += len(u.Text)
	case live.TurnWithdrawn:
		s.say(" %s\n", s.words.withdrawn)
		s.shown = ""
	case live.Notice:
		if text, ok := s.words.notices[u.Code]; ok {
			s.say("%s\n", text)
		}
	}
}

// showEvent ends the turn that an event carries. What of it was not streamed is
// shown now.
func (s *screen) showEvent(e interview.Event) {
	switch e := e.(type) {
	case interview.GreetingSaid:
		s.end(e.Turn)
	case interview.QuestionAsked:
		s.end(e.Turn)
		if q := s.state.Question(e.Thread); q.Seconds > 0 {
			s.say(s.words.seconds+"\n", q.Seconds)
		}
	case interview.FollowUpAsked:
		s.end(e.Turn)
	case interview.HintGiven:
		s.end(e.Turn)
	case interview.QuestionRepeated:
		s.end(e.Turn)
	case interview.FeedbackGiven:
		s.end(e.Turn)
	case interview.ClosingSaid:
		s.end(e.Turn)
	}
}

func (s *screen) begin(turn string) {
	s.shown, s.length = turn, 0
	s.say("\n%s  ", s.strong(s.words.interviewer))
}

func (s *screen) end(t interview.Turn) {
	if s.shown != t.ID {
		s.begin(t.ID)
	}
	if s.length < len(t.Text) {
		s.print(t.Text[s.length:])
	}
	s.shown = ""
	s.print("\n")
}

// listen asks the candidate for a command. Kind is "" when there is none to
// carry out.
func (s *screen) listen(ctx context.Context) (interview.Command, error) {
	c := interview.Command{To: s.state.OpenTurn()}
	switch {
	case s.state.Paused:
		s.prompt(s.words.paused)
		_, ok, err := s.line(ctx)
		c.Kind = interview.CmdResume
		if !ok {
			c.Kind = interview.CmdFinish
		}
		return c, err
	case s.state.Awaiting() == interview.AwaitContinue:
		return s.goOn(ctx, c)
	}
	return s.answer(ctx, c)
}

// goOn waits until the feedback was read. A pipe has read it at once, and its
// next line is an answer.
func (s *screen) goOn(ctx context.Context, c interview.Command) (interview.Command, error) {
	c.Kind = interview.CmdContinue
	if !s.interactive {
		return c, nil
	}
	s.prompt(s.words.goOn)
	line, ok, err := s.line(ctx)
	switch {
	case err != nil:
		return c, err
	case !ok:
		c.Kind = interview.CmdFinish
	case strings.HasPrefix(line, ":"):
		return s.command(line, c), nil
	}
	return c, nil
}

// answer reads lines up to an empty one. A first line with a colon is a command.
func (s *screen) answer(ctx context.Context, c interview.Command) (interview.Command, error) {
	c.Kind, c.Modality = interview.CmdAnswer, interview.Typed
	var typed []string
	for {
		s.prompt("> ")
		line, ok, err := s.line(ctx)
		switch {
		case err != nil:
			return c, err
		case !ok && len(typed) == 0:
			c.Kind = interview.CmdFinish
			return c, nil
		case !ok, strings.TrimSpace(line) == "" && len(typed) > 0:
			c.Text = strings.Join(typed, "\n")
			return c, nil
		case strings.TrimSpace(line) == "":
			continue
		case len(typed) == 0 && strings.HasPrefix(line, ":"):
			return s.command(line, c), nil
		}
		typed = append(typed, line)
	}
}

// command reads a line such as ":hint".
func (s *screen) command(line string, c interview.Command) interview.Command {
	name := strings.TrimSpace(strings.TrimPrefix(line, ":"))
	switch kind := interview.CommandKind(name); kind {
	case interview.CmdSkip, interview.CmdHint, interview.CmdRepeat, interview.CmdContinue,
		interview.CmdPause, interview.CmdFinish:
		c.Kind = kind
		return c
	case "quit", "q":
		c.Kind = interview.CmdFinish
		return c
	}
	s.say("%s\n", s.words.help)
	return interview.Command{}
}

// line reads one line; ok is false when there is no more.
func (s *screen) line(ctx context.Context) (line string, ok bool, err error) {
	select {
	case line, ok = <-s.lines:
		return line, ok, nil
	case <-ctx.Done():
		return "", false, ctx.Err()
	}
}

// interrupted says how to come back.
func (s *screen) interrupted(id string) {
	if s.forget {
		s.say("\n%s\n", s.words.forgotten)
		return
	}
	s.say("\n"+s.words.interrupted+"\n", id)
}

// prompt shows a person that something may be typed.
func (s *screen) prompt(text string) {
	if s.interactive {
		s.print(text)
	}
}

func (s *screen) strong(text string) string {
	if s.bold {
		return "\x1b[1m" + text + "\x1b[0m"
	}
	return text
}

func (s *screen) print(text string) { io.WriteString(s.out, text) }

func (s *screen) say(format string, args ...any) { fmt.Fprintf(s.out, format, args...) }
