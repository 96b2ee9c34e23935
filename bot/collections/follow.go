package collections

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/corpus/library"
)

const (
	// letGoEvery is how often engines that nobody asks for are looked for.
	letGoEvery = time.Minute
	// restingAfter is after how long without a question an engine is not made anew at a change, but at the next
	// question: a change of the operator's articles would hold up those that are asked now.
	restingAfter = 2 * time.Minute
	// retryAfter is how long after a failure the library is read again.
	retryAfter = 10 * time.Second
)

// follow keeps the engines in step with the library until Collections is closed.
func (c *Collections) follow(changes <-chan struct{}) {
	tick := time.NewTicker(letGoEvery)
	defer tick.Stop()
	var retry <-chan time.Time
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-tick.C:
			for _, s := range c.live() {
				c.letGo(s, c.options.Idle)
			}
			continue
		case <-changes:
		case <-retry:
		}
		retry = nil
		if err := c.refresh(); err != nil && c.ctx.Err() == nil {
			c.options.Logger.Error("answering from the articles as they were before", "error", err)
			retry = time.After(retryAfter)
		}
	}
}

// refresh makes the engines anew whose collections have changed: the operator's first, which most share.
func (c *Collections) refresh() error {
	if err := c.read(); err != nil {
		return err
	}
	var errs []error
	for _, s := range c.live() {
		errs = append(errs, c.build(s))
	}
	return errors.Join(errs...)
}

// read reads who has articles, and the operator's. Servers that have none any more lose their engine at once.
func (c *Collections) read() error {
	var names []string
	operator := c.options.Operator
	if c.options.Library != nil {
		var err error
		if names, err = c.options.Library.Collections(c.ctx); err != nil {
			return fmt.Errorf("list the collections: %w", err)
		}
		if operator == nil {
			if operator, err = c.readOperator(len(names) == 0); err != nil {
				return fmt.Errorf("read the operator's articles: %w", err)
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.operator == nil || !same(c.operator, operator) {
		c.operator = operator
	}
	c.owners = owners(names)
	for n := range c.scopes {
		if n.server != "" && !c.owners[n.server] {
			delete(c.scopes, n)
		}
	}
	return nil
}

func (c *Collections) readOperator(libraryIsEmpty bool) (*corpus.Collection, error) {
	switch {
	case !c.options.Shared.any():
		return &corpus.Collection{}, nil // nobody would see them
	case libraryIsEmpty:
		return corpus.Examples()
	}
	return c.options.Library.Collection(c.ctx, library.Operator)
}

// live are the scopes that there are: without a server's articles first, then what was asked for last.
func (c *Collections) live() []*scope {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []*scope
	for _, s := range c.scopes {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *scope) int {
		if (a.names.server == "") != (b.names.server == "") {
			if a.names.server == "" {
				return -1
			}
			return 1
		}
		return b.asked.Compare(a.asked)
	})
	return all
}

// letGo drops the engine of a server that nobody has asked for that long, and says whether it did.
func (c *Collections) letGo(s *scope, idle time.Duration) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.names.server == "" || c.options.Now().Sub(s.asked) <= idle {
		return false
	}
	if c.scopes[s.names] == s {
		delete(c.scopes, s.names)
	}
	return true
}
