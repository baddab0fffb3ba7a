package llm_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mondo/prompts"
	"mondo/server/llm"
)

func TestConfigurationsThatMakeNoSense(t *testing.T) {
	for _, one := range []struct {
		name   string
		change func(*llm.Config)
		code   string
		want   string
	}{
		{"nothing", func(c *llm.Config) { c.Endpoint = llm.Endpoint{} }, llm.NoBaseURL, "the base URL is missing"},
		{"no scheme", func(c *llm.Config) { c.BaseURL = "localhost:11434/v1" }, llm.OddBaseURL, "must begin with http"},
		{"another scheme", func(c *llm.Config) { c.BaseURL = "ftp://h/v1" }, llm.OddBaseURL, "must begin with http"},
		{"key in the address", func(c *llm.Config) { c.BaseURL = "https://h/v1?key=" + key }, llm.BaseURLWithKey, "a key goes into its own setting"},
		{"user in the address", func(c *llm.Config) { c.BaseURL = "https://u:" + key + "@h/v1" }, llm.BaseURLWithKey, "a key goes into its own setting"},
		{"no address at all", func(c *llm.Config) { c.BaseURL = "http://h:" + key }, llm.OddBaseURL, "must begin with http"},
		{"no model", func(c *llm.Config) { c.Model = " " }, llm.NoModelName, "the model's name is missing"},
		{"unknown API", func(c *llm.Config) { c.API = "soap" }, llm.UnknownAPI, `"soap" is not known`},
		{"Azure without a version", func(c *llm.Config) { c.API = llm.Azure }, llm.NoAPIVersion, "needs an API version"},
		{"odd deployment", func(c *llm.Config) { c.API, c.APIVersion, c.Model = llm.Azure, "v", "a/b" }, llm.OddDeployment, "Azure deployment"},
		{"key with a line end", func(c *llm.Config) { c.Key = key + "\n" }, llm.OddKey, "line end"},
		{"role without a model", func(c *llm.Config) {
			c.Roles = map[prompts.Role]llm.Endpoint{prompts.Judge: {BaseURL: "http://h/v1"}}
		}, llm.NoModelName, "the model of the judge: the model's name is missing"},
		{"role with a key only", func(c *llm.Config) {
			c.Roles = map[prompts.Role]llm.Endpoint{prompts.Judge: {Model: "m", Key: key}}
		}, llm.KeyWithoutURL, "needs a base URL of its own"},
		{"limit", func(c *llm.Config) { c.Limits.Whole = -time.Second }, llm.NegativeLimit, "less than nothing"},
		{"concurrent", func(c *llm.Config) { c.Concurrent = -1 }, llm.NegativeCalls, "want 1 or more"},
		{"price", func(c *llm.Config) { c.Prices = map[string]llm.Price{"m": {Input: -1}} }, llm.NegativePrice, "price of the model m"},
		{"budget", func(c *llm.Config) { c.Budget.Day.Tokens = -1 }, llm.NegativeBudget, "budget of the model"},
		{"money without a price", func(c *llm.Config) { c.Budget.Scope.Money = 1 }, llm.BudgetNeedsPrice, "needs the price of m"},
	} {
		c := llm.Config{Endpoint: llm.Endpoint{BaseURL: "http://h/v1", Key: key, Model: "m"}}
		one.change(&c)
		_, err := llm.New(c)
		var wrong *llm.ConfigError
		if !errors.As(err, &wrong) || wrong.Code != one.code || !strings.Contains(err.Error(), one.want) || strings.Contains(err.Error(), "%!") {
			t.Errorf("%s: %v", one.name, err)
			continue
		}
		if strings.Contains(err.Error(), key) {
			t.Errorf("%s: the key is in %v", one.name, err)
		}
	}
}

func TestAPrintedConfigurationHasNoKey(t *testing.T) {
	e := llm.Endpoint{BaseURL: "http://h/v1", Key: key, Model: "m"}
	c := llm.Config{Endpoint: e, Roles: map[prompts.Role]llm.Endpoint{prompts.Judge: e}}
	for _, text := range []string{fmt.Sprint(c), fmt.Sprintf("%+v %#v", c, c), fmt.Sprintf("%v %+v %#v %s", e, e, e, &e), fmt.Sprintf("%+v", c.Roles)} {
		if strings.Contains(text, key) || !strings.Contains(text, "http://h/v1") {
			t.Errorf("printed as %s", text)
		}
	}
}
