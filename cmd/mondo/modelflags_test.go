package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mondo/server"
	"mondo/server/llm"
)

func TestModelFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("sk-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		flags modelFlags
		want  server.ModelChoice
		says  string
	}{
		"none":            {},
		"a model":         {flags: modelFlags{ModelURL: "http://m/v1", Model: "a", ModelAPI: "openai"}, want: server.ModelChoice{API: llm.OpenAI, BaseURL: "http://m/v1", Interviewer: "a"}},
		"a key in a file": {flags: modelFlags{ModelURL: "http://m/v1", Model: "a", JudgeModel: "b", ModelKeyFile: file}, want: server.ModelChoice{BaseURL: "http://m/v1", Key: "sk-file", Interviewer: "a", Judge: "b"}},
		"two keys":        {flags: modelFlags{ModelURL: "http://m/v1", Model: "a", ModelKey: "k", ModelKeyFile: file}, says: "give one of them"},
		"no model":        {flags: modelFlags{ModelURL: "http://m/v1"}, says: "--model"},
		"no server":       {flags: modelFlags{Model: "a"}, says: "--model-url"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.flags.choice(&world{})
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestModelPricesAndBudgets(t *testing.T) {
	config, err := modelFlags{
		ModelPrice:  []string{"small=0.15/0.6", "org/model=v2=1/2"},
		ModelBudget: []string{"interview=200000", "day=0.50"},
	}.base(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := llm.Budget{Scope: llm.Allowance{Tokens: 200000}, Day: llm.Allowance{Money: 0.5}}
	if config.Prices["small"] != (llm.Price{Input: 0.15, Output: 0.6}) || config.Prices["org/model=v2"] != (llm.Price{Input: 1, Output: 2}) || config.Budget != want {
		t.Errorf("got %+v, %+v", config.Prices, config.Budget)
	}
	for _, f := range []modelFlags{
		{ModelPrice: []string{"small"}},
		{ModelPrice: []string{"small=1"}},
		{ModelPrice: []string{"small=a/b"}},
		{ModelBudget: []string{"week=1"}},
		{ModelBudget: []string{"day=much"}},
		{ModelBudget: []string{"day"}},
	} {
		if _, err := f.base(nil); err == nil || !strings.HasPrefix(err.Error(), "--model-") {
			t.Errorf("%+v: %v", f, err)
		}
	}
}
