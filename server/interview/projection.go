package interview

import "mondo/qa"

// Summary is one interview in a list.
type Summary struct {
	ID         string
	Sheet      string // its id
	Title      string // the sheet's
	Lang       string
	Mode       string
	Persona    string
	StartedAt  int64   // Unix milliseconds
	FinishedAt int64   // Unix milliseconds, 0 while the interview runs
	Questions  int     // planned
	Answered   int     // of them, those that were answered at least once
	Unaided    float64 // as in qa.Report
	Final      float64
}

// Outcome is what one interview found of one question.
type Outcome struct {
	Question  string // its id
	Interview string // its id
	At        int64  // of the last answer, Unix milliseconds
	Unaided   float64
	Final     float64
	Levels    map[string]qa.Level // final, by key point id
}

// Projection is what lists show of an interview, so that they need not fold its
// log. It is stored together with the events that change it.
type Projection struct {
	Summary  Summary
	Outcomes []Outcome
	// Lessons are what the events teach the sheet's scorer, in their order.
	Lessons []Lesson
}

// Project takes the projection out of a report.
func Project(r *qa.Report) Projection {
	p := Projection{Summary: Summary{
		ID: r.Interview, Sheet: r.Sheet, Title: r.Title,
		Lang: string(r.Lang), Mode: r.Mode, Persona: r.Persona,
		StartedAt: r.StartedAt, FinishedAt: r.FinishedAt,
		Unaided: r.Unaided, Final: r.Final,
	}}
	for _, section := range r.Sections {
		for _, t := range section.Threads {
			p.Summary.Questions++
			if t.Outcome == "answered" {
				p.Summary.Answered++
			}
			if at, ok := lastScored(t); ok {
				p.Outcomes = append(p.Outcomes, outcomeOf(r.Interview, t, at))
			}
		}
	}
	return p
}

// lastScored is the time of the last answer that has a score. A thread whose
// answers wait for their scores has no outcome: not scored yet must not look
// like nothing conveyed.
func lastScored(t qa.ThreadReport) (at int64, ok bool) {
	for _, turn := range t.Turns {
		if turn.Kind == "answer" && turn.Scorer != "" {
			at, ok = turn.At, true
		}
	}
	return at, ok
}

func outcomeOf(interview string, t qa.ThreadReport, at int64) Outcome {
	levels := make(map[string]qa.Level, len(t.Points))
	for _, p := range t.Points {
		levels[p.ID] = p.Final
	}
	return Outcome{
		Question: t.Question, Interview: interview, At: at,
		Unaided: t.Unaided, Final: t.Final, Levels: levels,
	}
}
