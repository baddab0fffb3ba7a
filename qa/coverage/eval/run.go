package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"time"

	"mondo/qa"
	"mondo/qa/coverage"
)

// Scorer is whoever gives the verdicts that are measured.
type Scorer interface {
	// Score judges the answer a to q. sheet is the answer's, nil when it is not at
	// hand.
	Score(ctx context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error)
}

// Options say what to measure and where what comes from. The zero value measures
// the lexical scorer on the lines alone.
type Options struct {
	Name   string // of the scorer, for the result; "lexical" when empty
	Scorer Scorer // nil: the lexical scorer
	Tokens *coverage.Tokenizer
	// Lexicon holds a person's own words for the lexical scorer; may be nil.
	Lexicon *coverage.Lexicon
	// Sheets holds the files that lines name as their sheet; nil: no context.
	Sheets fs.FS
	// Predictions gets one JSON line per answer; nil: nobody.
	Predictions io.Writer
	// Now measures how long an answer takes; nil: time.Now.
	Now func() time.Time
}

// outcome is one answer with what the scorer said of it.
type outcome struct {
	line   *Line
	scores qa.Scores
	took   time.Duration
}

// Run scores the marked answers of r and measures the verdicts. Broken lines are
// in the result; an error means that reading, writing or the scorer failed.
func Run(ctx context.Context, r io.Reader, opts Options) (*Result, error) {
	lines, broken, err := readLines(r)
	if err != nil {
		return nil, err
	}
	opts = opts.filled()
	sheets := sheetShelf{files: opts.Sheets, read: map[string]*qa.Sheet{}}
	var out []outcome
	for i := range lines {
		l := &lines[i]
		sheet := sheets.sheet(l.Sheet)
		answer := coverage.Answer{Text: l.Answer, Modality: l.Modality}
		if i == 0 { // loads dictionaries and connections outside the clock
			if _, err := opts.Scorer.Score(ctx, l.question(), sheet, answer); err != nil {
				return nil, fmt.Errorf("score line %d: %w", l.number, err)
			}
		}
		begin := opts.Now()
		scores, err := opts.Scorer.Score(ctx, l.question(), sheet, answer)
		if err != nil {
			return nil, fmt.Errorf("score line %d: %w", l.number, err)
		}
		out = append(out, outcome{l, scores, opts.Now().Sub(begin)})
		if err := writePrediction(opts.Predictions, l, scores); err != nil {
			return nil, err
		}
	}
	return measure(opts.Name, out, broken), nil
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Name == "" {
		o.Name = "lexical"
	}
	if o.Tokens == nil {
		o.Tokens = coverage.NewTokenizer()
	}
	if o.Scorer == nil {
		o.Scorer = Lexical(o.Tokens, o.Lexicon)
	}
	return o
}

// Lexical is the scorer of package coverage as it is measured here, with the
// words of a lexicon of one's own (nil for none). It is for one goroutine.
func Lexical(t *coverage.Tokenizer, own *coverage.Lexicon) Scorer {
	return &lexical{tokens: t, own: own, sheets: map[*qa.Sheet]*coverage.Scorer{}}
}

// lexical prepares the scorer of package coverage once per sheet.
type lexical struct {
	tokens *coverage.Tokenizer
	own    *coverage.Lexicon
	sheets map[*qa.Sheet]*coverage.Scorer // under nil the one without a sheet
}

func (x *lexical) Score(_ context.Context, q qa.Question, sheet *qa.Sheet, a coverage.Answer) (qa.Scores, error) {
	s, ok := x.sheets[sheet]
	if !ok {
		s = x.prepare(sheet)
		x.sheets[sheet] = s
	}
	return s.Score(q, a), nil
}

func (x *lexical) prepare(sheet *qa.Sheet) *coverage.Scorer {
	if sheet == nil {
		return coverage.Prepare(x.tokens, "", nil, x.own)
	}
	return coverage.Prepare(x.tokens, sheet.Lang, sheet.Questions(), x.own, coverage.Groups(sheet.Aliases))
}

// sheetShelf reads the sheets that lines name, each once.
type sheetShelf struct {
	files fs.FS
	read  map[string]*qa.Sheet
}

// sheet gives a sheet, nil when it is not there or has no questions.
func (s sheetShelf) sheet(name string) *qa.Sheet {
	if s.files == nil || name == "" || !fs.ValidPath(name) {
		return nil
	}
	if sheet, ok := s.read[name]; ok {
		return sheet
	}
	var sheet *qa.Sheet
	if src, err := fs.ReadFile(s.files, name); err == nil {
		if sheet = qa.Parse(src); len(sheet.Sections) == 0 {
			sheet = nil
		}
	}
	s.read[name] = sheet
	return sheet
}

// prediction is what is written for each answer.
type prediction struct {
	ID         string               `json:"id"`
	Labels     map[string]qa.Level  `json:"labels"`
	Evidence   map[string][]qa.Span `json:"evidence"`
	Confidence map[string]float64   `json:"confidence"`
	Unsure     []string             `json:"unsure,omitempty"`
	Claims     []qa.Claim           `json:"claims,omitempty"`
}

func writePrediction(w io.Writer, l *Line, s qa.Scores) error {
	if w == nil {
		return nil
	}
	p := prediction{ID: l.ID, Labels: map[string]qa.Level{}, Evidence: map[string][]qa.Span{}, Confidence: map[string]float64{}, Claims: s.Claims}
	for _, v := range s.Verdicts {
		p.Labels[v.KeyPoint] = v.Level
		p.Confidence[v.KeyPoint] = v.Confidence
		if len(v.Evidence) > 0 {
			p.Evidence[v.KeyPoint] = v.Evidence
		}
		if v.Unsure {
			p.Unsure = append(p.Unsure, v.KeyPoint)
		}
	}
	if err := json.NewEncoder(w).Encode(p); err != nil {
		return fmt.Errorf("write the prediction for %s: %w", l.ID, err)
	}
	return nil
}
