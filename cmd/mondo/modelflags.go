package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"mondo/server"
	"mondo/server/llm"
	"mondo/server/store"
)

// modelFlags choose a model. Without an address there is none, or that of the
// settings page.
type modelFlags struct {
	ModelURL          string        `name:"model-url" placeholder:"URL" help:"An OpenAI-compatible model server, such as http://127.0.0.1:11434/v1 for Ollama. Everything works without one."`
	Model             string        `placeholder:"NAME" help:"The model that words follow-ups, and reads answers unless --judge-model does."`
	JudgeModel        string        `placeholder:"NAME" help:"Another model of that server to read answers."`
	ModelKey          string        `placeholder:"KEY" help:"The server's key. Better in MONDO_MODEL_KEY or a file: others can see a command line."`
	ModelKeyFile      string        `placeholder:"FILE" type:"path" help:"Read the key from a file."`
	ModelOrganization string        `placeholder:"ID" help:"OpenAI's organisation, if the key belongs to several."`
	ModelAPI          string        `name:"model-api" enum:"openai,azure" default:"openai" help:"openai (and all that are compatible), or azure."`
	ModelAPIVersion   string        `name:"model-api-version" placeholder:"DATE" help:"Azure's API version."`
	ModelPrice        []string      `placeholder:"NAME=IN/OUT" help:"What a million tokens of a model cost, read and written; may be given several times."`
	ModelBudget       []string      `placeholder:"WHAT=AMOUNT" help:"The most to spend: interview=, day= in tokens (200000) or in the prices' money (0.50 with a point)."`
	ModelFirstToken   time.Duration `placeholder:"TIME" help:"How long a model may take to begin (default 30s)."`
	ModelCalls        int           `placeholder:"N" help:"Calls at a time, of the interviewer and of the judge each (default 32). A server takes those beyond its own number one after the other."`
}

// choice is what the flags choose, the zero value for nothing.
func (f modelFlags) choice(w *world) (server.ModelChoice, error) {
	if f.ModelURL == "" {
		if f.Model != "" || f.JudgeModel != "" {
			return server.ModelChoice{}, usageError{errors.New("--model and --judge-model are models of a server: name it with --model-url")}
		}
		return server.ModelChoice{}, nil
	}
	if f.Model == "" {
		return server.ModelChoice{}, usageError{errors.New("--model-url needs a model: name one with --model")}
	}
	key, err := f.key(w)
	return server.ModelChoice{
		API: llm.API(f.ModelAPI), BaseURL: f.ModelURL, Key: key, Organization: f.ModelOrganization,
		APIVersion: f.ModelAPIVersion, Interviewer: f.Model, Judge: f.JudgeModel,
	}, err
}

func (f modelFlags) key(w *world) (string, error) {
	switch {
	case f.ModelKeyFile == "":
		return f.ModelKey, nil
	case f.ModelKey != "":
		return "", usageError{errors.New("--model-key and --model-key-file: give one of them")}
	}
	text, err := readInput(w, f.ModelKeyFile, 4<<10)
	if err != nil {
		return "", fmt.Errorf("read the model's key: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// models are those that the flags choose, or else the settings page. A choice of
// the page that cannot be used any more keeps nobody from rehearsing. observe is
// told of every call; nil is fine.
func (f modelFlags) models(ctx context.Context, w *world, db *store.Store, log *slog.Logger, observe func(llm.Call)) (*server.Models, error) {
	fixed, err := f.choice(w)
	if err != nil {
		return nil, err
	}
	base, err := f.base(log)
	if err != nil {
		return nil, err
	}
	base.Observe = observe
	models, err := server.NewModels(ctx, db, base, fixed)
	if err != nil && fixed == (server.ModelChoice{}) {
		fmt.Fprintf(w.stderr, "mondo: goes on without a model: %s\n", err)
		return models, nil
	}
	return models, err
}

// client is that of the flags, for a command that cannot do without a model.
func (f modelFlags) client(w *world) (*llm.Client, error) {
	choice, err := f.choice(w)
	if err != nil {
		return nil, err
	}
	if choice == (server.ModelChoice{}) {
		return nil, usageError{errors.New("--scorer judge needs a model: name one with --model-url and --model")}
	}
	base, err := f.base(slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	return llm.New(choice.Config(base))
}

// base has what the flags say beside the choice.
func (f modelFlags) base(log *slog.Logger) (llm.Config, error) {
	config := llm.Config{
		Limits: llm.Limits{FirstToken: f.ModelFirstToken}, Concurrent: f.ModelCalls,
		Prices: map[string]llm.Price{}, Logger: log,
	}
	for _, text := range f.ModelPrice {
		name, price, err := parsePrice(text)
		if err != nil {
			return config, usageError{err}
		}
		config.Prices[name] = price
	}
	for _, text := range f.ModelBudget {
		if err := addBudget(&config.Budget, text); err != nil {
			return config, usageError{err}
		}
	}
	return config, nil
}

// parsePrice reads "NAME=IN/OUT". A model's name may have a = or / itself.
func parsePrice(text string) (name string, price llm.Price, err error) {
	i := strings.LastIndex(text, "=")
	in, out, ok := strings.Cut(text[i+1:], "/")
	if i < 1 || !ok {
		return "", price, fmt.Errorf("--model-price %s: want NAME=IN/OUT, such as small=0.15/0.60", text)
	}
	var errIn, errOut error
	price.Input, errIn = strconv.ParseFloat(in, 64)
	price.Output, errOut = strconv.ParseFloat(out, 64)
	if errIn != nil || errOut != nil {
		return "", price, fmt.Errorf("--model-price %s: the prices must be numbers, such as 0.15/0.60", text)
	}
	return text[:i], price, nil
}

// addBudget reads "interview=200000" (tokens) or "day=0.50" (money).
func addBudget(b *llm.Budget, text string) error {
	what, amount, _ := strings.Cut(text, "=")
	allowance := map[string]*llm.Allowance{"interview": &b.Scope, "day": &b.Day}[what]
	if allowance == nil {
		return fmt.Errorf("--model-budget %s: want interview= or day=", text)
	}
	var err error
	if strings.Contains(amount, ".") {
		allowance.Money, err = strconv.ParseFloat(amount, 64)
	} else {
		allowance.Tokens, err = strconv.ParseInt(amount, 10, 64)
	}
	if err != nil {
		return fmt.Errorf("--model-budget %s: want a number of tokens, or money with a point", text)
	}
	return nil
}
