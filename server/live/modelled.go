package live

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"mondo/prompts"
	"mondo/server/interview"
)

// Model is what words turns: the part of llm.Client that an interviewer needs.
// Its errors may have a method Code() string, as a [Judge]'s may.
type Model interface {
	Complete(ctx context.Context, scope string, p prompts.Prompt) (prompts.Reply, error)
	Stream(ctx context.Context, scope string, p prompts.Prompt, say func(delta string) error) (prompts.Reply, error)
}

// Modelled is the interviewer with a model behind, in interviews whose settings
// want one. The model words follow-ups and the bridges to questions; what it says
// is heard as far as a guard clears it, and where it fails or says what an
// interviewer must not, the scripted lines take over in its place.
type Modelled struct {
	Model    Model
	Scripted Scripted
	Reading  prompts.Reading // may be nil
	Random   io.Reader       // of the marks around foreign text in prompts
	Logger   *slog.Logger    // never gets what anybody said
	// Patience is how long to wait for a follow-up's first word; 0 means
	// DefaultPatience.
	Patience time.Duration
}

// Speak says the turn in the model's words, or else by script. Where the sheet or
// an answer speaks to a model, none is asked: one that obeys could say what no
// guard can tell from an interviewer's own words.
func (m Modelled) Speak(ctx context.Context, in Utterance, v Voice) (Spoken, error) {
	if in.State.Plan.Settings.Model {
		switch a := in.Action.(type) {
		case interview.FollowUp:
			if !instructed(in.State, a.Thread) {
				return m.followUp(ctx, in, a, v)
			}
		case interview.Ask:
			if a.Thread > 0 && !instructed(in.State, a.Thread-1, a.Thread) {
				return m.ask(ctx, in, a, v)
			}
		}
	}
	return m.Scripted.Speak(ctx, in, v)
}

// instructed says whether something in these threads, of the sheet or of what was
// said, speaks to a model.
func instructed(s interview.State, threads ...int) bool {
	for _, n := range threads {
		q := s.Question(n)
		texts := []string{q.Text, q.ModelAnswer}
		for _, k := range q.KeyPoints {
			texts = append(texts, k.Text)
		}
		if n < len(s.Threads) {
			for _, said := range s.Threads[n].Said {
				texts = append(texts, said.Text)
			}
		}
		if slices.ContainsFunc(texts, func(t string) bool { return len(prompts.Instructions(t)) > 0 }) {
			return true
		}
	}
	return false
}

func (m Modelled) followUp(ctx context.Context, in Utterance, a interview.FollowUp, v Voice) (Spoken, error) {
	heard := &strings.Builder{}
	spoken, err := m.wordFollowUp(ctx, in, a, v, heard)
	if err == nil || ctx.Err() != nil {
		return spoken, err
	}
	m.Logger.WarnContext(ctx, "the model does not word a follow-up", "interview", in.Interview, "error", err)
	m.tell(v, err)
	if heard.Len() > 0 {
		if err := v.TakeBack(ctx); err != nil {
			return Spoken{}, err
		}
	}
	return m.Scripted.Speak(ctx, in, v)
}

// DefaultPatience is how long a candidate may wait for the first word of a
// follow-up before the script says it: longer than a good model needs, and about
// as long as nobody takes the silence for a fault.
const DefaultPatience = 8 * time.Second

// errSilent: the model has not said a word within the patience.
const errSilent = failure("too_slow")

// wordFollowUp lets the model's words be heard while they come; heard has what
// was let through.
func (m Modelled) wordFollowUp(ctx context.Context, in Utterance, a interview.FollowUp, v Voice, heard *strings.Builder) (spoken Spoken, err error) {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	silence := time.AfterFunc(cmp.Or(m.Patience, DefaultPatience), func() { giveUp(errSilent) })
	defer silence.Stop()
	defer func() {
		if err != nil && errors.Is(context.Cause(ctx), errSilent) {
			err = errSilent
		}
	}()
	asked, err := m.asked(in.State, a)
	if err != nil {
		return Spoken{}, err
	}
	p, err := prompts.FollowUpPrompt(asked)
	if err != nil {
		return Spoken{}, err
	}
	reader := prompts.NewFollowUpReader(asked)
	let := func(show string, breach error) error {
		if show != "" {
			silence.Stop()
			heard.WriteString(show)
			if err := v.Say(ctx, show); err != nil {
				return err
			}
		}
		return breach
	}
	reply, err := m.Model.Stream(ctx, in.Interview, p, func(delta string) error { return let(reader.Write(delta)) })
	if err == nil {
		err = let(reader.Close())
	}
	if err != nil {
		return Spoken{}, err
	}
	return Spoken{Text: heard.String(), By: prompts.By(p, reply), About: reader.Target()}, nil
}

