package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/alecthomas/kong"

	"footnote/corpus/library"
)

type editCommand struct {
	kong.Plugins
	inCollection
	ID        string   `arg:"" help:"The article's ID, as footnote list prints it."`
	Title     *string  `help:"The title." placeholder:"TEXT"`
	Author    []string `help:"An author; may be given again, and replaces all authors." placeholder:"NAME" sep:"none"`
	Publisher *string  `help:"The publisher." placeholder:"TEXT"`
	Published *string  `help:"The date: 2017, 2017-07 or 2017-07-12." placeholder:"DATE"`
	URL       *string  `name:"url" help:"The address." placeholder:"URL"`
	Language  *string  `help:"The language as a tag such as en." placeholder:"TAG"`
	Reset     bool     `help:"Undo all earlier corrections first."`
}

// Help is shown below the command's summary.
func (editCommand) Help() string {
	return `Corrects what citations say of an article. Corrections stay when the article's file changes. An empty text takes a detail away.

Examples:

    footnote edit 1f2e3d4c5b6a --title "The Bulb Book" --author "Ada Reed" --author "Jo Field"
    footnote edit 1f2e3d4c5b6a --publisher ""
    footnote edit 1f2e3d4c5b6a --reset`
}

// Run makes the corrections.
func (c *editCommand) Run(ctx context.Context, a *app) error {
	edits := library.Edits{Title: c.Title, Publisher: c.Publisher, Published: c.Published, URL: c.URL, Language: c.Language}
	if c.Author != nil {
		edits.Authors = &c.Author
	}
	if edits == (library.Edits{}) && !c.Reset {
		return usageError{errors.New("edit needs something to correct; for example: footnote edit " + c.ID + ` --title "The Bulb Book"`)}
	}
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		err := c.apply(ctx, l, edits)
		var bad library.EditError
		if errors.As(err, &bad) {
			return usageError{bad}
		}
		if err != nil {
			return fmt.Errorf("edit %q: %w", c.ID, err)
		}
		article, err := l.Article(ctx, c.Collection, c.ID)
		if err == nil {
			_, err = fmt.Fprintf(a.out, "%s  %s\n", article.ID, summaryOf(article.Details))
		}
		return err
	})
}

func (c *editCommand) apply(ctx context.Context, l *library.Library, edits library.Edits) error {
	if c.Reset {
		if err := l.ResetEdits(ctx, c.Collection, c.ID); err != nil {
			return err
		}
	}
	return l.Edit(ctx, c.Collection, c.ID, edits)
}
