package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus/formats/hostiletest"
)

// TestHostileFilesInAFolder puts hostile files into a folder that serve follows. The bot goes on answering while it
// reads them, and what is wrong with each is said by its name.
func TestHostileFilesInAFolder(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext of poppler-utils is not installed")
	}
	data, articles := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(articles, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("bridge.md", "# The bridge of Veldring\n\nThe bridge of Veldring was built by Ada Reed.\n")
	if r := runHere(t.Context(), "add", "--data", data, articles); r.status != exitFine {
		t.Fatalf("add: %+v", r)
	}
	s := discordtest.New(t)
	end := serveHere(t, s, "serve", "--data", data)
	s.AwaitReady(1)
	ask := manyAsk(s)
	files := hostiletest.Files(t)
	for _, f := range files {
		put(f.Name, f.Data)
	}
	put("z last.md", "# The tower of Osmund\n\nThe tower of Osmund was built by Kim Lund.\n")
	for begun := time.Now(); !strings.Contains(ask("Who built the tower of Osmund?"), "Kim Lund"); time.Sleep(time.Second) {
		if got := ask("Who built the bridge of Veldring?"); !strings.Contains(got, "Ada Reed") {
			t.Errorf("while it reads hostile files the bot answers %q", got)
		}
		if time.Since(begun) > 2*time.Minute {
			t.Fatal("the file after the hostile ones was never read")
		}
	}
	end()

	r := runHere(t.Context(), "sync", "--data", data)
	for _, f := range files {
		said := linesWith(r.stderr, f.Name)
		if f.Problem == "" && said != "" || !strings.Contains(said, f.Problem) {
			t.Errorf("%s: said %q, want %q", f.Name, said, f.Problem)
		}
	}
}

// linesWith are the lines of a text that have a part.
func linesWith(text, part string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			b.WriteString(line)
		}
	}
	return b.String()
}
