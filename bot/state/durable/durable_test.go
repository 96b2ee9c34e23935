package durable_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/state/durable"
	"footnote/bot/state/statetest"
	"footnote/corpus/library"
)

func open(t *testing.T, dir string) (*durable.State, *library.Library) {
	t.Helper()
	l, err := library.Open(t.Context(), dir, library.Options{})
	check(t, err)
	t.Cleanup(func() { check(t, l.Close()) })
	return durable.New(l), l
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestConformance(t *testing.T) {
	statetest.Run(t, func(t *testing.T) bot.State {
		s, _ := open(t, t.TempDir())
		return s
	})
}

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// fill stores something of each kind, all of which contains the word.
func fill(t *testing.T, s *durable.State, user, server, word string) {
	t.Helper()
	for i := range 50 {
		key := fmt.Sprintf("%s-%s-%d", user, server, i)
		padded := strings.Repeat(word+" ", 20)
		check(t, s.SaveCard(t.Context(), bot.Card{Key: key, User: user, Server: server, Created: day, Expires: day.Add(time.Hour), Data: []byte(padded)}))
		check(t, s.AddFeedback(t.Context(), bot.Feedback{Card: key, User: user, Server: server, Question: padded, Expected: padded, Created: day, Expires: day.Add(time.Hour)}))
		check(t, s.AddPending(t.Context(), bot.Pending{ID: key, User: user, Server: server, Created: day, Expires: day.Add(time.Hour), Data: []byte(padded)}))
		check(t, s.AddUnanswered(t.Context(), bot.Unanswered{ID: key, User: user, Server: server, Question: padded, Created: day, Expires: day.Add(time.Hour)}))
	}
}

// found tells whether any of the library's files holds the text.
func found(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	check(t, err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		check(t, err)
		if strings.Contains(string(data), text) {
			return true
		}
	}
	return false
}

// TestDeletedIsGoneFromTheFile searches the files themselves for what was deleted.
func TestDeletedIsGoneFromTheFile(t *testing.T) {
	for _, c := range []struct {
		name   string
		delete func(*durable.State) error
	}{
		{"a person asks for it", func(s *durable.State) error { _, err := s.DeleteUser(t.Context(), "u1"); return err }},
		{"it has expired", func(s *durable.State) error { return s.Purge(t.Context(), day.Add(2*time.Hour)) }},
		{"the server was left", func(s *durable.State) error {
			check(t, s.ServerLeft(t.Context(), "s1", day))
			_, err := s.PurgeLeft(t.Context(), day.Add(time.Hour))
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s, _ := open(t, dir)
			fill(t, s, "u1", "s1", "quixotic-marmalade")
			check(t, s.SaveCard(t.Context(), bot.Card{Key: "other", User: "u2", Server: "s2", Created: day, Expires: day.Add(9 * time.Hour), Data: []byte("sober-jam")}))
			if !found(t, dir, "quixotic-marmalade") {
				t.Fatal("the test does not find what is there")
			}
			check(t, c.delete(s))
			if found(t, dir, "quixotic-marmalade") || found(t, dir, "u1-s1-") {
				t.Error("it is still in the file")
			}
			if !found(t, dir, "sober-jam") {
				t.Error("the other person's is gone too")
			}
		})
	}
}

func TestSurvivesRestart(t *testing.T) {
	dir := t.TempDir()
	l, err := library.Open(t.Context(), dir, library.Options{})
	check(t, err)
	want := bot.Settings{Channels: []string{"c"}, Language: "fr", RetentionDays: 3}
	check(t, durable.New(l).SetSettings(t.Context(), "s1", want))
	check(t, durable.New(l).AddPending(t.Context(), bot.Pending{ID: "r1", Server: "s1", Created: day, Expires: day.Add(time.Hour), Data: []byte("token")}))
	check(t, l.Close())
	s, _ := open(t, dir)
	got, err := s.Settings(t.Context(), "s1")
	check(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("settings %+v, want %+v", got, want)
	}
	left, err := s.Pending(t.Context(), day)
	check(t, err)
	if len(left) != 1 || left[0].ID != "r1" || string(left[0].Data) != "token" {
		t.Errorf("left unanswered: %+v", left)
	}
}

// TestPendingIsGoneOnceAnswered: what a request holds is a secret, which stays neither in the library's files nor in a backup.
func TestPendingIsGoneOnceAnswered(t *testing.T) {
	dir := t.TempDir()
	s, l := open(t, dir)
	request := func(id, secret string) bot.Pending {
		return bot.Pending{ID: id, User: "u1", Server: "s1", Created: day, Expires: day.Add(time.Hour), Data: []byte(strings.Repeat(secret+" ", 40))}
	}
	check(t, s.AddPending(t.Context(), request("r1", "answered-token")))
	check(t, s.AddPending(t.Context(), request("r2", "waiting-token")))
	copied := filepath.Join(t.TempDir(), "copy")
	check(t, os.Mkdir(copied, 0o700))
	check(t, l.Backup(t.Context(), filepath.Join(copied, "library.db")))
	check(t, s.DropPending(t.Context(), "r1", "r3"))
	for _, c := range []struct {
		dir, text string
		want      bool
	}{{dir, "waiting-token", true}, {dir, "answered-token", false}, {copied, "waiting-token", false}, {copied, "answered-token", false}} {
		if got := found(t, c.dir, c.text); got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.text, filepath.Base(c.dir), got, c.want)
		}
	}
}

// BenchmarkPending is what keeping a request until it is answered costs.
func BenchmarkPending(b *testing.B) {
	l, err := library.Open(b.Context(), b.TempDir(), library.Options{})
	if err != nil {
		b.Fatal(err)
	}
	s := durable.New(l)
	for i := 0; b.Loop(); i++ {
		id := fmt.Sprint(i)
		if err := errors.Join(s.AddPending(b.Context(), bot.Pending{ID: id, Created: day, Expires: day, Data: make([]byte, 500)}), s.DropPending(b.Context(), id)); err != nil {
			b.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
}

// TestServerThatWasLeftLosesItsArticles: they are the server's data too.
func TestServerThatWasLeftLosesItsArticles(t *testing.T) {
	s, l := open(t, t.TempDir())
	for _, c := range []string{"s1", "s2", library.Operator} {
		_, err := l.Add(t.Context(), library.Item{Collection: c, Name: "a.md", Data: []byte("# Tides\n\nThe tide turns at noon.\n")})
		check(t, err)
	}
	known, err := s.KnownServers(t.Context())
	check(t, err)
	if !slices.Equal(known, []string{"s1", "s2"}) {
		t.Errorf("known %q", known)
	}
	check(t, s.ServerLeft(t.Context(), "s1", day))
	gone, err := s.PurgeLeft(t.Context(), day.Add(time.Hour))
	check(t, err)
	left, err := l.Collections(t.Context())
	check(t, err)
	if !slices.Equal(gone, []string{"s1"}) || !slices.Equal(left, []string{library.Operator, "s2"}) {
		t.Errorf("purged %q, left %q", gone, left)
	}
}
