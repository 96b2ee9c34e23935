package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// TestServeFollowsFoldersInDiscord asks in Discord while files change in a folder that the library follows: what is new
// answers, and what is deleted never again.
func TestServeFollowsFoldersInDiscord(t *testing.T) {
	data, articles := t.TempDir(), t.TempDir()
	put := func(name, builder string) {
		t.Helper()
		// Under its name at once, so that no half of it is read.
		path := filepath.Join(articles, name)
		text := "# The bridge of Veldring\n\nThe bridge of Veldring was built by " + builder + " for the town.\n"
		if err := os.WriteFile(path+".part", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".part", path); err != nil {
			t.Fatal(err)
		}
	}
	put("bridge.md", "Ada Reed")
	if r := runHere(t.Context(), "add", "--data", data, articles); r.status != exitFine {
		t.Fatalf("add: %+v", r)
	}
	s := discordtest.New(t)
	end := serveHere(t, s, "serve", "--data", data)
	s.AwaitReady(1)
	everyone := manyAsk(s)
	ask := func() string { return everyone("Who built the bridge of Veldring?") }
	for _, step := range []struct {
		name   string
		change func() error
		answer string
		gone   []string
	}{
		{"as it was added", func() error { return nil }, "Ada Reed", nil},
		{"changed", func() error { put("bridge.md", "Jo Field"); return nil }, "Jo Field", []string{"Ada Reed"}},
		{"new, and the other deleted", func() error {
			put("second.md", "Kim Lund")
			return os.Remove(filepath.Join(articles, "bridge.md"))
		}, "Kim Lund", []string{"Ada Reed", "Jo Field"}},
	} {
		if err := step.change(); err != nil {
			t.Fatal(err)
		}
		holds := func(answer string) bool {
			return strings.Contains(answer, step.answer) && !slices.ContainsFunc(step.gone, func(s string) bool { return strings.Contains(answer, s) })
		}
		begun := time.Now()
		for got := ask(); !holds(got); got = ask() {
			if time.Since(begun) > 30*time.Second {
				t.Fatalf("%s: the answer is %q", step.name, got)
			}
			time.Sleep(200 * time.Millisecond)
		}
		t.Logf("%s: answered after %v", step.name, time.Since(begun).Round(time.Millisecond))
	}
	for range 3 {
		if got := ask(); strings.Contains(got, "Jo Field") || strings.Contains(got, "Ada Reed") {
			t.Errorf("a deleted article answers: %q", got)
		}
	}
	end()
}

// manyAsk gives a function that asks a question in Discord, each time as somebody else, as the bot limits how much one
// person asks.
func manyAsk(s *discordtest.Server) func(question string) string {
	people := 0
	return func(question string) string {
		people++
		by := discordtest.By(fmt.Sprint(200_000_000_000_000_000+people), "0")
		return s.Command("ask", discordtest.Options{"question": question}, by).AwaitAnswer().Text()
	}
}
