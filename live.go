package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/bot/state/durable"
	"footnote/corpus"
	"footnote/corpus/library"
)

// service is what serve runs with.
type service struct {
	articles *collections.Collections
	// state is nil where there is no library to keep it in.
	state bot.State
	// library is what servers may add to, nil where there is none to write to.
	library *library.Library
	// end stops what goes on beside, waits for it and closes the library.
	end func()
}

// openLive opens the articles for a process that goes on: it watches the library's folders and answers from what they
// hold now. Where the settings name articles these are the operator's, and the library keeps the servers'.
func (a *app) openLive(ctx context.Context, log *slog.Logger) (service, error) {
	l, writable, err := a.openServed(ctx, log)
	if err != nil {
		return service{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	var s service
	s.end = func() {
		stop()
		if s.articles != nil {
			s.articles.Close()
		}
		running.Wait()
		if l == nil {
			return
		}
		if err := l.Close(); err != nil {
			log.Error("library not closed well", "error", err)
		}
	}
	if s.articles, err = a.openCollections(ctx, l, log); err != nil {
		s.end()
		return s, err
	}
	if writable {
		s.state, s.library = durable.New(l), l
		running.Go(func() { watchLibrary(ctx, l, log) })
	}
	return s, nil
}

// openServed opens the library: for reading only where it cannot be written to, and not at all, which is nil, where
// there is none then or no folder for it.
func (a *app) openServed(ctx context.Context, log *slog.Logger) (l *library.Library, writable bool, err error) {
	if a.config.Data == "" {
		return nil, false, nil
	}
	l, err = a.openLibrary(ctx, library.Options{Room: a.serverRoom()})
	if !errors.Is(err, library.ErrReadOnly) {
		return l, err == nil, err
	}
	log.Warn("the library is only read: nothing new is taken from its folders, and what servers set is forgotten at the end", "error", err)
	l, err = a.openLibrary(ctx, library.Options{ReadOnly: true})
	if errors.Is(err, library.ErrNone) {
		return nil, false, nil
	}
	return l, false, err
}

// openCollections indexes what places may search: the servers' articles in the library l, if there is one, and the
// operator's, which are those that the settings name, or the library's, or the examples.
func (a *app) openCollections(ctx context.Context, l *library.Library, log *slog.Logger) (*collections.Collections, error) {
	o := collections.Options{Shared: collections.Places(a.config.OperatorServers), Now: a.now, Logger: log}
	if l != nil {
		o.Library = l
	}
	var err error
	switch {
	case len(a.config.Articles) > 0:
		progress := a.progress()
		o.Operator, err = a.named(ctx, progress)
		progress.Clear()
	case l == nil:
		o.Operator, err = corpus.Examples()
	}
	if err != nil {
		return nil, err
	}
	return collections.Open(ctx, o)
}

// watchLibrary keeps the library in step with its folders until ctx ends.
func watchLibrary(ctx context.Context, l *library.Library, log *slog.Logger) {
	err := l.Watch(ctx, library.WatchOptions{
		Report:  library.Report{Outcome: func(o library.Outcome) { logOutcome(log, o) }},
		Trouble: func(err error) { log.Warn("folder is read at intervals only", "error", err) },
	})
	if ctx.Err() == nil {
		log.Error("folders are no longer watched", "error", err)
	}
}

// logOutcome logs what became of an article: of the operator's by name, of a server's by IDs alone, since titles,
// addresses and the names of files are what people there have written.
func logOutcome(log *slog.Logger, o library.Outcome) {
	about := []any{"change", o.Change}
	if o.Collection == library.Operator {
		about = append(about, "location", o.Location)
	} else {
		about = append(about, "server", o.Collection)
	}
	switch {
	case o.Reason == nil && o.Collection == library.Operator:
		log.Info("article read", append(about, "article", o.ID, "title", o.Title)...)
	case o.Reason == nil:
		log.Info("article read", append(about, "article", o.ID)...)
	case o.Collection == library.Operator:
		log.Warn("article not read", append(about, "error", o.Reason)...)
	default:
		log.Warn("article not read", append(about, "reason", corpus.ReasonOf(o.Reason))...)
	}
}
