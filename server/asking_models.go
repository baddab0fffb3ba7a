package server

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"mondo/prompts"
	"mondo/qa"
	"mondo/server/llm"
)

// patience is how long a request may take that waits for a model: the client of
// the model server gives up earlier by itself.
const patience = 3 * time.Minute

// patient gives a request that much time to be answered.
func patient(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		// Without deadlines there is nothing to move.
		_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(patience))
		return next(c)
	}
}

// ask sends a prompt to the model in use. scope is whose budget it is on. The
// second result names the prompt and the model.
func (m *Models) ask(ctx context.Context, scope string, p prompts.Prompt) (prompts.Reply, string, error) {
	reply, err := m.use.Complete(ctx, scope, p)
	if err != nil {
		return reply, "", modelFault(err)
	}
	return reply, prompts.By(p, reply), nil
}

// modelFault is what a client is told when a model fails.
func modelFault(err error) error {
	var (
		failed *llm.Error
		breach prompts.Breach
	)
	switch {
	case errors.As(err, &failed) && failed.Code() == llm.NoModel:
		return errNoModel
	case errors.As(err, &failed):
		return &fault{
			status: http.StatusBadGateway, code: "model_" + failed.Code(),
			en: ModelProblem(failed.Code(), qa.English), ja: ModelProblem(failed.Code(), qa.Japanese),
		}
	case errors.As(err, &breach):
		return errModelWords
	}
	return err
}

func newFence() (prompts.Fence, error) { return prompts.NewFence(rand.Reader) }

// shortAnswer says a question's model answer in so many seconds.
func (s *Server) shortAnswer(c echo.Context) error {
	var in struct {
		Seconds int `json:"seconds"`
	}
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	if in.Seconds < shortest || in.Seconds > longest {
		return errSeconds.with(shortest, longest)
	}
	q, err := s.question(c, c.Param("question"))
	if err != nil {
		return err
	}
	q = forModel(q)
	fence, err := newFence()
	if err != nil {
		return err
	}
	asked := prompts.ShortAnswer{
		Lang: qa.TextLang(q.ModelAnswer), Question: q, Time: time.Duration(in.Seconds) * time.Second, Fence: fence,
	}
	p, err := prompts.ShortAnswerPrompt(asked)
	if err != nil {
		return err
	}
	reply, by, err := s.Models.ask(c.Request().Context(), c.Param("id"), p)
	if err != nil {
		return err
	}
	text, err := prompts.ReadShortAnswer(asked, reply)
	if err != nil {
		return modelFault(err)
	}
	return writeJSON(c, http.StatusOK, map[string]any{
		"text": text, "by": by, "seconds": int(qa.SpeakingTime(asked.Lang, text).Seconds()),
	})
}

// The seconds that a short answer may have.
const (
	shortest = 15
	longest  = 180
)

type proposalView struct {
	KeyPoint    string   `json:"key_point"`
	Elements    []string `json:"elements"`
	Paraphrases []string `json:"paraphrases"`
	Vital       bool     `json:"vital"`
	Reason      string   `json:"reason"`
}

// propose asks what the key points of a question are made of. Nothing of it is
// kept until the person approves it.
func (s *Server) propose(c echo.Context) error {
	q, err := s.question(c, c.Param("question"))
	if err != nil {
		return err
	}
	if q = forModel(q); len(q.KeyPoints) == 0 {
		return errNoKeyPoint
	}
	fence, err := newFence()
	if err != nil {
		return err
	}
	asked := prompts.Proposals{Lang: qa.TextLang(q.ModelAnswer), Question: q, Fence: fence}
	p, err := prompts.ProposalPrompt(asked)
	if err != nil {
		return err
	}
	reply, by, err := s.Models.ask(c.Request().Context(), c.Param("id"), p)
	if err != nil {
		return err
	}
	found, err := prompts.ReadProposals(asked, reply)
	if err != nil {
		return modelFault(err)
	}
	views := make([]proposalView, len(found))
	for i, f := range found {
		views[i] = proposalView{f.KeyPoint, listed(f.Elements), listed(f.Paraphrases), f.Vital, f.Reason}
	}
	return writeJSON(c, http.StatusOK, map[string]any{"by": by, "proposals": views})
}
