package live

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"time"

	"mondo/qa"
	"mondo/server/interview"
)

// doing is an action that is under way: it is being carried out, or rests after
// a failure.
type doing struct {
	action   interview.Action
	cancel   context.CancelFunc
	end      chan end         // has room for one
	again    <-chan time.Time // while it rests
	failures int
	// events are what the action came to, when they could not be stored yet:
	// then only storing is tried again.
	events []interview.Event
}

// end is what an action came to.
type end struct {
	doing  *doing
	events []interview.Event
	err    error
}

// ended and rested are channels for a select; of a nil doing they never fire.
func (d *doing) ended() <-chan end {
	if d == nil {
		return nil
	}
	return d.end
}

func (d *doing) rested() <-chan time.Time {
	if d == nil {
		return nil
	}
	return d.again
}

// setOut carries out an action.
func (r *running) setOut(ctx context.Context, a interview.Action) {
	r.doing = &doing{action: a}
	if given, ok := a.(interview.Append); ok {
		r.keep(ctx, []interview.Event{given.Event})
		return
	}
	r.start(ctx)
}

// start does the work of the action in a goroutine of its own, so that commands
// are heard meanwhile. The host waits for it.
func (r *running) start(ctx context.Context) {
	d := r.doing
	ctx, cancel := context.WithCancel(ctx)
	d.cancel, d.end, d.again = cancel, make(chan end, 1), nil
	work, results := r.work(d.action), d.end
	r.host.goroutines.Go(func() {
		defer cancel()
		events, err := guarded(ctx, work)
		results <- end{d, events, err}
	})
}

// work is what an action takes. It runs beside the interview's goroutine and
// uses nothing of it but what it is given here, its voice and notices.
func (r *running) work(a interview.Action) func(context.Context) ([]interview.Event, error) {
	state := r.state
	switch a := a.(type) {
	case interview.Score:
		return func(ctx context.Context) ([]interview.Event, error) { return r.score(ctx, state, a.Answer) }
	case interview.Judge:
		return func(ctx context.Context) ([]interview.Event, error) { return r.awaitJudge(ctx, state, a.Answer) }
	}
	g, ok := speaking(a)
	if !ok {
		return func(context.Context) ([]interview.Event, error) {
			return nil, fmt.Errorf("live: no way to do %T", a)
		}
	}
	v := r.beginTurn(g)
	return func(ctx context.Context) ([]interview.Event, error) {
		spoken, err := r.host.config.Speaker.Speak(ctx, Utterance{Interview: r.key.id, State: state, Action: a}, v)
		if err != nil {
			return nil, fmt.Errorf("speak: %w", err)
		}
		return []interview.Event{said(a, g, spoken)}, nil
	}
}

func (r *running) score(ctx context.Context, s interview.State, a interview.AnswerGiven) ([]interview.Event, error) {
	scores, err := r.host.config.Scorer.Score(ctx, r.scoringOf(s, a))
	if err != nil {
		return nil, fmt.Errorf("score: %w", err)
	}
	return []interview.Event{interview.AnswerScored{Answer: a.ID, Revision: 1, Scores: scores}}, nil
}

// scoringOf is what there is to know of an answer.
func (r *running) scoringOf(s interview.State, a interview.AnswerGiven) Scoring {
	in := r.scoring(s)
	in.Question = s.Question(a.Thread).Question
	in.Answer, in.Modality = a.Text, string(a.Modality)
	return in
}

func (r *running) scoring(s interview.State) Scoring {
	in := scoring(r.key, s)
	in.Notice = r.notice
	return in
}

func scoring(k key, s interview.State) Scoring {
	in := Scoring{
		Owner: k.owner, Interview: k.id, Sheet: s.Plan.Sheet, SheetVersion: s.Plan.SheetVersion, Lang: s.Plan.Settings.Lang,
		Questions: make([]qa.Question, len(s.Plan.Questions)),
		Notice:    func(string) {},
	}
	for n, q := range s.Plan.Questions {
		in.Questions[n] = q.Question
	}
	return in
}

