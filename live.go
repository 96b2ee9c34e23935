package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"footnote/bot"
	"footnote/bot/state/durable"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
)

// live answers from the newest engine. A question keeps the engine that it began with.
type live struct {
	engine atomic.Pointer[retrieval.Engine]
}

// Ask implements bot.Answerer.
func (v *live) Ask(ctx context.Context, q retrieval.Query) (retrieval.Answer, error) {
	return v.engine.Load().Ask(ctx, q)
}

// Collection implements bot.Answerer.
func (v *live) Collection() *corpus.Collection { return v.engine.Load().Collection() }

// service is what serve runs with.
type service struct {
	bot *bot.Bot
	// state is nil where there is no library to keep it in.
	state bot.State
	// library is what servers may add to, nil where there is none to write to.
	library *library.Library
	// end stops what goes on beside, waits for it and closes the library.
	end func()
}

// openLive is open for a process that goes on: it watches the library's folders and answers from what they hold now.
// Where the settings name articles it answers from those, and the library keeps what servers set.
func (a *app) openLive(ctx context.Context, log *slog.Logger) (service, error) {
	if a.config.Data == "" {
		b, err := a.open(ctx)
		return service{bot: b, end: func() {}}, err
	}
	l, err := a.openLibrary(ctx, library.Options{Room: a.serverRoom()})
	if errors.Is(err, library.ErrReadOnly) {
		log.Warn("the library is only read: nothing new is taken from its folders, and what servers set is forgotten at the end", "error", err)
		b, err := a.open(ctx)
		return service{bot: b, end: func() {}}, err
	}
	if err != nil {
		return service{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	s := service{state: durable.New(l), library: l, end: func() {
		stop()
		running.Wait()
		if err := l.Close(); err != nil {
			log.Error("library not closed well", "error", err)
		}
	}}
	if len(a.config.Articles) > 0 {
		s.bot, err = a.open(ctx)
	} else {
		s.bot, err = followLibrary(ctx, l, &running, log)
	}
	if err != nil {
		s.end()
	}
	return s, err
}

// followLibrary answers from the library, and keeps it and the answers up to date in goroutines until ctx ends.
func followLibrary(ctx context.Context, l *library.Library, running *sync.WaitGroup, log *slog.Logger) (*bot.Bot, error) {
	v, changes := &live{}, l.Changes(ctx)
	if err := v.load(ctx, l); err != nil {
		return nil, err
	}
	running.Go(func() { watchLibrary(ctx, l, log) })
	running.Go(func() { v.follow(ctx, l, changes, log) })
	return bot.New(v), nil
}

// load indexes what the library holds now and answers from that.
func (v *live) load(ctx context.Context, l *library.Library) error {
	collection, err := stored(ctx, l)
	if err != nil {
		return err
	}
	engine, err := retrieval.New(ctx, collection, retrieval.Options{})
	if err != nil {
		return err
	}
	v.engine.Store(engine)
	return nil
}

// follow loads again after each change, until ctx ends.
func (v *live) follow(ctx context.Context, l *library.Library, changes <-chan struct{}, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		}
		err := v.load(ctx, l)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Error("answering from the articles as they were before", "error", err)
		default:
			c := v.Collection()
			log.Info("articles have changed", "articles", len(c.Articles), "passages", len(c.Passages))
		}
	}
}

// watchLibrary keeps the library in step with its folders until ctx ends.
func watchLibrary(ctx context.Context, l *library.Library, log *slog.Logger) {
	err := l.Watch(ctx, library.WatchOptions{
		Report: library.Report{Outcome: func(o library.Outcome) {
			if o.Reason != nil {
				log.Warn("article not read", "change", o.Change, "location", o.Location, "error", o.Reason)
				return
			}
			log.Info("article read", "change", o.Change, "location", o.Location, "article", o.ID, "title", o.Title)
		}},
		Trouble: func(err error) { log.Warn("folder is read at intervals only", "error", err) },
	})
	if ctx.Err() == nil {
		log.Error("folders are no longer watched", "error", err)
	}
}
