package discord_test

import (
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
)

// TestWhatExpiredIsDeleted: cards whose time is over go at the next start, and so do the data of a
// server that the bot was removed from, a week later. An outage is no removal.
func TestWhatExpiredIsDeleted(t *testing.T) {
	t.Parallel()
	const removed, out = "2000000000000000021", "2000000000000000022"
	st, clock := state.NewMemory(), newHandClock()
	for _, server := range []string{removed, out} {
		if err := st.SetSettings(t.Context(), server, bot.Settings{RetentionDays: 365, Language: "fr"}); err != nil {
			t.Fatal(err)
		}
	}
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.Guilds = []string{discordtest.GuildID, removed, out} })
	with := func(o *discord.Options) { o.State, o.Now = st, clock.Now }
	first := start(t, s, &fakeBot{}, with)
	s.AwaitReady(1)
	first.askHere(question("When?"))
	s.Dispatch("GUILD_DELETE", map[string]any{"id": out, "unavailable": true})
	s.Dispatch("GUILD_DELETE", map[string]any{"id": removed})
	first.awaitLog("no longer in a server")
	if err := first.finish(); err != nil {
		t.Fatal(err)
	}

	s.Set(func(k *discordtest.Knobs) { k.Guilds = []string{discordtest.GuildID, out} })
	for n, c := range []struct {
		later time.Duration
		cards int
		left  string
	}{{6 * 24 * time.Hour, 1, "fr"}, {2 * 24 * time.Hour, 1, ""}, {90 * 24 * time.Hour, 0, ""}} {
		clock.move(c.later)
		r := start(t, s, &fakeBot{}, with)
		s.AwaitReady(n + 2)
		r.awaitLog("what has expired is deleted")
		if err := r.finish(); err != nil {
			t.Fatal(err)
		}
		if h, err := st.Held(t.Context(), discordtest.UserID); err != nil || h.Cards != c.cards {
			t.Errorf("start %d: %d cards held, error %v; want %d", n+2, h.Cards, err, c.cards)
		}
		for server, want := range map[string]string{removed: c.left, out: "fr"} {
			if set, err := st.Settings(t.Context(), server); err != nil || set.Language != want {
				t.Errorf("start %d: server %s has the language %q, error %v; want %q", n+2, server, set.Language, err, want)
			}
		}
	}
}

// TestLeftGrace: the time is the operator's to set.
func TestLeftGrace(t *testing.T) {
	t.Parallel()
	const removed = "2000000000000000021"
	st, clock := state.NewMemory(), newHandClock()
	if err := st.SetSettings(t.Context(), removed, bot.Settings{RetentionDays: 365, Language: "fr"}); err != nil {
		t.Fatal(err)
	}
	if err := st.ServerLeft(t.Context(), removed, clock.Now()); err != nil {
		t.Fatal(err)
	}
	s := discordtest.New(t)
	for n, want := range []string{"fr", ""} {
		clock.move(20 * 24 * time.Hour)
		r := start(t, s, &fakeBot{}, func(o *discord.Options) { o.State, o.Now, o.LeftGrace = st, clock.Now, 30*24*time.Hour })
		s.AwaitReady(n + 1)
		r.awaitLog("what has expired is deleted")
		if err := r.finish(); err != nil {
			t.Fatal(err)
		}
		if set, err := st.Settings(t.Context(), removed); err != nil || set.Language != want {
			t.Errorf("after %d days: language %q, error %v; want %q", 20*(n+1), set.Language, err, want)
		}
	}
}
