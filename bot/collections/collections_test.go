package collections_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/corpus"
	"footnote/corpus/library"
)

// TestPlaces: a place sees its own articles, the operator's where it may, and nobody else's.
func TestPlaces(t *testing.T) {
	examples, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	only := func(servers ...string) collections.Places { return collections.Places{Servers: servers} }
	fixed := corpus.NewCollection([]*corpus.Article{article(t, "The tide", "The tide turns at noon.")})
	none := newShelves(nil)
	servers := newShelves(map[string][]*corpus.Article{alpha: town(t).articles[alpha]})
	for _, c := range []struct {
		name    string
		options collections.Options
		want    map[string]string
	}{
		{"shared with all", collections.Options{Library: town(t), Shared: everywhere},
			map[string]string{alpha: "The bridge, The harbour", beta: "The harbour, The mill", empty: "The harbour", "": "The harbour"}},
		{"shared with nobody", collections.Options{Library: town(t)},
			map[string]string{alpha: "The bridge", beta: "The mill", empty: "", "": ""}},
		{"shared with one", collections.Options{Library: town(t), Shared: only(alpha)},
			map[string]string{alpha: "The bridge, The harbour", beta: "The mill", empty: "", "": ""}},
		{"shared with one that has none", collections.Options{Library: town(t), Shared: only(empty)},
			map[string]string{alpha: "The bridge", beta: "The mill", empty: "The harbour", "": ""}},
		{"shared with direct messages", collections.Options{Library: town(t), Shared: only("")},
			map[string]string{alpha: "The bridge", beta: "The mill", empty: "", "": "The harbour"}},
		{"the operator's are fixed", collections.Options{Library: town(t), Operator: fixed, Shared: everywhere},
			map[string]string{alpha: "The bridge, The tide", beta: "The mill, The tide", empty: "The tide", "": "The tide"}},
		{"no library", collections.Options{Operator: fixed, Shared: everywhere},
			map[string]string{alpha: "The tide", "": "The tide"}},
		{"nobody has any: examples", collections.Options{Library: none, Shared: only(beta)},
			map[string]string{beta: titlesOf(examples), alpha: "", "": ""}},
		{"the operator has none, a server has: no examples", collections.Options{Library: servers, Shared: everywhere},
			map[string]string{alpha: "The bridge", beta: "", "": ""}},
		{"a server with the name of the operator's collection", collections.Options{Library: town(t)},
			map[string]string{library.Operator: ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := open(t, c.options)
			for server, want := range c.want {
				if got := titles(of(t, all, server)); got != want {
					t.Errorf("server %q sees %q, want %q", server, got, want)
				}
			}
		})
	}
	if _, err := collections.Open(t.Context(), collections.Options{}); err == nil {
		t.Error("opened with neither a library nor articles")
	}
}

func titlesOf(c *corpus.Collection) string {
	return titles(bot.New(fixedAnswerer{c}))
}

// TestAnswers: what one server asks for is answered from its own articles, also where another has the answer.
func TestAnswers(t *testing.T) {
	c := open(t, collections.Options{Library: town(t), Shared: everywhere})
	for _, q := range []struct{ server, question, quotes string }{
		{alpha, "Who built the bridge of Veldring?", "Jo Field"},
		{alpha, "Who opened the harbour of Veldring?", "Ada Reed"},
		{beta, "Who burnt the mill of Veldring?", "Kim Lund"},
		{beta, "Who built the bridge of Veldring?", ""},
		{empty, "Who built the bridge of Veldring?", ""},
		{"", "Who burnt the mill of Veldring?", ""},
	} {
		t.Run(q.server+" "+q.question, func(t *testing.T) {
			answer, err := of(t, c, q.server).Ask(t.Context(), bot.Request{Question: q.question})
			if err != nil {
				t.Fatal(err)
			}
			quoted := ""
			for _, cited := range answer.Citations {
				quoted += cited.Passage.Text()
			}
			if q.quotes != "" && !strings.Contains(quoted, q.quotes) {
				t.Errorf("quotes %q, which lacks %q", quoted, q.quotes)
			}
			for _, secret := range []string{"Jo Field", "Kim Lund"} {
				if secret != q.quotes && strings.Contains(quoted, secret) && !(q.server == alpha && secret == "Jo Field") && !(q.server == beta && secret == "Kim Lund") {
					t.Errorf("quotes %q, which is another server's", quoted)
				}
			}
		})
	}
}

