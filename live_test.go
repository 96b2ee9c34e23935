package main

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/config"
	"footnote/corpus/library"
)

// TestServeFollowsItsFolders: what serve answers from is what stands in the library's folders.
func TestServeFollowsItsFolders(t *testing.T) {
	data, articles := t.TempDir(), t.TempDir()
	path := filepath.Join(articles, "bridge.md")
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(articles, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("bridge.md", "# The Veldring bridge\n\nThe bridge of Veldring was built by Ada Reed in 1902.\n")
	if r := runHere(t.Context(), "add", "--data", data, articles); r.status != exitFine {
		t.Fatalf("add: %+v", r)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a := &app{errOut: io.Discard, now: time.Now, config: &config.Config{Data: data, OperatorServers: config.Places{All: true}}}
	s, err := a.openLive(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.end()
	answers := func() string {
		b, err := s.articles.For(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		answer, err := b.Ask(ctx, bot.Request{Question: "Who built the bridge of Veldring?"})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, c := range answer.Citations {
			out = append(out, c.Passage.Text())
		}
		return strings.Join(out, "\n")
	}
	await := func(what string, is func(string) bool) {
		t.Helper()
		for start := time.Now(); !is(answers()); time.Sleep(10 * time.Millisecond) {
			if time.Since(start) > 30*time.Second {
				t.Fatalf("%s never came; the answer is %q", what, answers())
			}
		}
	}
	await("the stored article", func(s string) bool { return strings.Contains(s, "Ada Reed") })
	put("bridge.md", "# The Veldring bridge\n\nThe bridge of Veldring was built by Jo Field in 1904.\n")
	await("the changed article", func(s string) bool { return strings.Contains(s, "Jo Field") && !strings.Contains(s, "Ada Reed") })
	put("second.md", "# A second bridge\n\nThe second bridge of Veldring was built by Kim Lund.\n")
	await("the new article", func(s string) bool { return strings.Contains(s, "Kim Lund") })
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	await("the end of the deleted article", func(s string) bool { return !strings.Contains(s, "Jo Field") && strings.Contains(s, "Kim Lund") })

	if r := runHere(t.Context(), "add", "--data", data, articles); r.status != exitNoAnswer || !strings.Contains(r.stderr, library.ErrLocked.Error()) {
		t.Errorf("a second writer: %+v", r)
	}
	if r := runHere(t.Context(), "ask", "--data", data, "Who built the second bridge?"); !strings.Contains(r.stdout, "Kim Lund") {
		t.Errorf("a second reader: %+v", r)
	}
}

// TestServeKeepsWhatServersSet: also where it answers from articles that a setting names.
func TestServeKeepsWhatServersSet(t *testing.T) {
	articles := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(articles, []byte("# Tides\n\nThe tide turns at noon.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	a := &app{errOut: io.Discard, now: time.Now, config: &config.Config{Data: t.TempDir(), Articles: []string{articles}, OperatorServers: config.Places{All: true}}}
	open := func() service {
		t.Helper()
		s, err := a.openLive(t.Context(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	if err := s.state.SetSettings(t.Context(), "s1", bot.Settings{Language: "fr", RetentionDays: 5}); err != nil {
		t.Fatal(err)
	}
	s.end()
	s = open()
	defer s.end()
	got, err := s.state.Settings(t.Context(), "s1")
	if err != nil || got.Language != "fr" || got.RetentionDays != 5 {
		t.Errorf("settings %+v, %v", got, err)
	}
	if all := s.articles.Operator().Articles; len(all) != 1 || all[0].Title != "Tides" {
		t.Errorf("answers from %d articles", len(all))
	}
}

// TestServeGivesEachServerItsOwn: a server's articles come from the library, the operator's from there or from the
// paths of the settings, and only where the settings say.
func TestServeGivesEachServerItsOwn(t *testing.T) {
	const server, other = "2000000000000000001", "2000000000000000002"
	data, named := t.TempDir(), filepath.Join(t.TempDir(), "tides.md")
	if err := os.WriteFile(named, []byte("# Tides\n\nThe tide turns at noon.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	fill(t, data, map[string]string{library.Operator: "Harbour", server: "Bridge"})
	everywhere := config.Places{All: true}
	for _, c := range []struct {
		name   string
		config config.Config
		want   map[string]string
	}{
		{"library", config.Config{Data: data, OperatorServers: everywhere}, map[string]string{server: "Bridge, Harbour", other: "Harbour", "": "Harbour"}},
		{"named articles", config.Config{Data: data, Articles: []string{named}, OperatorServers: everywhere},
			map[string]string{server: "Bridge, Tides", other: "Tides", "": "Tides"}},
		{"nowhere", config.Config{Data: data}, map[string]string{server: "Bridge", other: "", "": ""}},
		{"some servers", config.Config{Data: data, OperatorServers: config.Places{Servers: []string{other}}},
			map[string]string{server: "Bridge", other: "Harbour", "": ""}},
		{"no library", config.Config{Articles: []string{named}, OperatorServers: everywhere}, map[string]string{server: "Tides", "": "Tides"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &app{errOut: io.Discard, now: time.Now, config: &c.config}
			s, err := a.openLive(t.Context(), slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			defer s.end()
			for place, want := range c.want {
				b, err := s.articles.For(t.Context(), place)
				if err != nil {
					t.Fatal(err)
				}
				var titles []string
				for _, a := range b.Collection().Articles {
					titles = append(titles, a.Title)
				}
				slices.Sort(titles)
				if got := strings.Join(titles, ", "); got != want {
					t.Errorf("place %q: %q, want %q", place, got, want)
				}
			}
		})
	}
}

// fill puts an article with this title into each collection of a library.
func fill(t *testing.T, data string, titles map[string]string) {
	t.Helper()
	l, err := library.Open(t.Context(), data, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for collection, title := range titles {
		o, err := l.Add(t.Context(), library.Item{Collection: collection, Name: "a.md", Data: []byte("# " + title + "\n\nThe " + title + " was built in 1902.\n")})
		if err != nil || o.Reason != nil {
			t.Fatalf("add: %+v, %v", o, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTerminalSeesNoServersArticles: nor the examples, where only servers have articles.
func TestTerminalSeesNoServersArticles(t *testing.T) {
	data := t.TempDir()
	fill(t, data, map[string]string{"2000000000000000001": "Bridge"})
	r := runHere(t.Context(), "ask", "--data", data, "Was the bridge built in 1902?")
	if r.status != exitFine || strings.Contains(r.stdout, "1902.") || strings.Contains(r.stdout, "Office") {
		t.Errorf("%+v", r)
	}
}

// TestLogKeepsServersTextsToItself: of servers' articles the log of serve has IDs and no text, as people there wrote it,
// and of each server by itself; of the operator's it says where they are.
func TestLogKeepsServersTextsToItself(t *testing.T) {
	const server, other = "2000000000000000001", "2000000000000000002"
	data := t.TempDir()
	l, err := library.Open(t.Context(), data, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for collection, name := range map[string]string{library.Operator: "harbour", server: "bridge", other: "bridge"} {
		// An address of this machine, which is never asked: the next version cannot be had.
		o, err := l.Add(t.Context(), library.Item{Collection: collection, Name: name + ".md", Address: "http://127.0.0.1:9/" + name,
			Data: []byte("# The " + name + "\n\nIt was built in 1902.\n")})
		if err != nil || o.Reason != nil {
			t.Fatalf("add: %+v, %v", o, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	logged := lines{c: make(chan string, 100)}
	a := &app{errOut: io.Discard, now: time.Now, config: &config.Config{Data: data, OperatorServers: config.Places{All: true}}}
	s, err := a.openLive(t.Context(), slog.New(slog.NewTextHandler(logged, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer s.end()
	wanted := map[string]bool{}
	for _, about := range []string{"location=http://127.0.0.1:9/harbour error=", "server=" + server + ` reason="bad address"`, "server=" + other + ` reason="bad address"`} {
		wanted[`msg="article not read" change=missing `+about] = true
	}
	for late := time.After(30 * time.Second); len(wanted) > 0; {
		select {
		case line := <-logged.c:
			if strings.Contains(line, "bridge") {
				t.Errorf("the log has what a server wrote: %s", line)
			}
			maps.DeleteFunc(wanted, func(text string, _ bool) bool { return strings.Contains(line, text) })
		case <-late:
			t.Fatalf("not logged: %q", slices.Collect(maps.Keys(wanted)))
		}
	}
}

// lines is a log's writer that gives each line to whoever waits for it.
type lines struct{ c chan string }

func (l lines) Write(line []byte) (int, error) {
	l.c <- string(line)
	return len(line), nil
}
