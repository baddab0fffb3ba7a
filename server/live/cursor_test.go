package live_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"mondo/server/interview"
	"mondo/server/live"
)

// byHand is a speaker whose pieces a test gives it. Each turn takes pieces until
// the test closes the channel, then ends; what it said is its text.
type byHand struct {
	turns chan chan string // one for each turn that begins
}

func newByHand() byHand { return byHand{turns: make(chan chan string)} }

func (b byHand) Speak(ctx context.Context, _ live.Utterance, v live.Voice) (live.Spoken, error) {
	pieces := make(chan string)
	select {
	case b.turns <- pieces:
	case <-ctx.Done():
		return live.Spoken{}, ctx.Err()
	}
	text := ""
	for {
		select {
		case piece, more := <-pieces:
			if !more {
				return live.Spoken{Text: text}, nil
			}
			text += piece
			if err := v.Say(ctx, piece); err != nil {
				return live.Spoken{}, err
			}
		case <-ctx.Done():
			return live.Spoken{}, ctx.Err()
		}
	}
}

func delta(text string) func(live.Update) bool {
	return func(u live.Update) bool {
		d, ok := u.(live.TurnDelta)
		return ok && d.Text == text
	}
}

func TestCursorsOfOneTurn(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	speaker := newByHand()
	i := join(t, host(t, live.Config{Log: s, Speaker: speaker}), "i1")
	quick, slow := i.Follow(1), i.Follow(1)
	turn := <-speaker.turns

	turn <- "本日は𠮷"
	got := kinds(until(t, quick, delta("本日は𠮷")))
	expect(t, "the first to come", got, "started t1 greeting", `delta t1 0 "本日は𠮷"`)
	expect(t, "the slow one", kinds(until(t, slow, delta("本日は𠮷"))), "started t1 greeting", `delta t1 0 "本日は𠮷"`)

	turn <- "田さん、"
	until(t, quick, delta("田さん、"))
	turn <- "よろしく"
	expect(t, "offsets count UTF-16", kinds(until(t, quick, delta("よろしく"))), `delta t1 9 "よろしく"`)
	expect(t, "a slow one gets both at once", kinds(until(t, slow, delta("田さん、よろしく"))), `delta t1 5 "田さん、よろしく"`)
	expect(t, "who comes late gets the turn so far", kinds(until(t, i.Follow(1), delta("本日は𠮷田さん、よろしく"))),
		"started t1 greeting", `delta t1 0 "本日は𠮷田さん、よろしく"`)

	turn <- "。"
	close(turn)
	<-speaker.turns // the question begins: the greeting is stored
	expect(t, "the record ends the turn", kinds(until(t, slow, ofType("greeting.said")))[:1], "greeting.said")
	expect(t, "who comes later still gets the record", kinds(until(t, i.Follow(0), ofType("greeting.said"))),
		"interview.planned", "greeting.said", "started t2 question")
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s:\n%s", what, diff)
	}
}

func TestPauseTakesBackWhatIsBeingSaid(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	speaker := newByHand()
	i := join(t, host(t, live.Config{Log: s, Speaker: speaker}), "i1")
	follow := i.Follow(1)
	turn := <-speaker.turns
	turn <- "本日は"
	until(t, follow, delta("本日は"))
	do(t, i, interview.CmdPause)
	expect(t, "paused", kinds(until(t, follow, ofType("interview.paused"))), "withdrawn t1", "interview.paused")
	do(t, i, interview.CmdResume)
	turn = <-speaker.turns
	turn <- "では"
	expect(t, "resumed", kinds(until(t, follow, delta("では"))),
		"interview.resumed", "started t1 greeting", `delta t1 0 "では"`)
}

// TestManyFollowersHearTheSame lets followers of different speed hear a whole
// interview: the pieces of each turn make up the beginning of its text, and
// nothing that was not taken back is said to be.
func TestManyFollowersHearTheSame(t *testing.T) {
	s := openStore(t)
	h := host(t, live.Config{Log: s})
	for n := range 20 {
		id := fmt.Sprint("i", n)
		create(t, s, id, interview.Coach)
		i := join(t, h, id)
		var all sync.WaitGroup
		for k := range 4 {
			all.Go(func() { hear(t, i.Follow(0), time.Duration(k)*50*time.Microsecond) })
		}
		if err := (&candidate{}).rehearse(soon(t), i); err != nil {
			t.Fatal(err)
		}
		all.Wait()
	}
}

func hear(t *testing.T, c *live.Cursor, pause time.Duration) {
	heard := map[string]string{}
	for {
		updates, err := c.Next(soon(t))
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		for _, u := range updates {
			switch u := u.(type) {
			case live.TurnStarted:
				heard[u.Turn] = ""
			case live.TurnDelta:
				if had := len(utf16.Encode([]rune(heard[u.Turn]))); had != u.Offset {
					t.Errorf("%s: heard %d units, and goes on at %d", u.Turn, had, u.Offset)
				}
				heard[u.Turn] += u.Text
			case live.TurnWithdrawn:
				t.Errorf("%s is withdrawn", u.Turn)
			case interview.Record:
				if asked, ok := u.Event.(interview.QuestionAsked); ok && !strings.HasPrefix(asked.Text, heard[asked.ID]) {
					t.Errorf("heard %q of %q", heard[asked.ID], asked.Text)
				}
			}
		}
		time.Sleep(pause)
	}
}

func TestPauseStopsTheSpeaker(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	speaking, stopped := make(chan struct{}), make(chan struct{})
	i := join(t, host(t, live.Config{Log: s, Speaker: speakerFunc(
		func(ctx context.Context, _ live.Utterance, _ live.Voice) (live.Spoken, error) {
			close(speaking)
			<-ctx.Done()
			close(stopped)
			return live.Spoken{}, ctx.Err()
		})}), "i1")
	<-speaking
	do(t, i, interview.CmdPause)
	select {
	case <-stopped:
	case <-soon(t).Done():
		t.Error("the speaker goes on")
	}
}

func TestFinishTakesBackWhatIsBeingSaid(t *testing.T) {
	s := openStore(t)
	create(t, s, "i1", interview.Mock)
	speaker := newByHand()
	i := join(t, host(t, live.Config{Log: s, Speaker: speaker}), "i1")
	follow := i.Follow(1)
	turn := <-speaker.turns
	turn <- "本日は"
	until(t, follow, delta("本日は"))
	do(t, i, interview.CmdFinish)
	turn = <-speaker.turns
	turn <- "以上です。"
	close(turn)
	expect(t, "finished", kinds(until(t, follow, ofType("interview.finished"))),
		"withdrawn t1", "finish.requested", "started t1 closing", `delta t1 0 "以上です。"`, "closing.said", "interview.finished")
}

func do(t *testing.T, i *live.Interview, kind interview.CommandKind) {
	t.Helper()
	if _, err := i.Do(soon(t), interview.Command{ID: "command-" + string(kind), Kind: kind}); err != nil {
		t.Fatal(err)
	}
}
