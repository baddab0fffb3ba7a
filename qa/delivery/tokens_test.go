package delivery

import (
	"sync"

	"mondo/qa/coverage"
)

// Tokens is one tokenizer for all tests: its dictionary takes long to load.
var Tokens = sync.OnceValue(coverage.NewTokenizer)
