package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/bot/terminal"
	"footnote/corpus"
	"footnote/corpus/library"
)

type listCommand struct {
	kong.Plugins
	inCollection
	Folders bool `help:"List the followed folders, feeds and sitemaps instead."`
}

// Help is shown below the command's summary.
func (listCommand) Help() string {
	return `Prints a line for each article: its ID, title, publisher, date, and where it was read. The lines are sorted by title.

Examples:

    footnote list
    footnote list --folders
    footnote list | grep -i bridge`
}

// Run lists the articles.
func (c *listCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{ReadOnly: true}, func(l *library.Library) error {
		list, none := c.articles, "holds no article; footnote add PATH adds some"
		if c.Folders {
			list, none = c.folders, "follows nothing; footnote add PATH follows a folder, a feed or a sitemap"
		}
		text, err := list(ctx, l)
		if err != nil {
			return err
		}
		if text == "" {
			a.note(c.holder() + " " + none)
		}
		_, err = fmt.Fprint(a.out, text)
		return err
	})
}

// holder names the collection; who runs the program may know of no other than the own.
func (c *listCommand) holder() string {
	if c.Collection == library.Operator {
		return "the library"
	}
	return fmt.Sprintf("collection %q", c.Collection)
}

func (c *listCommand) articles(ctx context.Context, l *library.Library) (string, error) {
	entries, err := l.Articles(ctx, c.Collection)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s  %s  %s\n", e.ID, terminal.OneLine(summaryOf(e.Details)), terminal.OneLine(e.Location))
	}
	return b.String(), nil
}

func (c *listCommand) folders(ctx context.Context, l *library.Library) (string, error) {
	folders, err := l.Folders(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, f := range folders {
		if f.Collection == c.Collection {
			fmt.Fprintln(&b, terminal.OneLine(f.Path))
		}
	}
	return b.String(), nil
}

// summaryOf is an article's title with its publisher and date, as far as they are known.
func summaryOf(d corpus.Details) string {
	parts := []string{d.Title}
	for _, s := range []string{d.Publisher, d.Published} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}
