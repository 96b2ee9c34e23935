package discord_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/collections"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus/library"
)

// strangersPlaces are where somebody is who may know everything of ownServer but what its articles say.
func strangersPlaces() map[string][]discordtest.Change {
	by := discordtest.By(stranger, administer)
	alone := func(event map[string]any) { event["authorizing_integration_owners"] = map[string]any{"1": stranger} }
	return map[string][]discordtest.Change{
		"another server":                 {discordtest.InGuild(otherServer, otherChannel), by},
		"a direct message":               {discordtest.InDM, by},
		"a group":                        {discordtest.InGroup, by},
		"a user install elsewhere":       {discordtest.UserInstalled, by},
		"a user install in the server":   {alone, by},
		"a server that was never joined": {discordtest.InGuild("2000000000000000077", "3000000000000000077"), by},
	}
}

// TestNoServerSeesAnothersArticles: whatever is registered, pressed, chosen or sent from elsewhere, with IDs, titles and
// custom_ids of a server's articles and answers: nothing of them comes out. All that is registered is tried.
func TestNoServerSeesAnothersArticles(t *testing.T) { // not beside tests that measure time
	w := openTown(t, collections.Places{All: true}, inMemory())
	if got := leaks(w.explore(), "own", ""); len(got) != len(secretsOf("own")) {
		t.Fatalf("in its own server only %v was seen", got)
	}
	w.wasWhole(t)
	w.texts = append(w.texts, w.known()...)
	w.form = "better"
	for place, changes := range strangersPlaces() {
		t.Run(place, func(t *testing.T) {
			want := "operator"
			if place == "another server" {
				want = "other"
			}
			w.tryAll(t, w.acts(), changes, "own", want)
		})
	}
	for _, id := range w.ids["more"] {
		sent := w.perform(w.pressing(id), inOwn()...)
		if !strings.Contains(strings.Join(sent, ""), "Passage ") {
			t.Errorf("after all that the server's own button %s does not work: %s", id, sent)
		}
	}
}

// tryAll does all that in a place. Nothing of the one owner may come out, and the text of the other must.
func (w *town) tryAll(t *testing.T, acts []act, changes []discordtest.Change, never, want string) {
	t.Helper()
	var all []string
	if len(acts) < 150 {
		t.Errorf("only %d things were tried", len(acts))
	}
	for _, a := range acts {
		sent := w.perform(a, changes...)
		if got := leaks(sent, never, a.typed); len(got) > 0 {
			t.Errorf("%s %q: shows %v: %s", a.name, a.typed, got, sent)
		}
		all = append(all, sent...)
	}
	if !slices.Contains(leaks(all, want, ""), secretsOf(want)["text"]) {
		t.Errorf("nothing of %q was shown either", want)
	}
}

// TestNothingOfTheOperatorsOnceWithdrawn: when a server may not search the operator's articles any more, no button, list
// or card from before shows them there. Its own go on working.
func TestNothingOfTheOperatorsOnceWithdrawn(t *testing.T) { // not beside tests that measure time
	w := openTown(t, collections.Places{All: true}, inMemory())
	w.texts = append(w.texts, w.operators)
	before := w.perform(act{do: func(changes ...discordtest.Change) *discordtest.Interaction {
		return w.server.Command("ask", discordtest.Options{"question": "xyzzy?", "article": w.operators}, changes...)
	}}, inOwn()...)
	if got := leaks(append(before, w.explore()...), "operator", ""); !slices.Contains(got, secretsOf("operator")["text"]) {
		t.Fatalf("at first only %v of the operator's was seen", got)
	}
	copies := w.perform(w.asking(w.texts[1], false), inOwn()...)
	if text := strings.Join(copies, ""); !strings.Contains(text, "Also in") || !slices.Contains(leaks(copies, "operator", ""), secretsOf("operator")["title"]) {
		t.Fatalf("at first the operator's copy was not named: %s", text)
	}
	w.see(copies)
	w.end()
	w.serve(t, collections.Places{Servers: []string{otherServer}})
	w.server.AwaitReady(2)
	w.tryAll(t, slices.DeleteFunc(w.acts(), act.harms), inOwn(), "operator", "own")
}

