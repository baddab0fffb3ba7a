package live

import (
	"context"

	"mondo/server/interview"
)

// Listen begins to score an answer to a question of the interview while it is
// being spoken; nil when the scorer only knows whole answers. s is the interview
// as it was when the candidate began to speak.
func (i *Interview) Listen(ctx context.Context, s interview.State, thread int) (Hearing, error) {
	l, ok := i.host.config.Scorer.(Listener)
	if !ok {
		return nil, nil
	}
	in := scoring(i.key, s)
	in.Question, in.Modality = s.Question(thread).Question, string(interview.Spoken)
	return l.Listen(ctx, in)
}
