package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"footnote/bot"
	"footnote/bot/terminal"
)

type chatCommand struct {
	kong.Plugins
}

// Help is shown below the command's summary.
func (chatCommand) Help() string {
	return `At the prompt, :more shows the next passage, :context what stands around it, :open N the whole article of citation N, :help all commands, and :quit leaves. Lines can be edited and recalled with the arrow keys. Where standard input is no terminal, each line is a question or command.

Examples:

    footnote chat --articles ~/articles
    footnote chat --history none
    footnote chat < questions.txt`
}

// Run holds the conversation.
func (c *chatCommand) Run(ctx context.Context, a *app) error {
	b, err := a.open(ctx)
	if err != nil {
		return err
	}
	in, typed := terminalOf(a.in)
	out, shown := terminalOf(a.out)
	if typed && shown && a.getenv("TERM") != "dumb" {
		return a.converse(ctx, b, in, out)
	}
	return terminal.Chat(ctx, b, terminal.NewPlain(ctx, a.in, a.out, a.style()), a.config.Limit)
}

// converse is the conversation on a terminal, which is left as it was found.
func (a *app) converse(ctx context.Context, b *bot.Bot, in, out *os.File) (err error) {
	history, err := terminal.OpenHistory(a.config.History)
	if err != nil {
		a.note(err.Error()) // the conversation is worth more than its history
		history = &terminal.History{}
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("prepare the terminal: %w", err)
	}
	defer func() {
		if restored := term.Restore(int(in.Fd()), before); err == nil && restored != nil {
			err = fmt.Errorf("restore the terminal: %w", restored)
		}
		fmt.Fprintln(out)
		if history.Err() != nil {
			a.note(history.Err().Error())
		}
	}()
	editor := terminal.NewEditor(struct {
		io.Reader
		io.Writer
	}{in, out}, terminal.EditorOptions{Size: size(out), Color: a.color(true), History: history})
	return terminal.Chat(ctx, b, editor, a.config.Limit)
}

func size(out *os.File) func() (columns, rows int) {
	return func() (int, int) {
		columns, rows, err := term.GetSize(int(out.Fd()))
		if err != nil {
			return 80, 24
		}
		return columns, rows
	}
}
