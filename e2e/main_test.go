package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// binary is the path of the mondo that is tested; "" when nothing can be.
var binary string

// missing says why nothing can be tested.
var missing string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	missing = lacks()
	if missing != "" {
		if os.Getenv("CI") == "true" {
			fmt.Fprintln(os.Stderr, "browser tests cannot run:", missing)
			return 1
		}
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "mondo-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "mondo")
	build := exec.Command("go", "build", "-o", binary, "mondo/cmd/mondo")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build mondo: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// lacks names what a browser test needs and this machine does not have.
func lacks() string {
	if _, err := os.Stat("../web/dist/index.html"); err != nil {
		return "the browser application is not built; make build builds it"
	}
	if chromium() == "" {
		return "there is no Chromium; on Debian scripts/setup-debian.sh installs it"
	}
	return ""
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// needsBrowser skips the test where it cannot run.
func needsBrowser(t testing.TB) {
	t.Helper()
	if missing != "" {
		t.Skip(missing)
	}
}
