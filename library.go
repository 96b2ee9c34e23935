package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"footnote/bot"
	"footnote/bot/terminal"
	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/formats"
	"footnote/corpus/library"
	"footnote/corpus/web"
	"footnote/retrieval"
)

// open reads the articles, reports those that cannot be read, and indexes the others.
func (a *app) open(ctx context.Context) (*bot.Bot, error) {
	progress := a.progress()
	defer progress.Clear()
	collection, err := a.collection(ctx, progress)
	if err != nil {
		return nil, err
	}
	engine, err := retrieval.New(ctx, collection, retrieval.Options{Progress: progress.Track("indexing passages")})
	if err != nil {
		return nil, err
	}
	return bot.New(engine), nil
}

// collection is the articles that the settings name, or the library's, or the examples while that is empty.
func (a *app) collection(ctx context.Context, progress *terminal.Progress) (*corpus.Collection, error) {
	if len(a.config.Articles) > 0 {
		return a.named(ctx, progress)
	}
	if a.config.Data == "" {
		return corpus.Examples()
	}
	l, err := a.openLibrary(ctx, library.Options{ReadOnly: true})
	if errors.Is(err, library.ErrNone) {
		return corpus.Examples()
	}
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return stored(ctx, l)
}

// stored is what the library holds for its operator, or the examples while it holds nothing at all.
func stored(ctx context.Context, l *library.Library) (*corpus.Collection, error) {
	names, err := l.Collections(ctx)
	if err == nil && len(names) == 0 {
		return corpus.Examples()
	}
	if err != nil {
		return nil, err
	}
	return l.Collection(ctx, library.Operator)
}

// named reads the articles at the paths of the settings.
func (a *app) named(ctx context.Context, progress *terminal.Progress) (*corpus.Collection, error) {
	reader, err := newReader()
	if err != nil {
		return nil, err
	}
	collection, problems, err := corpus.Load(ctx, a.config.Articles, corpus.LoadOptions{
		MaxFileBytes: a.config.MaxFileSize, Reader: reader, Progress: progress.Track("reading articles"),
	})
	progress.Clear()
	for _, p := range problems {
		a.note(p.String())
	}
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	if len(collection.Articles) == 0 {
		return nil, errors.New("no article could be read; footnote reads files that end in " + strings.Join(formats.Extensions(), ", "))
	}
	return collection, nil
}

const noData = "this platform names no folder for the library; name one with --data or FOOTNOTE_DATA"

// newReader reads every format. What could be hostile is read in a child process of this program.
func newReader() (*formats.Reader, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program, which reads files in processes of their own: %w", err)
	}
	return formats.New(formats.Options{Program: program}), nil
}

// openLibrary opens the library of the settings.
func (a *app) openLibrary(ctx context.Context, o library.Options) (*library.Library, error) {
	if a.config.Data == "" {
		return nil, usageError{errors.New(noData)}
	}
	reader, err := newReader()
	if err != nil {
		return nil, err
	}
	o.Reader, o.MaxFileBytes, o.Now = reader, a.config.MaxFileSize, a.now
	o.Web = web.New(web.Options{Client: a.fetcher(), Formats: reader})
	return library.Open(ctx, a.config.Data, o)
}

// fetcher gets pages and files from public addresses.
func (a *app) fetcher() *fetch.Client {
	return fetch.New(fetch.Options{Now: a.now, MaxBytes: a.config.MaxFileSize})
}

// serverRoom is how much a Discord server may add to the library.
func (a *app) serverRoom() library.Room {
	return library.Room{Articles: a.config.ServerArticles, Bytes: a.config.ServerSize}
}

// withLibrary runs f on the library of the settings and closes it.
func (a *app) withLibrary(ctx context.Context, o library.Options, f func(*library.Library) error) error {
	l, err := a.openLibrary(ctx, o)
	if err != nil {
		return err
	}
	return errors.Join(f(l), l.Close())
}