// prepare lets the scorer get ready while the interviewer is still greeting.
func (r *running) prepare(ctx context.Context) {
	p, ok := r.host.config.Scorer.(Preparer)
	if !ok || r.state.Ended {
		return
	}
	in := scoring(r.key, r.state) // nobody waits for it yet
	r.host.goroutines.Go(func() {
		guarded(ctx, func(ctx context.Context) ([]interview.Event, error) {
			p.Prepare(ctx, in)
			return nil, nil
		})
	})
}

// guarded turns a panic into an error: what one person wrote must not end
// everybody's interviews, the more so as a restart would meet it again. The
// panic's value may hold that text; only the runtime's own words are told.
func guarded(ctx context.Context, work func(context.Context) ([]interview.Event, error)) (events []interview.Event, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("live: panic: %w\n%s", p, debug.Stack())
		default:
			err = fmt.Errorf("live: panic with a %T\n%s", p, debug.Stack())
		}
	}()
	return work(ctx)
}

// settle takes what an action came to.
func (r *running) settle(ctx context.Context, e end) {
	if e.err != nil {
		r.rest(ctx, e.err, failureNotice(e.doing.action))
		return
	}
	r.keep(ctx, e.events)
}

// keep stores what the action under way came to, and whatever follows from it
// that needs no work, in one transaction.
func (r *running) keep(ctx context.Context, events []interview.Event) {
	var err error
	for range conflicts {
		err = r.append(ctx, "", r.withOwed(events))
		if !errors.Is(err, interview.ErrConflict) || !r.stillOwed(r.doing.action) {
			break
		}
	}
	switch {
	case err == nil, r.gone:
		r.drop()
	case errors.Is(err, interview.ErrConflict) && !r.stillOwed(r.doing.action):
		r.drop() // another process did it
	default:
		r.doing.events = events
		r.rest(ctx, err, NoticeStoring)
	}
}

// stillOwed says whether an action that was begun is to be brought to its end.
func (r *running) stillOwed(a interview.Action) bool {
	if f, ok := a.(interview.FollowUp); ok && r.state.Allows(f) {
		return true
	}
	return reflect.DeepEqual(r.state.Next(), a)
}

// withOwed adds the events that are owed, without any work, after these.
func (r *running) withOwed(events []interview.Event) []interview.Event {
	state, all := r.state, events[:len(events):len(events)]
	for _, rec := range r.records("", events) {
		state = state.ApplyRecord(rec)
	}
	for range conflicts { // the rules owe two at most; a fault in them must not spin
		owed, ok := state.Next().(interview.Append)
		if !ok {
			break
		}
		all = append(all, owed.Event)
		state = state.Apply(owed.Event)
	}
	return all
}

// rest lets the action that failed wait before it is tried again.
func (r *running) rest(ctx context.Context, err error, code string) {
	if ctx.Err() != nil {
		return
	}
	d := r.doing
	d.failures++
	d.again = time.After(r.host.config.Rest(d.failures))
	d.end = nil
	if d.events == nil {
		r.dropTurn()
	}
	r.host.config.Logger.WarnContext(ctx, "interview cannot go on yet",
		"interview", r.key.id, "action", fmt.Sprintf("%T", d.action), "failures", d.failures, "error", err)
	r.fail(code)
}

func failureNotice(a interview.Action) string {
	if _, ok := a.(interview.Score); ok {
		return NoticeScoring
	}
	return NoticeSpeaking
}

// retry tries again what failed: the work, or only to store what it came to.
func (r *running) retry(ctx context.Context) {
	r.doing.again = nil
	if r.doing.events != nil {
		r.keep(ctx, r.doing.events)
		return
	}
	r.start(ctx)
}

// drop lets go of the action under way. Its goroutine, if it still runs, ends
// with its context, and what it comes to is nobody's.
func (r *running) drop() {
	if r.doing == nil {
		return
	}
	if r.doing.cancel != nil {
		r.doing.cancel()
	}
	r.doing = nil
	r.dropTurn()
	r.settled()
}
