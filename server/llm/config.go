package llm

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mondo/prompts"
)

// API is the dialect of addresses and keys that a server speaks.
type API string

// The APIs.
const (
	OpenAI API = "openai" // and all that are compatible
	Azure  API = "azure"  // deployments in the address, a version, another header
)

// Endpoint is a model on a server.
type Endpoint struct {
	// BaseURL is where the API is, with its /v1: "http://localhost:11434/v1".
	// Azure's is the resource's: "https://name.openai.azure.com".
	BaseURL      string
	Key          string // "" for servers that ask for none
	Organization string // OpenAI's; may be empty
	API          API    // "" means OpenAI
	APIVersion   string // of Azure, which needs one
	Model        string // for Azure, the deployment
}

// String names the model and its server, and never the key, so that a
// configuration can be printed.
func (e Endpoint) String() string { return e.Model + " at " + e.BaseURL }

// GoString is String.
func (e Endpoint) GoString() string { return e.String() }

// Config is what a client stands on. Endpoint must be given; every other field
// has a default.
type Config struct {
	Endpoint
	// Roles has what is different for single roles. One without a BaseURL is
	// another model of the same server; one with it stands for itself, so that
	// a key never goes to another server.
	Roles map[prompts.Role]Endpoint

	Limits Limits
	// Concurrent is how many requests of one role run at a time, for all scopes
	// together, and Waiting how many more of it may wait.
	Concurrent, Waiting int
	// Retries is how often a call is tried again, beside requests that only
	// leave out a parameter; negative means never.
	Retries int

	// Prices are per model, by the name in the endpoint. A model without a price
	// costs nothing.
	Prices map[string]Price
	Budget Budget

	// Observe is told of every call when it is over; it must return soon.
	Observe func(Call)

	Now       func() time.Time
	Sleep     func(ctx context.Context, d time.Duration) error // answers ctx's error
	Random    func() float64                                   // in [0, 1)
	Logger    *slog.Logger
	Transport http.RoundTripper
}

// Limits are how long things may take. A zero field means its default.
type Limits struct {
	// FirstToken is from sending until a stream's first token, and BetweenTokens
	// from one to the next. A reasoning model's thoughts are tokens too, where
	// its server shows them; one that thinks unseen wants a longer FirstToken.
	FirstToken, BetweenTokens time.Duration
	// Whole is for all of a call: waiting for its turn, retries, the reply.
	Whole time.Duration
}

// Defaults of a [Config]. The first token may wait for a model to be loaded from
// disk; a whole judgement by a model on a laptop takes a minute. Twenty interviews
// at once wait for nobody's turn, and have some to spare.
const (
	DefaultFirstToken    = 30 * time.Second
	DefaultBetweenTokens = 15 * time.Second
	DefaultWhole         = 2 * time.Minute
	DefaultConcurrent    = 32
	DefaultWaiting       = 256
	DefaultRetries       = 2
)

func (c Config) withDefaults() Config {
	c.Limits.FirstToken = orElse(c.Limits.FirstToken, DefaultFirstToken)
	c.Limits.BetweenTokens = orElse(c.Limits.BetweenTokens, DefaultBetweenTokens)
	c.Limits.Whole = orElse(c.Limits.Whole, DefaultWhole)
	c.Concurrent = orElse(c.Concurrent, DefaultConcurrent)
	c.Waiting = orElse(c.Waiting, DefaultWaiting)
	c.Retries = max(0, orElse(c.Retries, DefaultRetries))
	if c.Observe == nil {
		c.Observe = func(Call) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func orElse[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// check says what is wrong with a configuration, as a *[ConfigError].
func (c Config) check() error {
	for _, d := range []time.Duration{c.Limits.FirstToken, c.Limits.BetweenTokens, c.Limits.Whole} {
		if d < 0 {
			return &ConfigError{Code: NegativeLimit, Value: d.String()}
		}
	}
	if c.Concurrent < 0 || c.Waiting < 0 {
		return &ConfigError{Code: NegativeCalls}
	}
	for model, p := range c.Prices {
		if p.Input < 0 || p.Output < 0 {
			return &ConfigError{Code: NegativePrice, Value: model}
		}
	}
	return c.Budget.check()
}

// endpointFor is the endpoint of a role, whole and checked. An error is a
// *[ConfigError].
func (c Config) endpointFor(role prompts.Role) (Endpoint, error) {
	e, wrong := c.ownOrCommon(role).checked()
	if own := c.Roles[role]; own.BaseURL == "" && own.Key+own.Organization+string(own.API)+own.APIVersion != "" {
		wrong = &ConfigError{Code: KeyWithoutURL}
	}
	_, priced := c.Prices[e.Model]
	if inMoney := c.Budget.Scope.Money > 0 || c.Budget.Day.Money > 0; wrong == nil && inMoney && !priced {
		wrong = &ConfigError{Code: BudgetNeedsPrice, Value: e.Model}
	}
	if wrong != nil {
		wrong.Role = role
		return e, wrong
	}
	return e, nil
}

// ownOrCommon is the endpoint of a role, as it was configured.
func (c Config) ownOrCommon(role prompts.Role) Endpoint {
	own, ok := c.Roles[role]
	if ok && own.BaseURL != "" {
		return own
	}
	e := c.Endpoint
	if ok {
		e.Model = own.Model
	}
	return e
}

// checked is the endpoint in its plain form, and what is wrong with it.
func (e Endpoint) checked() (Endpoint, *ConfigError) {
	u, err := url.Parse(strings.TrimSpace(e.BaseURL))
	switch {
	case e.BaseURL == "":
		return e, &ConfigError{Code: NoBaseURL}
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return e, &ConfigError{Code: OddBaseURL}
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return e, &ConfigError{Code: BaseURLWithKey}
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/chat/completions")
	e.API = orElse(e.API, OpenAI)
	if e.API == Azure {
		u.Path = strings.TrimSuffix(u.Path, "/openai")
	}
	e.BaseURL = u.String()
	e.Model = strings.TrimSpace(e.Model)
	switch {
	case e.API != OpenAI && e.API != Azure:
		return e, &ConfigError{Code: UnknownAPI, Value: string(e.API)}
	case e.API == Azure && e.APIVersion == "":
		return e, &ConfigError{Code: NoAPIVersion}
	case e.Model == "":
		return e, &ConfigError{Code: NoModelName}
	case e.API == Azure && strings.ContainsAny(e.Model, "/?#%"):
		return e, &ConfigError{Code: OddDeployment, Value: e.Model}
	case strings.ContainsFunc(e.Key+e.Organization, func(r rune) bool { return r < ' ' || r > '~' }):
		return e, &ConfigError{Code: OddKey}
	}
	return e, nil
}

// roles are those that a client knows.
func (c Config) roles() []prompts.Role {
	all := []prompts.Role{prompts.Interviewer, prompts.Judge}
	for role := range c.Roles {
		if !slices.Contains(all, role) {
			all = append(all, role)
		}
	}
	slices.Sort(all)
	return all
}
