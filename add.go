package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/bot/terminal"
	"footnote/corpus/library"
)

// inCollection is the flag of commands that work on one collection.
type inCollection struct {
	Collection string `help:"The collection: operator, or the ID of a Discord server (${default})." default:"operator" placeholder:"NAME"`
}

type addCommand struct {
	kong.Plugins
	inCollection
	Paths []string `arg:"" name:"path" help:"Files, folders, and addresses of pages, feeds and sitemaps."`
}

// Help is shown below the command's summary.
func (addCommand) Help() string {
	return `Reads the files and keeps them in the library, with the bytes that they came from: they may be moved or deleted then. A folder is followed: footnote sync, watch and serve read it again, and what is new, changed or deleted there is so in the library. An address is asked for new versions, a feed or a sitemap for new pages. A file that cannot be read is named with the reason, and the others are added.

Examples:

    footnote add ~/articles
    footnote add notes.md report.pdf https://example.org/bridge
    footnote add --data /srv/footnote ~/articles`
}

// Run adds the articles.
func (c *addCommand) Run(ctx context.Context, a *app) error {
	return a.withLibrary(ctx, library.Options{}, func(l *library.Library) error {
		t := a.tally("reading articles")
		defer t.end()
		if err := l.AddPaths(ctx, c.Collection, c.Paths, t.report()); err != nil {
			return t.stopped(ctx, err)
		}
		return t.summary(true)
	})
}

// tally prints what became of files, and counts it.
type tally struct {
	app      *app
	progress *terminal.Progress
	label    string
	counts   map[library.Change]int
}

func (a *app) tally(label string) *tally {
	return &tally{app: a, progress: a.progress(), label: label, counts: map[library.Change]int{}}
}

func (t *tally) end() { t.progress.Clear() }

func (t *tally) report() library.Report {
	return library.Report{Outcome: t.outcome, Progress: t.progress.Track(t.label)}
}

func (t *tally) outcome(o library.Outcome) {
	t.counts[o.Change]++
	switch {
	case o.Reason != nil:
		t.progress.Clear()
		t.app.note(fmt.Sprintf("%s %q: %v", o.Change, o.Location, o.Reason))
	case o.Change != library.Unchanged || o.SameAs != "":
		t.progress.Clear()
		fmt.Fprintln(t.app.out, outcomeLine(o))
	}
}

// outcomeLine is what became of an article in one line.
func outcomeLine(o library.Outcome) string {
	text := fmt.Sprintf("%-8s %s  %s", o.Change, o.ID, terminal.OneLine(o.Title))
	switch {
	case o.SameAs != "":
		text += fmt.Sprintf("  (%s is a copy of %s)", terminal.OneLine(o.Location), terminal.OneLine(o.SameAs))
	case o.CopyOf != "":
		text += fmt.Sprintf("  (much the same as %s)", o.CopyOf)
	}
	return text
}

// summary prints the counts. It is a failure that nothing could be read, where something had to.
func (t *tally) summary(must bool) error {
	t.end()
	if _, err := fmt.Fprintln(t.app.out, cmp.Or(t.listed(), "no article found")); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	total := 0
	for _, n := range t.counts {
		total += n
	}
	if must && total == t.counts[library.Refused]+t.counts[library.Missing] {
		return errors.New("no article could be read")
	}
	return nil
}

// stopped says how far work came that ended with an error, where a person has interrupted it.
func (t *tally) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		t.end()
		t.app.note("interrupted after " + cmp.Or(t.listed(), "nothing") + "; the same command goes on with the rest")
	}
	return err
}

// listed is the counts, as far as there are any.
func (t *tally) listed() string {
	var parts []string
	for _, c := range []library.Change{
		library.Added, library.Replaced, library.Moved, library.Removed, library.Unchanged, library.Missing, library.Refused,
	} {
		if n := t.counts[c]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, c))
		}
	}
	return strings.Join(parts, ", ")
}
