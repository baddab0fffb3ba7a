package live_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

// planExample stores an example sheet and begins an interview over all of it.
func planExample(t testing.TB, s *store.Store, name, id string, set interview.Settings) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "..", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	sheet := qa.Parse(source)
	put := store.Sheet{ID: name, Owner: owner, Name: name, Source: string(source), Version: sheet.Version}
	if err := s.PutSheet(context.Background(), put); err != nil {
		t.Fatal(err)
	}
	planned, err := interview.Plan(name, sheet, set, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	record := interview.Record{Seq: 1, At: time.Now().UnixMilli(), Event: planned}
	if err := s.CreateInterview(context.Background(), owner, id, record); err != nil {
		t.Fatal(err)
	}
}

// read gives the model answer itself to every other question, "I don't know"
// to the rest, and asks for a hint now and then.
func read(ctx context.Context, i *live.Interview) error {
	s := i.State()
	thread := len(s.Threads) - 1
	command := interview.Command{To: s.OpenTurn(), ID: "command-" + s.OpenTurn(), Kind: interview.CmdAnswer, Text: "分かりません。"}
	if s.Plan.Settings.Lang == qa.English {
		command.Text = "I don't know."
	}
	switch s.Awaiting() {
	case interview.AwaitNothing:
		return nil
	case interview.AwaitContinue:
		command.Kind = interview.CmdContinue
	case interview.AwaitAnswer:
		if thread%2 == 0 && s.Question(thread).ModelAnswer != "" {
			command.Text = s.Question(thread).ModelAnswer
		}
		if thread%3 == 1 && len(s.Threads[thread].Hints) == 0 {
			command.Kind, command.ID = interview.CmdHint, command.ID+"-hint"
		}
	}
	_, err := i.Do(ctx, command)
	return err
}

// TestRehearseTheExamples runs the built-in scorer and interviewer over the
// example sheets, from the plan to the report, closing the host in between.
func TestRehearseTheExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the dictionary")
	}
	tokenizer := coverage.NewTokenizer()
	for _, name := range []string{"product-manager-ja.md", "phd-defence-en.md"} {
		for _, mode := range []interview.Mode{interview.Mock, interview.Coach} {
			t.Run(name+" "+string(mode), func(t *testing.T) {
				s := openStore(t)
				planExample(t, s, name, "i1", interview.Settings{FollowUps: 2, Mode: mode, Persona: qa.Demanding})
				for n := 0; ; n++ {
					h := live.NewHost(live.Config{Log: s, Scorer: live.NewLexical(tokenizer, s)})
					i := join(t, h, "i1")
					finished := readOn(t, i, 7)
					report := i.State().Report("i1")
					closeHost(t, h)
					if finished {
						checkLog(t, s, "i1", nil)
						checkReport(t, s, report)
						return
					}
					if n > 1000 {
						t.Fatal("the interview does not end")
					}
				}
			})
		}
	}
}

// readOn makes so many moves, and says whether the interview ended before.
func readOn(t *testing.T, i *live.Interview, moves int) bool {
	t.Helper()
	follow := i.Follow(0)
	for range moves {
		for i.State().Awaiting() == interview.AwaitNothing {
			if i.State().Ended {
				return true
			}
			if _, err := follow.Next(soon(t)); err != nil {
				t.Fatal(err)
			}
		}
		if err := read(soon(t), i); err != nil {
			t.Fatal(err)
		}
	}
	return false
}

func checkReport(t *testing.T, s *store.Store, report *qa.Report) {
	t.Helper()
	if report.Final <= 0.2 || report.Final >= 0.8 || report.Counts.Hinted == 0 {
		t.Errorf("half of the answers were the model answers, and the report says %.2f, %+v", report.Final, report.Counts)
	}
	lines := map[string]bool{}
	for _, section := range report.Sections {
		for _, thread := range section.Threads {
			for _, turn := range thread.Turns {
				if turn.Kind == "question" && !strings.Contains(turn.Text, strings.TrimSpace(thread.Text)) {
					t.Errorf("%q was asked as %q", thread.Text, turn.Text)
				}
				if turn.Kind == "followup" && lines[turn.Text] {
					t.Errorf("said twice: %q", turn.Text)
				}
				lines[turn.Text] = turn.Kind == "followup"
			}
		}
	}
	stored, err := s.Interview(context.Background(), owner, "i1")
	if err != nil || stored.Final != report.Final || stored.FinishedAt != report.FinishedAt {
		t.Errorf("lists show %+v, %v", stored, err)
	}
}

// BenchmarkSubmitToFirstDelta is the time from an answer's command to the first
// piece of what the interviewer says to it, as a follower gets it: two appends
// to the disk, a score and a line. The dictionary is loaded and the sheet
// analysed.
func BenchmarkSubmitToFirstDelta(b *testing.B) {
	tokenizer := coverage.NewTokenizer()
	if err := tokenizer.Load(); err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"product-manager-ja.md", "phd-defence-en.md"} {
		b.Run(name, func(b *testing.B) {
			s := openStore(b)
			h := host(b, live.Config{
				Log: s, Scorer: live.NewLexical(tokenizer, s),
				Speaker: live.Scripted{Pace: live.DefaultPace, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }},
			})
			var took []time.Duration
			for n := 0; b.Loop(); n++ {
				id := fmt.Sprint("i", n)
				planExample(b, s, name, id, interview.Settings{FollowUps: 5, Persona: qa.Demanding})
				took = append(took, submitAll(b, join(b, h, id), 12)...)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(0, "ns/op") // the loop itself is not what is measured
		})
	}
}

// submitAll answers so many times and measures each.
func submitAll(b *testing.B, i *live.Interview, answers int) (took []time.Duration) {
	follow := i.Follow(0)
	for range answers {
		for i.State().Awaiting() != interview.AwaitAnswer {
			if _, err := follow.Next(soon(b)); err != nil {
				b.Fatal(err)
			}
		}
		drain(b, follow)
		s := i.State()
		// A few sentences of the model answer: some key points, not all.
		model := s.Question(len(s.Threads) - 1).ModelAnswer
		text := string([]rune(model)[:min(200, len([]rune(model)))]) + " はい。"
		submitted := time.Now()
		go i.Do(context.Background(), interview.Command{ID: "command-" + s.OpenTurn(), Kind: interview.CmdAnswer, To: s.OpenTurn(), Text: text})
		until(b, follow, words)
		took = append(took, time.Since(submitted))
	}
	return took
}

// words fits what first tells of the interviewer's words: a piece, or the whole
// turn, as this interviewer does not pause and may be quicker than the follower.
func words(u live.Update) bool {
	_, piece := u.(live.TurnDelta)
	return piece || ofType("followup.asked")(u) || ofType("question.asked")(u)
}

// drain reads what the cursor has not told yet.
func drain(b *testing.B, c *live.Cursor) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	for {
		if _, err := c.Next(ctx); err != nil {
			return
		}
	}
}
