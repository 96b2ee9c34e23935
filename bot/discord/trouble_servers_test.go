package discord_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
)

// whereabouts records what a discord.Servers is told.
type whereabouts struct {
	known []string

	mu   sync.Mutex
	told []string
}

func (w *whereabouts) note(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, what)
}

func (w *whereabouts) ServerJoined(_ context.Context, server string) error {
	w.note("joined " + server)
	if server == "failing" {
		return errors.New("disk full")
	}
	return nil
}

func (w *whereabouts) ServerLeft(_ context.Context, server string, at time.Time) error {
	if at.IsZero() {
		return errors.New("no time was given")
	}
	w.note("left " + server)
	return nil
}

func (w *whereabouts) KnownServers(context.Context) ([]string, error) { return w.known, nil }

// await blocks until something was told.
func (w *whereabouts) await(t *testing.T, what string) []string {
	t.Helper()
	for range 3000 {
		w.mu.Lock()
		told := slices.Clone(w.told)
		w.mu.Unlock()
		if slices.Contains(told, what) {
			return told
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q was never told; told %q", what, w.told)
	return nil
}

func TestOutageAgainstRemoval(t *testing.T) {
	t.Parallel()
	w := &whereabouts{}
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.Servers = w })
	type event = map[string]any
	send := func(name string, e event) { r.server.Dispatch(name, e) }
	send("GUILD_CREATE", event{"id": discordtest.GuildID}) // what follows each READY
	send("GUILD_DELETE", event{"id": discordtest.GuildID, "unavailable": true})
	send("GUILD_CREATE", event{"id": discordtest.GuildID, "unavailable": false})
	send("GUILD_DELETE", event{"id": discordtest.GuildID, "unavailable": "who knows"})
	send("GUILD_CREATE", event{"id": "77"})
	send("GUILD_DELETE", event{"id": "77"})
	send("GUILD_CREATE", event{"id": "77"})
	send("GUILD_CREATE", event{"id": "failing"})
	r.awaitLog("disk full")
	send("GUILD_DELETE", event{"id": discordtest.GuildID, "unavailable": nil})
	want := []string{"joined " + discordtest.GuildID, "joined 77", "left 77", "joined 77", "joined failing", "left " + discordtest.GuildID}
	if got := w.await(t, want[len(want)-1]); !slices.Equal(got, want) {
		t.Errorf("told\n%q, want\n%q", got, want)
	}
}

func TestLeftWhileAway(t *testing.T) {
	t.Parallel()
	w := &whereabouts{known: []string{"88", discordtest.GuildID}}
	ready(t, &fakeBot{}, func(o *discord.Options) { o.Servers = w })
	if got := w.await(t, "left 88"); slices.Contains(got, "left "+discordtest.GuildID) {
		t.Errorf("told %q", got)
	}
}

// A shard knows nothing of the servers of other shards.
func TestLeftWhileAwayIsJudgedByTheShard(t *testing.T) {
	t.Parallel()
	inFirst, inSecond := "8388608", "12582912" // 2 and 3, shifted by 22 bits
	w := &whereabouts{known: []string{inFirst, inSecond}}
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.Guilds = []string{inFirst, inSecond} })
	start(t, s, &fakeBot{}, func(o *discord.Options) { o.Servers, o.Shards = w, 2 })
	w.await(t, "joined "+inFirst)
	got := w.await(t, "joined "+inSecond)
	if strings.Contains(strings.Join(got, " "), "left") {
		t.Errorf("told %q", got)
	}
}
