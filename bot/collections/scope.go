package collections

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// names is a set of collections that are searched together: a server's own, or none where it is "", and the operator's.
type names struct {
	server   string
	operator bool
}

// scope is one such set with its engine.
type scope struct {
	names names
	// ready is closed when the first engine is made, or could not be, which err says then.
	ready chan struct{}
	err   error
	now   atomic.Pointer[snapshot]
	// asked is when it was asked for last. Collections.mu guards it.
	asked time.Time
	// building is held while an engine is made.
	building sync.Mutex
}

// snapshot is a scope as it was at one time.
type snapshot struct {
	engine *retrieval.Engine
	bot    *bot.Bot
}

// scope finds a set of collections, and begins to make its engine where there is none.
func (c *Collections) scope(n names) *scope {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.scopes[n]
	if s == nil {
		s = &scope{names: n, ready: make(chan struct{})}
		c.scopes[n] = s
		c.running.Go(func() { c.begin(s) })
	}
	s.asked = c.options.Now()
	return s
}

// begin makes a scope's first engine. Where that fails the scope is dropped, so that the next question tries again.
func (c *Collections) begin(s *scope) {
	defer close(s.ready)
	if s.err = c.build(s); s.err == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scopes[s.names] == s {
		delete(c.scopes, s.names)
	}
}

func (c *Collections) await(ctx context.Context, s *scope) (*bot.Bot, error) {
	select {
	case <-s.ready:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the articles to be indexed: %w", context.Cause(ctx))
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.now.Load().bot, nil
}

// build makes the engine of what a scope's collections hold now, unless it has that one. Where nobody has asked for it
// lately, the old one is dropped instead.
func (c *Collections) build(s *scope) error {
	s.building.Lock()
	defer s.building.Unlock()
	select {
	case c.builds <- struct{}{}:
		defer func() { <-c.builds }()
	case <-c.ctx.Done():
		return c.ctx.Err()
	}
	all, err := c.collect(s.names)
	if err != nil {
		return err
	}
	before := s.now.Load()
	if before != nil && same(before.engine.Collection(), all) {
		return nil
	}
	if before != nil && c.letGo(s, restingAfter) {
		return nil
	}
	var o retrieval.Options
	if before != nil {
		o.Previous = before.engine
	}
	engine, err := retrieval.New(c.ctx, all, o)
	if err != nil {
		return err
	}
	s.now.Store(&snapshot{engine, bot.New(engine)})
	c.options.Logger.Info("articles are ready", "server", s.names.server, "operator", s.names.operator,
		"articles", len(all.Articles), "passages", len(all.Passages))
	return nil
}

// collect reads what the collections hold now.
func (c *Collections) collect(n names) (*corpus.Collection, error) {
	operator := &corpus.Collection{}
	if n.operator {
		operator = c.Operator()
	}
	if n.server == "" {
		return operator, nil
	}
	own, err := c.options.Library.Collection(c.ctx, n.server)
	if err != nil {
		return nil, fmt.Errorf("read the articles of server %s: %w", n.server, err)
	}
	return merge(own, operator), nil
}

// merge is the articles of both, each text once, with the first's details. It keeps their articles and passages as they
// are, and is in the order of the articles' IDs.
func merge(first, second *corpus.Collection) *corpus.Collection {
	if len(second.Articles) == 0 {
		return first
	}
	passages := map[*corpus.Article][]*corpus.Passage{}
	for _, p := range slices.Concat(first.Passages, second.Passages) {
		passages[p.Article] = append(passages[p.Article], p)
	}
	all := slices.Concat(first.Articles, second.Articles)
	slices.SortStableFunc(all, func(a, b *corpus.Article) int { return strings.Compare(a.ID, b.ID) })
	all = slices.CompactFunc(all, func(a, b *corpus.Article) bool { return a.ID == b.ID })
	merged := &corpus.Collection{Articles: all}
	for _, a := range all {
		merged.Passages = append(merged.Passages, passages[a]...)
	}
	return merged
}

// same says whether two collections hold the same articles.
func same(a, b *corpus.Collection) bool {
	return slices.EqualFunc(a.Articles, b.Articles, func(x, y *corpus.Article) bool { return x == y || reflect.DeepEqual(x, y) })
}
