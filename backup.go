package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/alecthomas/kong"

	"footnote/corpus/library"
)

type backupCommand struct {
	kong.Plugins
	File string `arg:"" help:"A file that does not exist yet."`
}

// Help is shown below the command's summary.
func (backupCommand) Help() string {
	return `Writes everything that the library holds to one file, also while footnote serve runs. The file appears under its name when it is complete.

Example:

    footnote backup ~/backups/footnote-$(date +%F).db`
}

// Run writes the backup.
func (c *backupCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{ReadOnly: true}, func(l *library.Library) error {
		if err := l.Backup(ctx, c.File); err != nil {
			return err
		}
		_, err := fmt.Fprintf(a.out, "backed up to %s\n", c.File)
		return err
	})
}

type restoreCommand struct {
	kong.Plugins
	File string `arg:"" help:"The file of a backup."`
}

// Help is shown below the command's summary.
func (restoreCommand) Help() string {
	return `Puts a backup in the place of the library. What was there before is kept beside it, and its name printed; delete it when it is not needed any more. No other footnote may write to the library meanwhile.

Example:

    footnote restore ~/backups/footnote-2026-11-21.db`
}

// Run restores the backup.
func (c *restoreCommand) Run(ctx context.Context, a *app) error {
	if a.config.Data == "" {
		return usageError{errors.New(noData)}
	}
	aside, err := library.Restore(ctx, a.config.Data, c.File, library.Options{Now: a.now})
	if err != nil {
		return err
	}
	if aside != "" {
		a.note("what was there before is kept as " + aside)
	}
	_, err = fmt.Fprintf(a.out, "restored from %s\n", c.File)
	return err
}
