package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"mondo/prompts"
	"mondo/server/judge"
	"mondo/server/llm"
	"mondo/server/store"
)

// Models is which models stand behind the interviewer and the judge: those of
// the command line, which stay, or those that a person has chosen on the page,
// which are kept in the store.
type Models struct {
	store *store.Store
	use   llm.Switch
	// base has what is not chosen on the page: limits, prices, budget.
	base  llm.Config
	fixed bool
	now   func() time.Time
	log   *slog.Logger

	mu     sync.Mutex // over what follows, and over what is put into use with it
	choice ModelChoice
	judge  *judge.Judge
}

// ModelChoice is a model server and the models there. The zero value is none.
type ModelChoice struct {
	API          llm.API `json:"api"`
	BaseURL      string  `json:"base_url"`
	Key          string  `json:"key"`
	Organization string  `json:"organization"`
	APIVersion   string  `json:"api_version"`
	Interviewer  string  `json:"interviewer"` // names of models
	Judge        string  `json:"judge"`       // "" means the interviewer's
}

// ErrNoModel: neither the command line nor the settings page has chosen a model.
var ErrNoModel = errors.New("no model is set up: name one with --model-url and --model, or on the settings page")

// modelSetting is the choice's name in the store.
const modelSetting = "model"

// NewModels puts the models into use that were chosen. fixed is the command
// line's choice, the zero value for none. A choice that cannot be used is left
// where it is and unused, and the error says why; Models is good all the same.
func NewModels(ctx context.Context, s *store.Store, base llm.Config, fixed ModelChoice) (*Models, error) {
	m := newModels(s, base)
	m.fixed, m.choice = fixed != ModelChoice{}, fixed
	if !m.fixed {
		err := s.Setting(ctx, Owner, modelSetting, &m.choice)
		if errors.Is(err, store.ErrNotFound) {
			return m, nil
		}
		if err != nil {
			return m, err
		}
	}
	client, err := llm.New(m.choice.Config(m.base))
	if err != nil {
		return m, err
	}
	m.putToUse(client)
	return m, nil
}

// newModels has none.
func newModels(s *store.Store, base llm.Config) *Models {
	m := &Models{store: s, base: base, now: base.Now, log: base.Logger}
	if m.now == nil {
		m.now = time.Now
	}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
	m.putToUse(nil)
	return m
}

// putToUse also takes another judge, for one remembers what it has read under the
// name of its model.
func (m *Models) putToUse(client *llm.Client) {
	m.judge = judge.New(judge.Config{Model: &m.use, Name: cmp.Or(m.choice.Judge, m.choice.Interviewer), Logger: m.log})
	m.use.Set(client)
}

// Config is the choice as the client of a model server takes it, with what base
// says beside it.
func (c ModelChoice) Config(base llm.Config) llm.Config {
	base.Endpoint = llm.Endpoint{
		BaseURL: c.BaseURL, Key: c.Key, Organization: c.Organization,
		API: c.API, APIVersion: c.APIVersion, Model: c.Interviewer,
	}
	if c.Judge != "" && c.Judge != c.Interviewer {
		roles := maps.Clone(base.Roles)
		if roles == nil {
			roles = map[prompts.Role]llm.Endpoint{}
		}
		roles[prompts.Judge] = llm.Endpoint{Model: c.Judge}
		base.Roles = roles
	}
	return base
}

// Choose puts other models into use and keeps the choice; the zero value means
// none. A choice that cannot be used changes nothing, and the error is a sentence
// that says why.
func (m *Models) Choose(ctx context.Context, c ModelChoice) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fixed {
		return errModelFixed
	}
	if c == (ModelChoice{}) {
		if err := m.store.DeleteSetting(ctx, Owner, modelSetting); err != nil {
			return err
		}
		m.choice = c
		m.putToUse(nil)
		return nil
	}
	client, err := llm.New(c.Config(m.base))
	if err != nil {
		return choiceFault(err)
	}
	if err := m.store.PutSetting(ctx, Owner, modelSetting, c, m.now().UnixMilli()); err != nil {
		client.Close()
		return err
	}
	m.choice = c
	m.putToUse(client)
	return nil
}

// Try asks the models of a choice for a little, in use or not.
func (m *Models) Try(ctx context.Context, c ModelChoice) ([]llm.Trial, error) {
	client, err := llm.New(c.Config(m.base))
	if err != nil {
		return nil, choiceFault(err)
	}
	defer client.Close()
	return client.Try(ctx), nil
}

// TryInUse asks the models in use for a little.
func (m *Models) TryInUse(ctx context.Context) ([]llm.Trial, error) {
	client := m.use.Client()
	if client == nil {
		return nil, ErrNoModel
	}
	return client.Try(ctx), nil
}

// chosen is the choice, and whether the command line made it.
func (m *Models) chosen() (c ModelChoice, fixed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.choice, m.fixed
}

// Ready says whether models are in use.
func (m *Models) Ready() bool { return m.use.Client() != nil }

// names are the models of the roles, "" when there are none in use.
func (m *Models) names() (interviewer, judge string) {
	c, _ := m.chosen()
	if !m.Ready() {
		return "", ""
	}
	if c.Judge == "" {
		c.Judge = c.Interviewer
	}
	return c.Interviewer, c.Judge
}

// Close ends all calls.
func (m *Models) Close() { m.use.Set(nil) }

// String keeps the key out of logs.
func (c ModelChoice) String() string {
	return fmt.Sprintf("%s and %s at %s", c.Interviewer, c.Judge, c.BaseURL)
}
