package discord_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/collections"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state/durable"
	"footnote/corpus/library"
)

// ownServer and otherServer have articles of their own; the bot is in both. ownServer's are the secret.
const (
	ownServer    = discordtest.GuildID
	otherServer  = "2000000000000000009"
	otherChannel = "3000000000000000009"
	administer   = "8"
)

// secretsOf are words that give away an article of an owner: its title, author, publisher, address, heading and text
// each hold one, and so does a question asked there and what was said of an answer.
func secretsOf(owner string) map[string]string {
	all := map[string]string{}
	for _, field := range []string{"title", "author", "publisher", "address", "section", "text", "question", "said"} {
		all[field] = "zq" + field + owner
	}
	return all
}

// stock puts n articles that hold an owner's secrets into a collection. All answer the same question.
func stock(t *testing.T, l *library.Library, collection, owner string, n int) (ids []string) {
	t.Helper()
	s := secretsOf(owner)
	for i := range n {
		text := fmt.Sprintf(`---
title: Bridge %d %s
authors: [Ada %s]
publisher: %s Press
published: 2019-03
url: https://%s.example.org/%d
---
# %s

The bridge of Veldring was built by %s in %d. It stands to this day on %d pillars of stone.

## Later

The bridge of Veldring was painted by %s when %d ships had struck it. Nobody knows why the harbour paid.

## Later still

No ship has struck the bridge of Veldring since %s left in %d.
`, i, s["title"], s["author"], s["publisher"], s["address"], i, s["section"], s["text"], 1900+i, i+3, s["text"], i+20, s["text"], 1950+i)
		o, err := l.Add(t.Context(), library.Item{Collection: collection, Name: fmt.Sprintf("%s%d.md", owner, i), Data: []byte(text)})
		if err != nil || o.Reason != nil {
			t.Fatalf("add: %+v, %v", o, err)
		}
		ids = append(ids, o.ID)
	}
	return ids
}

// town is a library with two servers' articles and the operator's, and what was seen of ownServer's.
type town struct {
	*walk
	// operators is the ID of the operator's article.
	operators string
	dir       string
	spy       *spy
	run       *run
	// end stops the bot and closes the library.
	end func()
}