// bridgeWait is how long the words before a prepared question may take: the
// question itself costs no waiting.
const bridgeWait = 1500 * time.Millisecond

// ask says a prepared question after a bridge of the model's, or after a scripted
// one where the model is silent, slow or says too much. The first question
// follows the greeting and has none.
func (m Modelled) ask(ctx context.Context, in Utterance, a interview.Ask, v Voice) (Spoken, error) {
	bridge, by, err := m.bridge(ctx, in, a.Thread)
	if ctx.Err() != nil {
		return Spoken{}, ctx.Err()
	}
	if err != nil || bridge == "" {
		m.Logger.DebugContext(ctx, "a question without a bridge of the model's", "interview", in.Interview, "error", err)
		return m.Scripted.Speak(ctx, in, v)
	}
	plan := in.State.Plan
	script := prompts.NewScript(plan.Settings.Lang, plan.Settings.Persona, plan.Seed)
	line := script.Bridged(bridge, question(in.State, a.Thread), prompts.Used(in.State.Used()))
	if err := m.Scripted.utter(ctx, line.Text, v); err != nil {
		return Spoken{}, err
	}
	return Spoken{Text: line.Text, Line: line.ID, By: by}, nil
}

func (m Modelled) bridge(ctx context.Context, in Utterance, thread int) (bridge, wordedBy string, err error) {
	ctx, cancel := context.WithTimeout(ctx, bridgeWait)
	defer cancel()
	fence, err := prompts.NewFence(m.Random)
	if err != nil {
		return "", "", err
	}
	s, before := in.State, in.State.Threads[thread-1]
	asked := prompts.Bridge{
		Lang: s.Plan.Settings.Lang, Persona: s.Plan.Settings.Persona,
		Question: s.Question(thread).Question, Place: question(s, thread),
		LastQuestion: s.Question(thread - 1).Text, Reading: m.Reading, Fence: fence,
	}
	if n := len(before.Answers); n > 0 {
		asked.LastAnswer = before.Answers[n-1].Text
	}
	p, err := prompts.BridgePrompt(asked)
	if err != nil {
		return "", "", err
	}
	reply, err := m.Model.Complete(ctx, in.Interview, p)
	if err != nil {
		return "", "", err
	}
	bridge, err = prompts.ReadBridge(asked, reply)
	return bridge, prompts.By(p, reply), err
}

// asked is what a model needs to know to word the follow-up.
func (m Modelled) asked(s interview.State, a interview.FollowUp) (prompts.FollowUp, error) {
	fence, err := prompts.NewFence(m.Random)
	return prompts.FollowUp{
		Lang: s.Plan.Settings.Lang, Persona: s.Plan.Settings.Persona, Brief: a.Brief,
		Thread: utterances(s.Threads[a.Thread].Said), Levels: s.Levels(a.Thread),
		Reading: m.Reading, Fence: fence,
	}, err
}

func utterances(said []interview.Said) []prompts.Utterance {
	all := make([]prompts.Utterance, len(said))
	for i, one := range said {
		all[i] = prompts.Utterance{Candidate: one.Kind == interview.TurnAnswer, Text: one.Text}
	}
	return all
}

// tell says that the model fails. What the guard stops is nobody's failure: the
// candidate hears a question all the same.
func (m Modelled) tell(v Voice, err error) {
	var breach prompts.Breach
	if !errors.As(err, &breach) {
		v.Notice(NoticeModel + codeOf(err))
	}
}
