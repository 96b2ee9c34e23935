package collections_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
)

// fixedAnswerer has articles and no answers.
type fixedAnswerer struct{ c *corpus.Collection }

func (f fixedAnswerer) Collection() *corpus.Collection { return f.c }

func (fixedAnswerer) Ask(context.Context, retrieval.Query) (retrieval.Answer, error) {
	return retrieval.Answer{}, errors.New("not asked in these tests")
}

// settled is a bot of a place when all changes so far have been followed.
func settled(t *testing.T, c *collections.Collections, server string) *bot.Bot {
	t.Helper()
	synctest.Wait()
	return of(t, c, server)
}

// TestChanges: after a change those engines are made anew whose articles changed, and no others.
func TestChanges(t *testing.T) {
	tower := article(t, "The tower", "The tower of Veldring fell in 1908.")
	edited := *town(t).articles[alpha][0]
	edited.Title = "The long bridge"
	for _, c := range []struct {
		name   string
		change func(*shelves)
		// want are the titles that each place sees then; anew are the places whose engine is another one.
		want map[string]string
		anew []string
	}{
		{"nothing", func(s *shelves) { s.announce() },
			map[string]string{alpha: "The bridge, The harbour", beta: "The harbour, The mill", empty: "The harbour"}, nil},
		{"the same articles read again", func(s *shelves) { copied := *s.articles[alpha][0]; s.put(alpha, &copied) },
			map[string]string{alpha: "The bridge, The harbour"}, nil},
		{"one more for a server", func(s *shelves) { s.put(alpha, s.articles[alpha][0], tower) },
			map[string]string{alpha: "The bridge, The harbour, The tower", beta: "The harbour, The mill", empty: "The harbour"}, []string{alpha}},
		{"a corrected title", func(s *shelves) { s.put(alpha, &edited) },
			map[string]string{alpha: "The harbour, The long bridge", beta: "The harbour, The mill"}, []string{alpha}},
		{"a server's first", func(s *shelves) { s.put(empty, tower) },
			map[string]string{empty: "The harbour, The tower", alpha: "The bridge, The harbour", "": "The harbour"}, []string{empty}},
		{"a server's last is removed", func(s *shelves) { s.put(alpha) },
			map[string]string{alpha: "The harbour", beta: "The harbour, The mill"}, []string{alpha}},
		{"another one for the operator", func(s *shelves) { s.put(library.Operator, tower) },
			map[string]string{alpha: "The bridge, The tower", beta: "The mill, The tower", empty: "The tower", "": "The tower"}, []string{alpha, beta, empty, ""}},
		{"the operator's last is removed", func(s *shelves) { s.put(library.Operator) },
			map[string]string{alpha: "The bridge", beta: "The mill", empty: "", "": ""}, []string{alpha, beta, empty, ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				lib := town(t)
				all := open(t, collections.Options{Library: lib, Shared: everywhere})
				before := map[string]*bot.Bot{}
				for _, server := range []string{alpha, beta, empty, ""} {
					before[server] = settled(t, all, server)
				}
				old := titles(before[alpha])
				c.change(lib)
				for server, want := range c.want {
					if got := titles(settled(t, all, server)); got != want {
						t.Errorf("server %q sees %q, want %q", server, got, want)
					}
				}
				for server, b := range before {
					if got, want := of(t, all, server) != b, slices.Contains(c.anew, server); got != want {
						t.Errorf("server %q: made anew %v, want %v", server, got, want)
					}
				}
				if titles(before[alpha]) != old {
					t.Error("a bot that was given out has changed")
				}
			})
		})
	}
}

// TestExamplesEnd: the examples are gone as soon as anybody has an article.
func TestExamplesEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := newShelves(nil)
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		if !strings.Contains(titles(settled(t, c, alpha)), "Office 39") {
			t.Errorf("an empty library shows %q", titles(of(t, c, alpha)))
		}
		lib.put(alpha, article(t, "The bridge", "It was built in 1904."))
		for server, want := range map[string]string{alpha: "The bridge", beta: "", "": ""} {
			if got := titles(settled(t, c, server)); got != want {
				t.Errorf("server %q sees %q, want %q", server, got, want)
			}
		}
	})
}

// TestRemovedWhileItIsIndexed: an article that is removed while the first engine with it is made is not answered from
// by whoever asks after that.
func TestRemovedWhileItIsIndexed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := town(t)
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		gate := lib.hold()
		asked := make(chan struct{})
		go func() { defer close(asked); _, _ = c.For(t.Context(), alpha) }()
		synctest.Wait() // the first question waits in the reading of the articles
		keep := article(t, "The tower", "It fell in 1908.")
		lib.put(alpha, keep)
		close(gate)
		<-asked
		if got, want := titles(settled(t, c, alpha)), "The harbour, The tower"; got != want {
			t.Errorf("sees %q, want %q", got, want)
		}
	})
}