// openTown is a new town, whose operator's articles these places may search.
func openTown(t *testing.T, shared collections.Places) *town {
	t.Helper()
	w := &town{walk: &walk{t: t, server: discordtest.New(t), ids: map[string][]string{}, values: map[string][]string{}}, dir: t.TempDir()}
	w.server.Set(func(k *discordtest.Knobs) { k.Guilds = []string{ownServer, otherServer} })
	l, err := library.Open(t.Context(), w.dir, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ids := stock(t, l, ownServer, "own", 12)
	stock(t, l, otherServer, "other", 1)
	w.operators = stock(t, l, library.Operator, "operator", 1)[0]
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	w.texts = []string{"Who built the bridge of Veldring?", "bridge of veldring", "Bridge 1 ", ids[0]}
	w.serve(t, shared)
	w.server.AwaitReady(1)
	w.run.awaitLog("commands are registered")
	return w
}

// serve runs the bot on the town's library.
func (w *town) serve(t *testing.T, shared collections.Places, changes ...func(*discord.Options)) {
	t.Helper()
	l, err := library.Open(t.Context(), w.dir, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := collections.Open(t.Context(), collections.Options{Library: l, Shared: shared})
	if err != nil {
		t.Fatal(err)
	}
	w.spy = &spy{}
	w.run = start(t, w.server, nil, append(changes, func(o *discord.Options) {
		o.Bots = func(ctx context.Context, server string) (discord.Bot, error) { return all.For(ctx, server) }
		o.State = durable.New(l)
		w.spy.on(o)
	})...)
	w.end = sync.OnceFunc(func() {
		all.Close()
		if err := errors.Join(w.run.finish(), l.Close()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(w.end)
}

// perform does one thing in a place and returns what was sent until it was answered.
func (w *town) perform(a act, changes ...discordtest.Change) []string {
	before := w.spy.count()
	i := a.do(append([]discordtest.Change{discordtest.On(discordtest.Message{ID: "1399999999999999002"})}, changes...)...)
	if i.AwaitAck().Type == 5 {
		i.AwaitAnswer()
	}
	return w.spy.since(before)
}

// inOwn is an administrator of ownServer, in a channel where threads can be opened.
func inOwn() []discordtest.Change {
	return []discordtest.Change{inThreadedChannel, discordtest.By(moderator, administer)}
}

// explore uses everything in ownServer until nothing new is seen, but for what destroys or hides something there. It
// returns all that was sent.
func (w *town) explore() (sent []string) {
	w.t.Helper()
	s := secretsOf("own")
	w.form = s["said"]
	for _, a := range []act{w.asking("Who painted the bridge of Veldring?", true), w.asking("Who built the bridge of Veldring, "+s["question"]+"?", false),
		w.asking("xyzzy "+s["question"]+"?", false)} {
		sent = append(sent, w.perform(a, inOwn()...)...)
	}
	w.see(sent)
	done := map[string]bool{}
	for fresh := true; fresh; {
		fresh = false
		for _, a := range w.acts() {
			if done[a.name+a.typed] || a.harms() {
				continue
			}
			done[a.name+a.typed] = true
			got := w.perform(a, inOwn()...)
			fresh = w.see(got) || fresh
			sent = append(sent, got...)
		}
	}
	return sent
}

// harms says whether an act would delete or hide what is to be found.
func (a act) harms() bool {
	kind, id, _ := strings.Cut(a.name, " ")
	name := actionOf(id)
	return kind == "form" && name != "expected" || slices.Contains([]string{"delete", "clear", "forget"}, name) || strings.HasPrefix(name, "set ")
}

func (w *town) asking(text string, private bool) act {
	return act{"/ask", text, func(changes ...discordtest.Change) *discordtest.Interaction {
		return w.server.Command("ask", discordtest.Options{"question": text, "private": private}, changes...)
	}}
}

// leaks are the secrets in what was sent, save those that were typed.
func leaks(sent []string, owner, typed string) (all []string) {
	for _, secret := range secretsOf(owner) {
		if strings.Contains(strings.ToLower(typed), secret) {
			continue
		}
		for _, text := range sent {
			if strings.Contains(strings.ToLower(text), secret) {
				all = append(all, secret)
				break
			}
		}
	}
	slices.Sort(all)
	return all
}

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
func TestNoServerSeesAnothersArticles(t *testing.T) {
	t.Parallel()
	w := openTown(t, collections.Places{All: true})
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
		sent := w.perform(act{do: func(changes ...discordtest.Change) *discordtest.Interaction {
			return w.server.Press(id, changes...)
		}}, inOwn()...)
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
func TestNothingOfTheOperatorsOnceWithdrawn(t *testing.T) {
	t.Parallel()
	w := openTown(t, collections.Places{All: true})
	w.texts = append(w.texts, w.operators)
	before := w.perform(act{do: func(changes ...discordtest.Change) *discordtest.Interaction {
		return w.server.Command("ask", discordtest.Options{"question": "xyzzy?", "article": w.operators}, changes...)
	}}, inOwn()...)
	if got := leaks(append(before, w.explore()...), "operator", ""); !slices.Contains(got, secretsOf("operator")["text"]) {
		t.Fatalf("at first only %v of the operator's was seen", got)
	}
	w.end()
	w.serve(t, collections.Places{Servers: []string{otherServer}})
	w.server.AwaitReady(2)
	w.tryAll(t, slices.DeleteFunc(w.acts(), act.harms), inOwn(), "operator", "own")
}

// TestMessagesSeeTheirOwnPlace: mentions, replies and direct messages are answered from the articles of where they are.
func TestMessagesSeeTheirOwnPlace(t *testing.T) {
	t.Parallel()
	w := openTown(t, collections.Places{All: true})
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
	w := openTown(t, collections.Places{All: true})
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
	values := map[string]string{"card": "1", "search": "1", "passage": "1", "message": "1", "article": "1", "style": "1"}
	for _, name := range discordtest.Recorded() {
		id := w.server.Recording(name, "server", values).CustomID
		if action := actionOf(id); name != "form_unknown" && strings.HasPrefix(id, "f1:") && w.ids[action] == nil {
			t.Errorf("%s: no %q was seen in the server", name, action)
		}
	}
}
