package main

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot"
	"footnote/bot/terminal"
	"footnote/corpus"
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

func (a *app) collection(ctx context.Context, progress *terminal.Progress) (*corpus.Collection, error) {
	if len(a.config.Articles) == 0 {
		return corpus.Examples()
	}
	collection, problems, err := corpus.Load(ctx, a.config.Articles, corpus.LoadOptions{
		MaxFileBytes: a.config.MaxFileSize, Progress: progress.Track("reading articles"),
	})
	progress.Clear()
	for _, p := range problems {
		a.note(p.String())
	}
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	if len(collection.Articles) == 0 {
		return nil, errors.New("no article could be read; footnote reads .txt and .md files")
	}
	return collection, nil
}