// TestOneTextTwice: what a server has as well as the operator is there once, with the server's details.
func TestOneTextTwice(t *testing.T) {
	theirs, ours := article(t, "The bridge", "It was built in 1904."), article(t, "The bridge", "It was built in 1904.")
	theirs.Title, ours.Title = "Operator's title", "Server's title"
	c := open(t, collections.Options{Shared: everywhere, Library: newShelves(map[string][]*corpus.Article{
		library.Operator: {theirs, article(t, "The mill", "It burnt in 1906.")}, alpha: {ours}})})
	for server, want := range map[string]string{alpha: "Server's title, The mill", beta: "Operator's title, The mill"} {
		b := of(t, c, server)
		if got := titles(b); got != want {
			t.Errorf("server %s sees %q, want %q", server, got, want)
		}
		for _, a := range b.Catalog().Collection().Articles {
			if ps := b.Catalog().Passages(a.ID); len(ps) != 1 || ps[0].Article != a {
				t.Errorf("server %s: passages %v of %q", server, ps, a.Title)
			}
		}
	}
}

// TestSharing: places that may search the same share one engine, and no others do.
func TestSharing(t *testing.T) {
	lib := town(t)
	c := open(t, collections.Options{Library: lib, Shared: collections.Places{Servers: []string{alpha, empty, "4", ""}}})
	if of(t, c, empty) != of(t, c, "4") || of(t, c, empty) != of(t, c, "") {
		t.Error("places without articles of their own do not share the operator's engine")
	}
	if of(t, c, "5") != of(t, c, "6") {
		t.Error("places with nothing do not share that")
	}
	seen := map[*bot.Bot]string{}
	for _, server := range []string{alpha, beta, empty, "5"} {
		b := of(t, c, server)
		if other, again := seen[b]; again {
			t.Errorf("servers %s and %s share an engine", server, other)
		}
		seen[b] = server
		if of(t, c, server) != b {
			t.Errorf("the engine of server %s was made twice", server)
		}
	}
	if n := lib.readsOf(library.Operator); n != 1 {
		t.Errorf("the operator's articles were read %d times", n)
	}
}

// TestManyAtOnce: whoever asks while articles come and go sees the articles of their own place only.
func TestManyAtOnce(t *testing.T) {
	lib := town(t)
	c := open(t, collections.Options{Library: lib, Shared: collections.Places{Servers: []string{alpha}}, Idle: time.Nanosecond})
	bridge, mill := lib.articles[alpha][0], lib.articles[beta][0]
	allowed := map[string][]string{alpha: {"The bridge", "The harbour"}, beta: {"The mill"}, empty: nil, "": nil}
	var asking sync.WaitGroup
	for server, titles := range allowed {
		for range 2 {
			asking.Go(func() {
				for range 60 {
					b, err := c.For(t.Context(), server)
					if err != nil {
						t.Error(err)
						return
					}
					for _, a := range b.Catalog().Collection().Articles {
						if !slices.Contains(titles, a.Title) {
							t.Errorf("server %q sees %q", server, a.Title)
						}
					}
				}
			})
		}
	}
	asking.Go(func() {
		for i := range 40 {
			for server, a := range map[string]*corpus.Article{alpha: bridge, beta: mill} {
				if i%2 == 0 {
					lib.put(server)
				} else {
					lib.put(server, a)
				}
			}
		}
	})
	asking.Wait()
	synced := func() bool {
		return titles(of(t, c, alpha)) == "The bridge, The harbour" && titles(of(t, c, beta)) == "The mill"
	}
	for deadline := time.Now().Add(20 * time.Second); !synced(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("in the end they see %q and %q", titles(of(t, c, alpha)), titles(of(t, c, beta)))
		}
	}
}