// TestTroubleWithTheLibrary: the engines of before go on answering, and the change is taken in when it is over.
func TestTroubleWithTheLibrary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib, trouble := town(t), errors.New("disk on fire")
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		before := settled(t, c, alpha)
		lib.fail(trouble)
		lib.put(alpha, article(t, "The tower", "It fell in 1908."))
		if settled(t, c, alpha) != before {
			t.Error("the engine of before is gone")
		}
		if _, err := c.For(t.Context(), beta); !errors.Is(err, trouble) {
			t.Errorf("a first question ends with %v", err)
		}
		lib.fail(nil)
		if got, want := titles(of(t, c, beta)), "The harbour, The mill"; got != want {
			t.Errorf("the next question sees %q, want %q", got, want)
		}
		time.Sleep(time.Minute)
		if got, want := titles(settled(t, c, alpha)), "The harbour, The tower"; got != want {
			t.Errorf("a minute later it sees %q, want %q", got, want)
		}
		lib.fail(trouble)
		if _, err := collections.Open(t.Context(), collections.Options{Library: lib}); !errors.Is(err, trouble) {
			t.Errorf("opening ends with %v", err)
		}
	})
}

// TestFirstQuestionsWaitForOneEngine: it is made once for all that wait, and whoever gives up does not end it.
func TestFirstQuestionsWaitForOneEngine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := town(t)
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		gate := lib.hold()
		hurried, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := c.For(hurried, alpha); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who is in a hurry gets %v", err)
		}
		var waiting sync.WaitGroup
		bots := make([]*bot.Bot, 20)
		for i := range bots {
			waiting.Go(func() { bots[i], _ = c.For(t.Context(), alpha) })
		}
		synctest.Wait()
		if got := titles(of(t, c, "")); got != "The harbour" {
			t.Errorf("meanwhile others see %q", got)
		}
		close(gate)
		waiting.Wait()
		for _, b := range bots {
			if b == nil || b != bots[0] {
				t.Fatal("those who waited have different bots")
			}
		}
		if n := lib.readsOf(alpha); n != 1 {
			t.Errorf("the articles were read %d times", n)
		}
	})
}

// TestLetGo: a server's engine is let go of half an hour after the last question, the operator's is not.
func TestLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := town(t)
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		kept, dropped, operator := settled(t, c, alpha), settled(t, c, beta), settled(t, c, "")
		for range 4 {
			time.Sleep(15 * time.Minute)
			if of(t, c, alpha) != kept {
				t.Fatal("an engine that is in use was let go of")
			}
		}
		if of(t, c, "") != operator {
			t.Error("the operator's engine was let go of")
		}
		if again := of(t, c, beta); again == dropped || titles(again) != titles(dropped) {
			t.Errorf("after an hour: the same engine %v, sees %q", again == dropped, titles(again))
		}
		if lib.readsOf(alpha) != 1 || lib.readsOf(beta) != 2 {
			t.Errorf("read %d and %d times, want 1 and 2", lib.readsOf(alpha), lib.readsOf(beta))
		}
	})
}

// TestChangeWhileNobodyAsks: an engine that nobody has asked for lately is made anew at the next question only, which
// sees the change.
func TestChangeWhileNobodyAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := town(t)
		c := open(t, collections.Options{Library: lib, Shared: everywhere})
		unchanged := settled(t, c, beta)
		settled(t, c, alpha)
		time.Sleep(3 * time.Minute)
		lib.put(alpha, article(t, "The tower", "It fell in 1908."))
		lib.put(alpha, article(t, "The gate", "It was shut in 1910."))
		synctest.Wait()
		reads := lib.readsOf(alpha)
		lib.put(alpha, article(t, "The wall", "It still stands."))
		synctest.Wait()
		if n := lib.readsOf(alpha); n != reads {
			t.Errorf("read %d times more although nobody asks", n-reads)
		}
		if got, want := titles(settled(t, c, alpha)), "The harbour, The wall"; got != want {
			t.Errorf("sees %q, want %q", got, want)
		}
		if of(t, c, beta) != unchanged {
			t.Error("an engine whose articles are the same was let go of")
		}
	})
}

// TestClose: who waits for an engine is told, and nothing is made any more.
func TestClose(t *testing.T) {
	lib := town(t)
	c, err := collections.Open(t.Context(), collections.Options{Library: lib, Shared: everywhere})
	if err != nil {
		t.Fatal(err)
	}
	lib.hold()
	ended := make(chan error, 1)
	go func() { _, err := c.For(context.Background(), alpha); ended <- err }()
	c.Close()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("who waited gets %v", err)
	}
	if _, err := c.For(t.Context(), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("who asks then gets %v", err)
	}
}
