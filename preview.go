package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"footnote/bot/discord/preview"
)

type previewCommand struct {
	Files []string `arg:"" optional:"" name:"file" help:"JSON of a message or of a response to an interaction, or a list of these; - or none reads standard input."`
	Theme string   `enum:"both,dark,light" default:"both" placeholder:"THEME" help:"Ground to draw on: both, dark or light (default both)."`
}

// Help is shown below the command's summary.
func (previewCommand) Help() string {
	return `Draws messages of the bot as Discord would show them, with embeds, buttons, menus and forms, as a web page on standard output. The page needs nothing but itself.

Example:

    footnote preview bot/discord/testdata/cards/answer.json > answer.html`
}

// Run writes the page.
func (c *previewCommand) Run(_ context.Context, a *app) error {
	if len(c.Files) == 0 {
		c.Files = []string{"-"}
	}
	var all []preview.Message
	var problems []error
	for _, name := range c.Files {
		messages, err := a.readMessages(name)
		if err != nil {
			problems = append(problems, fmt.Errorf("read %q: %w", name, err))
		}
		all = append(all, messages...)
	}
	if err := errors.Join(problems...); err != nil {
		return usageError{err}
	}
	themes := []string{c.Theme}
	if c.Theme == "both" {
		themes = preview.Themes()
	}
	return preview.Page(a.out, all, themes...)
}

// readMessages reads a file of messages, or standard input for "-", and notes its name at each.
func (a *app) readMessages(name string) ([]preview.Message, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(a.in, maxSmall+1))
	} else {
		data, err = readSmall(name)
	}
	if err == nil && len(data) > maxSmall {
		err = fmt.Errorf("larger than %d bytes", maxSmall)
	}
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err // the name stands before it already
	}
	if err != nil {
		return nil, err
	}
	messages, err := preview.Decode(data)
	if err != nil {
		return nil, err
	}
	for i := range messages {
		if name != "-" {
			messages[i].Note = filepath.Base(name)
		}
	}
	return messages, nil
}
