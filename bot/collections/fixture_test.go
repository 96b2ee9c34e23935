package collections_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/corpus"
	"footnote/corpus/library"
)

// shelves is a library in memory.
type shelves struct {
	mu       sync.Mutex
	articles map[string][]*corpus.Article
	// failure is what reading ends with.
	failure error
	reads   map[string]int
	// gate, where it is set, holds up what was read until it is closed.
	gate    chan struct{}
	changes chan struct{}
}

func newShelves(held map[string][]*corpus.Article) *shelves {
	if held == nil {
		held = map[string][]*corpus.Article{}
	}
	return &shelves{articles: held, reads: map[string]int{}, changes: make(chan struct{}, 1)}
}

func (s *shelves) Collection(ctx context.Context, names ...string) (*corpus.Collection, error) {
	s.mu.Lock()
	var all []*corpus.Article
	for _, name := range names {
		s.reads[name]++
		all = append(all, s.articles[name]...)
	}
	gate, failure := s.gate, s.failure
	s.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return corpus.NewCollection(all), failure
}

func (s *shelves) Collections(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for name, articles := range s.articles {
		if len(articles) > 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, s.failure
}

func (s *shelves) Changes(context.Context) <-chan struct{} { return s.changes }

// put replaces a collection and says that articles have changed.
func (s *shelves) put(name string, articles ...*corpus.Article) {
	s.mu.Lock()
	s.articles[name] = articles
	s.mu.Unlock()
	s.announce()
}

func (s *shelves) announce() {
	select {
	case s.changes <- struct{}{}:
	default:
	}
}

func (s *shelves) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failure = err
}

// hold makes what is read from now on wait until the gate is closed.
func (s *shelves) hold() chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate = make(chan struct{})
	return s.gate
}

func (s *shelves) readsOf(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reads[name]
}

const (
	alpha = "2000000000000000001"
	beta  = "2000000000000000002"
	empty = "2000000000000000003"
)

// article is one with a title and a text that begins with it.
func article(t *testing.T, title, text string) *corpus.Article {
	t.Helper()
	a, err := corpus.Read(title+".md", []byte("# "+title+"\n\n"+text+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// town is a library in which the operator and two servers have an article each.
func town(t *testing.T) *shelves {
	return newShelves(map[string][]*corpus.Article{
		library.Operator: {article(t, "The harbour", "The harbour of Veldring was opened by Ada Reed in 1902.")},
		alpha:            {article(t, "The bridge", "The bridge of Veldring was built by Jo Field in 1904.")},
		beta:             {article(t, "The mill", "The mill of Veldring was burnt by Kim Lund in 1906.")},
	})
}

var everywhere = collections.Places{All: true}

func open(t *testing.T, o collections.Options) *collections.Collections {
	t.Helper()
	c, err := collections.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// of is the bot of a place.
func of(t *testing.T, c *collections.Collections, server string) *bot.Bot {
	t.Helper()
	b, err := c.For(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// titles are those of a bot's articles, sorted.
func titles(b *bot.Bot) string {
	var all []string
	for _, a := range b.Catalog().Collection().Articles {
		all = append(all, a.Title)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
