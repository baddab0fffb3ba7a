package judge

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mondo/prompts"
	"mondo/qa"
)

var half = says(map[string]verdictOf{"検知": present("アラート")})

func TestRemembers(t *testing.T) {
	base := func() Task { return task(answer) }
	for name, tt := range map[string]struct {
		change func(*Task)
		calls  int // for elements, beside the first
	}{
		"the same":                     {func(*Task) {}, 0},
		"another interview":            {func(in *Task) { in.Scope = "i2" }, 0},
		"another answer":               {func(in *Task) { in.Answer += "以上です。" }, 1},
		"another version":              {func(in *Task) { in.SheetVersion = "v2" }, 1},
		"another point":                {func(in *Task) { in.Question.KeyPoints[0].Text += "。" }, 1},
		"other elements":               {func(in *Task) { in.Question.KeyPoints[0].Elements = []string{"検知", "短縮"} }, 1},
		"spoken":                       {func(in *Task) { in.Modality = "spoken" }, 1},
		"another language":             {func(in *Task) { in.Lang = qa.English }, 1},
		"words that say another thing": {func(in *Task) { in.Lexical.Verdicts[0].Level = qa.Partial }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			j, m := judgeOf(t, half)
			want, err := j.Score(t.Context(), base())
			if err != nil {
				t.Fatal(err)
			}
			in := base()
			tt.change(&in)
			got, err := j.Score(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			if n := m.calls("judge"); n != 1+tt.calls {
				t.Errorf("%d calls", n)
			}
			if diff := cmp.Diff(want, got); name == "the same" && diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("only what changed is asked", func(t *testing.T) {
		j, m := judgeOf(t, half)
		in := base()
		for range 2 {
			if _, err := j.Score(t.Context(), in); err != nil {
				t.Fatal(err)
			}
			in.Question.KeyPoints = append([]qa.KeyPoint(nil), in.Question.KeyPoints...)
			in.Question.KeyPoints[1].Text = "当番: 毎日していた"
		}
		var last prompts.Prompt
		for _, p := range m.asked {
			if p.Name == "judge" {
				last = p
			}
		}
		if points := materialOf(last.Messages).Points; len(points) != 1 || points[0].Text != "当番: 毎日していた" {
			t.Errorf("%+v", points)
		}
	})
	t.Run("no failure", func(t *testing.T) {
		j, m := judgeOf(t, half)
		m.fails = func(n int, _ prompts.Prompt) error {
			if n <= 2 {
				return errors.New("busy")
			}
			return nil
		}
		if _, err := j.Score(t.Context(), base()); err == nil {
			t.Fatal("no error")
		}
		if got, err := j.Score(t.Context(), base()); err != nil || got.Verdicts[0].Level != qa.Partial {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// Those who want the same at the same time share one call.
func TestSharesCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(messages []prompts.Message) string {
			time.Sleep(time.Second)
			return half(messages)
		}
		j, m := judgeOf(t, slow)
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if got, err := j.Score(t.Context(), task(answer)); err != nil || got.Verdicts[0].Level != qa.Partial {
					t.Errorf("%+v, %v", got, err)
				}
			})
		}
		all.Wait()
		if m.calls("judge") != 1 || m.calls("claims") != 1 {
			t.Errorf("%d and %d calls", m.calls("judge"), m.calls("claims"))
		}
	})
}

// Whoever works for others may leave or fail: one of the others takes over.
func TestTakesOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCache[int](10)
		ctx, leave := context.WithCancel(t.Context())
		keys := []key{keyOf("a"), keyOf("b"), keyOf("a")}
		var all sync.WaitGroup
		all.Go(func() {
			_, err := c.through(ctx, keys, func(mine []key) map[key]int {
				<-ctx.Done()
				return map[key]int{keys[1]: 7}
			})
			if err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		all.Go(func() {
			got, err := c.through(t.Context(), keys, func(mine []key) map[key]int {
				if len(mine) != 1 || mine[0] != keys[0] {
					t.Errorf("work on %d keys", len(mine))
				}
				return map[key]int{keys[0]: 8}
			})
			if diff := cmp.Diff(map[key]int{keys[0]: 8, keys[1]: 7}, got); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
		})
		impatient, stop := context.WithCancel(t.Context())
		all.Go(func() {
			if _, err := c.through(impatient, keys[:1], nil); !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
		})
		synctest.Wait()
		stop()
		synctest.Wait()
		leave()
		all.Wait()
		if len(c.busy) != 0 {
			t.Errorf("%d keys are still worked on", len(c.busy))
		}
	})
}

func TestCacheForgets(t *testing.T) {
	c := newCache[int](3)
	want := func(n int, worked bool) {
		t.Helper()
		did := false
		got, err := c.through(t.Context(), []key{keyOf(fmt.Sprint(n))}, func(mine []key) map[key]int {
			did = true
			return map[key]int{mine[0]: n}
		})
		if err != nil || len(got) != 1 || did != worked {
			t.Errorf("%d: %v, %v, worked: %v", n, got, err, did)
		}
	}
	for n := range 3 {
		want(n, true)
	}
	want(0, false)
	want(3, true) // 1 is the oldest now
	want(0, false)
	want(2, false)
	want(1, true)
	if len(c.known) != 3 || c.order.Len() != 3 {
		t.Errorf("%d and %d are kept", len(c.known), c.order.Len())
	}
}

// A worker that panics leaves no key behind that others wait for.
func TestCacheWorkPanics(t *testing.T) {
	c := newCache[int](3)
	func() {
		defer func() { recover() }()
		c.through(t.Context(), []key{keyOf("a")}, func([]key) map[key]int { panic("bug") })
	}()
	if len(c.busy) != 0 {
		t.Error("the key is still worked on")
	}
}

func TestKeyOf(t *testing.T) {
	if keyOf("a", "bc") == keyOf("ab", "c") || keyOf("a") == keyOf("a", "") || keyOf("1 a") == keyOf("", "a") {
		t.Error("two lists have one key")
	}
}
