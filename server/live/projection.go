package live

import (
	"reflect"

	"mondo/server/interview"
)

// projection is what lists show of the interview once the records are in its
// log; nil when they change nothing of it. Of the outcomes it has those that
// this process has not written yet.
func (r *running) projection(records []interview.Record) *interview.Projection {
	state, changes := r.state, false
	var lessons []interview.Lesson
	for _, rec := range records {
		if tick, ok := rec.Event.(interview.PointTicked); ok {
			lessons = append(lessons, state.Lesson(tick))
		}
		state = state.ApplyRecord(rec)
		changes = changes || showsInLists(rec.Event)
	}
	if !changes {
		return nil
	}
	p := interview.Project(state.Report(r.key.id))
	var news []interview.Outcome
	for _, o := range p.Outcomes {
		if !reflect.DeepEqual(r.outcomes[o.Question], o) {
			news = append(news, o)
		}
	}
	p.Outcomes, p.Lessons = news, lessons
	return &p
}

func showsInLists(e interview.Event) bool {
	switch e.(type) {
	case interview.AnswerGiven, interview.AnswerScored, interview.HintGiven, interview.HintRequested,
		interview.ThreadClosed, interview.PointTicked, interview.Finished:
		return true
	}
	return false
}

// remember notes the outcomes that were written.
func (r *running) remember(p *interview.Projection) {
	if p == nil {
		return
	}
	for _, o := range p.Outcomes {
		r.outcomes[o.Question] = o
	}
}
