package server

import (
	"context"

	"golang.org/x/time/rate"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/protocol"
	"mondo/server/speech"
)

// How fast a client may send sound: as after a connection that was lost late in a
// long answer, and not so fast that a broken client keeps a processor busy.
const (
	samplesPerSecond = 200 * speech.Rate
	samplesAtOnce    = 4 * protocol.MaxSoundSamples
)

func soundPace() *rate.Limiter { return rate.NewLimiter(samplesPerSecond, samplesAtOnce) }

// speech carries out a command about a take.
func (ses *session) speech(ctx context.Context, m protocol.FromClient) error {
	switch m.Type {
	case protocol.SpeechBegin:
		return ses.beginTake(ctx, m)
	case protocol.SpeechEnd:
		r := ses.takes.of(m.Take)
		if r == nil {
			return errNoTake
		}
		return r.take.end(m.Samples)
	default:
		ses.takes.leave(m.Take)
		ses.server.takes.drop(ses.takeKey(m.Take))
		return nil
	}
}

func (ses *session) takeKey(take string) takeKey { return takeKey{ses.owner, ses.id, take} }

// beginTake joins a take that was begun before the connection was lost, or begins
// one, if the turn can be answered.
func (ses *session) beginTake(ctx context.Context, m protocol.FromClient) error {
	r := &takeReader{begin: m.ID, keep: m.Keep, wake: ses.out.nudge}
	if !ses.server.takes.join(ses.takeKey(m.Take), r) {
		begin, err := ses.beginning(ctx, m)
		if err == nil {
			err = ses.server.takes.begin(ses.takeKey(m.Take), begin, r)
		}
		if err != nil {
			return err
		}
	}
	ses.takes.add(r)
	r.wake() // it may have been told before it was among the readers
	return nil
}

func (ses *session) beginning(ctx context.Context, m protocol.FromClient) (beginning, error) {
	state := ses.interview.State()
	if err := state.Open(m.To); err != nil {
		return beginning{}, err
	}
	b := beginning{state: state}
	if m.Recogniser == protocol.ByBrowser {
		return b, nil
	}
	recogniser, _ := ses.server.Speech.inUse()
	if recogniser == nil {
		return b, errNoRecogniser
	}
	hints, err := ses.hints(ctx, state)
	if err != nil {
		return b, err
	}
	b.hear = func(ctx context.Context, p speech.Passage) (speech.Transcript, error) {
		return recogniser.Hear(ctx, p, hints)
	}
	if state.Plan.Settings.Mode == interview.Coach {
		b.listen = func(ctx context.Context) (live.Hearing, error) {
			return ses.interview.Listen(ctx, state, len(state.Threads)-1)
		}
	}
	return b, nil
}

// hints are what a recogniser is told to expect in an answer to the open question.
func (ses *session) hints(ctx context.Context, state interview.State) (speech.Hints, error) {
	corrections, err := ses.server.Store.Corrections(ctx, ses.owner, state.Plan.Sheet)
	if err != nil {
		return speech.Hints{}, err
	}
	var missed []string
	for _, c := range corrections {
		missed = append(missed, c.Meant)
	}
	var questions []qa.Question
	for _, q := range state.Plan.Questions {
		questions = append(questions, q.Question)
	}
	asked := state.Question(len(state.Threads) - 1).Question
	return HintsFor(state.Plan.Settings.Lang, asked, questions, missed), nil
}

// hear takes a frame of sound. Sound of a take that was not begun on this
// connection, or was refused, is passed over: the client has been told, and may
// not have read it yet.
func (ses *session) hear(ctx context.Context, frame []byte, pace *rate.Limiter) *ending {
	s, err := protocol.DecodeSound(frame)
	if err != nil {
		return ses.nonsense(err)
	}
	packet, err := speech.FromPCM(s.PCM)
	if err != nil {
		return ses.nonsense(err)
	}
	if pace.WaitN(ctx, len(packet)) != nil {
		return endGone // the writer knows why
	}
	r := ses.takes.of(s.Take)
	if r == nil || r.refused {
		return nil
	}
	if err := ses.server.takes.write(r.take, s.Offset, packet); err != nil {
		r.refused = true
		refused, err := ses.refusal(protocol.SpeechBegin, r.begin, err)
		if err != nil {
			return ses.endingOf(ctx, err)
		}
		if !ses.out.put(refused) {
			return endTooSlow
		}
	}
	return nil
}
