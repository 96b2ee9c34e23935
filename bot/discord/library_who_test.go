package discord_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/corpus/library"
)

// librarian is the role that may change the library where a test says so.
const librarian = "6000000000000000009"

// TestLibraryIsForLibrarians: every step asks who may, by the person's permissions and roles at that moment.
func TestLibraryIsForLibrarians(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := withLibrary(t, library.Room{}, func(o *discord.Options) { o.State = st })
	card := r.adds(discordtest.Options{"attachment": r.attach("tides.md", tides("Tides"))})
	article := strings.Split(id(t, card, "Remove"), ":")[2]
	steps := map[string]func(...discordtest.Change) *discordtest.Interaction{
		"add": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Command("library add", discordtest.Options{"attachment": r.attach("moon.md", tides("Moon"))}, who...)
		},
		"message command": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.OnMessage("Add to library", discordtest.Said{Content: "see " + r.site.put("/sun", tides("Sun"))}, who...)
		},
		"remove": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Command("library remove", discordtest.Options{"article": article}, who...)
		},
		"edit": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Command("library edit", discordtest.Options{"article": article}, who...)
		},
		"correct": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Press("f1:correct:"+article, append(who, discordtest.On(card))...)
		},
		"form": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Submit("f1:corrected:"+article, map[string]string{"title": "Mine"}, append(who, discordtest.On(card))...)
		},
		"remove button": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Press("f1:remove:"+article, append(who, discordtest.On(card))...)
		},
		"removed": func(who ...discordtest.Change) *discordtest.Interaction {
			return r.server.Press("f1:removed:"+article, append(who, discordtest.On(card))...)
		},
	}
	anybody := discordtest.By(stranger, "2048")
	refused := func(want string, who ...discordtest.Change) {
		t.Helper()
		for name, step := range steps {
			i := step(append([]discordtest.Change{}, who...)...)
			if text := r.reply(i).Text(); !strings.Contains(text, want) || !i.AwaitAck().Ephemeral() {
				t.Errorf("%s: %q", name, text)
			}
		}
		if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Tides"}) {
			t.Fatalf("the server has %q", got)
		}
	}
	refused("changed by those who may manage the server. They can let a role", anybody)
	refused("changed by those who may manage the server. They can let a role", anybody, discordtest.WithRoles(librarian))

	panel := r.says("settings", nil, true, manager)
	menu := menuOf(t, panel, "f1:set:librarians")
	panel = r.reply(r.server.Choose(discordtest.RoleSelect, menu.CustomID, []string{librarian}, discordtest.On(panel), manager))
	mustContain(t, panel.Text(), "The library is changed by: those who may manage the server, and <@&"+librarian+">")
	if d := menuOf(t, panel, "f1:set:librarians").Defaults; len(d) != 1 || d[0].ID != librarian {
		t.Errorf("chosen roles in the menu: %+v", d)
	}
	refused("those who may manage the server, and by <@&"+librarian+">", anybody)
	with := []discordtest.Change{anybody, discordtest.WithRoles("1", librarian)}
	for _, name := range []string{"add", "message command", "correct", "form", "edit", "remove", "remove button", "removed"} {
		i := steps[name](slices.Clone(with)...)
		if ack := i.AwaitAck(); ack.Type == 5 || ack.Type == 6 {
			r.final(i)
		}
		if text := string(i.AwaitAck().Data); strings.Contains(text, "is changed by those") {
			t.Errorf("%s is refused to a librarian: %s", name, text)
		}
	}
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Moon", "Sun"}) {
		t.Errorf("after all steps of a librarian the server has %q", got)
	}
	// The role of everybody is named by the server's ID, and nobody lists it.
	if err := st.SetSettings(t.Context(), discordtest.GuildID, bot.Settings{Librarians: []string{discordtest.GuildID}, RetentionDays: 9}); err != nil {
		t.Fatal(err)
	}
	mustContain(t, r.reply(r.server.Command("library remove", discordtest.Options{"article": "Moon"}, anybody)).Text(), "Remove “Moon”")
	mustContain(t, r.says("library list", nil, true, anybody).Text(), "Moon")
}
