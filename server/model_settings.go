package server

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/llm"
)

// modelView is what the page shows of the models. The key is never sent back.
type modelView struct {
	Configured   bool       `json:"configured"`
	Fixed        bool       `json:"fixed"` // by the command line
	API          llm.API    `json:"api"`
	BaseURL      string     `json:"base_url"`
	KeySet       bool       `json:"key_set"`
	Organization string     `json:"organization"`
	APIVersion   string     `json:"api_version"`
	Interviewer  string     `json:"interviewer"`
	Judge        string     `json:"judge"`
	Spent        spentView  `json:"spent"`
	Budget       budgetView `json:"budget"`
}

type spentView struct {
	TokensToday int64   `json:"tokens_today"`
	CostToday   float64 `json:"cost_today"`
}

// budgetView has 0 for what is not bounded.
type budgetView struct {
	TokensPerInterview int64   `json:"tokens_per_interview"`
	TokensPerDay       int64   `json:"tokens_per_day"`
	CostPerInterview   float64 `json:"cost_per_interview"`
	CostPerDay         float64 `json:"cost_per_day"`
}

func (s *Server) showModel(c echo.Context) error {
	choice, fixed := s.Models.chosen()
	view := modelView{
		Fixed: fixed, API: choice.API, BaseURL: choice.BaseURL, KeySet: choice.Key != "",
		Organization: choice.Organization, APIVersion: choice.APIVersion,
		Interviewer: choice.Interviewer, Judge: choice.Judge,
	}
	b := s.Models.base.Budget
	view.Budget = budgetView{b.Scope.Tokens, b.Day.Tokens, b.Scope.Money, b.Day.Money}
	if client := s.Models.use.Client(); client != nil {
		spent := client.SpentToday()
		view.Configured = true
		view.Spent = spentView{spent.Input + spent.Output, spent.Money}
	}
	return writeJSON(c, http.StatusOK, view)
}

// modelInput is a choice as the page sends it: without a key the one that is
// kept stays, as long as it goes to the same address.
type modelInput struct {
	ModelChoice
	Key *string `json:"key"`
}

func (s *Server) readChoice(c echo.Context) (ModelChoice, error) {
	var in modelInput
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return ModelChoice{}, err
	}
	kept, _ := s.Models.chosen()
	if in.BaseURL == "" && in.Interviewer == "" {
		return kept, nil // what is saved
	}
	choice := in.ModelChoice
	switch {
	case in.Key != nil:
		choice.Key = *in.Key
	case choice.BaseURL == kept.BaseURL:
		choice.Key = kept.Key
	}
	return choice, nil
}

func (s *Server) chooseModel(c echo.Context) error {
	choice, err := s.readChoice(c)
	if err != nil {
		return err
	}
	if err := s.Models.Choose(c.Request().Context(), choice); err != nil {
		return err
	}
	return s.showModel(c)
}

func (s *Server) removeModel(c echo.Context) error {
	if err := s.Models.Choose(c.Request().Context(), ModelChoice{}); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// trialView is what a model was found to do, in words.
type trialView struct {
	Role         string        `json:"role"`
	Model        string        `json:"model"`
	OK           bool          `json:"ok"` // it can be used
	Reachable    bool          `json:"reachable"`
	Streaming    bool          `json:"streaming"`
	Structured   string        `json:"structured"` // "schema", "object" or "none"
	Usage        bool          `json:"usage"`
	Thinks       bool          `json:"thinks"`
	FirstTokenMS int64         `json:"first_token_ms"`
	Problems     []problemView `json:"problems"`
}

type problemView struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (s *Server) tryModel(c echo.Context) error {
	choice, err := s.readChoice(c)
	if err != nil {
		return err
	}
	if choice == (ModelChoice{}) {
		return errNoModel
	}
	trials, err := s.Models.Try(c.Request().Context(), choice)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, ViewTrials(trials, langOf(c.Request())))
}

// TrialsView is what came of trying the models of all roles.
type TrialsView struct {
	Models []string    `json:"models"` // that the server has, as far as it says
	Roles  []trialView `json:"roles"`
}

// ViewTrials says in words what came of trying models.
func ViewTrials(trials []llm.Trial, lang qa.Lang) TrialsView {
	out := TrialsView{Models: []string{}, Roles: []trialView{}}
	for _, t := range trials {
		if len(out.Models) == 0 && t.Offered != nil {
			out.Models = t.Offered
		}
		out.Roles = append(out.Roles, viewTrial(t, lang))
	}
	return out
}

func viewTrial(t llm.Trial, lang qa.Lang) trialView {
	v := trialView{
		Role: string(t.Role), Model: t.Model, OK: t.Replies, Reachable: t.Reachable,
		Streaming: t.Streams, Structured: string(t.Structure), Usage: t.Counts, Thinks: t.Thinks,
		FirstTokenMS: int64(t.FirstToken / time.Millisecond), Problems: []problemView{},
	}
	for _, code := range t.Problems {
		v.Problems = append(v.Problems, problemView{code, ModelProblem(code, lang)})
	}
	return v
}