// TestMessagesSeeTheirOwnPlace: mentions, replies and direct messages are answered from the articles of where they are.
func TestMessagesSeeTheirOwnPlace(t *testing.T) {
	t.Parallel()
	w := openTown(t, collections.Places{All: true}, inMemory())
	in := func(server, channel string) discordtest.Change {
		return func(event map[string]any) { event["guild_id"], event["channel_id"] = server, channel }
	}
	mention := "<@" + discordtest.BotID + "> Who built the bridge of Veldring?"
	for n, c := range []struct {
		name        string
		said        discordtest.Said
		where       discordtest.Change
		want, never string
	}{
		{"mention in the server", discordtest.Said{Content: mention}, in(ownServer, discordtest.ChannelID), "own", "other"},
		{"mention in another", discordtest.Said{Content: mention}, in(otherServer, otherChannel), "other", "own"},
		{"reply in another", discordtest.Said{Content: mention, ReplyTo: discordtest.BotID}, in(otherServer, otherChannel), "other", "own"},
		{"mention in one without articles", discordtest.Said{Content: mention}, in("2000000000000000077", otherChannel), "operator", "own"},
		{"direct message", discordtest.Said{Content: mention, Direct: true}, discordtest.InServer, "operator", "own"},
	} {
		w.server.Say(c.said, c.where)
		sent := []string{w.server.AwaitMessages(n + 1)[n].Text()}
		if got := leaks(sent, c.never, ""); len(got) > 0 || len(leaks(sent, c.want, "")) == 0 {
			t.Errorf("%s: shows %v of %q, and %v of %q", c.name, got, c.never, leaks(sent, c.want, ""), c.want)
		}
	}
}

// TestArticlesOfAServerThatWasLeft: a week after the bot was removed its articles go, from the library too. An outage
// is no removal.
func TestArticlesOfAServerThatWasLeft(t *testing.T) {
	t.Parallel()
	w := openTown(t, collections.Places{All: true}, inLibrary)
	w.server.Dispatch("GUILD_DELETE", map[string]any{"id": ownServer, "unavailable": true})
	w.server.Dispatch("GUILD_DELETE", map[string]any{"id": otherServer})
	w.run.awaitLog("no longer in a server")
	w.end()
	w.server.Set(func(k *discordtest.Knobs) { k.Guilds = []string{ownServer} })
	for n, c := range []struct {
		later time.Duration
		want  []string
	}{{6 * 24 * time.Hour, []string{ownServer, otherServer, library.Operator}}, {8 * 24 * time.Hour, []string{ownServer, library.Operator}}} {
		w.serve(t, collections.Places{All: true}, func(o *discord.Options) {
			o.Now = func() time.Time { return time.Now().Add(c.later) }
		})
		w.server.AwaitReady(n + 2)
		w.run.awaitLog("what has expired is deleted")
		w.end()
		l, err := library.Open(t.Context(), w.dir, library.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		left, err := l.Collections(t.Context())
		if err = errors.Join(err, l.Close()); err != nil || !slices.Equal(left, c.want) {
			t.Errorf("after %v the collections %q are left, error %v; want %q", c.later, left, err, c.want)
		}
	}
}

// known is what somebody might carry to another place: titles, beginnings of words, and all IDs.
func (w *town) known() []string {
	s := secretsOf("own")
	known := []string{"", "zqt", s["title"], "Bridge 1 " + s["title"], "by:zqauthor", "article:zqtitle bridge", `"was built by zqtext"`, library.Operator, ownServer}
	for _, name := range []string{"more", "context"} {
		known = append(known, strings.Split(w.ids[name][0], ":")[2])
	}
	return known
}

// wasWhole wants to have seen each kind of component and form that is recorded.
func (w *town) wasWhole(t *testing.T) {
	t.Helper()
	values := map[string]string{"card": "1", "search": "1", "passage": "1", "message": "1", "article": "1", "style": "1", "own": "1", "gone": "1", "attachment": "1"}
	for _, name := range discordtest.Recorded() {
		id := w.server.Recording(name, "server", values).CustomID
		if action := actionOf(id); name != "form_unknown" && strings.HasPrefix(id, "f1:") && w.ids[action] == nil {
			t.Errorf("%s: no %q was seen in the server", name, action)
		}
	}
}
