package discord

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/library"
)

// shelf is what a server's library holds, without the texts: as it is listed, newest first, and as it is named.
type shelf struct {
	entries []library.Entry
	catalog *bot.Catalog
}

// maxShelves is how many are kept at once: a list of some hundred titles each.
const maxShelves = 200

// shelves keeps the servers' shelves until the library changes, so that titles can be suggested while one is typed. It is
// safe for concurrent use.
type shelves struct {
	store   Library
	changes <-chan struct{}

	mu sync.Mutex
	// state counts the library's changes; by is of the last.
	state int
	by    map[string]*shelf
}

// newShelves makes the shelves of a library, which may be nil; it is followed until ctx ends.
func newShelves(ctx context.Context, store Library) *shelves {
	s := &shelves{store: store, by: map[string]*shelf{}}
	if store != nil {
		s.changes = store.Changes(ctx)
	}
	return s
}

// of is a server's shelf as it is now.
func (s *shelves) of(ctx context.Context, server string) (*shelf, error) {
	kept, state := s.kept(server)
	if kept != nil {
		return kept, nil
	}
	entries, err := s.store.Articles(ctx, server)
	if err != nil {
		return nil, err
	}
	made := newShelf(entries)
	s.keep(server, made, state)
	return made, nil
}

// kept is the shelf that is kept, nil for none, and the library's state at this moment.
func (s *shelves) kept(server string) (*shelf, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget()
	return s.by[server], s.state
}

// keep keeps a shelf that was read in a state, unless that is over.
func (s *shelves) keep(server string, made *shelf, state int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget()
	if len(s.by) >= maxShelves {
		clear(s.by)
	}
	if s.state == state {
		s.by[server] = made
	}
}

// forget lets go of all shelves if the library has changed. The caller holds mu.
func (s *shelves) forget() {
	select {
	case <-s.changes:
		s.state++
		clear(s.by)
	default:
	}
}

func newShelf(entries []library.Entry) *shelf {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b library.Entry) int {
		return cmp.Or(b.Added.Compare(a.Added), cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.ID, b.ID))
	})
	named := &corpus.Collection{}
	for _, e := range entries {
		named.Articles = append(named.Articles, &corpus.Article{ID: e.ID, Details: e.Details})
	}
	return &shelf{entries, bot.NewCatalog(named)}
}
