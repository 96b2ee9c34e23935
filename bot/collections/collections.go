// Package collections gives each place what may be searched there: a server its own articles, and where the operator
// allows it the operator's too.
//
// [Open] reads the library and gives [Collections]; [Collections.For] is the bot of one place. A place is a server's ID,
// or "" for direct messages and for servers that the bot is not in.
//
// What binds:
//   - An engine is made from one server's articles at most. Nothing that it gives out can be another server's.
//   - There is one engine for each set of collections, so all servers without articles of their own share the
//     operator's. It is made at the first question, and anew when one of its collections has changed.
//   - A bot that was given out never changes: a question goes on with the articles that it began with.
//   - Where the library cannot be read, the engines of before go on answering, and it is tried again.
//   - A server's engine is let go of when nobody has asked for a while. The operator's stays.
//   - The examples stand in for the operator's articles while nobody has any at all.
package collections

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/library"
)

// Library keeps the articles. *library.Library implements it.
type Library interface {
	// Collection is the articles of the named collections.
	Collection(ctx context.Context, names ...string) (*corpus.Collection, error)
	// Collections lists the names of the collections that hold an article.
	Collections(ctx context.Context) ([]string, error)
	// Changes gives a channel that holds a value when articles have changed since it was last received from.
	Changes(ctx context.Context) <-chan struct{}
}

// Places are those that may search the operator's articles. The zero value is nowhere.
type Places struct {
	// All is everywhere.
	All bool
	// Servers are IDs of servers; "" stands for what is outside of all servers that the bot is in.
	Servers []string
}

func (p Places) any() bool { return p.All || len(p.Servers) > 0 }

func (p Places) has(server string) bool { return p.All || slices.Contains(p.Servers, server) }

// Options of Open. One of Library and Operator is required.
type Options struct {
	// Library keeps the servers' articles, and the operator's unless Operator is set; nil where no server has any.
	Library Library
	// Operator is what the operator's articles are instead of those in the library. It must not change.
	Operator *corpus.Collection
	// Shared are the places that may search the operator's articles.
	Shared Places
	// Idle is after how long without a question a server's engine is let go of; the default is half an hour.
	Idle time.Duration
	// Now is the clock; nil means the system's.
	Now func() time.Time
	// Logger gets what an operator needs to know; nil discards it.
	Logger *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.Idle <= 0 {
		o.Idle = 30 * time.Minute
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// maxBuilds is how many engines are made at once: each uses all cores by itself.
const maxBuilds = 2

// Collections knows what may be searched where. It is safe for concurrent use. Close it in the end.
type Collections struct {
	options Options
	// ctx ends when Collections is closed; engines are made under it, whoever waits for them.
	ctx     context.Context
	stop    context.CancelFunc
	running sync.WaitGroup
	builds  chan struct{}

	mu sync.Mutex
	// operator is the operator's articles now, or the examples.
	operator *corpus.Collection
	// owners are the servers that have articles.
	owners map[string]bool
	scopes map[names]*scope
}

// Open reads what the library holds, makes the operator's engine where anybody may use it, and follows the library's
// changes until Close or the end of ctx.
func Open(ctx context.Context, o Options) (*Collections, error) {
	o = o.withDefaults()
	if o.Library == nil && o.Operator == nil {
		return nil, errors.New("open collections: neither a library nor articles are given")
	}
	c := &Collections{options: o, builds: make(chan struct{}, maxBuilds), scopes: map[names]*scope{}}
	c.ctx, c.stop = context.WithCancel(ctx)
	var changes <-chan struct{}
	if o.Library != nil {
		changes = o.Library.Changes(c.ctx) // before anything is read, so that no change is missed
	}
	err := c.read()
	if err == nil && o.Shared.any() {
		_, err = c.await(ctx, c.scope(names{operator: true}))
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	c.running.Go(func() { c.follow(changes) })
	return c, nil
}

// Close ends the following of the library and waits for engines under way.
func (c *Collections) Close() {
	c.stop()
	c.running.Wait()
}

// Operator is the operator's articles as they are now: the examples while nobody has any, and none from the library
// where no place may search them.
func (c *Collections) Operator() *corpus.Collection {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.operator
}

// For gives the bot of what a place may search, as it is now: its catalog is empty where that is nothing. The first
// question waits until the engine is made, or until ctx ends, whose error it then gives; the making goes on.
func (c *Collections) For(ctx context.Context, server string) (*bot.Bot, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, fmt.Errorf("collections are closed: %w", err)
	}
	return c.await(ctx, c.scope(c.searched(server)))
}

// searched says which collections a place may search.
func (c *Collections) searched(server string) names {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := names{operator: c.options.Shared.has(server)}
	if c.owners[server] {
		n.server = server
	}
	return n
}

// owners are the servers among the names of collections.
func owners(collections []string) map[string]bool {
	servers := map[string]bool{}
	for _, name := range collections {
		if name != "" && name != library.Operator {
			servers[name] = true
		}
	}
	return servers
}
