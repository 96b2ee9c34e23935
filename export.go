package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/alecthomas/kong"

	"footnote/corpus/library"
)

type exportCommand struct {
	kong.Plugins
	Dir string `arg:"" help:"A new or empty folder."`
}

// Help is shown below the command's summary.
func (exportCommand) Help() string {
	return `Writes the files that all articles were read from, byte for byte, in a folder for each collection, and the list articles.jsonl with their details and corrections. From a damaged library it saves what can be read. To keep everything else too, such as the settings of servers, use footnote backup.

Example:

    footnote export ~/library-export`
}

// Run exports the articles.
func (c *exportCommand) Run(ctx context.Context, a *app) error {
	l, err := a.openLibrary(ctx, library.Options{ReadOnly: true})
	if errors.Is(err, library.ErrDamaged) {
		a.note("the library's file is damaged; what can be read of it is saved")
		l, err = a.openLibrary(ctx, library.Options{ReadOnly: true, Salvage: true})
	}
	if errors.Is(err, library.ErrDamaged) {
		return errors.New("nothing of the library can be read; restore a backup with footnote restore FILE")
	}
	if err != nil {
		return err
	}
	defer l.Close()
	progress := a.progress()
	defer progress.Clear()
	written, lost := 0, 0
	err = l.Export(ctx, c.Dir, library.Report{Progress: progress.Track("writing articles"), Outcome: func(o library.Outcome) {
		if written++; o.Reason != nil {
			written, lost = written-1, lost+1
			progress.Clear()
			a.note(fmt.Sprintf("%s cannot be saved: %v", o.Location, o.Reason))
		}
	}})
	if err != nil {
		return err
	}
	progress.Clear()
	if _, err := fmt.Fprintf(a.out, "%d articles exported\n", written); err != nil {
		return err
	}
	if lost > 0 {
		return fmt.Errorf("%d articles could not be saved", lost)
	}
	return nil
}

type importCommand struct {
	kong.Plugins
	Dir string `arg:"" help:"The folder of an export."`
}

// Help is shown below the command's summary.
func (importCommand) Help() string {
	return `Adds the articles that footnote export has written, to the collections that they were in, with their corrections. What the library has already stays as it is.

Example:

    footnote import ~/library-export`
}

// Run imports the articles.
func (c *importCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		t := a.tally("reading articles")
		defer t.end()
		if err := l.Import(ctx, c.Dir, t.report()); err != nil {
			return t.stopped(ctx, err)
		}
		return t.summary(false)
	})
}
