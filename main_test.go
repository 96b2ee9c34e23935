package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the parts of README.md that the program determines")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"footnote": main})
}

// noExitPause spares processes under the race detector the second that they would sleep at their end.
const noExitPause = "atexit_sleep_ms=0"

// TestScripts runs every command as a person would. In the scripts,
//
//	exits N footnote ARGS…   runs footnote and wants exit status N
//	sparse FILE BYTES        makes a file of that size without writing it
//	repeat FILE N TEXT       makes a file that holds TEXT N times
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("GORACE", noExitPause)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "sparse": sparse, "repeat": repeat,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND ARGS…")
	}
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
}

func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o644))
}

// imports says which areas of the module an area may import besides itself. An area is a folder with
// all below it that is no area of its own.
var imports = map[string][]string{
	"":             {"config", "corpus", "retrieval", "bot", "bot/terminal", "bot/discord", "bot/reader"},
	"config":       {},
	"corpus":       {},
	"retrieval":    {"corpus"},
	"bot":          {"corpus", "retrieval"},
	"bot/terminal": {"corpus", "retrieval", "bot"},
	"bot/discord":  {"corpus", "retrieval", "bot"},
	"bot/reader":   {"corpus", "retrieval", "bot"},
}

// reserved says which area alone may import a foreign module.
var reserved = map[string]string{
	"github.com/bwmarrin/discordgo": "bot/discord",
	"github.com/alecthomas/kong":    "",
}

func TestImports(t *testing.T) {
	seen := map[string]int{}
	for file, paths := range importsOfTree(t) {
		area := areaOf(path.Dir(file))
		for _, imported := range paths {
			seen[area]++
			if problem := forbidden(area, imported); problem != "" {
				t.Errorf("%s imports %s: %s", file, imported, problem)
			}
		}
	}
	for _, area := range []string{"", "config", "corpus", "retrieval", "bot", "bot/terminal", "bot/discord"} {
		if seen[area] == 0 {
			t.Errorf("no import found in area %q: is the tree where this test looks?", area)
		}
	}
}

func forbidden(area, imported string) string {
	for module, owner := range reserved {
		if below(imported, module) && area != owner {
			return fmt.Sprintf("only area %q may", owner)
		}
	}
	own, ours := strings.CutPrefix(imported, "footnote/")
	if !ours {
		return ""
	}
	if to := areaOf(own); to != area && !slices.Contains(imports[area], to) {
		return fmt.Sprintf("area %q may import %q only", area, imports[area])
	}
	return ""
}

func areaOf(folder string) string {
	best := ""
	for area := range maps.Keys(imports) {
		if below(folder, area) && len(area) > len(best) {
			best = area
		}
	}
	return best
}

func below(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// importsOfTree maps each Go file to what it imports.
func importsOfTree(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[filepath.ToSlash(name)] = append(found[filepath.ToSlash(name)], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// result is what a run of the program left.
type result struct {
	status         int
	stdout, stderr string
}

// runHere runs the program in this process with an empty environment and empty standard input.
func runHere(ctx context.Context, args ...string) result {
	var out, errOut strings.Builder
	status := run(ctx, args, func(string) string { return "" }, strings.NewReader(""), &out, &errOut)
	return result{status, out.String(), errOut.String()}
}
