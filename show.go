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

type showCommand struct {
	kong.Plugins
	inCollection
	ID       string `arg:"" help:"The article's ID, as footnote list prints it."`
	Original bool   `help:"Write the file that it was read from, byte for byte."`
}

// Help is shown below the command's summary.
func (showCommand) Help() string {
	return `Prints what is known of an article and its text, as answers quote it.

Examples:

    footnote show 1f2e3d4c5b6a
    footnote show --original 1f2e3d4c5b6a > copy.md`
}

// Run shows the article.
func (c *showCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{ReadOnly: true}, func(l *library.Library) error {
		data, err := c.text(ctx, l)
		if err != nil {
			return fmt.Errorf("show %q: %w", c.ID, err)
		}
		_, err = a.out.Write(data)
		return err
	})
}

func (c *showCommand) text(ctx context.Context, l *library.Library) ([]byte, error) {
	if c.Original {
		_, data, err := l.Original(ctx, c.Collection, c.ID)
		return data, err
	}
	article, err := l.Article(ctx, c.Collection, c.ID)
	if err != nil {
		return nil, err
	}
	return []byte(described(article)), nil
}

// described is an article's details, a line each, and its text.
func described(a *corpus.Article) string {
	var b strings.Builder
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-10s %s\n", label, terminal.OneLine(value))
		}
	}
	line("title", a.Title+inferred(a.TitleInferred))
	line("authors", strings.Join(a.Authors, ", "))
	line("publisher", a.Publisher)
	line("published", a.Published)
	line("url", a.URL)
	line("language", a.Language+inferred(a.LanguageInferred))
	line("from", a.Source)
	line("passages", fmt.Sprint(len(corpus.Split(a))))
	fmt.Fprintf(&b, "\n%s\n", strings.TrimRight(a.Text, "\n"))
	return b.String()
}

func inferred(is bool) string {
	if is {
		return " (inferred)"
	}
	return ""
}
