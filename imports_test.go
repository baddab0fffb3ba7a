// Package mondo_test holds what is true of the whole tree.
package mondo_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ours is who of our packages may import whom; "all" is everything.
var ours = map[string][]string{
	"qa":                           {},
	"web":                          {},
	"server/protocol":              {},
	"qa/coverage":                  {"qa"},
	"qa/coverage/eval":             {"qa", "qa/coverage"},
	"qa/delivery":                  {"qa", "qa/coverage"},
	"prompts":                      {"qa"},
	"server/interview":             {"qa"},
	"server/judge":                 {"qa", "qa/coverage", "prompts"},
	"server/llm":                   {"prompts"},
	"server/llm/llmtest":           {},
	"server/llm/llmtest/cmd":       {"server/llm/llmtest"},
	"server/speech":                {},
	"server/speech/speechtest":     {},
	"server/speech/speechtest/cmd": {"server/speech/speechtest"},
	"server/store":                 {"qa", "server/interview"},
	"server/live":                  {"qa", "qa/coverage", "prompts", "server/interview"},
	"server": {
		"qa", "qa/coverage", "qa/delivery", "prompts", "server/protocol", "server/interview",
		"server/judge", "server/live", "server/llm", "server/speech", "server/store",
	},
	"cmd/mondo": {"all"},
	"e2e":       {"all"},
}

// theirs is where a module of somebody else's may be used, beside tests.
var theirs = map[string][]string{
	"github.com/labstack/echo/v4":       {"server"},
	"github.com/gorilla/websocket":      {"server"},
	"golang.org/x/time":                 {"server"},
	"github.com/prometheus":             {"server", "cmd/mondo"},
	"github.com/sashabaranov/go-openai": {"server/llm"},
	"github.com/pion/opus":              {"server/speech", "server/speech/speechtest"},
	"modernc.org/sqlite":                {"server/store"},
	"github.com/jackc/pgx/v5":           {"server/store"},
	"github.com/pressly/goose/v3":       {"server/store"},
	"github.com/ikawaha/kagome":         {"qa/coverage"},
	"github.com/ikawaha/kagome-dict":    {"qa/coverage"},
	"github.com/kljensen/snowball":      {"qa/coverage"},
	"github.com/yuin/goldmark":          {"qa"},
	"github.com/alecthomas/kong":        {"cmd/mondo"},
	"github.com/mattn/go-isatty":        {"cmd/mondo"},
	"golang.org/x/text":                 {"qa", "qa/coverage", "prompts", "server", "server/speech"},
}

// notOurs are folders without packages of the project.
var notOurs = []string{"node_modules", "testdata", "tmp", "bin"}

// The files are parsed here: a test that asks the go command would be cached as passing.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains(notOurs, d.Name())) {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		seen[filepath.ToSlash(filepath.Dir(path))] = true
		return check(t, filepath.ToSlash(path))
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range ours {
		if !seen[pkg] {
			t.Errorf("the table has %s, the tree has not", pkg)
		}
	}
}

func check(t *testing.T, path string) error {
	pkg := filepath.ToSlash(filepath.Dir(path))
	may, known := ours[pkg]
	if !known {
		t.Errorf("%s: package %s is not in the table", path, pkg)
		return nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if own, ok := strings.CutPrefix(name, "mondo/"); ok {
			if !slices.Contains(may, own) && !slices.Contains(may, "all") {
				t.Errorf("%s: %s may not import %s", path, pkg, own)
			}
		} else if strings.Contains(strings.Split(name, "/")[0], ".") && !slices.Contains(theirs[module(name)], pkg) {
			t.Errorf("%s: %s may not import %s", path, pkg, name)
		}
	}
	return nil
}

// module is the entry of the table that an import path falls under.
func module(name string) string {
	for m := range theirs {
		if name == m || strings.HasPrefix(name, m+"/") {
			return m
		}
	}
	return ""
}
