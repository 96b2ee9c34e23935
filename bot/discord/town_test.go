package discord_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/bot/state/durable"
	"footnote/corpus/fetch"
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

// stock puts n articles that hold an owner's secrets into a collection. All answer the same question; the
// first says something in words that all owners' first have, so that they are named as copies of each other.
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
		if i == 0 {
			text += "\n## Tolls\n\nThe tollhouse of Veldring was kept by an old sailor, a widow from the islands and three dogs of uncertain temper.\n"
		}
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
	// state gives what the bot keeps between questions, which is in kept.
	state func(*library.Library) bot.State
	kept  bot.State
	spy   *spy
	run   *run
	// end stops the bot and closes the library.
	end func()
}

// inMemory and inLibrary are where a town's bot keeps its state. Memory is quicker and outlives the bot.
func inMemory() func(*library.Library) bot.State {
	st := state.NewMemory()
	return func(*library.Library) bot.State { return st }
}

func inLibrary(l *library.Library) bot.State { return durable.New(l) }

// openTown is a new town, whose operator's articles these places may search.
func openTown(t *testing.T, shared collections.Places, keep func(*library.Library) bot.State) *town {
	t.Helper()
	w := &town{state: keep, walk: &walk{t: t, server: discordtest.New(t), ids: map[string][]string{}, values: map[string][]string{}}, dir: t.TempDir()}
	w.server.Set(func(k *discordtest.Knobs) {
		k.Guilds = []string{ownServer, otherServer}
		k.CheckOneIn = 16 // the messages are of the same few forms
	})
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
	w.texts = []string{"Who built the bridge of Veldring?", "Who kept the tollhouse of Veldring?", "Bridge 1 ", ids[0]}
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
		w.kept = w.state(l)
		o.State = w.kept
		o.Library = discord.LibraryOptions{Store: l, Files: fetch.New(fetch.Options{})}
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
	if t := i.AwaitAck().Type; t == 5 || t == 6 && !strings.Contains(a.name, ":delete") { // a deleted message has no answer
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
	sent = append(sent, w.withheld("Who built the bridge of Veldring, "+s["question"]+"?")...)
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
	for _, id := range slices.Concat(w.ids["said"], w.ids["unanswered"]) { // what came to these lists meanwhile
		sent = append(sent, w.perform(w.pressing(id), inOwn()...)...)
	}
	return sent
}

// withheld mentions the bot in ownServer while answers are private there, which gets a button in place of an answer.
func (w *town) withheld(question string) []string {
	w.t.Helper()
	settings, err := w.kept.Settings(w.t.Context(), ownServer)
	if err != nil {
		w.t.Fatal(err)
	}
	private := settings
	private.Private, private.Mentions = true, true
	if err := w.kept.SetSettings(w.t.Context(), ownServer, private); err != nil {
		w.t.Fatal(err)
	}
	before, messages := w.spy.count(), len(w.server.Messages())
	w.server.Say(discordtest.Said{Content: mention + question})
	w.server.AwaitMessages(messages + 1)
	if err := w.kept.SetSettings(w.t.Context(), ownServer, settings); err != nil {
		w.t.Fatal(err)
	}
	return w.spy.since(before)
}

// harms says whether an act would delete or hide what is to be found.
func (a act) harms() bool {
	kind, id, _ := strings.Cut(a.name, " ")
	name := actionOf(id)
	return kind == "form" && name != "expected" || slices.Contains([]string{"delete", "clear", "forget", "removed"}, name) || strings.HasPrefix(name, "set ")
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
