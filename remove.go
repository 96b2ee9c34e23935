package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/corpus/library"
)

type removeCommand struct {
	kong.Plugins
	inCollection
	What []string `arg:"" help:"IDs of articles, or followed folders, feeds and sitemaps."`
}

// Help is shown below the command's summary.
func (removeCommand) Help() string {
	return `Removes articles from the library; files outside it are left alone. An article from a followed folder stays removed until its file is added by itself. With a folder or a feed, its articles go and it is no longer followed.

Examples:

    footnote remove 1f2e3d4c5b6a
    footnote remove ~/articles https://example.org/feed.xml`
}

// Run removes what is named. What cannot be removed does not keep the others.
func (c *removeCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		t := a.tally("removing articles")
		defer t.end()
		var errs []error
		for _, what := range c.What {
			if err := c.remove(ctx, l, what, t.report()); err != nil {
				errs = append(errs, fmt.Errorf("remove %q: %w", what, err))
			}
		}
		return errors.Join(errs...)
	})
}

func (c *removeCommand) remove(ctx context.Context, l *library.Library, what string, report library.Report) error {
	if what == "" { // which would be the folder that the process stands in, with all that is in it
		return errors.New("it is empty; name an article by its ID, or a followed folder, feed or sitemap")
	}
	path := what
	if !strings.Contains(what, "://") {
		var err error
		if path, err = filepath.Abs(what); err != nil {
			return err
		}
	}
	err := l.Unfollow(ctx, library.Folder{Collection: c.Collection, Path: path}, report)
	if !errors.Is(err, library.ErrNotFound) {
		return err
	}
	article, err := l.Article(ctx, c.Collection, what)
	if err != nil {
		return err
	}
	if err := l.Remove(ctx, c.Collection, what); err != nil {
		return err
	}
	report.Outcome(library.Outcome{Change: library.Removed, ID: article.ID, Title: article.Title})
	return nil
}
