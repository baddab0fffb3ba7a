package live

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mondo/qa"
	"mondo/server/interview"
)

// judgeRevision is the revision of a judge's scores: the second, after those by words.
const judgeRevision = 2

// UnjudgedNoModel is the code of an answer that no judge reads because this
// process has none.
const UnjudgedNoModel = "no_model"

// unremarked is a wait that nobody wonders about.
const unremarked = 700 * time.Millisecond

// judged is what a judge made of an answer.
type judged struct {
	answer string
	scores qa.Scores
	err    error
}

// judgeBeside sets a judge to work on every answer that one is to read, and
// calls off those that are no longer wanted. They work beside the interview:
// only closing a thread waits for them.
func (r *running) judgeBeside(ctx context.Context) {
	if r.host.config.Judge == nil {
		return
	}
	wanted := map[string]bool{}
	for _, a := range r.state.Unjudged() {
		wanted[a.ID] = true
		if r.judges[a.ID] == nil {
			r.setToWork(ctx, a)
		}
	}
	for id, callOff := range r.judges {
		if !wanted[id] {
			callOff()
			delete(r.judges, id)
		}
	}
}

func (r *running) setToWork(ctx context.Context, a interview.Answer) {
	in := r.scoringOf(r.state, a.AnswerGiven)
	ctx, callOff := context.WithCancel(ctx)
	r.judges[a.ID] = callOff
	_, asking := r.state.Next().(interview.FollowUp)
	r.host.goroutines.Go(func() {
		defer callOff()
		if asking && sleepFor(ctx, r.host.config.HeadStart) != nil {
			return
		}
		scores, err := r.readWith(ctx, in, a.Scores)
		select {
		case r.judged <- judged{a.ID, scores, err}:
		case <-ctx.Done():
		}
	})
}

// readWith lets the judge read, for a bounded time and without bringing down the
// interview.
func (r *running) readWith(ctx context.Context, in Scoring, words qa.Scores) (scores qa.Scores, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, r.host.config.JudgeLimit, errSlow)
	defer cancel()
	_, err = guarded(ctx, func(ctx context.Context) ([]interview.Event, error) {
		scores, err = r.host.config.Judge.Judge(ctx, in, words)
		return nil, err
	})
	if err != nil && errors.Is(context.Cause(ctx), errSlow) {
		err = errSlow
	}
	return scores, err
}

// hear takes what a judge made of an answer.
func (r *running) hear(ctx context.Context, j judged) {
	if r.judges[j.answer] == nil {
		return // called off meanwhile
	}
	err := r.keepJudged(ctx, j)
	if err == nil || r.gone || ctx.Err() != nil {
		delete(r.judges, j.answer)
		return
	}
	r.host.config.Logger.WarnContext(ctx, "a judge's verdicts cannot be stored yet", "interview", r.key.id, "error", err)
	r.fail(NoticeStoring)
	r.host.goroutines.Go(func() {
		if sleepFor(ctx, r.host.config.Rest(1)) == nil {
			select {
			case r.judged <- j:
			case <-ctx.Done():
			}
		}
	})
}

// keepJudged stores a judge's verdicts, or that there are none.
func (r *running) keepJudged(ctx context.Context, j judged) error {
	var event interview.Event = interview.AnswerScored{Answer: j.answer, Revision: judgeRevision, Scores: j.scores}
	if j.err != nil {
		r.host.config.Logger.WarnContext(ctx, "an answer was not judged", "interview", r.key.id, "answer", j.answer, "error", j.err)
		event = interview.AnswerUnjudged{Answer: j.answer, Code: codeOf(j.err)}
		r.notice(NoticeJudging)
	}
	var err error
	for range conflicts {
		if !r.judgeWanted(j.answer) {
			return nil // another process was quicker
		}
		if err = r.append(ctx, "", []interview.Event{event}); !errors.Is(err, interview.ErrConflict) {
			break
		}
	}
	return err
}

func (r *running) judgeWanted(answer string) bool {
	for _, a := range r.state.Unjudged() {
		if a.ID == answer {
			return true
		}
	}
	return false
}

// awaitJudge waits until the judge counts as late. When the verdicts come first,
// the action is no longer owed, and ctx ends.
func (r *running) awaitJudge(ctx context.Context, s interview.State, a interview.AnswerGiven) ([]interview.Event, error) {
	code := interview.UnjudgedLate
	switch {
	case r.host.config.Judge == nil:
		return []interview.Event{interview.AnswerUnjudged{Answer: a.ID, Code: UnjudgedNoModel}}, nil
	case s.Closing.ID != "":
		code = interview.UnjudgedSlow
	}
	wait := r.host.config.JudgeWait
	unsaid := min(wait, unremarked)
	if err := sleepFor(ctx, unsaid); err != nil {
		return nil, fmt.Errorf("wait for the judge: %w", err)
	}
	r.notice(NoticeReading)
	if err := sleepFor(ctx, wait-unsaid); err != nil {
		return nil, fmt.Errorf("wait for the judge: %w", err)
	}
	return []interview.Event{interview.AnswerUnjudged{Answer: a.ID, Code: code}}, nil
}

// coded is an error that says in a stable word what went wrong.
type coded interface{ Code() string }

// failure is a coded error of this package's own.
type failure string

func (f failure) Error() string { return "live: " + string(f) }
func (f failure) Code() string  { return string(f) }

// errSlow: a judge has read for longer than it may.
const errSlow = failure(interview.UnjudgedSlow)

// codeOf is the code of an error, "failed" when it has none.
func codeOf(err error) string {
	var c coded
	if errors.As(err, &c) && c.Code() != "" && c.Code() != interview.UnjudgedLate {
		return c.Code()
	}
	return "failed"
}
