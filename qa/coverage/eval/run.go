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
	// Score judges the answer a to q. sheet holds all questions of the answer's
	// sheet, nil when it is not at hand.
	Score(ctx context.Context, q qa.Question, sheet []qa.Question, a coverage.Answer) (qa.Scores, error)
}

// Options say what to measure and where what comes from. The zero value measures
// the lexical scorer on the lines alone.
type Options struct {
	Name   string // of the scorer, for the result; "lexical" when empty
	Scorer Scorer // nil: the lexical scorer
	Tokens *coverage.Tokenizer
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
	sheets := sheetShelf{files: opts.Sheets, read: map[string][]qa.Question{}}
	var out []outcome
	for i := range lines {
		l := &lines[i]
		sheet := sheets.questions(l.Sheet)
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
		o.Scorer = Lexical(o.Tokens)
	}
	return o
}

// Lexical is the scorer of package coverage as it is measured here. It is for one
// goroutine.
func Lexical(t *coverage.Tokenizer) Scorer {
	return &lexical{tokens: t, sheets: map[*qa.Question]*coverage.Scorer{}}
}

// lexical prepares the scorer of package coverage once per sheet.
type lexical struct {
	tokens *coverage.Tokenizer
	sheets map[*qa.Question]*coverage.Scorer
	alone  *coverage.Scorer
}

func (x *lexical) Score(_ context.Context, q qa.Question, sheet []qa.Question, a coverage.Answer) (qa.Scores, error) {
	if len(sheet) == 0 {
		if x.alone == nil {
			x.alone = coverage.Prepare(x.tokens, "", nil)
		}
		return x.alone.Score(q, a), nil
	}
	s, ok := x.sheets[&sheet[0]]
	if !ok {
		s = coverage.Prepare(x.tokens, "", sheet)
		x.sheets[&sheet[0]] = s
	}
	return s.Score(q, a), nil
}

// sheetShelf reads the sheets that lines name, each once.
type sheetShelf struct {
	files fs.FS
	read  map[string][]qa.Question
}

// questions gives a sheet's questions, nil when the sheet is not there.
func (s sheetShelf) questions(name string) []qa.Question {
	if s.files == nil || name == "" || !fs.ValidPath(name) {
		return nil
	}
	if q, ok := s.read[name]; ok {
		return q
	}
	var q []qa.Question
	if src, err := fs.ReadFile(s.files, name); err == nil {
		q = qa.Parse(src).Questions()
	}
	s.read[name] = q
	return q
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
