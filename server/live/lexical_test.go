package live_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
	"mondo/server/live"
)

// sources counts how often each sheet was read.
type sources struct {
	mu     sync.Mutex
	sheets map[string]string
	reads  map[string]int
	err    error
	taught []interview.Alias
	notes  []qa.Note
}

func (s *sources) Notes(context.Context, string, string) ([]qa.Note, error) { return s.notes, s.err }

func (s *sources) SheetVersion(_ context.Context, _, version string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reads == nil {
		s.reads = map[string]int{}
	}
	s.reads[version]++
	source, ok := s.sheets[version]
	if s.err == nil && !ok {
		return "", interview.ErrNotFound
	}
	return source, s.err
}

func (s *sources) Aliases(_ context.Context, owner, sheet string) ([]interview.Alias, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.taught), func(a interview.Alias) bool { return a.Sheet != sheet }), s.err
}

const englishSheet = `# Interview

### Q: Why do you want this position?

- I have run a night kitchen for six years
- I want to train apprentices
`

func scoring(t *testing.T, answer string) live.Scoring {
	t.Helper()
	sheet := qa.Parse([]byte(englishSheet))
	questions := sheet.Questions()
	if len(questions) != 1 || len(questions[0].KeyPoints) != 2 {
		t.Fatalf("the sheet reads as %+v", questions)
	}
	return live.Scoring{
		Owner: owner, SheetVersion: "v1", Lang: qa.English, Question: questions[0], Questions: questions,
		Answer: answer, Modality: "typed", Notice: func(code string) { t.Errorf("notice %s", code) },
	}
}

func TestLexicalScores(t *testing.T) {
	l := live.NewLexical(coverage.NewTokenizer(), &sources{sheets: map[string]string{"v1": englishSheet}})
	scores, err := l.Score(context.Background(), scoring(t, "I ran a night kitchen for six years."))
	if err != nil {
		t.Fatal(err)
	}
	if scores.Scorer != coverage.Version || len(scores.Verdicts) != 2 ||
		scores.Verdicts[0].Level == qa.Missed || scores.Verdicts[1].Level != qa.Missed {
		t.Errorf("got %+v", scores)
	}
}

// The words of the person's lexicon and those of the sheet's front matter count.
func TestLexicalKnowsOwnWords(t *testing.T) {
	own, err := coverage.ReadLexicon("own.txt", []byte("apprentices | greenhorns\ntrain | toughen\n"))
	if err != nil {
		t.Fatal(err)
	}
	aliased := "---\naliases:\n  - night kitchen = graveyard line\n---\n" + englishSheet
	for _, c := range []struct {
		name, sheet, answer string
		own                 []*coverage.Lexicon
		point               int
		missed              bool
	}{
		{"by the sheet", aliased, "The graveyard line was mine.", nil, 0, false},
		{"not by the sheet", englishSheet, "The graveyard line was mine.", nil, 0, true},
		{"by the person", englishSheet, "I toughen greenhorns.", []*coverage.Lexicon{own}, 1, false},
		{"not by the person", englishSheet, "I toughen greenhorns.", nil, 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := live.NewLexical(coverage.NewTokenizer(), &sources{sheets: map[string]string{"v1": c.sheet}}, c.own...)
			scores, err := l.Score(context.Background(), scoring(t, c.answer))
			if err != nil {
				t.Fatal(err)
			}
			if missed := scores.Verdicts[c.point].Level == qa.Missed; missed != c.missed {
				t.Errorf("got %+v", scores.Verdicts[c.point])
			}
		})
	}
}

func TestLexicalKeepsAnalysesOfTheLastSheets(t *testing.T) {
	s := &sources{sheets: map[string]string{}}
	l := live.NewLexical(coverage.NewTokenizer(), s)
	score := func(version string) {
		t.Helper()
		s.sheets[version] = englishSheet
		in := scoring(t, "apprentices")
		in.SheetVersion = version
		if _, err := l.Score(context.Background(), in); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 100 {
		score("often")
		score(fmt.Sprint("once", n))
	}
	score("once0")
	if s.reads["often"] != 1 || s.reads["once0"] != 2 {
		t.Errorf("read %d times what is used often, %d times what was long ago", s.reads["often"], s.reads["once0"])
	}
}

func TestLexicalWithoutTheSource(t *testing.T) {
	in := scoring(t, "I want to train apprentices.")
	want, err := live.NewLexical(coverage.NewTokenizer(), &sources{sheets: map[string]string{"v1": englishSheet}}).Score(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]live.Sources{"forgotten": &sources{}, "none": nil} {
		got, err := live.NewLexical(coverage.NewTokenizer(), s).Score(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the plan has the whole sheet and scores otherwise:\n%s", name, diff)
		}
	}
	broken := live.NewLexical(coverage.NewTokenizer(), &sources{err: errors.New("the disk is gone")})
	if scores, err := broken.Score(context.Background(), in); err == nil {
		t.Errorf("a failure looks like a score: %+v", scores)
	}
}

func TestLexicalTellsThatTheDictionaryLoads(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the dictionary")
	}
	var told []string
	in := scoring(t, "夜の厨房を六年任されていました。")
	in.Lang, in.Notice = qa.Japanese, func(code string) { told = append(told, code) }
	l := live.NewLexical(coverage.NewTokenizer(), nil)
	for range 2 {
		if _, err := l.Score(context.Background(), in); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(told, []string{live.NoticeDictionary}) {
		t.Errorf("told %v", told)
	}
}

func TestLexicalFromManyInterviewsAtOnce(t *testing.T) {
	l := live.NewLexical(coverage.NewTokenizer(), &sources{sheets: map[string]string{"v1": englishSheet}})
	in := scoring(t, "I want to train apprentices.")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			l.Prepare(context.Background(), in)
			if scores, err := l.Score(context.Background(), in); err != nil || scores.Verdicts[1].Level == qa.Missed {
				t.Errorf("got %+v, %v", scores, err)
			}
		})
	}
	all.Wait()
}

// What the person approved as another way to say a point is heard as that point.
func TestLexicalHearsParaphrases(t *testing.T) {
	in := scoring(t, "Growing youngsters into cooks is my dream.")
	in.Sheet = "s1"
	point := in.Question.KeyPoints[1].ID
	level := func(notes ...qa.Note) qa.Level {
		l := live.NewLexical(coverage.NewTokenizer(), &sources{sheets: map[string]string{"v1": englishSheet}, notes: notes})
		scores, err := l.Score(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		return scores.Verdicts[1].Level
	}
	words := []string{"Growing youngsters into cooks is my dream"}
	if got := level(qa.Note{Question: in.Question.ID, KeyPoint: point, Paraphrases: words}); got != qa.Covered {
		t.Errorf("approved: %s", got)
	}
	if got := level(qa.Note{Question: "another", KeyPoint: point, Paraphrases: words}); got == qa.Covered {
		t.Errorf("of another question: %s", got)
	}
}
