package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/config"
)

// readme is README.md; parts of it are held to what the program says.
func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// settle compares a part of README.md with what it should be. With -update it rewrites it instead.
func settle(t *testing.T, text, part, want string) {
	t.Helper()
	if part == want {
		return
	}
	if !*update {
		t.Errorf("README.md is out of date; go test -run TestReadme -update mends it\ngot\n%s\nwant\n%s", part, want)
		return
	}
	if err := os.WriteFile("README.md", []byte(strings.Replace(text, part, want, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeTranscripts: what README.md shows the program printing is what it prints.
func TestReadmeTranscripts(t *testing.T) {
	text := readme(t)
	blocks := regexp.MustCompile("(?s)```console\n(\\$ footnote ([^\n]*)\n.*?)```").FindAllStringSubmatch(text, -1)
	if len(blocks) == 0 {
		t.Fatal("README.md shows no transcript")
	}
	for _, b := range blocks {
		r := runHere(t.Context(), splitWords(b[2])...)
		if r.status != exitFine || r.stderr != "" {
			t.Errorf("%s: status %d, stderr %q", b[2], r.status, r.stderr)
		}
		settle(t, text, b[1], "$ footnote "+b[2]+"\n"+r.stdout)
	}
}

// splitWords splits a command line whose only quotes are "…".
func splitWords(s string) []string {
	var words []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(s, -1) {
		words = append(words, m[1]+m[2])
	}
	return words
}

// TestReadmeSettings: the table of settings is the program's.
func TestReadmeSettings(t *testing.T) {
	text := readme(t)
	_, part, found := strings.Cut(text, "<!-- settings -->\n")
	part, _, closed := strings.Cut(part, "<!-- /settings -->")
	if !found || !closed {
		t.Fatal("README.md has no place for the settings")
	}
	var b strings.Builder
	b.WriteString("| flag | environment | in the file | default | does | allowed |\n|---|---|---|---|---|---|\n")
	for _, s := range config.Settings() {
		flag, key := "", ""
		if s.Flag != "" {
			flag = "`--" + s.Flag + "`"
		}
		if s.InFile {
			key = "`" + s.Key + "`"
		}
		applies := s.Unset
		if s.Default != "" {
			applies = "`" + s.Default + "`"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s | %s |\n", flag, s.Env, key, applies, s.Help, s.Allowed)
	}
	settle(t, text, "<!-- settings -->\n"+part, "<!-- settings -->\n"+b.String())
}

// TestReadmeCommandsRun: each command line of README.md is run by .ci/run or marked as one that cannot be.
func TestReadmeCommandsRun(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("this machine has no bash to run .ci/run with")
	}
	out, err := exec.CommandContext(t.Context(), bash, ".ci/run", "--list").Output()
	if err != nil {
		t.Fatal(err)
	}
	listed := strings.Split(strings.TrimSpace(string(out)), "\n")
	var commands []string
	kind := ""
	for text := range strings.Lines(readme(t)) {
		text = strings.TrimSpace(text)
		switch fence, opens := strings.CutPrefix(text, "```"); {
		case opens:
			if kind = fence; !slices.Contains([]string{"", "sh", "sh no-ci", "console", "json"}, kind) {
				t.Errorf("a block of README.md is marked %q; is it run or not?", kind)
			}
		case kind == "sh" && text != "" && !strings.HasPrefix(text, "#"):
			commands = append(commands, text)
		}
	}
	if !slices.Equal(commands, listed) {
		t.Errorf(".ci/run runs %q, README.md has %q", listed, commands)
	}
	for _, must := range []string{`go run . ask "` + example + `"`, "go test -race ./..."} {
		if !slices.Contains(commands, must) {
			t.Errorf("README.md does not have the command %q", must)
		}
	}
}

// TestReadmeHelpAgrees: README.md and --help give the same meaning to the exit statuses.
func TestReadmeHelpAgrees(t *testing.T) {
	help := runHere(t.Context(), "--help").stdout
	rows := regexp.MustCompile(`(?m)^\| (\d+) \| (.+) \|$`).FindAllStringSubmatch(readme(t), -1)
	if len(rows) != 4 {
		t.Fatalf("README.md lists %d exit statuses", len(rows))
	}
	for _, r := range rows {
		if want := fmt.Sprintf("    %-4s %s\n", r[1], strings.ReplaceAll(r[2], "`", "")); !strings.Contains(help, want) {
			t.Errorf("--help does not say %q", want)
		}
	}
}
