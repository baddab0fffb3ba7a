package live

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"mondo/qa"
	"mondo/qa/coverage"
	"mondo/server/interview"
)

// Sources gives the sheets that interviews were planned from and what was taught
// on them: the part of store.Store that [Lexical] needs.
type Sources interface {
	SheetVersion(ctx context.Context, owner, version string) (source string, err error)
	Aliases(ctx context.Context, owner, sheet string) ([]interview.Alias, error)
	Notes(ctx context.Context, owner, sheet string) ([]qa.Note, error)
}

// Lexical scores by words alone. It weighs words by the whole sheet, not only by
// the questions of one interview, so that an answer scores alike in each; and it
// keeps the analyses of the sheets that it met last.
type Lexical struct {
	tokenizer *coverage.Tokenizer
	sources   Sources
	own       []*coverage.Lexicon

	mu       sync.Mutex
	prepared []*prepared // the last used at the end
}

// prepared is the analysis of one sheet in one language.
type prepared struct {
	key       string
	questions []qa.Question
	own       []*coverage.Lexicon // beside what comes with the program
	once      sync.Once
	scorer    *coverage.Scorer
}

// analyses is how many sheets are kept: some hundred kilobytes each.
const analyses = 16

// NewLexical makes a scorer that has analysed nothing yet. The tokenizer may
// still be loading; sources may be nil, and then words are weighed by the
// planned questions. own are the person's lexicons.
func NewLexical(t *coverage.Tokenizer, sources Sources, own ...*coverage.Lexicon) *Lexical {
	return &Lexical{tokenizer: t, sources: sources, own: own}
}

// Prepare analyses the interview's sheet ahead of the first answer.
func (l *Lexical) Prepare(ctx context.Context, in Scoring) {
	scorer, err := l.scorer(ctx, in)
	if err != nil || ctx.Err() != nil || len(in.Questions) == 0 {
		return // Score will say what is wrong
	}
	// The first score makes the analysis, and loads the dictionary if it must.
	q := in.Questions[0]
	scorer.Score(q, coverage.Answer{Text: q.Text, Modality: string(interview.Typed)})
}

// Score says which key points the answer conveys. It fails when the sheet's
// source cannot be read or ctx ends.
func (l *Lexical) Score(ctx context.Context, in Scoring) (qa.Scores, error) {
	scorer, err := l.taughtScorer(ctx, in)
	if err != nil {
		return qa.Scores{}, err
	}
	return scorer.Score(in.Question, coverage.Answer{Text: in.Answer, Modality: in.Modality}), nil
}

// Listen begins to score an answer while it is being spoken. What is taught later
// does not count for it.
func (l *Lexical) Listen(ctx context.Context, in Scoring) (Hearing, error) {
	scorer, err := l.taughtScorer(ctx, in)
	if err != nil {
		return nil, err
	}
	return scorer.Live(in.Question, in.Modality), nil
}

// taughtScorer scores the interview's answers by all that is known now.
func (l *Lexical) taughtScorer(ctx context.Context, in Scoring) (*coverage.Scorer, error) {
	if in.Lang == qa.Japanese && !l.tokenizer.Ready() {
		in.Notice(NoticeDictionary)
		if err := l.tokenizer.Load(); err != nil {
			return nil, err
		}
	}
	scorer, err := l.scorer(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	taught, err := l.taught(ctx, in)
	if err != nil {
		return nil, err
	}
	return scorer.WithAliases(taught), nil
}

// taught reads anew for each answer what was taught of the question, by ticks and
// by paraphrases that the person approved: what came a moment ago counts.
func (l *Lexical) taught(ctx context.Context, in Scoring) ([]coverage.Alias, error) {
	if l.sources == nil || in.Sheet == "" {
		return nil, nil
	}
	all, err := l.sources.Aliases(ctx, in.Owner, in.Sheet)
	if err != nil {
		return nil, fmt.Errorf("read the aliases: %w", err)
	}
	var taught []coverage.Alias
	for _, a := range all {
		if a.Question == in.Question.ID {
			taught = append(taught, coverage.Alias{KeyPoint: a.KeyPoint, Words: a.Words})
		}
	}
	notes, err := l.sources.Notes(ctx, in.Owner, in.Sheet)
	if err != nil {
		return nil, fmt.Errorf("read the notes: %w", err)
	}
	for _, n := range notes {
		if n.Question != in.Question.ID {
			continue
		}
		for _, words := range n.Paraphrases {
			taught = append(taught, coverage.Alias{KeyPoint: n.KeyPoint, Words: words})
		}
	}
	return taught, nil
}

// scorer finds the analysis of the interview's sheet, or makes it.
func (l *Lexical) scorer(ctx context.Context, in Scoring) (*coverage.Scorer, error) {
	k := in.SheetVersion + " " + string(in.Lang)
	if p := l.find(k); p != nil {
		return p.analysed(l.tokenizer, in.Lang), nil
	}
	sheet, err := l.sheet(ctx, in)
	if err != nil {
		return nil, err
	}
	p := &prepared{key: k, own: l.own}
	if sheet == nil {
		p.key, p.questions = planKey(in.Questions)+" "+string(in.Lang), in.Questions
	} else {
		p.questions = sheet.Questions()
		p.own = append(l.own[:len(l.own):len(l.own)], coverage.Groups(sheet.Aliases))
	}
	return l.add(p).analysed(l.tokenizer, in.Lang), nil
}

// sheet reads the interview's sheet; nil when it is no longer known.
func (l *Lexical) sheet(ctx context.Context, in Scoring) (*qa.Sheet, error) {
	if l.sources == nil || in.SheetVersion == "" {
		return nil, nil
	}
	source, err := l.sources.SheetVersion(ctx, in.Owner, in.SheetVersion)
	if errors.Is(err, interview.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the sheet: %w", err)
	}
	return qa.Parse([]byte(source)), nil
}

// planKey tells plans apart that stand on a sheet that is no longer known.
func planKey(questions []qa.Question) string {
	h := sha256.New()
	for _, q := range questions {
		fmt.Fprintln(h, q.ID)
		for _, k := range q.KeyPoints {
			fmt.Fprintln(h, k.ID)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// analysed gives the scorer; the first to ask makes it and the others wait.
func (p *prepared) analysed(t *coverage.Tokenizer, lang qa.Lang) *coverage.Scorer {
	p.once.Do(func() { p.scorer = coverage.Prepare(t, lang, p.questions, p.own...) })
	return p.scorer
}

func (l *Lexical) find(k string) *prepared {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.touch(k)
}

// add makes room for one more, or finds the one that another has added.
func (l *Lexical) add(p *prepared) *prepared {
	l.mu.Lock()
	defer l.mu.Unlock()
	if had := l.touch(p.key); had != nil {
		return had
	}
	l.prepared = append(l.prepared, p)
	if len(l.prepared) > analyses {
		l.prepared = append([]*prepared(nil), l.prepared[1:]...)
	}
	return p
}

// touch moves the analysis to the end, where what was used last stands.
func (l *Lexical) touch(k string) *prepared {
	for n, p := range l.prepared {
		if p.key == k {
			copy(l.prepared[n:], l.prepared[n+1:])
			l.prepared[len(l.prepared)-1] = p
			return p
		}
	}
	return nil
}
