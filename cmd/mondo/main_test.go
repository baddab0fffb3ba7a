package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asMondo makes the test's binary the command, for tests that kill it.
const asMondo = "MONDO_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asMondo) != "" {
		os.Unsetenv(asMondo)
		main()
		return
	}
	testscript.Main(m, map[string]func(){"mondo": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("LANG", "en_GB.UTF-8")
			return nil
		},
	})
}
