package interview

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrUnknownEvent says that a stored event's type is none that this version
// knows: the log was written by a newer one.
var ErrUnknownEvent = errors.New("unknown event type")

// MarshalEvent gives an event its stored form: the type's stable name and a
// JSON object. Lists are never null.
func MarshalEvent(e Event) (typ string, data []byte, err error) {
	if e == nil {
		return "", nil, fmt.Errorf("marshal event: %w", ErrUnknownEvent)
	}
	data, err = json.Marshal(listed(e))
	if err != nil {
		return "", nil, fmt.Errorf("marshal event %s: %w", e.Type(), err)
	}
	return e.Type(), data, nil
}

// listed replaces the nil lists of an event.
func listed(e Event) Event {
	switch e := e.(type) {
	case Planned:
		e.Settings.Questions = orEmpty(e.Settings.Questions)
		questions := make([]PlannedQuestion, len(e.Questions))
		for i, q := range e.Questions {
			q.KeyPoints = orEmpty(q.KeyPoints)
			questions[i] = q
		}
		e.Questions = questions
		return e
	case AnswerScored:
		e.Scores.Verdicts = orEmpty(e.Scores.Verdicts)
		return e
	case FollowUpAsked:
		e.Targets = orEmpty(e.Targets)
		return e
	case SummedUp:
		e.Summary.Strong, e.Summary.Fix = orEmpty(e.Summary.Strong), orEmpty(e.Summary.Fix)
		return e
	default:
		return e
	}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// UnmarshalEvent reads what [MarshalEvent] wrote, by this version or an older
// one: fields that it does not know are ignored. A type that it does not know
// is [ErrUnknownEvent].
func UnmarshalEvent(typ string, data []byte) (Event, error) {
	read := reader(typ)
	if read == nil {
		return nil, fmt.Errorf("read event %q: %w", typ, ErrUnknownEvent)
	}
	e, err := read(data)
	if err != nil {
		return nil, fmt.Errorf("read event %s: %w", typ, err)
	}
	return e, nil
}

func reader(typ string) func([]byte) (Event, error) {
	switch typ {
	case Planned{}.Type():
		return as[Planned]
	case GreetingSaid{}.Type():
		return as[GreetingSaid]
	case QuestionAsked{}.Type():
		return as[QuestionAsked]
	case AnswerGiven{}.Type():
		return as[AnswerGiven]
	case AnswerScored{}.Type():
		return as[AnswerScored]
	case AnswerUnjudged{}.Type():
		return as[AnswerUnjudged]
	case FollowUpAsked{}.Type():
		return as[FollowUpAsked]
	case HintRequested{}.Type():
		return as[HintRequested]
	case HintGiven{}.Type():
		return as[HintGiven]
	case RepeatRequested{}.Type():
		return as[RepeatRequested]
	case QuestionRepeated{}.Type():
		return as[QuestionRepeated]
	case ThreadSkipped{}.Type():
		return as[ThreadSkipped]
	case ThreadClosed{}.Type():
		return as[ThreadClosed]
	case FeedbackGiven{}.Type():
		return as[FeedbackGiven]
	case Continued{}.Type():
		return as[Continued]
	case PausedEvent{}.Type():
		return as[PausedEvent]
	case ResumedEvent{}.Type():
		return as[ResumedEvent]
	case FinishRequested{}.Type():
		return as[FinishRequested]
	case ClosingSaid{}.Type():
		return as[ClosingSaid]
	case PointTicked{}.Type():
		return as[PointTicked]
	case SummedUp{}.Type():
		return as[SummedUp]
	case Finished{}.Type():
		return as[Finished]
	default:
		return nil
	}
}

func as[E Event](data []byte) (Event, error) {
	var e E
	err := json.Unmarshal(data, &e)
	return e, err
}
