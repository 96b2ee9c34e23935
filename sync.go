package main

import (
	"context"

	"github.com/alecthomas/kong"

	"footnote/corpus/library"
)

type syncCommand struct {
	kong.Plugins
}

// Help is shown below the command's summary.
func (syncCommand) Help() string {
	return `Reads the folders, files and addresses again that were added, as far as they have changed, and says what is new, replaced, moved, removed, or missing. Where a whole folder or an address cannot be read, or a file that was added by itself is gone, its articles stay.

Examples:

    footnote sync
    footnote sync --data /srv/footnote`
}

// Run reads everything again.
func (c *syncCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		t := a.tally("reading articles")
		defer t.end()
		if err := l.Sync(ctx, t.report()); err != nil {
			return t.stopped(ctx, err)
		}
		if err := l.SyncLinks(ctx, t.report()); err != nil {
			return t.stopped(ctx, err)
		}
		return t.summary(false)
	})
}

type watchCommand struct {
	kong.Plugins
}

// Help is shown below the command's summary.
func (watchCommand) Help() string {
	return `Does what footnote sync does, and goes on doing it, for files when they change and for addresses once an hour, until it is interrupted. footnote serve does the same while it answers.

Examples:

    footnote watch
    footnote watch --data /srv/footnote`
}

// Run watches until ctx ends.
func (c *watchCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		t := a.tally("reading articles")
		defer t.end()
		a.note("watching what was added; interrupt to end")
		err := l.Watch(ctx, library.WatchOptions{
			Report:  t.report(),
			Trouble: func(err error) { a.note(err.Error()) },
		})
		if ctx.Err() != nil { // which is a good end
			return nil
		}
		return err
	})
}
