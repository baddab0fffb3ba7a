package llm

import (
	"fmt"

	"mondo/prompts"
)

// ConfigError is what is wrong with a configuration. It never holds a key.
type ConfigError struct {
	// Code is one of the constants below: worded here in English, for a command
	// line, and elsewhere for whoever reads another language.
	Code string
	// Value is what was given, where the sentence repeats it.
	Value string
	// Role is whose model it is about, "" for what all have in common.
	Role prompts.Role
}

// Codes of a [ConfigError].
const (
	NoBaseURL        = "no_base_url"
	OddBaseURL       = "odd_base_url"       // no http, or no host
	BaseURLWithKey   = "base_url_with_key"  // or with anything else that an address has not
	KeyWithoutURL    = "key_without_url"    // a role's own, which would go to the common server
	OddKey           = "odd_key"            // has a character that no header can
	UnknownAPI       = "unknown_api"        // Value: the name
	NoAPIVersion     = "no_api_version"     // of Azure
	NoModelName      = "no_model_name"      //
	OddDeployment    = "odd_deployment"     // Value: the name
	NegativeLimit    = "negative_limit"     // Value: the time
	NegativeCalls    = "negative_calls"     //
	NegativePrice    = "negative_price"     // Value: the model
	NegativeBudget   = "negative_budget"    //
	BudgetNeedsPrice = "budget_needs_price" // Value: the model
)

// configSentences say the codes to whoever reads a command line; %q and %s are
// the value.
var configSentences = map[string]string{
	NoBaseURL:        "the base URL is missing; for Ollama it is http://localhost:11434/v1",
	OddBaseURL:       "the base URL must begin with http:// or https:// and a host, such as http://localhost:11434/v1",
	BaseURLWithKey:   "the base URL must be a plain address: a key goes into its own setting",
	KeyWithoutURL:    "a key or an API of its own needs a base URL of its own",
	OddKey:           "the key has a character that no key has; perhaps a line end was copied with it",
	UnknownAPI:       "the API %q is not known: want openai or azure",
	NoAPIVersion:     "an Azure resource needs an API version, such as 2024-10-21",
	NoModelName:      "the model's name is missing",
	OddDeployment:    "%q cannot be the name of an Azure deployment",
	NegativeLimit:    "time limits of the model: %s is less than nothing",
	NegativeCalls:    "calls of the model at a time, and waiting: want 1 or more",
	NegativePrice:    "price of the model %s: want 0 or more",
	NegativeBudget:   "budget of the model: want 0 for none, or more",
	BudgetNeedsPrice: "a budget in money needs the price of %s",
}

func (e *ConfigError) Error() string {
	text := configSentences[e.Code]
	if e.Value != "" {
		text = fmt.Sprintf(text, e.Value)
	}
	if e.Role != "" {
		text = fmt.Sprintf("the model of the %s: %s", e.Role, text)
	}
	return text
}
